/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json };

/** One place that differs; undefined stands for "not there", which is not the same as null. */
export interface Change {
  path: readonly (string | number)[];
  before: Json | undefined;
  after: Json | undefined;
}

type Maybe = Json | undefined;
type JsonObject = { readonly [k: string]: Json };
type Path = readonly (string | number)[];

export interface Clash {
  path: Path;
  base: Maybe;
  mine: Maybe;
  theirs: Maybe;
}

function isObject(value: Maybe): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A member called "toString" or "__proto__" is there only when the document has it.
const member = (value: JsonObject, key: string): Maybe => (Object.hasOwn(value, key) ? value[key] : undefined);

/** Whether two JSON values are the same; member order means nothing, list order does. */
export function sameValue(a: Maybe, b: Maybe): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    const other: readonly Json[] = b;
    return a.length === b.length && a.every((item: Json, i) => sameValue(item, other[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => sameValue(a[key], member(b, key)));
}

function collect(before: Maybe, after: Maybe, path: Path, into: Change[]): void {
  if (sameValue(before, after)) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      collect(member(before, key), member(after, key), [...path, key], into);
    }
  } else into.push({ path, before, after });
}

/** The places where two documents differ, as deep as objects go. A list is one value; member order means nothing. */
export function changes(before: Json, after: Json): Change[] {
  const found: Change[] = [];
  collect(before, after, [], found);
  return found;
}

function merge(base: Maybe, mine: Maybe, theirs: Maybe, path: Path, clashes: Clash[]): Maybe {
  if (sameValue(base, theirs) || sameValue(mine, theirs)) return mine;
  if (sameValue(base, mine)) return theirs;
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) {
    clashes.push({ path, base, mine, theirs });
    return mine;
  }
  const entries: [string, Json][] = [];
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = merge(member(base, key), member(mine, key), member(theirs, key), [...path, key], clashes);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/**
 * Three-way merge: what only one side changed is taken from that side, unknown members included; where both changed the
 * same place differently, `merged` holds mine and the place is a clash. Objects merge member by member. A list is one
 * value, because guessing which row is which loses edits: give rows that have an identity as members of an object.
 */
export function merge3(
  base: Json,
  mine: Json,
  theirs: Json,
): { merged: Json; clashes: Clash[]; theirChanges: Change[] } {
  const clashes: Clash[] = [];
  const merged = merge(base, mine, theirs, [], clashes) ?? null;
  return { merged, clashes, theirChanges: changes(base, theirs) };
}
