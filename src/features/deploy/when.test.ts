import { expect, test } from 'vitest';
import {
  joinedWhen,
  localText,
  momentOf,
  startOf,
  stillAhead,
  timeProblem,
  utcText,
  whenValues,
  wireTime,
} from './when.ts';

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

test('a start goes into the field for a time as the minute that it is here', () => {
  expect(momentOf(localText(now))).toEqual(now);
});

test('a start goes into another form as it is while it is ahead, and as soon as possible afterwards', () => {
  const startsAt = '2036-04-22T02:00:00Z';
  expect(startOf(whenValues([startsAt], now))).toBe(startsAt);
  expect(whenValues(['2026-04-22T02:00:00Z'], now)).toEqual({ when: 'soon', jobTime: '' });
  expect(startOf(whenValues([startsAt, '2036-04-22T02:00:00.000Z'], now))).toBe(startsAt);
});

test('of several starts that are ahead none is chosen', () => {
  const [ahead, past] = ['2036-04-22T02:00:00Z', '2026-04-22T02:00:00Z'];
  expect(whenValues([ahead, null], now)).toEqual({ when: '', jobTime: '' });
  expect(whenValues([ahead, past], now)).toEqual({ when: '', jobTime: '' });
  expect(whenValues([null, past], now)).toEqual({ when: 'soon', jobTime: '' });
});

test('what is put into a plan with another start leaves it to be chosen anew, and what was typed stays', () => {
  const [soon, late] = [{ when: 'soon', jobTime: '' } as const, whenValues(['2036-04-22T02:00:00Z'], now)];
  expect(joinedWhen(soon, { ...soon, jobTime: '2036-01-01T00:00' })).toEqual(soon);
  expect(joinedWhen(late, late)).toEqual(late);
  expect(joinedWhen(soon, late)).toEqual({ when: '', jobTime: '' });
  expect(joinedWhen(late, soon)).toEqual({ ...late, when: '' });
  expect(joinedWhen(late, { ...late, jobTime: '2036-01-01T00:00' }).when).toBe('');
  expect(joinedWhen({ when: '', jobTime: '' }, soon).when).toBe('');
});

test('a time that was typed counts only while it is chosen', () => {
  const jobTime = '2036-01-01T00:00';
  expect(startOf({ when: 'soon', jobTime })).toBeNull();
  expect(startOf({ when: 'later', jobTime: '' })).toBeNull();
  expect(startOf({ when: 'later', jobTime })).toBe(wireTime(new Date(jobTime)));
});
