import { expect, test } from 'vitest';
import { askedFor } from './followForTests.ts';
import { pollMs } from './followPolling.ts';

const now = new Date('2026-04-22T02:00:00Z');
const later = (startsAt: string) => askedFor('s', { startsAt });

test('asking slows down from two seconds to once a minute', () => {
  expect([0, 1, 2, 50].map((answers) => pollMs(answers, [askedFor('s')], now))).toEqual([2_000, 3_000, 4_500, 60_000]);
});

test('what starts later is asked for every five minutes, and just after its start', () => {
  expect(pollMs(0, [later('2026-04-23T02:00:00Z')], now)).toBe(300_000);
  expect(pollMs(0, [later('2026-04-22T02:02:00Z'), later('2026-04-23T02:00:00Z')], now)).toBe(125_000);
});

test('one that may start now is asked for as usual, whatever the others do', () => {
  expect(pollMs(0, [askedFor('s'), later('2026-04-23T02:00:00Z')], now)).toBe(2_000);
  expect(pollMs(1, [later('2026-04-22T01:00:00Z')], now)).toBe(3_000);
});
