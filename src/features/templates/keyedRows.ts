import type { Json } from '../../domain/merge.ts';
import { isDocument } from '../../api/wireDocument.ts';

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

/** A character of Unicode's private use area, which no server names a member with. */
const mark = '\uE000';

/** Whether the member `name` holds a list of rows that `keyed` turned into members. */
export function isKeyedList(name: string | number, value: Json | undefined): boolean {
  return Object.hasOwn(rowKeys, name) && isDocument(value) && value[mark] === true;
}

/** What a row is about, from its key: `CN`, or `CN (2)` for a second row about the same thing. */
export function rowName(key: string): string {
  return key.startsWith(mark) ? key.slice(mark.length) : key;
}

function keyRows(rows: readonly Json[], member: string): Json {
  const seen = new Map<string, number>();
  const entries: [string, Json][] = [[mark, true]];
  for (const row of rows) {
    const value = isDocument(row) ? row[member] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return rows;
    const count = (seen.get(String(value)) ?? 0) + 1;
    seen.set(String(value), count);
    entries.push([`${mark}${value}${count > 1 ? ` (${count})` : ''}`, row]);
  }
  const keys = new Set(entries.map(([key]) => key));
  return keys.size === entries.length ? Object.fromEntries(entries) : rows;
}

/**
 * The same document with every known list of rows as an object, one member per row, so that a change to one row is a
 * change at one place whatever happened to the rows around it. Lists with a nameless row stay lists.
 */
export function keyed(value: Json, name = ''): Json {
  if (Array.isArray(value)) {
    const member = Object.hasOwn(rowKeys, name) ? rowKeys[name] : undefined;
    return member === undefined ? value : keyRows(value, member);
  }
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keyed(inner, key)]));
}

/** Undoes `keyed`. Rows that the server holds keep its order (`order`), new rows follow. */
export function unkeyed(value: Json, order: Json | undefined, name = ''): Json {
  if (!isDocument(value)) return value;
  if (isKeyedList(name, value)) {
    const held = isDocument(order) ? Object.keys(order).filter((key) => Object.hasOwn(value, key)) : [];
    const keys = new Set([...held, ...Object.keys(value)]);
    keys.delete(mark);
    return [...keys].map((key) => value[key] ?? null);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, unkeyed(inner, isDocument(order) ? order[key] : undefined, key)]),
  );
}
