import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import { changes } from '../../../domain/merge.ts';
import { choicesOfText } from './fieldsChoices.ts';
import { choiceType, fieldsFromWire, fieldsSchema, fieldsToWire, newFieldRow, type FieldRow } from './fieldsForm.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/{template,pattern}-*.json', {
  eager: true,
  import: 'default',
});
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
}));

const full: WireDocument = {
  Id: 6,
  EnrollmentFields: [
    { Id: 3, Name: 'CostCentre', DataType: 2, Options: ['1200', '1300'], 'x-more': 1 },
    { Id: 8, Name: 'Ticket', DataType: 1, Options: [] },
  ],
};
const listed = (document: WireDocument) => rowsOf(document['EnrollmentFields']);

const unknown = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }).map((name) => `x-${name}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const wireRow = fc
  .record(
    {
      Id: fc.nat(),
      Name: maybe(fc.string()),
      DataType: maybe(fc.oneof(fc.nat({ max: 5 }), fc.constantFrom('String', ''))),
      Options: maybe(fc.oneof(fc.constant('a, b'), fc.array(fc.oneof(fc.string(), fc.nat()), { maxLength: 3 }))),
    },
    { requiredKeys: [] },
  )
  .chain((row) => unknown.map((more) => ({ ...row, ...more })));
const anyDocument = fc
  .tuple(
    fc.constantFrom(...documents.map(({ document }) => document)),
    fc.option(maybe(fc.array(wireRow, { maxLength: 4 })), { nil: undefined }),
  )
  .map(([document, rows]) => {
    const { EnrollmentFields: _gone, ...rest } = document;
    const made = rows === undefined ? rest : { ...rest, EnrollmentFields: rows };
    return JSON.parse(JSON.stringify(made)) as WireDocument;
  });

describe('loading and saving without a change', () => {
  test.each(documents)('$name: the very same document', ({ document }) => {
    expect(fieldsToWire(document, fieldsFromWire(document))).toBe(document);
  });

  test('whatever a server may send, nothing moves and nothing is refused', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const rows = fieldsFromWire(document);
        expect(fieldsToWire(document, rows)).toBe(document);
        expect(fieldsSchema(document).safeParse(rows).success).toBe(true);
      }),
    );
  });
});

test('one edit changes exactly one place', () => {
  fc.assert(
    fc.property(
      anyDocument,
      fc.constantFrom('name', 'dataType', 'options'),
      fc.nat(),
      fc.string({ minLength: 1 }),
      (document, member, pick, text) => {
        const rows = fieldsFromWire(document);
        fc.pre(rows.length > 0);
        const at = pick % rows.length;
        const changed = (row: FieldRow): Record<string, unknown> => ({
          name: `${row.name}${text}`,
          dataType: row.dataType === choiceType ? 1 : choiceType,
          options: [...row.options, `one more ${row.options.length}`],
        });
        const edited = fieldsToWire(
          document,
          rows.map((row, index) => (index === at ? { ...row, [member]: changed(row)[member] } : row)),
        );
        const found = listed(edited).flatMap((row, index) =>
          changes(listed(document)[index] ?? null, row).map(({ path }) => [index, String(path[0]).toLowerCase()]),
        );
        expect(found).toEqual([[at, member.toLowerCase()]]);
      },
    ),
  );
});

describe('rows', () => {
  test('keep the order of the screen', () => {
    const edited = fieldsToWire(full, fieldsFromWire(full).toReversed());
    expect(edited['EnrollmentFields']).toEqual(listed(full).toReversed());
  });

  test('a new one has no id', () => {
    const edited = fieldsToWire(full, [...fieldsFromWire(full), { ...newFieldRow(), name: 'Site' }]);
    expect(listed(edited).at(-1)).toEqual({ Name: 'Site', DataType: 1, Options: [] });
  });

  test('a duplicate is a new one: the id stays with the first', () => {
    const [first, second] = fieldsFromWire(full);
    if (first === undefined || second === undefined) throw new Error('two fields');
    const edited = fieldsToWire(full, [first, { ...first, name: 'Copy' }, second]);
    expect(edited['EnrollmentFields']).toEqual([
      listed(full)[0],
      { Name: 'Copy', DataType: 2, Options: ['1200', '1300'] },
      listed(full)[1],
    ]);
  });

  test('without a name are refused', () => {
    expect(fieldsSchema(full).safeParse([newFieldRow()]).success).toBe(false);
    expect(fieldsSchema(full).safeParse(fieldsFromWire(full).map((row) => ({ ...row, name: '' }))).success).toBe(false);
  });
});

describe('choices', () => {
  test('may hold commas, because the server takes a list', () => {
    const rows = fieldsFromWire(full).map((row, at) => (at === 0 ? { ...row, options: ['Berlin, DE', 'x;y'] } : row));
    expect(fieldsSchema(full).safeParse(rows).success).toBe(true);
    expect(listed(fieldsToWire(full, rows))[0]).toMatchObject({ Options: ['Berlin, DE', 'x;y'] });
  });

  test('with a comma are refused where the row came with one text', () => {
    const joined: WireDocument = { EnrollmentFields: [{ Name: 'Site', DataType: 2, Options: 'a,b' }] };
    const rows = fieldsFromWire(joined).map((row) => ({ ...row, options: ['a,b'] }));
    expect(fieldsSchema(joined).safeParse(rows).success).toBe(false);
  });

  test('are typed one a line', () => {
    expect(choicesOfText(' Berlin, DE\r\n\nx;y ')).toEqual(['Berlin, DE', 'x;y']);
  });
});
