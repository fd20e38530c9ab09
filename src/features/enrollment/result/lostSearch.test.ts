import { expect, test } from 'vitest';
import { searchPauseMs } from './lostSearch.ts';

test('the search repeats every ten seconds for a minute, then every half minute, and ends after five', () => {
  expect(searchPauseMs(0)).toBe(10_000);
  expect(searchPauseMs(59_000)).toBe(10_000);
  expect(searchPauseMs(60_000)).toBe(30_000);
  expect(searchPauseMs(299_000)).toBe(30_000);
  expect(searchPauseMs(300_000)).toBe(false);
});
