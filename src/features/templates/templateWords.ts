import type { KeyRetention } from '../../api/templates.ts';

/** What happens to private keys, in words: "Kept 30 days after expiry". An unknown policy is shown as it came. */
export function keyRetentionWords({ policy, days }: KeyRetention): string {
  const count = days === null ? 'a number of days' : `${days} ${days === 1 ? 'day' : 'days'}`;
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

/** A tri-state rule of a policy: null follows the system-wide rules. */
export function ruleWords(value: unknown): string {
  if (value === true) return 'On';
  if (value === false) return 'Off';
  return 'Not set here: the system-wide rule applies';
}

const enrollment = ['Optional', 'Required', 'Hidden'];

/** How an enrollment asks for a metadata field. */
export function metadataWords(value: unknown): string {
  return (typeof value === 'number' ? enrollment[value] : undefined) ?? `Unknown (${String(value)})`;
}
