import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../api/wireDocument.ts';
import { changes, type Json } from '../../../domain/merge.ts';
import { knowsCaseSensitivity, newRegexRow, regexesFromWire, regexesToWire, regexRow } from './regexForm.ts';

const unknown = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 4 }).map((name) => `x-${name}`),
  fc.jsonValue(),
  { maxKeys: 3 },
);
const maybeText = fc.option(fc.string(), { nil: null });
const wireRow = fc
  .record(
    {
      TemplateId: fc.constant(6),
      SubjectPart: fc.option(fc.constantFrom('CN', 'O', 'X-unheard-of', ''), { nil: null }),
      Regex: maybeText,
      Error: maybeText,
      CaseSensitive: fc.option(fc.boolean(), { nil: null }),
    },
    { requiredKeys: [] },
  )
  .chain((row) => unknown.map((more) => ({ ...row, ...more })))
  .map((row) => JSON.parse(JSON.stringify(row)) as Json);
const wireList = fc.array(wireRow, { minLength: 1, maxLength: 5 });
const anyList = fc.option(fc.option(wireList, { nil: null }), { nil: undefined });

describe('loading and saving', () => {
  test('whatever a server may send, nothing moves and nothing is refused', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const rows = regexesFromWire(list);
        expect(regexesToWire(list, rows, { CaseSensitive: false })).toBe(list);
        expect(rows.every((row) => regexRow.safeParse(row).success)).toBe(true);
      }),
    );
  });

  test('one edit changes exactly one member of one row', () => {
    const members = fc.constantFrom('subjectPart', 'regex', 'error', 'caseSensitive');
    fc.assert(
      fc.property(wireList, members, fc.nat(), fc.string({ minLength: 1 }), (list, member, pick, text) => {
        const rows = regexesFromWire(list);
        const at = pick % rows.length;
        const edited = rows.map((row, index) =>
          index === at
            ? { ...row, [member]: member === 'caseSensitive' ? !row.caseSensitive : `${row[member]}${text}` }
            : row,
        );
        const written = rowsOf(regexesToWire(list, edited, {}));
        const names = { subjectPart: 'SubjectPart', regex: 'Regex', error: 'Error', caseSensitive: 'CaseSensitive' };
        const found = list.flatMap((row, index) =>
          changes(row, written[index] ?? null).map((change) => [index, ...change.path]),
        );
        expect(found).toEqual([[at, names[member]]]);
      }),
    );
  });

  test('a removed row goes, and the others stay the objects that came', () => {
    const list = [
      { SubjectPart: 'CN', 'x-a': 1 },
      { SubjectPart: 'O', Regex: null },
    ];
    expect(regexesToWire(list, regexesFromWire(list).slice(1), {})).toEqual([{ SubjectPart: 'O', Regex: null }]);
  });
});

describe('a new row', () => {
  const added = { ...newRegexRow(), subjectPart: 'CN', regex: '^a$' };

  test('starts from what the document wants in each row', () => {
    expect(regexesToWire(null, [added], { TemplateId: 6, CaseSensitive: false })).toEqual([
      { TemplateId: 6, SubjectPart: 'CN', Regex: '^a$', Error: '', CaseSensitive: false },
    ]);
  });

  test('does not tell letter case where the server does not know it', () => {
    expect(regexesToWire([], [added], { TemplateId: 6 })).toEqual([
      { TemplateId: 6, SubjectPart: 'CN', Regex: '^a$', Error: '' },
    ]);
  });

  test('takes the spelling of the rows that came', () => {
    const list = [{ SubjectPart: 'O', RegEx: 'x', caseSensitive: true }];
    const written = regexesToWire(list, [...regexesFromWire(list), added], { CaseSensitive: false });
    expect(rowsOf(written)[1]).toEqual({ SubjectPart: 'CN', RegEx: '^a$', Error: '', caseSensitive: false });
  });

  test('needs a subject part', () => {
    const read = regexRow.safeParse(newRegexRow());
    expect(read.error?.issues.map((issue) => issue.path)).toEqual([['subjectPart']]);
  });
});

test('either spelling of a regex is kept when it is edited', () => {
  for (const spelling of ['Regex', 'RegEx', 'regex']) {
    const list = [{ SubjectPart: 'CN', [spelling]: 'a' }];
    expect(regexesFromWire(list)[0]?.regex).toBe('a');
    const rows = regexesFromWire(list).map((row) => ({ ...row, regex: 'b' }));
    expect(regexesToWire(list, rows, {})).toEqual([{ SubjectPart: 'CN', [spelling]: 'b' }]);
  }
});

test('letter case is known where a row tells it, and in later documents without rows', () => {
  expect(knowsCaseSensitivity([{ SubjectPart: 'CN' }], true)).toBe(false);
  expect(knowsCaseSensitivity([{ SubjectPart: 'CN' }, { caseSensitive: false }], false)).toBe(true);
  expect(knowsCaseSensitivity([], true)).toBe(true);
  expect(knowsCaseSensitivity(null, false)).toBe(false);
});
