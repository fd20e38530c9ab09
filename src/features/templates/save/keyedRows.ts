import { sameValue, type Json } from '../../../domain/merge.ts';
import { curves } from '../../../domain/oids.ts';
import { isDocument, memberName, type WireDocument } from '../../../api/wireDocument.ts';

/**
 * Which member names a row of each list. Rows have no stable id of their own (pattern rows have none at all, a PUT may
 * renumber template rows), so a merge matches them by what they are about.
 */
const rowKeys: Readonly<Record<string, string>> = {
  TemplateRegexes: 'SubjectPart',
  Regexes: 'SubjectPart',
  TemplateDefaults: 'SubjectPart',
  Defaults: 'SubjectPart',
  MetadataFields: 'MetadataId',
  EnrollmentFields: 'Name',
  PrimaryKeyAlgorithms: 'name',
  AlternativeKeyAlgorithms: 'name',
};

/** Lists of plain values that are sets: the server does not promise their order (recorded on 25.4). */
const sets: ReadonlySet<string | number> = new Set([
  'AssociatedRoles',
  'AllowedRequesters',
  'CertificateAuthorities',
  'RSAValidKeySizes',
  'ECCValidCurves',
  'bit_lengths',
]);

/** Lists whose order people see where they enroll, and may change. */
export const orderedLists: readonly string[] = ['EnrollmentFields'];

/** A character of Unicode's private use area, which no server names a member with. */
const mark = '\uE000';

/** The bit lengths of an algorithm belong to its curves one by one, so the two lists are one set, in either order. */
const pairs: ReadonlySet<string | number> = new Set([`${mark}bit_lengths curves`, `${mark}curves bit_lengths`]);

/** Whether the member `name` holds a list of rows that `keyed` turned into members. */
export function isKeyedList(name: string | number, value: Json | undefined): boolean {
  const known = Object.hasOwn(rowKeys, name) || isKeyedSet(name);
  return known && isDocument(value) && value[mark] === true;
}

/** Whether a member of this name is a list of plain values without an order. */
export function isKeyedSet(name: string | number): boolean {
  return sets.has(name) || pairs.has(name);
}

/** A step of a path in the server's words: the members that `keyed` made up get the name of what they stand for. */
export function wireName(step: string | number): string | number {
  return pairs.has(step) ? 'curves' : step;
}

/** The last step of a path that means the order of a list's rows. */
export const orderStep = mark;

/** The keys of a keyed list in their order; null for anything else. */
export function rowKeysOf(name: string, value: Json | undefined): string[] | null {
  return isKeyedList(name, value) && isDocument(value) ? Object.keys(value).filter((key) => key !== mark) : null;
}

/** What a row is about, from its key: `CN`, or `CN (2)` for a second row about the same thing. */
export function rowName(key: string): string {
  return key.startsWith(mark) ? key.slice(mark.length) : key;
}

function plainSubject(row: Json, member: string): string | number | undefined {
  if (!isDocument(row)) return undefined;
  const value = row[memberName(row, member) ?? member];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/**
 * Keys for rows of which some may be about the same thing. A row that is also in `like` gets the key it has there, the
 * others take what is left in order, so that removing the first of two regexes for CN does not look like a change to both.
 */
function keysFor(rows: readonly Json[], subjects: readonly string[], member: string, like: Json | undefined): string[] {
  const before = isDocument(like) ? Object.entries(like).filter(([key]) => key !== mark) : [];
  const taken = new Set([mark]);
  const keys = rows.map((row, at) => {
    const same = before.find(
      ([key, other]) =>
        !taken.has(key) && String(plainSubject(other, member)) === subjects[at] && sameValue(other, row),
    );
    if (same !== undefined) taken.add(same[0]);
    return same?.[0];
  });
  return keys.map((key, at) => {
    if (key !== undefined) return key;
    const subject = `${mark}${subjects[at] ?? ''}`;
    for (let count = 1; ; count += 1) {
      const next = count === 1 ? subject : `${subject} (${count})`;
      if (taken.has(next)) continue;
      taken.add(next);
      return next;
    }
  });
}

function keyRows(list: readonly Json[], member: string, like: Json | undefined): Json {
  const subjects = list.map((row) => plainSubject(row, member));
  if (subjects.includes(undefined)) return list;
  const rows = list.map((row) => keyed(row));
  const keys = keysFor(rows, subjects.map(String), member, like);
  return Object.fromEntries([[mark, true], ...rows.map((row, at) => [keys[at] ?? '', row] as const)]);
}

function keySet(values: readonly Json[]): Json {
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) return values;
  const keys = new Set(values.map((value) => `${mark}${String(value)}`));
  if (keys.size !== values.length || keys.has(mark)) return values;
  return Object.fromEntries([[mark, true], ...values.map((value) => [`${mark}${String(value)}`, value] as const)]);
}

/**
 * The curves of an algorithm with the bit length of each, as one member; null where the two lists are no such pairs:
 * recorded servers differ, one holds ten lengths beside three curves.
 */
function curvesWithLengths(algorithm: WireDocument, name: string): readonly [member: string, set: Json] | null {
  const { bit_lengths: lengths, curves: oids } = algorithm;
  if (!Array.isArray(lengths) || !Array.isArray(oids) || lengths.length !== oids.length) return null;
  if (oids.length === 0 && (algorithm['name'] ?? name) !== 'ECDSA') return null;
  const bits: readonly Json[] = lengths;
  const set = keySet(oids);
  const paired = oids.every((oid: Json, at) => typeof oid === 'string' && curves.get(oid)?.bits === bits[at]);
  if (!isDocument(set) || !paired) return null;
  // Somewhere else between two other members they could not be put back.
  const sides = /(?:^|\n)(bit_lengths\ncurves|curves\nbit_lengths)(?:\n|$)/.exec(
    Object.keys(algorithm).join('\n'),
  )?.[1];
  if (sides === undefined) return null;
  const entries = Object.keys(set).map((key, at) => [key, key === mark ? true : (bits[at - 1] ?? null)] as const);
  return [`${mark}${sides.replace('\n', ' ')}`, Object.fromEntries(entries)];
}

function keyAlgorithm(algorithm: WireDocument, name: string): Json {
  const pair = curvesWithLengths(algorithm, name);
  const entries = Object.entries(algorithm);
  if (pair !== null) {
    const rest = entries.filter(([key]) => key !== 'curves');
    return Object.fromEntries(
      rest.map(([key, value]) => (key === 'bit_lengths' ? pair : [key, keyed(value, undefined, key)])),
    );
  }
  const oids = algorithm['curves'];
  const alone = !Array.isArray(oids) || oids.length === 0;
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'bit_lengths' && !alone ? value : keyed(value, undefined, key)]),
  );
}

/**
 * The same document with every known list of rows and every set as an object, one member per row or value, so that a
 * change to one is a change at one place whatever happened around it. A list with a nameless row, or a set that says
 * something twice, stays a list. `like` is another state of the document, already keyed: rows about the same thing are
 * matched with its rows.
 */
export function keyed(value: Json, like?: Json, name = ''): Json {
  if (Array.isArray(value)) {
    const member = Object.hasOwn(rowKeys, name) ? rowKeys[name] : undefined;
    if (member !== undefined) return keyRows(value, member, like);
    return sets.has(name) ? keySet(value) : value;
  }
  if (!isDocument(value)) return value;
  if (Object.hasOwn(value, 'bit_lengths')) return keyAlgorithm(value, name);
  const other = (key: string) => (isDocument(like) && Object.hasOwn(like, key) ? like[key] : undefined);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keyed(inner, other(key), key)]));
}

/** The keys of a keyed list: those that the server holds in its order, then the others. */
function inOrder(value: WireDocument, order: Json | undefined): string[] {
  const held = isDocument(order) ? Object.keys(order).filter((key) => Object.hasOwn(value, key)) : [];
  return [...new Set([...held, ...Object.keys(value)])].filter((key) => key !== mark);
}

/** Undoes `keyed`. Rows and values that the server holds keep its order (`order`), new ones follow. */
export function unkeyed(value: Json, order?: Json, name: string | number = ''): Json {
  if (!isDocument(value)) return value;
  if (isKeyedList(name, value)) {
    const keys = inOrder(value, order);
    if (pairs.has(name)) return keys.map(rowName);
    return keys.map((key) => unkeyed(value[key] ?? null, isDocument(order) ? order[key] : undefined));
  }
  const pair = Object.keys(value).find((key) => isKeyedList(key, value[key]) && pairs.has(key));
  const entries = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    const there = isDocument(order) ? order[key] : undefined;
    if (key !== pair) return pair !== undefined && sides.has(key) ? [] : [[key, unkeyed(inner, there, key)]];
    const keys = isDocument(inner) ? inOrder(inner, there) : [];
    const lists: Record<string, Json> = {
      curves: keys.map(rowName),
      bit_lengths: keys.map((each) => (isDocument(inner) ? inner[each] : null) ?? null),
    };
    return rowName(pair)
      .split(' ')
      .map((side) => [side, lists[side] ?? []]);
  });
  return Object.fromEntries(entries);
}

const sides: ReadonlySet<string> = new Set(['curves', 'bit_lengths']);
