import * as z from 'zod/mini';
import { rowsOf, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';
import { memberOf, rowsFromWire, rowsToWire, withList, type RowCodec } from './wireRows.ts';

const defaultRow = z.object({ source: z.number(), subjectPart: z.string(), value: z.string() });
/** One default as the screen shows it. `source` is its place in the loaded list, −1 for a row added here. */
export type DefaultRow = z.infer<typeof defaultRow>;

export const newDefaultRow = (): DefaultRow => ({ source: -1, subjectPart: '', value: '' });

const codec: RowCodec<DefaultRow> = {
  fromWire: (row, source) => ({
    source,
    subjectPart: textOf(memberOf(row, 'SubjectPart')),
    value: textOf(memberOf(row, 'Value')),
  }),
  members: (row) => ({ SubjectPart: row.subjectPart, Value: row.value === '' ? null : row.value }),
};

const listOf = (kind: RuleKind, document: WireDocument) => document[ruleMembers(kind, document).defaults];

/** What the form accepts. A default without a subject part is refused, unless the server itself holds it so. */
export function defaultsSchema(kind: RuleKind, document: WireDocument) {
  const held = defaultsFromWire(kind, document);
  return z.array(
    defaultRow.check(
      z.refine((row) => row.subjectPart !== '' || held[row.source]?.subjectPart === '', {
        path: ['subjectPart'],
        error: 'Choose the part of the subject this default is for.',
      }),
    ),
  );
}

/** The defaults of a template, a pattern or the system-wide rules. */
export function defaultsFromWire(kind: RuleKind, document: WireDocument): DefaultRow[] {
  return rowsFromWire(listOf(kind, document), codec);
}

/** The document with the defaults of the form; an emptied value becomes null. */
export function defaultsToWire(kind: RuleKind, document: WireDocument, rows: readonly DefaultRow[]): WireDocument {
  const list = listOf(kind, document);
  const owner = rowsOf(list)
    .map((row) => memberOf(row, 'TemplateId'))
    .find((id) => id !== undefined);
  const blank = owner === undefined ? {} : { TemplateId: owner };
  return withList(document, ruleMembers(kind, document).defaults, rowsToWire(list, rows, { ...codec, blank }));
}
