import { describe, expect, test } from 'vitest';
import { countBy, pagesAround, pageSizeOf, rowsByPlace } from './pagesByPlace.ts';

const page = (number: number, rows: string[], total: number | null = null) => ({
  page: number,
  rows,
  total: total ?? rows.length + 1,
  totalIsExact: total !== null,
});
const first = page(1, ['a', 'b', 'c'], 8);

describe('a list whose pages are read by their place', () => {
  test('has gaps for the pages that are not there', () => {
    expect(rowsByPlace([first, page(3, ['g', 'h'], 8)], 3, 8)).toEqual([
      'a',
      'b',
      'c',
      undefined,
      undefined,
      undefined,
      'g',
      'h',
    ]);
  });

  test('takes no row beyond its count or the place of its page', () => {
    expect(rowsByPlace([first, page(2, ['d', 'e', 'f', 'x'], 4)], 3, 4)).toEqual(['a', 'b', 'c', 'd']);
    expect(rowsByPlace([page(1, ['a', 'b', 'c', 'x'])], 3, 6).slice(3)).toEqual([undefined, undefined, undefined]);
  });

  test('has pages as large as the first one, whatever was asked for', () => {
    expect(pageSizeOf(first)).toBe(3);
    expect(pageSizeOf(page(1, [], 0))).toBe(1);
  });

  test('is as long as the server says', () => {
    expect(countBy(page(2, ['d'], 9), first)).toBe(9);
  });

  test('without a total ends with a page that is not full', () => {
    expect(countBy(page(1, ['a', 'b', 'c']), first)).toBe(4);
    expect(countBy(page(2, ['d', 'e', 'f']), first)).toBe(7);
    expect(countBy(page(2, ['d']), first)).toBe(4);
    expect(countBy(page(2, []), first)).toBe(3);
  });

  test('without paging ends after the rows that come again', () => {
    expect(countBy(page(2, ['a', 'b', 'c']), first)).toBe(3);
  });
});

test('the pages of the rows in view are asked for, with those just beside them, and none that are not there', () => {
  const pages = (from: number, to: number, beside = 50) => pagesAround({ from, to }, 100, 50_000, beside);
  expect(pages(0, 30)).toEqual([]);
  expect(pages(140, 160)).toEqual([2, 3]);
  expect(pages(180, 240, 10)).toEqual([2, 3]);
  expect(pages(25_010, 25_040)).toEqual([250, 251]);
  expect(pages(49_980, 50_000)).toEqual([500]);
  expect(pagesAround({ from: 0, to: 0 }, 20, 1_000, 50)).toEqual([2, 3]);
  expect(pagesAround({ from: 0, to: 0 }, 100, 0, 50)).toEqual([]);
});
