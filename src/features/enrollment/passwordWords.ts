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
