import * as z from 'zod/mini';
import { metadataUse, type MetadataUse } from '../../../api/metadata.ts';
import { memberName, rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { choicesFromWire, choicesToWire } from './fieldsChoices.ts';
import { knowsCaseSensitivity } from './regexForm.ts';
import { laterRows, type RuleKind } from './ruleMembers.ts';
import { memberOf, rowsFromWire, rowsToWire, withList, type RowCodec } from './wireRows.ts';

const metadataRow = z.object({
  source: z.number(),
  metadataId: z.nullable(z.number()),
  /** `optional`, `required`, `hidden`, or what else the server said, as text; empty where it said nothing. */
  use: z.string(),
  defaultValue: z.string(),
  regex: z.string(),
  message: z.string(),
  caseSensitive: z.boolean(),
  options: z.array(z.string()),
});
/** What is said here about one metadata field. `source` is the row's place in the loaded list, −1 for a row added here. */
export type MetadataRow = z.infer<typeof metadataRow>;

export const newMetadataRow = (): MetadataRow => ({
  source: -1,
  metadataId: null,
  use: 'optional',
  defaultValue: '',
  regex: '',
  message: '',
  caseSensitive: false,
  options: [],
});

const listName = 'MetadataFields';
const wireNumbers: Record<MetadataUse, number> = { optional: 0, required: 1, hidden: 2 };

// Values are text on the wire. A server that sends a number or a truth value is shown what it sent.
const shown = (value: Json | undefined): string =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value);

const readUse = (held: Json | undefined): string =>
  (typeof held === 'number' || typeof held === 'string' ? metadataUse(held) : undefined) ?? shown(held);

/** A use in the kind of value that the server sends: number, number as text, or name. */
function writeUse(use: string, held: Json | undefined, others: Json | undefined): Json {
  const like = held ?? others;
  const known = metadataUse(use);
  if (typeof like !== 'string') return known ? wireNumbers[known] : /^\d+$/.test(use) ? Number(use) : use;
  if (known === undefined) return use;
  if (/^\d+$/.test(like)) return String(wireNumbers[known]);
  return like === like.toLowerCase() ? known : `${known.charAt(0).toUpperCase()}${known.slice(1)}`;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A member of the first row that has a value for it. */
const firstHeld = (rows: readonly WireDocument[], name: string): Json | undefined =>
  rows.map((row) => memberOf(row, name)).find((value) => value !== undefined && value !== null);

/** Whether the choices of a row go as a list: as they came, else as other rows have them, else joined with commas. */
function joinRule(loaded: readonly WireDocument[]): (source: number) => boolean {
  const others = firstHeld(loaded, 'Options');
  return (source) => {
    const old = loaded[source];
    return Array.isArray((old && memberOf(old, 'Options')) ?? others);
  };
}

function codecOf(document: WireDocument, caseSensitive: boolean): RowCodec<MetadataRow> {
  const loaded = rowsOf(document[listName]);
  const goesAsList = joinRule(loaded);
  const othersUse = firstHeld(loaded, 'Enrollment');
  return {
    fromWire: (row, source) => {
      const id = memberOf(row, 'MetadataId');
      return {
        source,
        metadataId: typeof id === 'number' ? id : null,
        use: readUse(memberOf(row, 'Enrollment')),
        defaultValue: shown(memberOf(row, 'DefaultValue')),
        regex: shown(memberOf(row, 'Validation')),
        message: shown(memberOf(row, 'Message')),
        caseSensitive: memberOf(row, 'CaseSensitive') === true,
        options: choicesFromWire(memberOf(row, 'Options')),
      };
    },
    members: (row) => {
      const old = loaded[row.source] ?? {};
      const hasOptions = row.options.length > 0 || memberName(old, 'Options') !== undefined;
      const choices = () => choicesToWire(row.options, memberOf(old, 'Options'), goesAsList(row.source));
      return {
        MetadataId: row.metadataId,
        DefaultValue: orNull(row.defaultValue),
        Validation: orNull(row.regex),
        Enrollment: writeUse(row.use, memberOf(old, 'Enrollment'), othersUse),
        Message: orNull(row.message),
        ...(caseSensitive ? { CaseSensitive: row.caseSensitive } : {}),
        // Sent for multiple choice where the server knows it, and wherever it came; late patterns have no such member.
        ...(hasOptions ? { Options: choices() } : {}),
      };
    },
  };
}

/** What the rows of this document can say: case sensitivity came with Command 11, choices went with enrollment patterns. */
export function metadataKnows(kind: RuleKind, document: WireDocument, enrollmentPatterns: boolean) {
  const list = document[listName];
  return {
    caseSensitive: knowsCaseSensitivity(list, laterRows(kind, document)),
    choices:
      (kind === 'template' && !enrollmentPatterns) ||
      rowsOf(list).some((row) => memberName(row, 'Options') !== undefined),
  };
}

/** Whether the server holds an empty text for a member of a row, which is not the same as nothing: it does not inherit. */
export function heldEmpty(document: WireDocument, source: number, member: 'defaultValue' | 'regex' | 'message') {
  const names = { defaultValue: 'DefaultValue', regex: 'Validation', message: 'Message' };
  const old = rowsOf(document[listName])[source];
  return old !== undefined && memberOf(old, names[member]) === '';
}

/** What the form accepts: a row names its metadata field (or came without), a choice has no comma where commas join. */
export function metadataSchema(document: WireDocument) {
  const loaded = rowsOf(document[listName]);
  const held = metadataFromWire(document);
  const goesAsList = joinRule(loaded);
  return z.array(
    metadataRow.check(
      z.refine((row) => row.metadataId !== null || held[row.source]?.metadataId === null, {
        path: ['metadataId'],
        error: 'Choose the metadata field that this row is about.',
      }),
      z.refine((row) => row.options.every((option) => !option.includes(',')) || goesAsList(row.source), {
        path: ['options'],
        error: 'A choice cannot hold a comma here: the server joins the choices with commas.',
      }),
    ),
  );
}

/** What a template or a pattern says about metadata fields. */
export function metadataFromWire(document: WireDocument): MetadataRow[] {
  return rowsFromWire(document[listName], codecOf(document, true));
}

/** The document with the metadata rows of the form; emptied texts become null, so that the definition's own value counts. */
export function metadataToWire(document: WireDocument, rows: readonly MetadataRow[], kind: RuleKind): WireDocument {
  const list = document[listName];
  const loaded = rowsOf(list);
  const owned = loaded.some((row) => memberName(row, 'TemplateId') !== undefined);
  const id = document['Id'];
  const names =
    kind === 'template' && id !== undefined && (owned || (loaded.length === 0 && laterRows(kind, document)));
  const codec = codecOf(document, knowsCaseSensitivity(list, laterRows(kind, document)));
  return withList(document, listName, rowsToWire(list, rows, { ...codec, blank: names ? { TemplateId: id } : {} }));
}
