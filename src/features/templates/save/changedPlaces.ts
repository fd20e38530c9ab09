import { isDocument } from '../../../api/wireDocument.ts';
import { changes, type Change, type Json } from '../../../domain/merge.ts';
import { sameJson } from './held.ts';
import { isKeyedSet, keyed, orderedLists, orderStep, rowKeysOf, rowName, unkeyed, wireName } from './keyedRows.ts';

type Path = readonly (string | number)[];

function valueAt(document: Json, path: Path): Json | undefined {
  let value: Json | undefined = document;
  for (const step of path) {
    value = isDocument(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The value at a place of a keyed document, with its rows and sets as lists again, in the order of `like` as far as it goes. */
function plainAt(document: Json, path: Path, like?: Json): Json | undefined {
  const [parent, name] = [path.slice(0, -1), path.at(-1)];
  if (name === undefined) return unkeyed(document, like);
  const around = valueAt(document, parent);
  // Taken out of what is around it, because one state may have curves with their lengths and the other two plain lists.
  const plain = around === undefined ? undefined : unkeyed(around, like && valueAt(like, parent), parent.at(-1));
  if (isDocument(plain)) return Object.hasOwn(plain, name) ? plain[name] : undefined;
  // A row: the list around it has no names any more.
  const value = valueAt(document, path);
  return value === undefined ? undefined : unkeyed(value, like && valueAt(like, path), name);
}

/**
 * Differences of two keyed documents (`keyedRows`) as a person counts them: a set is one place however many of its values
 * came or went, with the whole set before and after. Rows and sets in the values are lists again.
 */
export function placesOf(found: readonly Change[], before: Json, after: Json): Change[] {
  const places = new Map<string, Change>();
  for (const change of found) {
    const at = change.path.findIndex(isKeyedSet);
    const inner = at === -1 ? change.path : change.path.slice(0, at + 1);
    const around = inner.slice(0, -1);
    const last = inner.at(-1) ?? '';
    for (const name of wireName(last) === last ? [last] : ['curves', 'bit_lengths']) {
      const path = inner.length === 0 ? [] : [...around, name];
      const place = { path, before: plainAt(before, path), after: plainAt(after, path, before) };
      if (!sameJson(place.before, place.after, name)) places.set(JSON.stringify(path), place);
    }
  }
  // Bit lengths follow the curves of their algorithm.
  const follows = ({ path }: Change) =>
    path.at(-1) === 'bit_lengths' && places.has(JSON.stringify([...path.slice(0, -1), 'curves']));
  return [...places.values()].filter((place) => !follows(place));
}

const inBoth = (keys: readonly string[], others: readonly string[]) => keys.filter((key) => others.includes(key));

/** The rows that both states of a list hold, each state in its own order; null where that is the same order. */
function reorderedKeys(was: string[] | null, now: string[] | null): readonly [was: string[], now: string[]] | null {
  if (!was || !now) return null;
  const both = inBoth(was, now);
  return both.join('\n') === inBoth(now, was).join('\n') ? null : [both, inBoth(now, was)];
}

/** Changes of order, which keyed documents do not tell otherwise, in the lists where order matters. */
export function orderChanges(before: Json, after: Json): Change[] {
  return orderedLists.flatMap((name) => {
    const [was, now] = [before, after].map((state) => rowKeysOf(name, valueAt(state, [name])));
    const orders = reorderedKeys(was ?? null, now ?? null);
    if (orders === null) return [];
    return [{ path: [name, orderStep], before: orders[0].map(rowName), after: orders[1].map(rowName) }];
  });
}

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/**
 * A keyed document whose key order the merged rows and sets are to follow: mine in a list in which nobody else added,
 * removed or moved anything, so that what I sort or put back is so to the letter, and in one where order matters and I
 * moved rows; else the server's. What I removed stands behind what it follows on the server.
 */
export function orderOfMerge(base: Json | undefined, mine: Json | undefined, server: Json, name = ''): Json {
  if (!isDocument(server)) return server;
  const inner = Object.keys(server).map((key): [string, Json] => [
    key,
    orderOfMerge(memberOf(base, key), memberOf(mine, key), server[key] ?? null, key),
  ]);
  const order = Object.fromEntries(inner);
  const keysOf = (state: Json | undefined) => rowKeysOf(name, state);
  const [own, held] = [keysOf(mine), keysOf(server)];
  if (own === null || held === null || !isDocument(mine)) return order;
  const untouched = keysOf(base)?.join('\n') === held.join('\n');
  const moved = orderedLists.includes(name) && reorderedKeys(keysOf(base), own) !== null;
  if (!untouched && !moved) return order;
  const keys = [...own];
  for (const [at, key] of untouched ? held.entries() : []) {
    if (!keys.includes(key)) keys.splice(keys.indexOf(held[at - 1] ?? '') + 1, 0, key);
  }
  return Object.fromEntries([
    ...inner.filter(([key]) => !held.includes(key)),
    ...keys.map((key) => [key, order[key] ?? mine[key] ?? null] as const),
  ]);
}

/** The places in which two states of a document differ, rows matched by what they are about. Both as they are on the wire. */
export function changedPlaces(before: Json, after: Json): Change[] {
  const was = keyed(before);
  const now = keyed(after, was);
  return [...placesOf(changes(was, now), was, now), ...orderChanges(was, now)];
}
