import { describe, expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { fittingRows, rowTexts, sortedHere, wordsOf } from './loadedRows.ts';

interface Row {
  name: string;
  keys: string;
  count: number;
}
const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', text: (row) => row.name },
  { key: 'keys', header: 'Keys', text: (row) => row.keys.slice(0, 3), title: (row) => row.keys },
  { key: 'count', header: 'Count', text: () => 'some', sortValue: (row) => row.count },
];
const rows: Row[] = [
  { name: 'Web 10', keys: 'RSA 2048, Ed25519', count: 9 },
  { name: 'web 9', keys: 'RSA 4096', count: 10 },
  { name: 'Client', keys: 'ECC P-256', count: 100 },
];
const texts = rows.map(rowTexts(columns));
const fitting = (text: string) => fittingRows(rows, texts, wordsOf(text)).map((row) => row.name);
const sorted = (at: number, descending: boolean) =>
  sortedHere(rows, columns[at] ?? { key: '', header: '' }, descending).map((row) => row.name);

describe('a filter over loaded rows', () => {
  test('finds every word, in any column and in any letter case', () => {
    expect(fitting('rsa WEB')).toEqual(['Web 10', 'web 9']);
    expect(fitting('client rsa')).toEqual([]);
  });

  test('finds what a cell does not show because it is cut off', () => {
    expect(fitting('ed25519')).toEqual(['Web 10']);
  });

  test('does not find a word that begins in one cell and ends in the next', () => {
    expect(fitting('10rsa')).toEqual([]);
  });

  test('without words gives the very list it was given', () => {
    expect(fittingRows(rows, texts, wordsOf('  '))).toBe(rows);
  });
});

describe('a sort of loaded rows', () => {
  test('takes numbers in texts as numbers, and letter case as nothing', () => {
    expect(sorted(0, false)).toEqual(['Client', 'web 9', 'Web 10']);
    expect(sorted(0, true)).toEqual(['Web 10', 'web 9', 'Client']);
  });

  test('goes by a column’s own value where its text would mislead', () => {
    expect(sorted(2, true)).toEqual(['Client', 'web 9', 'Web 10']);
  });

  test('leaves the list it was given as it was', () => {
    const before = [...rows];
    sorted(0, false);
    expect(rows).toEqual(before);
  });
});
