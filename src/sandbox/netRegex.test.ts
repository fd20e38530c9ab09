import { expect, test } from 'vitest';
import { accepts, netRegex } from './netRegex.ts';

test('matching is unanchored, and letter case counts only when asked', () => {
  expect(accepts('b', 'abc', true)).toBe(true);
  expect(accepts('ABC', 'abc', false)).toBe(true);
  expect(accepts('ABC', 'abc', true)).toBe(false);
});

test('.NET anchors, options, groups and class subtraction mean what they mean there', () => {
  expect(accepts('\\Aabc\\z', 'abc', true)).toBe(true);
  expect(accepts('\\Aabc\\z', 'abc\n', true)).toBe(false);
  expect(accepts('\\Aabc\\Z', 'abc\n', true)).toBe(true);
  expect(accepts('^(?i)dev-[0-9a-f]{2}\\z', 'DEV-0A', true)).toBe(true);
  expect(accepts("^(?'site'[a-z]{3})-\\k<site>$", 'abc-abc', true)).toBe(true);
  expect(accepts('^(?>mx|smtp)\\d$', 'smtp1', true)).toBe(true);
  expect(accepts('^[\\w-[\\d_]]+$', 'abc', true)).toBe(true);
  expect(accepts('^[\\w-[\\d_]]+$', 'abc1', true)).toBe(false);
});

test('an expression that cannot be translated lets everything pass', () => {
  expect(netRegex('(', true)).toBeNull();
  expect(accepts('(?x) a b', 'ab', true)).toBe(true);
});
