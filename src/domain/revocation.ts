/** A reason to revoke, as its number on the wire, in words. */
export interface RevocationReason {
  value: number;
  label: string;
  /** What it means, for whoever has to choose. */
  hint: string;
}

/** On hold: the one reason that can be taken back. */
export const onHold = 6;
/** What takes a certificate from hold (vendor documentation, POST Certificates/Revoke). */
export const removeFromHold = -1;

/**
 * Reasons of RFC 5280 §5.3.1 with Keyfactor's numbers (vendor documentation, POST Certificates/Revoke). "Remove from CRL" is
 * left out: its text says 7, its schema 8, and taking from hold has a number of its own.
 */
export const revocationReasons: readonly RevocationReason[] = [
  { value: 0, label: 'Unspecified', hint: 'no reason is published' },
  { value: 1, label: 'Key compromised', hint: 'somebody else may have the private key' },
  { value: 2, label: 'CA compromised', hint: 'the key of the CA may be known' },
  { value: 3, label: 'Affiliation changed', hint: 'names in it are no longer right' },
  { value: 4, label: 'Superseded', hint: 'another certificate took its place' },
  { value: 5, label: 'Cessation of operation', hint: 'what it was for is gone' },
  { value: onHold, label: 'Certificate hold', hint: 'the only one that can be undone' },
];

const readOnly: Readonly<Record<number, string>> = { 7: 'Remove from CRL', 8: 'Remove from CRL', 999: 'Unknown' };

/** A reason that came from the server, in words; a number that nobody told us about stays one. */
export function reasonWords(value: number | null): string {
  if (value === null) return '';
  return revocationReasons.find((reason) => reason.value === value)?.label ?? readOnly[value] ?? `Reason ${value}`;
}
