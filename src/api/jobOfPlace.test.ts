import { describe, expect, test } from 'vitest';
import { place, row, waiting } from './jobRowsForTests.ts';
import { jobOfPlace } from './jobs.ts';

const ids = (found: { rows: readonly { historyId: number }[] }) => found.rows.map(({ historyId }) => historyId);

describe('the job of a place', () => {
  test('without an id is a management job of that machine and path since then, case ignored', () => {
    const strangers = [
      { ...row, JobHistoryId: 1, JobId: 'b', JobType: 'K8STLSSecrInventory' },
      { ...row, JobHistoryId: 2, JobId: 'c', StorePath: 'default/s2' },
      { ...row, JobHistoryId: 3, JobId: 'd', ClientMachine: 'm2' },
      { ...row, JobHistoryId: 4, JobId: 'e', OperationStart: '2026-04-21T19:57:48Z' },
    ];
    const found = jobOfPlace(place, [...strangers, row, { ...row, JobHistoryId: 200, Status: 5 }], []);
    expect(ids(found)).toEqual([201, 200]);
    expect(found).toMatchObject({ candidates: 1, jobId: 'aa', queued: null });
  });

  test('is none that is known to be of another sending, run again since', () => {
    const older = { ...row, JobId: 'BB', JobHistoryId: 202, Result: 4 };
    expect(jobOfPlace(place, [row, older], []).candidates).toBe(2);
    expect(ids(jobOfPlace({ ...place, notIds: ['bb'] }, [row, older], []))).toEqual([201]);
    expect(jobOfPlace({ ...place, notIds: ['bb'] }, [], [{ ...waiting, Id: 'BB' }]).candidates).toBe(0);
    // Of one that is known by its id nothing is left out.
    expect(ids(jobOfPlace({ ...place, jobId: 'bb', notIds: ['bb'] }, [row, older], []))).toEqual([202]);
  });

  test('is none of several: they are counted, waiting ones too, and never guessed', () => {
    expect(jobOfPlace(place, [row, { ...row, JobId: 'bb' }], [])).toMatchObject({
      rows: [],
      candidates: 2,
      jobId: null,
    });
    expect(jobOfPlace(place, [row], [{ ...waiting, Id: 'bb' }])).toMatchObject({
      rows: [],
      candidates: 2,
      queued: null,
    });
  });

  test('with an id is that job, whatever else went there', () => {
    const found = jobOfPlace({ ...place, jobId: 'aA' }, [row, { ...row, JobId: 'bb' }], [{ ...waiting, Id: 'bb' }]);
    expect(ids(found)).toEqual([201]);
    expect(found).toMatchObject({ candidates: 1, jobId: 'aA' });
  });

  test('with the ids of its sending is the one of them at its place, whenever others went there', () => {
    const told = { ...place, jobIds: ['AA', 'cc'] };
    const other = { ...row, JobHistoryId: 1, JobId: 'bb' };
    const elsewhere = { ...row, JobHistoryId: 2, JobId: 'cc', ClientMachine: 'm2' };
    const found = jobOfPlace(told, [row, other, elsewhere], [{ ...waiting, Id: 'bb' }], true);
    expect(ids(found)).toEqual([201]);
    expect(found).toMatchObject({ candidates: 1, jobId: 'aa', queued: null });
    expect(jobOfPlace(told, [other], []).candidates).toBe(0);
    expect(jobOfPlace({ ...place, jobIds: [] }, [other], []).candidates).toBe(1);
  });

  test('of several is the one that starts as it was asked to, and none where that leaves a doubt', () => {
    const startsAt = '2026-04-25T02:00:00.250Z';
    const later = {
      ...waiting,
      Id: 'late',
      Schedule: { ExactlyOnce: { Time: '2026-04-25T02:00:00Z' } },
    };
    const soon = { ...row, Schedule: { Immediate: true } };
    expect(jobOfPlace({ ...place, startsAt }, [soon], [later])).toMatchObject({
      candidates: 1,
      jobId: 'late',
      rows: [],
    });
    const atOnce = jobOfPlace({ ...place, startsAt: null }, [soon], [later]);
    expect(ids(atOnce)).toEqual([201]);
    expect(atOnce).toMatchObject({ candidates: 1, jobId: 'aa', queued: null });
    expect(jobOfPlace({ ...place, startsAt }, [soon], [later, { ...later, Id: 'l2' }]).candidates).toBe(3);
    expect(jobOfPlace({ ...place, startsAt }, [{ ...row, Schedule: 'I_60' }], [later]).candidates).toBe(2);
    expect(jobOfPlace({ ...place, startsAt: '2026-04-26T02:00:00Z' }, [soon], [later]).candidates).toBe(2);
    expect(jobOfPlace(place, [soon], [later]).candidates).toBe(2);
  });

  test('waits in the queue of its place, unless it was asked for before', () => {
    expect(jobOfPlace(place, [], [waiting])).toMatchObject({
      candidates: 1,
      jobId: 'aa',
      queued: { jobId: 'aa', requestedAt: '2026-04-21T19:57:49.500Z' },
    });
    expect(jobOfPlace(place, [], [{ ...waiting, Requested: '2026-04-21T19:00:00Z' }]).candidates).toBe(0);
    expect(jobOfPlace(place, [], [{ ...waiting, Requested: 'yesterday' }]).queued).toEqual({
      jobId: 'aa',
      requestedAt: null,
    });
  });

  test('that waits again after its failure will be tried again', () => {
    const failed = { ...row, Result: 4 };
    expect(jobOfPlace(place, [failed], [waiting]).rows[0]).toMatchObject({ status: 5, result: 4 });
    expect(jobOfPlace(place, [failed], []).rows[0]).toMatchObject({ status: 3, result: 4 });
  });

  test('is not sure where rows were left on the server, unless its id is known', () => {
    expect(jobOfPlace(place, [row], [], true)).toMatchObject({ rows: [], cutOff: true });
    expect(ids(jobOfPlace({ ...place, jobId: 'aa' }, [row], [], true))).toEqual([201]);
  });
});
