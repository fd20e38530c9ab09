import * as z from 'zod/mini';
import type { Json } from '../../../domain/merge.ts';
import { isDocument, memberName, rowsOf, textOf, without, type WireDocument } from '../../../api/wireDocument.ts';
import { memberOf, rowsFromWire, rowsToWire, type RowCodec } from './wireRows.ts';

/** One regex as the screen shows it. `source` is the place of the row in the loaded list, −1 for a row added here. */
export const regexRow = z
  .object({
    source: z.number(),
    subjectPart: z.string(),
    regex: z.string(),
    error: z.string(),
    caseSensitive: z.boolean(),
  })
  .check(
    // What the server holds without a part may stay so.
    z.refine((row) => row.subjectPart !== '' || row.source >= 0, {
      path: ['subjectPart'],
      error: 'Choose the part of the subject this regex judges.',
    }),
  );
export type RegexRow = z.infer<typeof regexRow>;

export const newRegexRow = (): RegexRow => ({
  source: -1,
  subjectPart: '',
  regex: '',
  error: '',
  caseSensitive: false,
});

const codec: RowCodec<RegexRow> = {
  fromWire: (row, source) => ({
    source,
    subjectPart: textOf(memberOf(row, 'SubjectPart')),
    regex: textOf(memberOf(row, 'Regex')),
    error: textOf(memberOf(row, 'Error')),
    caseSensitive: memberOf(row, 'CaseSensitive') === true,
  }),
  members: (row) => ({
    SubjectPart: row.subjectPart,
    Regex: row.regex,
    Error: row.error,
    CaseSensitive: row.caseSensitive,
  }),
};

const caseMember = new Set(['CaseSensitive']);

/** The regex rows of a document's list; a missing or null list has none, an empty regex is a row like any other. */
export function regexesFromWire(list: Json | undefined): RegexRow[] {
  return rowsFromWire(list, codec);
}

/**
 * The list to send for the rows of the form; nothing changed gives the very list that was loaded. A new row starts from
 * `blank`, and tells letter case only where `blank` does.
 */
export function regexesToWire(
  list: Json | undefined,
  rows: readonly RegexRow[],
  blank: WireDocument,
): Json | undefined {
  const count = rowsOf(list).length;
  const tells = Object.hasOwn(blank, 'CaseSensitive');
  return rowsToWire(list, rows, {
    ...codec,
    blank: without(blank, caseMember),
    members: (row) => {
      const { CaseSensitive, ...members } = codec.members(row);
      const isNew = row.source < 0 || row.source >= count;
      return CaseSensitive === undefined || (isNew && !tells) ? members : { ...members, CaseSensitive };
    },
  });
}

/** Whether the server's rows know case sensitivity: the rows say so, or there are none and the document is a later one. */
export function knowsCaseSensitivity(list: Json | undefined, laterShape: boolean): boolean {
  const rows = rowsOf(list);
  return rows.length === 0
    ? laterShape
    : rows.some((row) => isDocument(row) && memberName(row, 'CaseSensitive') !== undefined);
}
