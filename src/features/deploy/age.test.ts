import { expect, test } from 'vitest';
import { ageText, isLongAgo } from './age.ts';

const now = new Date('2026-04-21T12:00:00Z');

test.each([
  ['2026-04-21T11:59:30Z', 'just now'],
  ['2026-04-21T12:00:20Z', 'just now'],
  ['2026-04-21T11:40:00Z', '20 minutes ago'],
  ['2026-04-21T01:00:00Z', '11 hours ago'],
  ['2026-04-19T11:00:00Z', '2 days ago'],
  ['2026-03-29T12:00:00Z', '3 weeks ago'],
  ['2025-10-21T12:00:00Z', '5 months ago'],
  ['2023-04-20T12:00:00Z', '3 years ago'],
  ['never', 'never'],
])('%s is told as %s', (iso, text) => {
  expect(ageText(iso, now)).toBe(text);
});

test('a day and more is long for an orchestrator', () => {
  expect(isLongAgo('2026-04-20T12:00:01Z', now)).toBe(false);
  expect(isLongAgo('2026-04-20T11:59:59Z', now)).toBe(true);
  expect(isLongAgo('never', now)).toBe(false);
});
