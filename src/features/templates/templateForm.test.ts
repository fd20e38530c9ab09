import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateBody } from '../../api/templateBody.ts';
import { isDocument, rowsOf, type WireDocument } from '../../api/wireDocument.ts';
import { changes, type Json } from '../../domain/merge.ts';
import { newRegexRow } from './rules/regexForm.ts';
import { regexesTellCase } from './rules/ruleMembers.ts';
import { friendlyNameLimit, fromWire, templateSchema, toWire } from './templateForm.ts';

const corpus = import.meta.glob<WireDocument>('../../api/corpus/template-*.json', { eager: true, import: 'default' });
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
}));

function named(name: string): WireDocument {
  const found = documents.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in the corpus`);
  return found.document;
}

const full = named('template-25.4-pattern-full');
const old = named('template-10.5-full');

// Unknown members at every level, values of every kind, known members missing or null.
const unknown = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }).map((name) => `x-${name}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const maybeText = fc.option(fc.string(), { nil: null });
const wireRegex = fc
  .record(
    {
      TemplateId: fc.constant(6),
      SubjectPart: fc.constantFrom('CN', 'O', 'OU', ''),
      Regex: maybeText,
      Error: maybeText,
      CaseSensitive: fc.option(fc.boolean(), { nil: null }),
    },
    { requiredKeys: ['SubjectPart'] },
  )
  .chain((row) => unknown.map((more) => ({ ...row, ...more })));
const anyTemplate: fc.Arbitrary<WireDocument> = fc
  .tuple(
    fc.constantFrom(...documents.map(({ document }) => document)),
    unknown,
    unknown,
    fc.option(fc.array(wireRegex, { maxLength: 4 }), { nil: undefined }),
    fc.subarray(['FriendlyName', 'TemplateRegexes', 'KeyRetentionDays', 'TemplateDefaults', 'AllowedRequesters']),
    fc.subarray(['FriendlyName', 'MetadataFields', 'KeyUsage']),
  )
  .map(([document, top, deep, regexes, gone, nulled]) => {
    const policy = document['TemplatePolicy'];
    const entries = Object.entries<unknown>({
      ...document,
      ...top,
      ...(isDocument(policy) ? { TemplatePolicy: { ...policy, ...deep } } : {}),
      ...(regexes ? { TemplateRegexes: regexes } : {}),
      ...Object.fromEntries(nulled.map((name) => [name, null])),
    }).filter(([name]) => !gone.includes(name));
    return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as WireDocument;
  });

describe('loading and saving without a change', () => {
  test.each(documents)('$name: the body is exactly the projection', ({ document }) => {
    expect(JSON.stringify(templateBody(toWire(document, fromWire(document))))).toBe(
      JSON.stringify(templateBody(document)),
    );
  });

  test('whatever a server may send, nothing moves', () => {
    fc.assert(
      fc.property(anyTemplate, (document) => {
        expect(JSON.stringify(toWire(document, fromWire(document)))).toBe(JSON.stringify(document));
      }),
    );
  });
});

describe('one edit changes exactly one place', () => {
  test('a friendly name', () => {
    fc.assert(
      fc.property(anyTemplate, fc.string({ maxLength: friendlyNameLimit }), (document, name) => {
        const values = fromWire(document);
        fc.pre(values.friendlyName !== name);
        const found = changes(document, toWire(document, { ...values, friendlyName: name }));
        expect(found).toEqual([
          { path: ['FriendlyName'], before: document['FriendlyName'], after: name === '' ? null : name },
        ]);
      }),
    );
  });

  test('a regex, its message, its part or its case sensitivity', () => {
    const members = fc.constantFrom('regex', 'error', 'subjectPart', 'caseSensitive');
    fc.assert(
      fc.property(anyTemplate, members, fc.nat(), fc.string({ minLength: 1 }), (document, member, pick, text) => {
        const values = fromWire(document);
        fc.pre(values.regexes.length > 0);
        const at = pick % values.regexes.length;
        const regexes = values.regexes.map((row, index) =>
          index === at
            ? { ...row, [member]: member === 'caseSensitive' ? !row.caseSensitive : `${row[member]}${text}` }
            : row,
        );
        const edited = toWire(document, { ...values, regexes });
        expect(changes(document, edited).map((change) => change.path)).toEqual([['TemplateRegexes']]);
        const [before, after] = [rowsOf(document['TemplateRegexes']), rowsOf(edited['TemplateRegexes'])];
        expect(after).toHaveLength(before.length);
        const differing = after.flatMap((row, index) =>
          changes(before[index] ?? null, row).map((change) => [index, change.path]),
        );
        expect(differing).toHaveLength(1);
        expect(differing[0]?.[0]).toBe(at);
      }),
    );
  });

  test('a removed row goes, the others stay as they came', () => {
    const values = fromWire(full);
    const edited = toWire(full, { ...values, regexes: values.regexes.filter((row) => row.subjectPart !== 'OU') });
    expect(edited['TemplateRegexes']).toEqual(
      rowsOf(full['TemplateRegexes']).filter((row) => row['SubjectPart'] !== 'OU'),
    );
  });

  test('an added row carries the template’s id and what the server’s rows have', () => {
    const added = { ...newRegexRow(), subjectPart: 'L', regex: '^Berlin$' };
    const edited = toWire(full, { ...fromWire(full), regexes: [...fromWire(full).regexes, added] });
    expect(rowsOf(edited['TemplateRegexes']).at(-1)).toEqual({
      TemplateId: 6,
      SubjectPart: 'L',
      Regex: '^Berlin$',
      Error: '',
      CaseSensitive: false,
    });
  });
});

describe('values that look like nothing', () => {
  test('false, 0, null and empty texts reach the body', () => {
    expect(templateBody(toWire(old, fromWire(old)))).toMatchObject({
      FriendlyName: '',
      KeyRetentionDays: 0,
      RequiresApproval: false,
    });
    const policy = templateBody(toWire(full, fromWire(full)))['TemplatePolicy'];
    expect(policy).toMatchObject({ AllowWildcards: false, RFCEnforcement: null, CertificateOwnerRole: 0 });
  });

  test('rows with an empty regex, or with null for it, are kept', () => {
    const regexes = rowsOf(templateBody(toWire(full, { ...fromWire(full), friendlyName: 'x' }))['TemplateRegexes']);
    expect(regexes.map((row) => row['Regex'])).toEqual(['', '^(PKI|Ops) $', null]);
  });

  test('an emptied friendly name is sent as null, an empty one that came stays empty', () => {
    expect(toWire(full, { ...fromWire(full), friendlyName: '' })['FriendlyName']).toBeNull();
    expect(toWire(old, fromWire(old))['FriendlyName']).toBe('');
  });
});

describe('the server’s spelling', () => {
  test('RegEx stays RegEx, in edited and in added rows, and no case sensitivity is invented for 10.5', () => {
    const values = fromWire(old);
    const regexes = [
      ...values.regexes.map((row) => ({ ...row, regex: '^a$' })),
      { ...newRegexRow(), subjectPart: 'O', regex: 'b' },
    ];
    expect(toWire(old, { ...values, regexes })['TemplateRegexes']).toEqual([
      { TemplateId: 17, SubjectPart: 'CN', RegEx: '^a$', Error: 'Names end in .example.com.' },
      { TemplateId: 17, SubjectPart: 'O', RegEx: 'b', Error: '' },
    ]);
    expect(regexesTellCase('template', old)).toBe(false);
    expect(regexesTellCase('template', full)).toBe(true);
  });

  test('a regex is neither trimmed nor escaped', () => {
    const regex = ' ^"\\d+"</x>\t ';
    const edited = toWire(full, {
      ...fromWire(full),
      regexes: fromWire(full).regexes.map((row) => ({ ...row, regex })),
    });
    const rows: readonly Json[] = rowsOf(edited['TemplateRegexes']);
    expect(rows.every((row) => isDocument(row) && row['Regex'] === regex)).toBe(true);
  });
});

describe('what the form refuses', () => {
  test('a friendly name over 50 characters, unless the server holds that very name', () => {
    const long = 'n'.repeat(friendlyNameLimit + 1);
    expect(templateSchema(full).safeParse({ ...fromWire(full), friendlyName: long }).success).toBe(false);
    expect(templateSchema(full).safeParse({ ...fromWire(full), friendlyName: long.slice(1) }).success).toBe(true);
    const held = { ...full, FriendlyName: long };
    expect(templateSchema(held).safeParse(fromWire(held)).success).toBe(true);
  });

  test('a regex without a subject part', () => {
    expect(templateSchema(full).safeParse({ ...fromWire(full), regexes: [newRegexRow()] }).success).toBe(false);
  });
});
