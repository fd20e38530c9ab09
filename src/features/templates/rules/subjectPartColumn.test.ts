import { expect, test } from 'vitest';
import { subjectPartColumn } from './subjectPartColumn.ts';

const parts = (count: number) => Array.from({ length: count }, (_, at) => ({ code: `P${at}`, label: `Part ${at}` }));

test('a few subject parts are a list, many are searched by typing, under the same name', () => {
  expect(subjectPartColumn(parts(50), [])).toMatchObject({ kind: 'select', label: 'Subject part' });
  expect(subjectPartColumn(parts(51), [])).toMatchObject({ kind: 'picker', label: 'Subject part' });
});

test('a part goes by its name and its code, or by its code alone', () => {
  const { options } = subjectPartColumn(
    [
      { code: 'CN', label: 'Common Name' },
      { code: 'X', label: 'X' },
    ],
    [],
  );
  expect(options).toEqual([
    { value: 'CN', label: 'Common Name (CN)' },
    { value: 'X', label: 'X' },
  ]);
});

test('while the server’s parts are not known, those in use can be chosen, each once', () => {
  const rows = ['CN', '', 'OU', 'CN'].map((subjectPart) => ({ subjectPart }));
  expect(subjectPartColumn(undefined, rows).options).toEqual([
    { value: 'CN', label: 'CN' },
    { value: 'OU', label: 'OU' },
  ]);
});
