import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import { changes } from '../../../domain/merge.ts';
import { defaultsFromWire, defaultsSchema, defaultsToWire, newDefaultRow } from './defaultsForm.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/{template,pattern,settings}-*.json', {
  eager: true,
  import: 'default',
});
const kindOf = (path: string): RuleKind =>
  path.includes('/pattern-') ? 'pattern' : path.includes('/settings-') ? 'settings' : 'template';
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
  kind: kindOf(path),
}));

const unknown = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }).map((name) => `x-${name}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const wireRow = fc
  .record(
    {
      TemplateId: fc.constant(6),
      SubjectPart: maybe(fc.constantFrom('CN', 'O', 'X-unheard-of', '')),
      Value: maybe(fc.string()),
    },
    { requiredKeys: [] },
  )
  .chain((row) => unknown.map((more) => ({ ...row, ...more })));
const anyDocument = fc
  .tuple(fc.constantFrom(...documents), fc.option(maybe(fc.array(wireRow, { maxLength: 4 })), { nil: undefined }))
  .map(([{ document, kind }, rows]) => {
    const name = ruleMembers(kind, document).defaults;
    const entries = Object.entries(document).filter(([member]) => member !== name);
    const made = { ...Object.fromEntries(entries), ...(rows === undefined ? {} : { [name]: rows }) };
    return { kind, name, document: JSON.parse(JSON.stringify(made)) as WireDocument };
  });

describe('loading and saving without a change', () => {
  test.each(documents)('$name: the very same document', ({ document, kind }) => {
    expect(defaultsToWire(kind, document, defaultsFromWire(kind, document))).toBe(document);
  });

  test('whatever a server may send, nothing moves and nothing is refused', () => {
    fc.assert(
      fc.property(anyDocument, ({ document, kind }) => {
        const rows = defaultsFromWire(kind, document);
        expect(defaultsToWire(kind, document, rows)).toBe(document);
        expect(defaultsSchema(kind, document).safeParse(rows).success).toBe(true);
      }),
    );
  });
});

test('one edit changes exactly one place', () => {
  fc.assert(
    fc.property(
      anyDocument,
      fc.constantFrom('subjectPart' as const, 'value' as const),
      fc.nat(),
      fc.string({ minLength: 1 }),
      ({ document, kind, name }, member, pick, text) => {
        const rows = defaultsFromWire(kind, document);
        fc.pre(rows.length > 0);
        const at = pick % rows.length;
        const edited = defaultsToWire(
          kind,
          document,
          rows.map((row, index) => (index === at ? { ...row, [member]: `${row[member]}${text}` } : row)),
        );
        expect(changes(document, edited).map(({ path }) => path)).toEqual([[name]]);
        const [was, is] = [rowsOf(document[name]), rowsOf(edited[name])];
        expect(is).toHaveLength(was.length);
        const found = is.flatMap((row, index) =>
          changes(was[index] ?? null, row).map(({ path }) => [index, String(path[0]).toLowerCase()]),
        );
        expect(found).toEqual([[at, member.toLowerCase()]]);
      },
    ),
  );
});

describe('a default', () => {
  const document: WireDocument = {
    Id: 6,
    TemplateDefaults: [
      { SubjectPart: 'O', Value: 'Example', 'x-more': 1 },
      { SubjectPart: 'L', Value: '' },
    ],
  };
  const listed = (edited: WireDocument) => rowsOf(edited['TemplateDefaults']);
  const rows = defaultsFromWire('template', document);

  test('that is emptied becomes null, an empty one that came stays empty', () => {
    const edited = defaultsToWire(
      'template',
      document,
      rows.map((row) => ({ ...row, value: '' })),
    );
    expect(listed(edited)).toEqual([
      { SubjectPart: 'O', Value: null, 'x-more': 1 },
      { SubjectPart: 'L', Value: '' },
    ]);
  });

  test('that is new has the two members, and the template’s id where the server’s rows have it', () => {
    const added = { ...newDefaultRow(), subjectPart: 'C', value: 'DE' };
    expect(listed(defaultsToWire('template', document, [...rows, added])).at(-1)).toEqual({
      SubjectPart: 'C',
      Value: 'DE',
    });
    const owned: WireDocument = { TemplateDefaults: [{ TemplateId: 6, SubjectPart: 'O', Value: 'x' }] };
    const more = [...defaultsFromWire('template', owned), added];
    expect(listed(defaultsToWire('template', owned, more)).at(-1)).toEqual({
      TemplateId: 6,
      SubjectPart: 'C',
      Value: 'DE',
    });
  });

  test('without a subject part is refused', () => {
    expect(defaultsSchema('template', document).safeParse([newDefaultRow()]).success).toBe(false);
    const cleared = rows.map((row) => ({ ...row, subjectPart: '' }));
    expect(defaultsSchema('template', document).safeParse(cleared).success).toBe(false);
  });
});
