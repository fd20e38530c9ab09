// X.509 key usage as Keyfactor's integer: the two bytes of the BIT STRING (RFC 5280 §4.2.1.3), first byte lowest.
const usages: readonly (readonly [bit: number, name: string])[] = [
  [128, 'Digital signature'],
  [64, 'Non-repudiation'],
  [32, 'Key encipherment'],
  [16, 'Data encipherment'],
  [8, 'Key agreement'],
  [4, 'Certificate signing'],
  [2, 'CRL signing'],
  [1, 'Encipher only'],
  [32768, 'Decipher only'],
];

/** Names of the key usages set in Keyfactor's integer; [] for 0, which means unrestricted or not reported. */
export function keyUsageNames(bits: number): string[] {
  return usages.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
}
