import { expect, test } from 'vitest';
import { type JobsFound, placeKey, type StoreJobs } from '../../api/jobs.ts';
import { jobPlace } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { failedByEntry, mayBeSent, standing } from './mayBeSent.ts';

const one = (change: Partial<Asked> = {}): Asked => ({
  store: {
    storeId: 's1',
    displayName: 'm - p',
    machine: 'm',
    path: 'p',
    agentId: null,
    inventoryScheduled: true,
    alias: '',
    replaces: false,
  },
  action: 'add',
  askedAt: '2026-04-22T02:00:00.000Z',
  accepted: true,
  jobId: null,
  startsAt: null,
  ...change,
});
const row = (historyId: number, status: number, result: number) => ({
  historyId,
  status,
  result,
  message: '',
  start: '',
  end: null,
});
const foundFor = (asked: Asked, jobs: Partial<StoreJobs>): JobsFound => {
  const place = jobPlace(asked);
  const store: StoreJobs = { rows: [], jobId: null, candidates: 0, cutOff: false, queued: null, again: false, ...jobs };
  return { stores: place ? { [placeKey(place)]: store } : {}, historyMissing: null, queueComplete: true, askedAtMs: 0 };
};

test('a store that was not sent or not taken may be sent', () => {
  expect(mayBeSent(one({ askedAt: null, accepted: null }), undefined)).toBe(true);
  expect(mayBeSent(one({ accepted: false }), undefined)).toBe(true);
});

test('a store with a job is not sent a second time, whatever is not known of the job', () => {
  expect(mayBeSent(one(), undefined)).toBe(false);
  expect(mayBeSent(one(), foundFor(one(), { rows: [row(1, 3, 2)], candidates: 1 }))).toBe(false);
});

test('a store whose answer was lost may be sent until a job of it is found', () => {
  const lost = one({ accepted: null });
  expect(mayBeSent(lost, undefined)).toBe(true);
  expect(mayBeSent(lost, foundFor(lost, { candidates: 1 }))).toBe(false);
  expect(mayBeSent(lost, foundFor(lost, { candidates: 2 }))).toBe(true);
});

test('a store whose failed job was told to run again may not be sent; once it is seen to be nowhere, with doubt', () => {
  const told = one({ again: { row: 2, at: '2026-04-22T02:01:00.000Z' } });
  const found = (more: Partial<JobsFound>) => ({
    ...foundFor(told, { rows: [row(2, 3, 4)], candidates: 1, jobId: 'j' }),
    ...more,
  });
  expect(mayBeSent(one(), found({}))).toBe(true);
  expect(mayBeSent(told, found({}))).toBe(false);
  const later = Date.parse('2026-04-22T02:02:00.000Z');
  const partly = { queueComplete: false };
  expect(mayBeSent(told, found({ askedAtMs: later, ...partly }))).toBe(false);
  expect(mayBeSent(told, found({ askedAtMs: later + 86_400_000, ...partly }))).toBe(true);
  const nowhere = found({ askedAtMs: later });
  expect(mayBeSent(told, nowhere)).toBe(true);
  expect(standing([{ all: [told], found: nowhere }])).toEqual({ taken: [], doubtful: [], unended: ['s1'] });
  expect(standing([{ all: [one()], found: nowhere }])).toEqual({ taken: [], doubtful: [], unended: [] });
});

test('a store whose job has failed for good may be sent; one that will be tried again may not', () => {
  const failed = [row(1, 5, 4), row(2, 3, 4)];
  expect(mayBeSent(one(), foundFor(one(), { rows: failed, candidates: 1 }))).toBe(true);
  expect(mayBeSent(one(), foundFor(one(), { rows: failed.slice(0, 1), candidates: 1 }))).toBe(false);
  expect(mayBeSent(one(), foundFor(one(), { rows: [...failed, row(3, 3, 2)], candidates: 1 }))).toBe(false);
});

test('a store whose job was cancelled here may be sent, unless the queue still has it or it was taken before', () => {
  const cancelled = one({ cancelledAt: '2026-04-22T02:01:00.000Z' });
  expect(mayBeSent(cancelled, foundFor(one(), { candidates: 0 }))).toBe(true);
  const queued = { jobId: 'j', requestedAt: null };
  expect(mayBeSent(cancelled, foundFor(one(), { candidates: 1, queued }))).toBe(false);
  expect(mayBeSent(cancelled, foundFor(one(), { rows: [row(1, 2, 0)], candidates: 1 }))).toBe(false);
  // Nobody looked since: the server said that it was taken out.
  expect(mayBeSent(cancelled, undefined)).toBe(true);
  expect(mayBeSent(one(), foundFor(one(), { candidates: 0 }))).toBe(false);
});

test('the same plan is of no use where the store said that an entry is in the way, and an older attempt does not count', () => {
  const asked = one();
  const said = (rows: StoreJobs['rows'], which = asked) =>
    failedByEntry(which, foundFor(asked, { candidates: 1, jobId: 'j', rows }));
  const there = { ...row(1, 3, 4), message: "Alias 'shop' already exists. Overwrite must be true." };
  expect(said([there])).toBe(true);
  expect(said([{ ...there, message: 'Access denied.' }])).toBe(false);
  expect(said([there, row(2, 3, 4)])).toBe(false);
  expect(said([{ ...there, status: 5 }])).toBe(false);
  expect(said([there], one({ action: 'remove' }))).toBe(false);
});

test('of all lists of a page, stores are taken or in doubt by what was found of each list', () => {
  const named = (storeId: string, change: Partial<Asked> = {}) => {
    const { store } = one();
    return one({ store: { ...store, storeId, path: storeId }, ...change });
  };
  const [done, lost, seen, refused] = [
    named('done'),
    named('lost', { accepted: null }),
    named('seen', { accepted: null }),
    named('refused', { accepted: false }),
  ];
  const lists = [
    { all: [done, lost, refused], found: undefined },
    { all: [seen], found: foundFor(seen, { candidates: 1 }) },
  ];
  expect(standing(lists)).toEqual({ taken: ['done', 'seen'], doubtful: ['lost'], unended: [] });
  expect(standing([])).toEqual({ taken: [], doubtful: [], unended: [] });
});
