import * as z from 'zod/mini';
import { rowsOf, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import { choicesFromWire, choicesToWire } from './fieldsChoices.ts';
import { memberOf, rowsFromWire, rowsToWire, withList, type RowCodec } from './wireRows.ts';

/** The data types of an enrollment field (vendor documentation, PUT Templates): the server knows no others yet. */
export const textType = 1;
export const choiceType = 2;

const fieldRow = z.object({
  source: z.number(),
  name: z.string(),
  /** As it came: 1, 2, or whatever the server says besides; an empty text where it says nothing. */
  dataType: z.union([z.number(), z.string()]),
  options: z.array(z.string()),
});
/** One enrollment field as the screen shows it. `source` is its place in the loaded list, −1 for a row added here. */
export type FieldRow = z.infer<typeof fieldRow>;

export const newFieldRow = (): FieldRow => ({ source: -1, name: '', dataType: textType, options: [] });

const listName = 'EnrollmentFields';

function codecOf(document: WireDocument): RowCodec<FieldRow> {
  const loaded = rowsOf(document[listName]);
  return {
    fromWire: (row, source) => {
      const type = memberOf(row, 'DataType');
      return {
        source,
        name: textOf(memberOf(row, 'Name')),
        dataType: typeof type === 'number' || typeof type === 'string' ? type : '',
        options: choicesFromWire(memberOf(row, 'Options')),
      };
    },
    members: (row) => {
      const old = loaded[row.source];
      const held = old && memberOf(old, 'Options');
      const choices = choicesToWire(row.options, held, typeof held !== 'string');
      return {
        Name: row.name,
        DataType: row.dataType,
        // A new row says that it has no choices; a loaded one without the member gets it with its first choice.
        Options: old === undefined ? [...row.options] : choices,
      };
    },
  };
}

/** What the form accepts. A field without a name is refused, unless the server itself holds it so. */
export function fieldsSchema(document: WireDocument) {
  const held = fieldsFromWire(document);
  const named = (row: FieldRow) => row.name !== '' || held[row.source]?.name === '';
  const joined = (row: FieldRow) => {
    const old = rowsOf(document[listName])[row.source];
    return old !== undefined && typeof memberOf(old, 'Options') === 'string';
  };
  return z.array(
    fieldRow.check(
      z.refine(named, { path: ['name'], error: 'Name the field: the CA gets its value under this name.' }),
      z.refine((row) => !joined(row) || row.options.every((option) => !option.includes(',')), {
        path: ['options'],
        error: 'A choice cannot hold a comma here: the server joins the choices with commas.',
      }),
    ),
  );
}

/** The enrollment fields of a template or a pattern, in their order. */
export function fieldsFromWire(document: WireDocument): FieldRow[] {
  return rowsFromWire(document[listName], codecOf(document));
}

/**
 * The document with the enrollment fields of the form. The server gives a row its id, so a new row has none, and neither
 * has a duplicate of a loaded row.
 */
export function fieldsToWire(document: WireDocument, rows: readonly FieldRow[]): WireDocument {
  const seen = new Set<number>();
  const own = rows.map((row) => {
    const again = seen.has(row.source);
    seen.add(row.source);
    return again ? { ...row, source: -1 } : row;
  });
  return withList(document, listName, rowsToWire(document[listName], own, codecOf(document)));
}
