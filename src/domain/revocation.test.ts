import { expect, test } from 'vitest';
import { reasonWords, revocationReasons } from './revocation.ts';

test('a reason from the server is a word where it is known, else its number', () => {
  expect(reasonWords(1)).toBe('Key compromised');
  expect(reasonWords(8)).toBe('Remove from CRL');
  expect(reasonWords(42)).toBe('Reason 42');
  expect(reasonWords(null)).toBe('');
});

test('only reasons whose number is certain are offered', () => {
  expect(revocationReasons.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
