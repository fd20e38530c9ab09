import type { NameAttribute, Rdn } from './pki/names.ts';
import type { User } from './users.ts';

/** Attribute types that the directory fills, in the order in which they are added to a subject. */
const oids = {
  E: '1.2.840.113549.1.9.1',
  OU: '2.5.4.11',
  O: '2.5.4.10',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  C: '2.5.4.6',
};

/** What Active Directory says about somebody of this company. */
function directoryEntry(user: User): Record<keyof typeof oids, string> {
  return {
    E: `${user.name}@keyexample.com`,
    OU: 'Information Technology',
    O: 'Key Example, Inc.',
    L: 'Cleveland',
    ST: 'Ohio',
    C: 'US',
  };
}

/**
 * The subject with the parts that it lacks, or has without a value, taken from the caller's directory entry: e-mail, OU, O, L,
 * ST and C (vendor documentation, PopulateMissingValuesFromAD; that these are the parts is a guess). Added parts stand last.
 */
export function populated(subject: readonly Rdn[], user: User): Rdn[] {
  const kept = subject
    .map((rdn) => rdn.filter((part) => part.value !== '' || !Object.values(oids).includes(part.oid)))
    .filter((rdn) => rdn.length > 0);
  const present = new Set(kept.flat().map((part: NameAttribute) => part.oid));
  const entry = directoryEntry(user);
  const added = Object.entries(oids)
    .filter(([, oid]) => !present.has(oid))
    .map(([keyword, oid]) => [{ oid, value: entry[keyword as keyof typeof oids] }]);
  return [...kept, ...added];
}
