import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import { changes } from '../../../domain/merge.ts';
import {
  heldEmpty,
  metadataFromWire,
  metadataKnows,
  metadataSchema,
  metadataToWire,
  newMetadataRow,
  type MetadataRow,
} from './metadataForm.ts';
import type { RuleKind } from './ruleMembers.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/{template,pattern}-*.json', {
  eager: true,
  import: 'default',
});
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
  kind: (path.includes('/pattern-') ? 'pattern' : 'template') as RuleKind,
}));

function named(name: string): WireDocument {
  const found = documents.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in the corpus`);
  return found.document;
}
const full = named('template-25.4-pattern-full');
const old = named('template-10.5-full');
const pattern = named('pattern-25.4-full');

const unknown = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }).map((name) => `x-${name}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const wireRow = fc
  .record(
    {
      Id: fc.nat(),
      TemplateId: fc.constant(6),
      MetadataId: fc.oneof(fc.nat(), fc.constant(null), fc.constant('12')),
      DefaultValue: maybe(scalar),
      Validation: maybe(fc.string()),
      Enrollment: maybe(fc.oneof(fc.nat({ max: 9 }), fc.constantFrom('Required', 'hidden', '1', 'Sometimes', ''))),
      Message: maybe(fc.string()),
      CaseSensitive: maybe(fc.boolean()),
      Options: maybe(fc.oneof(fc.string(), fc.constantFrom('a, b', 'a,,a'), fc.array(scalar, { maxLength: 3 }))),
    },
    { requiredKeys: [] },
  )
  .chain((row) => unknown.map((more) => ({ ...row, ...more })));
const anyDocument = fc
  .tuple(fc.constantFrom(...documents), fc.option(maybe(fc.array(wireRow, { maxLength: 4 })), { nil: undefined }))
  .map(([{ document, kind }, rows]) => {
    const { MetadataFields: _gone, ...rest } = document;
    const made = rows === undefined ? rest : { ...rest, MetadataFields: rows };
    return { kind, document: JSON.parse(JSON.stringify(made)) as WireDocument };
  });

function differing(before: WireDocument, after: WireDocument) {
  const [was, is] = [rowsOf(before['MetadataFields']), rowsOf(after['MetadataFields'])];
  expect(is).toHaveLength(was.length);
  expect(JSON.stringify({ ...after, MetadataFields: null })).toBe(JSON.stringify({ ...before, MetadataFields: null }));
  return is.flatMap((row, at) => changes(was[at] ?? null, row).map(({ path, after: now }) => ({ at, path, now })));
}

const edit = (document: WireDocument, kind: RuleKind, at: number, change: Partial<MetadataRow>) =>
  metadataToWire(
    document,
    metadataFromWire(document).map((row, index) => (index === at ? { ...row, ...change } : row)),
    kind,
  );

describe('loading and saving without a change', () => {
  test.each(documents)('$name: the very same document', ({ document, kind }) => {
    expect(metadataToWire(document, metadataFromWire(document), kind)).toBe(document);
  });

  test('whatever a server may send, nothing moves and nothing is refused', () => {
    fc.assert(
      fc.property(anyDocument, ({ document, kind }) => {
        const rows = metadataFromWire(document);
        expect(metadataToWire(document, rows, kind)).toBe(document);
        expect(metadataSchema(document).safeParse(rows).success).toBe(true);
      }),
    );
  });
});

describe('one edit changes exactly one place', () => {
  const edits = fc.constantFrom(
    { member: 'metadataId', wire: 'metadataid' },
    { member: 'use', wire: 'enrollment' },
    { member: 'defaultValue', wire: 'defaultvalue' },
    { member: 'regex', wire: 'validation' },
    { member: 'message', wire: 'message' },
    { member: 'caseSensitive', wire: 'casesensitive' },
    { member: 'options', wire: 'options' },
  );

  test('whatever is edited, in whatever document', () => {
    fc.assert(
      fc.property(anyDocument, edits, fc.nat(), fc.string({ minLength: 1 }), ({ document, kind }, what, pick, text) => {
        const rows = metadataFromWire(document);
        fc.pre(rows.length > 0);
        fc.pre(what.member !== 'caseSensitive' || metadataKnows(kind, document, true).caseSensitive);
        const at = pick % rows.length;
        const row = rows[at] ?? newMetadataRow();
        const changed: Partial<MetadataRow> = {
          metadataId: (row.metadataId ?? 0) + 1,
          use: row.use === 'required' ? 'hidden' : 'required',
          defaultValue: `${row.defaultValue}${text}`,
          regex: `${row.regex}${text}`,
          message: `${row.message}${text}`,
          caseSensitive: !row.caseSensitive,
          options: [...row.options, `one more ${row.options.length}`],
        };
        const only = Object.fromEntries(Object.entries(changed).filter(([name]) => name === what.member));
        const found = differing(document, edit(document, kind, at, only));
        expect(found.map(({ at: place, path }) => [place, String(path[0]).toLowerCase()])).toEqual([[at, what.wire]]);
      }),
    );
  });

  test('a removed row goes, the others stay as they came', () => {
    const edited = metadataToWire(full, metadataFromWire(full).slice(1), 'template');
    expect(edited['MetadataFields']).toEqual(rowsOf(full['MetadataFields']).slice(1));
  });
});

describe('texts', () => {
  test('an emptied one becomes null, an empty one that came stays empty, null stays null', () => {
    const rows = (document: WireDocument) => rowsOf(document['MetadataFields']);
    expect(rows(edit(full, 'template', 0, { regex: '' }))[0]).toMatchObject({ Validation: null, DefaultValue: '' });
    expect(rows(edit(full, 'template', 1, { regex: 'a' }))[1]).toMatchObject({ Validation: 'a', DefaultValue: null });
    expect(heldEmpty(full, 0, 'defaultValue')).toBe(true);
    expect(heldEmpty(full, 1, 'defaultValue')).toBe(false);
    expect(heldEmpty(full, -1, 'defaultValue')).toBe(false);
  });
});

describe('how a field is used', () => {
  const held = (...values: (string | number | null)[]): WireDocument => ({
    Id: 6,
    MetadataFields: values.map((Enrollment, at) => ({ MetadataId: at, Enrollment })),
  });
  const written = (document: WireDocument, at: number, use: string) =>
    rowsOf(edit(document, 'template', at, { use })['MetadataFields'])[at]?.['Enrollment'];

  test.each([
    [held(0), 2],
    [held('0'), '2'],
    [held('Optional'), 'Hidden'],
    [held('optional'), 'hidden'],
    [held('Sometimes'), 'Hidden'],
    [held(null, 'Optional'), 'Hidden'],
    [held(null), 2],
  ])('%j: the kind of value that the server sends is kept', (document, hidden) => {
    expect(written(document, 0, 'hidden')).toBe(hidden);
  });

  test('an unknown one is shown as it came and goes back as it came', () => {
    const odd = held(7, 'Sometimes');
    expect(metadataFromWire(odd).map((row) => row.use)).toEqual(['7', 'Sometimes']);
    expect(rowsOf(edit(odd, 'template', 0, { defaultValue: 'x' })['MetadataFields'])[0]).toMatchObject({
      Enrollment: 7,
      DefaultValue: 'x',
    });
  });
});

describe('a new row', () => {
  const added = (document: WireDocument, kind: RuleKind, more: Partial<MetadataRow> = {}) =>
    rowsOf(
      metadataToWire(document, [...metadataFromWire(document), { ...newMetadataRow(), metadataId: 5, ...more }], kind)[
        'MetadataFields'
      ],
    ).at(-1);
  const plain = { MetadataId: 5, DefaultValue: null, Validation: null, Enrollment: 0, Message: null };

  test('on a later template carries the template’s id, and no id of its own', () => {
    expect(added(full, 'template')).toEqual({ ...plain, TemplateId: 6, CaseSensitive: false });
    expect(added({ ...full, MetadataFields: null }, 'template')).toEqual({
      ...plain,
      TemplateId: 6,
      CaseSensitive: false,
    });
  });

  test('on version 10 has neither template id nor case sensitivity, and choices joined with commas', () => {
    expect(added(old, 'template')).toEqual(plain);
    expect(added(old, 'template', { options: ['a', 'b'] })).toEqual({ ...plain, Options: 'a,b' });
  });

  test('on a pattern has no ids and no choices', () => {
    expect(added(pattern, 'pattern')).toEqual({ ...plain, CaseSensitive: false });
  });

  test('must name its metadata field', () => {
    expect(metadataSchema(old).safeParse([newMetadataRow()]).success).toBe(false);
    expect(metadataSchema(old).safeParse([{ ...newMetadataRow(), metadataId: 1 }]).success).toBe(true);
  });
});

describe('choices', () => {
  const options = (document: WireDocument, more: string[]) =>
    rowsOf(edit(document, 'template', 0, { options: more })['MetadataFields'])[0]?.['Options'];
  const held = (Options: string | string[] | null): WireDocument => ({ MetadataFields: [{ MetadataId: 1, Options }] });

  test('a text stays a text and keeps its spaces, a list stays a list, none is null or an empty list', () => {
    expect(options(held('Net, Apps'), ['Net', 'Apps', 'Web'])).toBe('Net, Apps,Web');
    expect(options(held(['a,b']), ['a,b', 'c'])).toEqual(['a,b', 'c']);
    expect(options(held('Net'), [])).toBeNull();
    expect(options(held(['Net']), [])).toEqual([]);
    expect(options(held(null), ['a'])).toBe('a');
  });

  test('a comma is refused where commas join, and taken where a list is sent', () => {
    const refused = metadataSchema(old).safeParse(metadataFromWire(old).map((row) => ({ ...row, options: ['a,b'] })));
    expect(refused.error?.issues.map((issue) => issue.path)).toEqual([[0, 'options']]);
    const list = held(['a']);
    const rows = metadataFromWire(list).map((row) => ({ ...row, options: ['a,b'] }));
    expect(metadataSchema(list).safeParse(rows).success).toBe(true);
  });

  test('are known on templates before enrollment patterns, and wherever they came', () => {
    expect(metadataKnows('template', named('template-10.5-unset'), false).choices).toBe(true);
    expect(metadataKnows('template', full, true).choices).toBe(false);
    expect(metadataKnows('pattern', pattern, true).choices).toBe(false);
    expect(metadataKnows('pattern', held(null), true).choices).toBe(true);
  });
});
