import type { WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';

/**
 * A list of the wire as a choice on the screen leaves it: the entries whose key is still wanted stay the objects or
 * values that came and keep their order, entries that the screen cannot show stay too, wanted keys without an entry are
 * made and come last. Nothing changed gives the very list that was loaded, a missing one or null included.
 */
export function keptEntries<Key>(
  list: Json | undefined,
  keyOf: (entry: Json) => Key | undefined,
  wanted: readonly Key[],
  make: (key: Key) => Json,
): Json | undefined {
  const loaded: readonly Json[] = Array.isArray(list) ? list : [];
  const kept = loaded.filter((entry) => {
    const key = keyOf(entry);
    return key === undefined || wanted.includes(key);
  });
  const held = new Set(loaded.map(keyOf));
  const fresh = [...new Set(wanted)].filter((key) => !held.has(key));
  return kept.length === loaded.length && fresh.length === 0 ? list : [...kept, ...fresh.map(make)];
}

/** The keys of a list of the wire, each once; entries without one are not shown. */
export function keysOf<Key>(list: Json | undefined, keyOf: (entry: Json) => Key | undefined): Key[] {
  const loaded: readonly Json[] = Array.isArray(list) ? list : [];
  return [...new Set(loaded.flatMap((entry) => keyOf(entry) ?? []))];
}

export const asText = (entry: Json): string | undefined => (typeof entry === 'string' ? entry : undefined);
export const asNumber = (entry: Json): number | undefined => (typeof entry === 'number' ? entry : undefined);

/** The document with some members replaced; the very document when none is given or each is what it was. */
export function withMembers(document: WireDocument, members: Readonly<Record<string, Json | undefined>>): WireDocument {
  const changed = Object.entries(members).flatMap(([name, value]) =>
    value === undefined || value === document[name] ? [] : [[name, value] as const],
  );
  return changed.length === 0 ? document : { ...document, ...Object.fromEntries(changed) };
}
