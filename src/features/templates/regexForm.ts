import * as z from 'zod/mini';
import type { Json } from '../../domain/merge.ts';
import { isDocument, memberName, rowsOf, textOf, type WireDocument } from '../../api/wireDocument.ts';

/** One regex as the screen shows it. `source` is the place of the row in the loaded list, −1 for a row added here. */
export const regexRow = z.object({
  source: z.number(),
  subjectPart: z.string().check(z.minLength(1, 'Choose the part of the subject this regex judges.')),
  regex: z.string(),
  error: z.string(),
  caseSensitive: z.boolean(),
});
export type RegexRow = z.infer<typeof regexRow>;

export const newRegexRow = (): RegexRow => ({
  source: -1,
  subjectPart: '',
  regex: '',
  error: '',
  caseSensitive: false,
});

function member(row: WireDocument, name: string): Json | undefined {
  const found = memberName(row, name);
  return found === undefined ? undefined : row[found];
}

/** The regex rows of a document's list; a missing or null list has none, an empty regex is a row like any other. */
export function regexesFromWire(list: Json | undefined): RegexRow[] {
  return rowsOf(list).map((row, source) => ({
    source,
    subjectPart: textOf(member(row, 'SubjectPart')),
    regex: textOf(member(row, 'Regex')),
    error: textOf(member(row, 'Error')),
    caseSensitive: member(row, 'CaseSensitive') === true,
  }));
}

function set(
  row: Record<string, Json>,
  name: string,
  spelling: string,
  value: string | boolean,
  now: string | boolean,
) {
  if (value === now) return;
  row[memberName(row, name) ?? spelling] = value;
}

/**
 * The list to send for the rows of the form: a loaded row keeps everything the form does not own (unknown members, null
 * where the screen shows an empty text, the server's spelling); a removed row goes, an added one starts from `blank`.
 * Nothing changed gives the very list that was loaded.
 */
export function regexesToWire(
  list: Json | undefined,
  rows: readonly RegexRow[],
  blank: WireDocument,
): Json | undefined {
  const loaded = rowsOf(list);
  const before = regexesFromWire(list);
  const spelling = loaded.map((row) => memberName(row, 'Regex')).find((name) => name !== undefined) ?? 'Regex';
  const written = rows.map((row) => {
    const old = loaded[row.source];
    const shown = before[row.source];
    if (old === undefined || shown === undefined) {
      const base: WireDocument = { ...blank, SubjectPart: row.subjectPart, [spelling]: row.regex, Error: row.error };
      return Object.hasOwn(blank, 'CaseSensitive') ? { ...base, CaseSensitive: row.caseSensitive } : base;
    }
    const copy: Record<string, Json> = { ...old };
    set(copy, 'SubjectPart', 'SubjectPart', row.subjectPart, shown.subjectPart);
    set(copy, 'Regex', spelling, row.regex, shown.regex);
    set(copy, 'Error', 'Error', row.error, shown.error);
    set(copy, 'CaseSensitive', 'CaseSensitive', row.caseSensitive, shown.caseSensitive);
    return copy;
  });
  const same = written.length === loaded.length && rows.every((row, at) => row.source === at);
  const untouched = same && rows.every((row, at) => sameRow(row, before[at]));
  return untouched ? list : written;
}

function sameRow(row: RegexRow, other: RegexRow | undefined): boolean {
  return (
    other !== undefined &&
    row.subjectPart === other.subjectPart &&
    row.regex === other.regex &&
    row.error === other.error &&
    row.caseSensitive === other.caseSensitive
  );
}

/** Whether the server's rows know case sensitivity: the rows say so, or there are none and the document is a later one. */
export function knowsCaseSensitivity(list: Json | undefined, laterShape: boolean): boolean {
  const rows = rowsOf(list);
  return rows.length === 0
    ? laterShape
    : rows.some((row) => isDocument(row) && memberName(row, 'CaseSensitive') !== undefined);
}
