import { expect, test, vi } from 'vitest';
import { jobPlace, jobsOf, knownJobs } from './askedJobs.ts';
import { placeKey, type StoreJobs } from '../../api/jobs.ts';
import type { Asked } from './askedStores.ts';
import { keptStores } from './deployments.ts';
import { askedFor, jobsFound, storeJobs } from './followForTests.ts';
import {
  askedOf,
  keepAgain,
  keepCancelled,
  keepDeployment,
  keepJobs,
  keptDeployments,
  withKeptJobs,
} from './keptDeployments.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);

const server = 'https://keyfactor.example.com';
const one = askedFor('s1');
const queued = { jobId: 'j', requestedAt: '2026-04-22T02:00:01.000Z' };
const waiting = { candidates: 1, jobId: 'j', queued };
const foundFor = (asked: Asked, jobs: Partial<StoreJobs>, more = {}) => {
  const place = jobPlace(asked);
  return jobsFound(place === null ? {} : { [placeKey(place)]: storeJobs(jobs) }, more);
};
const known = (asked: Asked, jobs: Partial<StoreJobs>, more = {}) => knownJobs([asked], foundFor(asked, jobs, more));

test('a job is known without doubt where the server took the store, and all that waits was read', () => {
  const job = { storeId: 's1', askedAt: one.askedAt, jobId: 'j', createdAt: queued.requestedAt };
  expect(known(one, waiting)).toEqual([job]);
  expect(known(askedFor('s1', { accepted: null }), waiting)).toEqual([]);
  expect(known(one, { candidates: 2 })).toEqual([]);
  expect(known(one, { ...waiting, cutOff: true })).toEqual([]);
  expect(known(one, waiting, { queueComplete: false })).toEqual([]);
  expect(known(askedFor('s1', { jobId: 'j' }), waiting, { queueComplete: false })).toEqual([job]);
});

test('a job that was known stays known when another goes to its store, here and after a reload', () => {
  const more = { server, user: null, certificateId: 1, commonName: '', collectionId: null, containerId: null };
  const askedAt = one.askedAt ?? '';
  keepDeployment({ ...more, askedAt, stores: keptStores([one, askedFor('s2')]) });
  const found = foundFor(one, waiting);
  keepJobs('https://other.example.com', knownJobs([one], found));
  const kept = () => keptDeployments.read().deployments;
  expect(withKeptJobs(server, [one], kept())[0]?.jobId).toBeNull();
  keepJobs(server, knownJobs([one], found));
  const [again, other] = withKeptJobs(server, [one, askedFor('s2')], kept());
  expect(again).toMatchObject({ jobId: 'j', createdAt: queued.requestedAt });
  expect(other?.jobId).toBeNull();
  expect(withKeptJobs(server, [{ ...one, askedAt: null }], kept())[0]?.jobId).toBeNull();
  expect(kept().flatMap(askedOf)[0]).toMatchObject({ jobId: 'j', createdAt: queued.requestedAt });
  // Until it is asked for by its id, what was found before stands.
  expect(again && jobsOf(again, found)?.queued).toEqual(queued);
  // A later answer without the queue takes nothing back.
  keepJobs(server, [{ storeId: 'S1', askedAt, jobId: 'k', createdAt: null }]);
  expect(kept()[0]?.stores[0]).toMatchObject({ jobId: 'j', createdAt: queued.requestedAt });
});

test('a job that was taken out of the queue from here stays so after a reload, with its time, and with its id', () => {
  const at = new Date('2026-04-22T02:05:00.000Z');
  const askedAt = '2026-04-22T02:04:00.000Z';
  const [first, other] = [askedFor('s1', { askedAt }), askedFor('s2', { askedAt })];
  const more = { server, user: null, certificateId: 2, commonName: '', collectionId: null, containerId: null };
  keepDeployment({ ...more, askedAt, stores: keptStores([first, other]) });
  const kept = () => keptDeployments.read().deployments;
  keepCancelled('https://other.example.com', first, 'j', at);
  expect(withKeptJobs(server, [first], kept())[0]?.cancelledAt).toBeUndefined();
  keepCancelled(server, askedFor('S1', { askedAt }), 'j', at);
  const gone = { jobId: 'j', cancelledAt: at.toISOString() };
  expect(withKeptJobs(server, [first], kept())[0]).toMatchObject(gone);
  expect(
    kept()
      .filter((each) => each.askedAt === askedAt)
      .flatMap(askedOf),
  ).toMatchObject([gone, { jobId: null }]);
  expect(withKeptJobs(server, [other, one], kept()).map(({ cancelledAt }) => cancelledAt)).toEqual([
    undefined,
    undefined,
  ]);
  // A job that is found later in its history keeps it.
  keepJobs(server, [{ storeId: 's1', askedAt, jobId: 'j', createdAt: askedAt }]);
  expect(withKeptJobs(server, [first], kept())[0]).toMatchObject({ ...gone, createdAt: askedAt });
});

test('a failed job that was told from here to run again is known by its row and time after a reload, and in a later note of it', () => {
  const at = new Date('2026-04-22T02:15:00.000Z');
  const askedAt = '2026-04-22T02:14:00.000Z';
  const [first, other] = [askedFor('s1', { askedAt }), askedFor('s2', { askedAt })];
  const more = { server, user: null, certificateId: 3, commonName: '', collectionId: null, containerId: null };
  const note = { ...more, askedAt, stores: keptStores([first, other]) };
  keepDeployment(note);
  const kept = () => keptDeployments.read().deployments;
  const again = { row: 7, at: at.toISOString() };
  keepAgain('https://other.example.com', first, again);
  expect(withKeptJobs(server, [first], kept())[0]?.again).toBeUndefined();
  keepAgain(server, askedFor('S1', { askedAt }), again);
  keepDeployment(note);
  expect(withKeptJobs(server, [first, other, one], kept()).map((each) => each.again)).toEqual([
    again,
    undefined,
    undefined,
  ]);
  const found = kept().filter((each) => each.askedAt === askedAt);
  expect(found.flatMap(askedOf).map((each) => each.again)).toEqual([again, undefined]);
  // One that was cancelled before it ran, or whose order was refused, is as it was.
  keepCancelled(server, first, 'j', at);
  expect(withKeptJobs(server, [first], kept())[0]?.again).toBeUndefined();
  keepAgain(server, first, again);
  keepAgain(server, first, undefined);
  expect(withKeptJobs(server, [first], kept())[0]?.again).toBeUndefined();
});

test('the job of another sending to a store, of whatever certificate, is known to be none of this one', () => {
  const [older, newer] = ['2026-04-22T03:00:00.000Z', '2026-04-22T03:10:00.000Z'].map((askedAt) =>
    askedFor('s9', { askedAt }),
  );
  if (!older || !newer) throw new Error('unreachable');
  const more = { server, user: null, commonName: '', collectionId: null, containerId: null };
  for (const [certificateId, one] of [older, newer].entries())
    keepDeployment({ ...more, certificateId, askedAt: one.askedAt ?? '', stores: keptStores([one]) });
  keepJobs(server, [{ storeId: 's9', askedAt: older.askedAt ?? '', jobId: 'j9', createdAt: null }]);
  const { deployments } = keptDeployments.read();
  const known = withKeptJobs(server, [older, newer, { ...newer, askedAt: null }], deployments);
  expect(known.map(({ notIds }) => notIds)).toEqual([[], ['j9'], ['j9']]);
  expect(known[1] && jobPlace(known[1])?.notIds).toEqual(['j9']);
  expect(withKeptJobs('https://other.example.com', [newer], deployments)[0]?.notIds).toEqual([]);
});
