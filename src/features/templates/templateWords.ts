import type { KeyRetention } from '../../api/templates.ts';

/**
 * What happens to private keys, in words: "Kept 30 days after expiry", without the days "Kept for a time after expiry". An
 * unknown policy is shown as it came.
 */
export function keyRetentionWords({ policy, days }: KeyRetention): string {
  const count = days === null ? 'for a time' : `${days} ${days === 1 ? 'day' : 'days'}`;
  switch (policy) {
    case 'None':
      return 'Not kept';
    case 'Indefinite':
      return 'Kept without end';
    case 'AfterExpiration':
      return `Kept ${count} after expiry`;
    case 'FromIssuance':
      return `Kept ${count} from issuance`;
    default:
      return policy === '' ? 'Not known' : policy;
  }
}

/**
 * The units of the delay of a clean-up, at the place of their number. What the numbers mean is stated for 25.4 and not
 * confirmed by the vendor.
 */
export const cleanUpUnits: readonly string[] = ['Days', 'Weeks', 'Months'].map(
  (unit, value) => `${unit} (value ${value}, not confirmed)`,
);

const enrollment = ['Optional', 'Required', 'Hidden'];

/** How an enrollment asks for a metadata field. */
export function metadataWords(value: unknown): string {
  return (typeof value === 'number' ? enrollment[value] : undefined) ?? `Unknown (${String(value)})`;
}

/** Who may enroll with a pattern, as lists say it. */
export function rolesText({ roles }: { roles: readonly string[] | null }): string {
  return roles === null ? 'Active Directory permissions' : roles.join(', ') || 'No role';
}
