import { isPlainPassword } from '../../domain/password.ts';
import type { Finding } from '../../domain/policy.ts';

/** What a password needs, as the first words of the help under its field. */
export const minimumWords = (minimum: number): string => `At least ${minimum} characters`;

/**
 * What Java makes of the password of a file, where it goes beyond ASCII. PKCS #12 is refused by the JDK for certain; of other
 * files it depends on the program.
 * @param file what it protects, with its article: `a PFX`
 */
export function javaFindings(password: string, file: string): Finding[] {
  if (isPlainPassword(password)) return [];
  const may = file === 'a PFX' ? 'cannot' : 'may not';
  const text = `Java ${may} open ${file} with this password: it holds letters or signs beyond plain ASCII.`;
  return [{ grade: 'worth a look', where: 'password', text }];
}

/** Spaces that get lost when a password is copied or written down: at its ends, or in the place of everything else. */
export function spaceFindings(password: string): Finding[] {
  const ends = [/^\s/.test(password) ? 'begins' : '', /\s$/.test(password) ? 'ends' : ''].filter((end) => end !== '');
  if (ends.length === 0) return [];
  const text =
    password.trim() === ''
      ? 'The password is nothing but spaces: it protects the key against nobody.'
      : `The password ${ends.join(' and ')} with a space, which is easily lost when it is copied.`;
  return [{ grade: 'worth a look', where: 'password', text }];
}
