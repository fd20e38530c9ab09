import type { Finding } from '../../../domain/policy.ts';
import { javaFindings, spaceFindings } from '../passwordWords.ts';
import type { Setup } from '../setup.ts';
import type { PfxValues } from './pfxForm.ts';

/** Secrets are emptied when a request goes out, and stay so when it is changed after a refusal. */
export const passwordMissing = ({ passwordFrom, password }: Pick<PfxValues, 'passwordFrom' | 'password'>): boolean =>
  passwordFrom === 'here' && password === '';

/** The length that a password needs at least, from the server's setting or its documented default. */
export const passwordMinimum = (setup: Setup | null): number => setup?.settings.passwordLength ?? 12;

/** What the password is to protect as far as Java reads it: a PFX, which is also what stores get, or a Java key store. */
function javaFile({ format, stores, renewal }: Pick<PfxValues, 'format' | 'stores' | 'renewal'>): string | null {
  if (format === 'PFX' || stores.length > 0 || renewal.install) return 'a PFX';
  return format === 'JKS' ? 'a Java key store' : null;
}

/**
 * A password shorter than the documented default is advice where the server's own setting is not known; one that Java does
 * not take is advice for the files that Java reads.
 */
export function passwordFindings(
  values: Pick<PfxValues, 'passwordFrom' | 'password' | 'format' | 'stores' | 'renewal'>,
  setup: Setup | null,
): Finding[] {
  const { passwordFrom, password } = values;
  const file = passwordFrom === 'here' ? javaFile(values) : null;
  return [
    ...shortFindings(values, setup),
    ...(passwordFrom === 'here' ? spaceFindings(password) : []),
    ...(file === null ? [] : javaFindings(password, file)),
  ];
}

function shortFindings(
  { passwordFrom, password }: Pick<PfxValues, 'passwordFrom' | 'password'>,
  setup: Setup | null,
): Finding[] {
  const minimum = passwordMinimum(setup);
  const short = passwordFrom === 'here' && password !== '' && password.length < minimum;
  if (!short || setup?.settings.source === 'server') return [];
  const text = `The password has fewer than ${minimum} characters, the documented default minimum.`;
  return [{ grade: 'likely refused', where: 'password', text }];
}
