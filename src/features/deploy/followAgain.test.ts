import { expect, test } from 'vitest';
import { runningAgain } from '../../domain/deploySteps.ts';
import { askKey, type FollowedOne } from './followEvidence.ts';
import { askedFor, jobRow, seen } from './followForTests.ts';

const one = askedFor('s1');
const done = { rows: [jobRow(7, 3, 2)], candidates: 1, jobId: 'j' };
const failed = { rows: [jobRow(6, 5, 4), jobRow(7, 3, 4)], candidates: 1, jobId: 'j' };
const queued = { jobId: 'j', requestedAt: null };
const endOf = ({ steps }: FollowedOne) => steps.find(({ step }) => step === 'finished')?.detail;

test('one that failed for good can run again, by its last row, and is then waited for', () => {
  expect(seen(one, failed)).toMatchObject({ failedRow: 7, waitsFor: null });
  // As the lists were read a minute after it was asked for.
  const toldAt = (at: string, row = 7) => ({ ...one, again: { row, at } });
  const told = toldAt('2026-04-22T02:01:30.000Z');
  expect(seen(told, failed)).toMatchObject({ failedRow: null, waitsFor: 'job', fate: 'retrying' });
  expect(seen(toldAt('2026-04-22T02:01:30.000Z', 6), failed).failedRow).toBe(7);
  // By two pages the server's clock may differ by two seconds.
  expect(seen(toldAt('2026-04-22T02:00:59.000Z'), failed).failedRow).toBeNull();
  expect(seen(told, failed).unlisted).toBe(false);
  // The queue does not list it, and it has not run: it can be told once more, with a word about that.
  const gone = { failedRow: 7, unlisted: true, fate: 'not known', waitsFor: 'job' };
  expect(seen(toldAt('2026-04-22T02:00:58.000Z'), failed)).toMatchObject(gone);
  const later = new Map([[askKey(one), '2026-04-22T02:05:00.000Z']]);
  const past = { failedRow: null, unlisted: false, fate: 'superseded', waitsFor: null };
  expect(seen(toldAt('2026-04-22T02:00:58.000Z'), failed, { superseded: later })).toMatchObject(past);
  // Once the queue has it again, the rows say so themselves.
  const inQueue = {
    ...failed,
    rows: runningAgain(failed.rows),
    queued: { jobId: 'j', requestedAt: null },
    again: true,
  };
  // It may be taken out of the queue, as any that waits; one that the store itself tries again may not.
  expect(seen(told, inQueue)).toMatchObject({ waitingJob: 'j', failedRow: null, unlisted: false });
  expect(
    seen(one, { ...failed, rows: [jobRow(6, 5, 4)], queued: { jobId: 'j', requestedAt: null } }).waitingJob,
  ).toBeNull();
  const said = 'Told to run again; no orchestrator has taken it yet. Attempt 2 ended:';
  expect(endOf(seen(told, failed))).toBe(said);
  expect(endOf(seen(told, inQueue))).toBe(said);
  expect(seen(one, done).failedRow).toBeNull();
});

test('one that failed is not run again once its store was asked for again, and no longer counts as failed', () => {
  const at = '2026-04-22T02:05:00.000Z';
  const superseded = new Map([[askKey(one), at]]);
  const past = { fate: 'superseded', failedRow: null, supersededAt: at, entryThere: false, waitsFor: null };
  expect(seen(one, failed, { superseded })).toMatchObject(past);
  expect(seen(one, failed)).toMatchObject({ fate: 'failed', failedRow: 7, supersededAt: null });
  expect(seen(one, done, { superseded })).toMatchObject({ fate: 'waiting', supersededAt: null });
  expect(seen(one, { candidates: 1, jobId: 'j', queued }, { superseded }).waitingJob).toBe('j');
});
