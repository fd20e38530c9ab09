import { memberName, rowsOf, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { at, both, everywhere, template, type Edit, type Values } from './editsForTests.ts';
import { newDefaultRow, type DefaultRow } from './rules/defaultsForm.ts';
import { newFieldRow, type FieldRow } from './rules/fieldsForm.ts';
import { newMetadataRow, type MetadataRow } from './rules/metadataForm.ts';
import { newRegexRow, type RegexRow } from './rules/regexForm.ts';
import { ruleMembers, type RuleKind } from './rules/ruleMembers.ts';

/** One of the lists of rows: where it is in the values and in the document. */
interface ListOf<Row extends { source: number }> {
  name: string;
  kinds: readonly RuleKind[];
  get: (values: Values) => readonly Row[] | undefined;
  put: (rows: Row[]) => Values;
  member: (kind: RuleKind, document: WireDocument) => string;
  fresh: () => Row;
}

const regexes: ListOf<RegexRow> = {
  name: 'regex',
  kinds: everywhere,
  get: (values) => values.regexes,
  put: (rows) => ({ regexes: rows }),
  member: (kind, document) => ruleMembers(kind, document).regexes,
  fresh: newRegexRow,
};
const defaults: ListOf<DefaultRow> = {
  name: 'default',
  kinds: everywhere,
  get: (values) => values.defaults,
  put: (rows) => ({ defaults: rows }),
  member: (kind, document) => ruleMembers(kind, document).defaults,
  fresh: newDefaultRow,
};
const metadata: ListOf<MetadataRow> = {
  name: 'metadata field',
  kinds: both,
  get: (values) => values.metadata,
  put: (rows) => ({ metadata: rows }),
  member: () => 'MetadataFields',
  fresh: newMetadataRow,
};
const fields: ListOf<FieldRow> = {
  name: 'enrollment field',
  kinds: both,
  get: (values) => values.fields,
  put: (rows) => ({ fields: rows }),
  member: () => 'EnrollmentFields',
  fresh: newFieldRow,
};

/** An edit of one cell of a row. Some cells are offered only where the row has the member. */
function cell<Row extends { source: number }>(
  list: ListOf<Row>,
  wire: string,
  change: (row: Row) => Row,
  needed = false,
): Edit {
  return {
    name: `${list.name}, ${wire}`,
    kinds: list.kinds,
    apply: (values, document, kind, pick) => {
      const rows = list.get(values) ?? [];
      const row = at(rows, pick);
      const member = list.member(kind, document);
      const old = rowsOf(document[member])[row?.source ?? -1];
      if (row === undefined || old === undefined || (needed && memberName(old, wire) === undefined)) return null;
      return {
        values: list.put(rows.map((each) => (each === row ? change(row) : each))),
        places: [[member, row.source, wire]],
      };
    },
  };
}

function rowsOfList<Row extends { source: number }>(list: ListOf<Row>): Edit[] {
  const { kinds, name } = list;
  const whole = (document: WireDocument, member: string): readonly Json[] => rowsOf(document[member]);
  return [
    {
      name: `${name} added`,
      kinds,
      apply: (values, document, kind) => {
        const member = list.member(kind, document);
        const now = list.put([...(list.get(values) ?? []), list.fresh()]);
        const check = (before: WireDocument, after: WireDocument) =>
          [whole(after, member).slice(0, -1), whole(before, member)] as const;
        return { values: now, places: [[member]], check };
      },
    },
    {
      name: `${name} removed`,
      kinds,
      apply: (values, document, kind, pick) => {
        const rows = list.get(values) ?? [];
        const gone = at(rows, pick);
        if (gone === undefined) return null;
        const member = list.member(kind, document);
        const check = (before: WireDocument, after: WireDocument) =>
          [whole(after, member), whole(before, member).filter((_, index) => index !== gone.source)] as const;
        return { values: list.put(rows.filter((row) => row !== gone)), places: [[member]], check };
      },
    },
  ];
}

const uses: Readonly<Record<string, string>> = { optional: 'required', required: 'hidden' };

/** Every edit of a row. */
export const rowEdits: readonly Edit[] = [
  ...rowsOfList(regexes),
  cell(regexes, 'SubjectPart', (row) => ({ ...row, subjectPart: `${row.subjectPart}X` })),
  cell(regexes, 'Regex', (row) => ({ ...row, regex: `${row.regex} x` })),
  cell(regexes, 'Error', (row) => ({ ...row, error: `${row.error} x` })),
  cell(regexes, 'CaseSensitive', (row) => ({ ...row, caseSensitive: !row.caseSensitive }), true),
  ...rowsOfList(defaults),
  cell(defaults, 'SubjectPart', (row) => ({ ...row, subjectPart: `${row.subjectPart}X` })),
  cell(defaults, 'Value', (row) => ({ ...row, value: `${row.value} x` })),
  ...rowsOfList(metadata),
  cell(metadata, 'MetadataId', (row) => ({ ...row, metadataId: (row.metadataId ?? 0) + 1 })),
  cell(metadata, 'Enrollment', (row) => ({ ...row, use: uses[row.use] ?? 'optional' })),
  cell(metadata, 'DefaultValue', (row) => ({ ...row, defaultValue: `${row.defaultValue} x` })),
  cell(metadata, 'Validation', (row) => ({ ...row, regex: `${row.regex} x` })),
  cell(metadata, 'Message', (row) => ({ ...row, message: `${row.message} x` })),
  cell(metadata, 'CaseSensitive', (row) => ({ ...row, caseSensitive: !row.caseSensitive }), true),
  { ...cell(metadata, 'Options', (row) => ({ ...row, options: [...row.options, 'new'] }), true), kinds: template },
  ...rowsOfList(fields),
  cell(fields, 'Name', (row) => ({ ...row, name: `${row.name} x` })),
  cell(fields, 'DataType', (row) => ({ ...row, dataType: row.dataType === 2 ? 1 : 2 })),
  cell(fields, 'Options', (row) => ({ ...row, options: [...row.options, 'new'] })),
  {
    name: 'enrollment field moved',
    // No pattern of the corpus has two fields; the rows are the same.
    kinds: template,
    apply: ({ fields: list = [] }, document) => {
      const wire = rowsOf(document['EnrollmentFields']);
      const [first, ...rest] = list;
      if (first === undefined || JSON.stringify(wire.slice(1)) === JSON.stringify(wire.slice(0, -1))) return null;
      return {
        values: { fields: [...rest, first] },
        places: [['EnrollmentFields']],
        moves: true,
        check: (_before, after) => [after['EnrollmentFields'], [...wire.slice(1), wire[0]]],
      };
    },
  },
];
