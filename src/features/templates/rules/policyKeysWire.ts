import * as z from 'zod/mini';
import { isDocument, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import { algorithmFacts, sameAlgorithm } from '../../../domain/keyAlgorithms.ts';
import type { Json } from '../../../domain/merge.ts';
import { curves } from '../../../domain/oids.ts';
import { asNumber, asText, keptEntries, keysOf, withMembers } from './keptEntries.ts';

/**
 * One algorithm that a policy allows. `source` is its place in the loaded list or object, −1 for one added here. Sizes and
 * curves are sets, each value once; a policy without rows restricts nothing.
 */
export const algorithmRow = z.object({
  source: z.number(),
  name: z.string(),
  bitLengths: z.array(z.number()),
  curves: z.array(z.string()),
});
export type AlgorithmRow = z.infer<typeof algorithmRow>;

const listed = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const isAscending = (list: readonly Json[]) =>
  list.every((entry, at) => typeof entry === 'number' && (at === 0 || entry >= Number(list[at - 1])));

/** Sizes of the wire for those wanted; a list that came in ascending order stays in it. */
function sizesToWire(list: Json | undefined, wanted: readonly number[]): Json | undefined {
  const kept = keptEntries(list, asNumber, wanted, (size) => size);
  if (kept === list || !Array.isArray(kept) || !isAscending(listed(list))) return kept;
  return kept.toSorted((one: Json, other: Json) => Number(one) - Number(other));
}

const bitsOf = (oid: string): number | undefined => curves.get(oid)?.bits;
const allBits = (oids: readonly string[]): number[] => oids.flatMap((oid) => bitsOf(oid) ?? []);

/**
 * The lengths to send when curves of an entry change. Recorded servers differ: on one, each length stands beside its curve;
 * on another, ten lengths stand beside three curves. Where the loaded lists are such pairs they stay pairs. Elsewhere the
 * lengths are a set: a length goes only when every remaining curve is known and none has it, and comes once.
 */
function lengthsForCurves(lengths: Json | undefined, entry: WireDocument, wanted: readonly string[]): Json | undefined {
  const loaded = listed(lengths);
  const before = listed(entry['curves']);
  const held = keysOf(entry['curves'], asText);
  const gone = held.filter((oid) => !wanted.includes(oid));
  const fresh = wanted.filter((oid) => !held.includes(oid));
  if (gone.length === 0 && fresh.length === 0) return lengths;
  const pairs =
    before.length > 0 &&
    before.length === loaded.length &&
    before.every((oid, at) => typeof oid === 'string' && bitsOf(oid) === loaded[at]);
  if (pairs) return [...loaded.filter((_, at) => wanted.some((oid) => oid === before[at])), ...allBits(fresh)];
  const needed = allBits(wanted);
  const outdated = needed.length === wanted.length ? allBits(gone).filter((bits) => !needed.includes(bits)) : [];
  const kept = loaded.filter((bits) => typeof bits !== 'number' || !outdated.includes(bits));
  const added = [...new Set(allBits(fresh))].filter((bits) => !kept.includes(bits));
  return kept.length === loaded.length && added.length === 0 ? lengths : [...kept, ...added];
}

function rowOf(entry: WireDocument, source: number, name: string): AlgorithmRow {
  return {
    source,
    name: textOf(entry['name']) || name,
    bitLengths: keysOf(entry['bit_lengths'], asNumber),
    curves: keysOf(entry['curves'], asText),
  };
}

function entryToWire(entry: WireDocument, row: AlgorithmRow): WireDocument {
  const lengths = sizesToWire(entry['bit_lengths'], row.bitLengths);
  return withMembers(entry, {
    bit_lengths: lengthsForCurves(lengths, entry, row.curves),
    curves: keptEntries(entry['curves'], asText, row.curves, (oid) => oid),
  });
}

/** A new entry: the lengths chosen, or one beside each curve, which is right for pairs and for sets. */
function newEntry(row: AlgorithmRow, named: boolean): WireDocument {
  const lengths = row.curves.length > 0 ? allBits(row.curves) : row.bitLengths;
  return { ...(named ? { name: row.name } : {}), bit_lengths: lengths, curves: row.curves };
}

/** The algorithms of `PrimaryKeyAlgorithms` or `AlternativeKeyAlgorithms` (later 25.x) as rows. */
export function rowsFromList(list: Json | undefined): AlgorithmRow[] {
  return listed(list).flatMap((entry, at) => (isDocument(entry) ? [rowOf(entry, at, '')] : []));
}

/** That list for the rows of the form: entries stay as they came where nothing of theirs changed, new ones come last. */
export function listToWire(list: Json | undefined, rows: readonly AlgorithmRow[]): Json | undefined {
  const loaded = listed(list);
  const written = loaded.flatMap((entry, at): Json[] => {
    if (!isDocument(entry)) return [entry];
    const row = rows.find(({ source }) => source === at);
    return row === undefined ? [] : [entryToWire(entry, row)];
  });
  const added = rows.filter(({ source }) => source < 0).map((row) => newEntry(row, true));
  const same = added.length === 0 && written.length === loaded.length && written.every((e, at) => e === loaded[at]);
  return same ? list : [...written, ...added];
}

/** The algorithms of `KeyInfo` (24.4 to 25.1) as rows: an object by algorithm, in which null is "not in it". */
export function rowsFromKeyInfo(info: Json | undefined): AlgorithmRow[] {
  return Object.entries(isDocument(info) ? info : {}).flatMap(([key, entry], at) =>
    isDocument(entry) ? [rowOf(entry, at, algorithmFacts(key).name)] : [],
  );
}

/** `KeyInfo` in which nothing is set, with the algorithms that every server which has it knows. */
export const emptyKeyInfo: WireDocument = { ECDSA: null, RSA: null, Ed448: null, Ed25519: null };

/**
 * `KeyInfo` for the rows of the form: only the algorithms that changed are replaced, one that is no longer chosen by null.
 * `named` says whether entries of this server carry their name, which vendor documentation shows for answers only.
 */
export function keyInfoToWire(info: Json | undefined, rows: readonly AlgorithmRow[], named: boolean): Json | undefined {
  const loaded = isDocument(info) ? info : emptyKeyInfo;
  const added = rows.filter(({ source }) => source < 0);
  if (!isDocument(info) && added.length === 0) return info;
  const members: Record<string, Json> = {};
  for (const [at, [key, entry]] of Object.entries(loaded).entries()) {
    const row = rows.find(({ source }) => source === at);
    if (isDocument(entry)) members[key] = row === undefined ? null : entryToWire(entry, row);
  }
  for (const row of added) {
    const key = Object.keys(loaded).find((known) => sameAlgorithm(known, row.name)) ?? row.name.replaceAll('-', '');
    members[key] = newEntry(row, named);
  }
  return withMembers(loaded, members);
}

/** The two lists and, where they came, the two switches of Command 10: place of each as `source`, and its algorithm. */
const firstMembers = [
  ['RSAValidKeySizes', 'RSA'],
  ['ECCValidCurves', 'ECDSA'],
  ['AllowEd25519', 'Ed25519'],
  ['AllowEd448', 'Ed448'],
] as const;

/** The algorithms of a policy of Command 10 as rows: an empty list or null is not set here. */
export function rowsFromSizes(policy: WireDocument): AlgorithmRow[] {
  return firstMembers.flatMap(([member, name], source) => {
    const bitLengths = name === 'RSA' ? keysOf(policy[member], asNumber) : [];
    const curves = name === 'ECDSA' ? keysOf(policy[member], asText) : [];
    const set = bitLengths.length > 0 || curves.length > 0 || policy[member] === true;
    return set ? [{ source, name, bitLengths, curves }] : [];
  });
}

/** The members to replace in a policy of Command 10; a list that is emptied becomes `emptied`, a switch false. */
export function sizesPolicyToWire(
  policy: WireDocument,
  rows: readonly AlgorithmRow[],
  emptied: Json,
): Record<string, Json | undefined> {
  const row = (name: string) => rows.find((each) => sameAlgorithm(each.name, name));
  const orEmptied = (list: Json | undefined, was: Json | undefined) =>
    list !== was && listed(list).length === 0 ? emptied : list;
  const sizes = sizesToWire(policy['RSAValidKeySizes'], row('RSA')?.bitLengths ?? []);
  const oids = keptEntries(policy['ECCValidCurves'], asText, row('ECDSA')?.curves ?? [], (oid) => oid);
  const members: Record<string, Json | undefined> = {
    RSAValidKeySizes: orEmptied(sizes, policy['RSAValidKeySizes']),
    ECCValidCurves: orEmptied(oids, policy['ECCValidCurves']),
  };
  for (const [member, name] of firstMembers.slice(2)) {
    const on = row(name) !== undefined;
    if (Object.hasOwn(policy, member) && on !== (policy[member] === true)) members[member] = on;
  }
  return members;
}
