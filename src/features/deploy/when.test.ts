import { expect, test } from 'vitest';
import { momentOf, startOf, stillAhead, timeProblem, utcText, wireTime } from './when.ts';

const now = new Date('2026-04-22T02:00:00Z');

test('a time is said to the minute in UTC, and sent to the second', () => {
  expect(utcText(now)).toBe('2026-04-22 02:00 UTC');
  expect(wireTime(new Date('2026-04-22T02:00:00.345Z'))).toBe('2026-04-22T02:00:00Z');
});

test('a time that is missing or past by the server’s clock cannot be chosen', () => {
  expect(momentOf('')).toBeNull();
  expect(timeProblem('', now)).toBe('Enter a date and a time.');
  expect(timeProblem('2020-01-01T00:00', now)).toMatch(/past.*2026-04-22 02:00 UTC/);
  expect(timeProblem('2036-01-01T00:00', now)).toBeUndefined();
});

test('a start that has passed while the certificate was made means at once', () => {
  expect(stillAhead('2026-04-22T02:00:01Z', now)).toBe('2026-04-22T02:00:01Z');
  expect(stillAhead('2026-04-22T02:00:00Z', now)).toBeNull();
  expect(stillAhead(null, now)).toBeNull();
});

test('a time that was typed counts only while it is chosen', () => {
  const jobTime = '2036-01-01T00:00';
  expect(startOf({ when: 'soon', jobTime })).toBeNull();
  expect(startOf({ when: 'later', jobTime: '' })).toBeNull();
  expect(startOf({ when: 'later', jobTime })).toBe(wireTime(new Date(jobTime)));
});
