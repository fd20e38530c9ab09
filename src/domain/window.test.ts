import { expect, test } from 'vitest';
import { deployWindowMs, remainingMs } from './window.ts';

test('the window counts down on the clock of the server', () => {
  expect(remainingMs(1_000_000, 1_000_000, 0)).toBe(deployWindowMs);
  expect(remainingMs(1_000_000, 1_060_000, 0)).toBe(240_000);
  // The browser's clock is an hour behind.
  expect(remainingMs(3_600_000, 60_000, 3_600_000)).toBe(240_000);
});
test('it never falls under zero and never exceeds the window', () => {
  expect(remainingMs(0, 999_999, 0)).toBe(0);
  expect(remainingMs(1_000_000, 0, 0)).toBe(deployWindowMs);
});
