import { expect, test } from 'vitest';
import { placeOf } from './rowKeys.ts';

test('a row is found again after rows came before it, and its place is kept when it is gone', () => {
  const key = (row: string) => row;
  expect(placeOf(['a', 'b', 'c'], { index: 1, key: 'b' }, key)).toBe(1);
  expect(placeOf(['x', 'a', 'b', 'c'], { index: 1, key: 'b' }, key)).toBe(2);
  expect(placeOf(['a'], { index: 1, key: 'b' }, key)).toBe(0);
  expect(placeOf([], { index: 0, key: '' }, key)).toBe(-1);
});
