import { expect, test } from 'vitest';
import { type StoreJobs, placeKey } from '../../api/jobs.ts';
import { jobPlace } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';
import { askedFor, jobRow, jobsFound, storeJobs } from './followForTests.ts';
import { keptStanding, type KeptSending } from './keptStanding.ts';

const now = new Date('2026-04-22T03:00:00Z');
const facts = { seen: new Map<string, string>(), now };
const nextDay = { ...facts, now: new Date('2026-04-24T03:00:00Z') };
const free = { taken: [], doubtful: [], unended: [], leaving: [], mayLeave: [] };

const sent = (one: Asked, jobs?: Partial<StoreJobs>, change: Partial<KeptSending> = {}): KeptSending => {
  const place = jobPlace(one);
  const found = jobs && place ? jobsFound({ [placeKey(place)]: storeJobs(jobs) }) : undefined;
  return { all: [one], found, listed: true, ...change };
};
const waiting = { candidates: 1, jobId: 'j', queued: { jobId: 'j', requestedAt: null } };
const ended = { candidates: 1, rows: [jobRow(1, 3, 2)] };
const lost = askedFor('a', { accepted: null });
const later = '2026-04-22T02:30:00.000Z';

test('a store whose job waits is taken, and one whose answer was lost is in doubt until its one job is found', () => {
  expect(keptStanding([sent(askedFor('A'), waiting)], nextDay)).toEqual({ ...free, taken: ['a'] });
  expect(keptStanding([sent(lost)], nextDay)).toEqual({ ...free, doubtful: ['a'] });
  expect(keptStanding([sent(lost, { candidates: 2 })], facts)).toEqual({ ...free, doubtful: ['a'] });
  expect(keptStanding([sent(lost, waiting)], nextDay)).toEqual({ ...free, taken: ['a'] });
});

test('a store is free once its job finished, failed, was cancelled, or what it did was seen or taken out again', () => {
  const one = askedFor('a');
  expect(keptStanding([sent(one, ended)], facts)).toEqual(free);
  expect(keptStanding([sent(one, { candidates: 1, rows: [jobRow(1, 3, 4)] })], facts)).toEqual(free);
  expect(keptStanding([sent({ ...one, cancelledAt: later }, { candidates: 0 })], facts)).toEqual(free);
  expect(keptStanding([sent(one)], { ...facts, seen: new Map([[askKey(one), later]]) })).toEqual(free);
  const removal = askedFor('A', { action: 'remove', askedAt: later });
  expect(keptStanding([sent(one), sent(removal, ended)], nextDay)).toEqual(free);
  expect(keptStanding([sent(one), sent({ ...removal, accepted: false })], facts).taken).toEqual(['a']);
  expect(keptStanding([sent({ ...one, accepted: false })], facts)).toEqual(free);
});

test('of a failed job that was told to run again, and is nowhere, is not known whether it will', () => {
  const told = { ...askedFor('a'), again: { row: 1, at: '2026-04-22T02:00:30.000Z' } };
  const failed = { candidates: 1, rows: [jobRow(1, 3, 4)] };
  expect(keptStanding([sent(told, failed)], facts)).toEqual({ ...free, unended: ['a'] });
  const removal = { ...told, action: 'remove' } as const;
  expect(keptStanding([sent(removal, failed)], facts)).toEqual({ ...free, mayLeave: [removal.store] });
  // As the lists were read before.
  const lately = { ...told, again: { row: 1, at: '2026-04-22T02:01:00.000Z' } };
  expect(keptStanding([sent(lately, failed)], facts)).toEqual({ ...free, taken: ['a'] });
});

test('a job of which nothing is found counts as waiting for a day, and then as one whose end is not known', () => {
  const one = askedFor('a');
  expect(keptStanding([sent(one)], facts)).toEqual({ ...free, taken: ['a'] });
  expect(keptStanding([sent(one, { candidates: 2 })], facts)).toEqual({ ...free, taken: ['a'] });
  expect(keptStanding([sent(one)], nextDay)).toEqual({ ...free, unended: ['a'] });
  const ahead = askedFor('a', { startsAt: '2026-04-24T02:00:00Z' });
  expect(keptStanding([sent(ahead)], nextDay)).toEqual({ ...free, taken: ['a'] });
  // Whose sending the page does not list, nobody could find out there what became of it.
  expect(keptStanding([sent(ahead, undefined, { listed: false })], facts)).toEqual({ ...free, unended: ['a'] });
  expect(keptStanding([sent(askedFor('a', { jobId: 'j' }), { candidates: 0 })], facts).unended).toEqual(['a']);
});

test('of several sendings to a store the last that ended counts, but for a job that is known to wait', () => {
  const again = askedFor('a', { askedAt: later });
  expect(keptStanding([sent(lost), sent(again, ended)], nextDay)).toEqual(free);
  expect(keptStanding([sent({ ...lost, askedAt: '2026-04-22T02:40:00.000Z' }), sent(again, ended)], nextDay)).toEqual({
    ...free,
    doubtful: ['a'],
  });
  expect(keptStanding([sent(askedFor('a'), waiting), sent(again, ended)], facts).taken).toEqual(['a']);
});

test('an entry leaves until its removal was seen or failed, for a day where nothing of it is, and maybe after a lost answer', () => {
  const removal = askedFor('A', { action: 'remove' });
  const leaving = { ...free, leaving: [removal.store] };
  expect(keptStanding([sent(removal, waiting)], nextDay)).toEqual(leaving);
  expect(keptStanding([sent(removal)], facts)).toEqual(leaving);
  expect(keptStanding([sent(removal)], nextDay)).toEqual(free);
  expect(keptStanding([sent(removal, ended)], facts)).toEqual(leaving);
  expect(keptStanding([sent(removal, ended)], nextDay)).toEqual(free);
  expect(keptStanding([sent(removal, ended)], { ...facts, seen: new Map([[askKey(removal), later]]) })).toEqual(free);
  expect(keptStanding([sent(removal, { candidates: 1, rows: [jobRow(1, 3, 4)] })], facts)).toEqual(free);
  expect(keptStanding([sent({ ...removal, accepted: false })], facts)).toEqual(free);
  const unanswered = { ...removal, accepted: null };
  expect(keptStanding([sent(unanswered)], facts)).toEqual({ ...free, mayLeave: [removal.store] });
});
