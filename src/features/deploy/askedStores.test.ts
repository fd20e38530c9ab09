import { describe, expect, it } from 'vitest';
import { placeKey } from '../../api/jobs.ts';
import { isOnItsWay, jobPlace } from './askedJobs.ts';
import { asked, isUnknown, type FollowedStore } from './askedStores.ts';
import { askedFor, jobsFound, storeJobs } from './followForTests.ts';

const store = (storeId: string): FollowedStore => ({
  storeId,
  displayName: storeId,
  machine: 'm',
  path: 'p',
  agentId: null,
  inventoryScheduled: true,
  alias: '',
  replaces: false,
});
const at = '2026-04-22T02:00:00Z';

describe('a store that was asked for', () => {
  it('has a job when the server names it, whatever the case of its id', () => {
    expect(asked([store('AA'), store('b')], at, ['aa']).map((one) => one.accepted)).toEqual([true, false]);
  });

  it('without an answer is neither taken nor refused', () => {
    expect(asked([store('a')], at, null)[0]).toMatchObject({ accepted: null, askedAt: at });
  });

  it('is unknown only after it was sent and before an answer came', () => {
    const fates = [asked([store('a')], at, null), asked([store('a')], null, null), asked([store('a')], at, [])];
    expect(fates.map(([one]) => one && isUnknown(one))).toEqual([true, false, false]);
  });
});

describe('the job of a store', () => {
  it('is looked for since a second before it was asked, as clocks are known to that', () => {
    expect(jobPlace(askedFor('s1'))).toMatchObject({
      machine: 's1.keyexample.com',
      path: 'My',
      since: '2026-04-22T01:59:59Z',
      jobId: null,
    });
  });

  it('is not looked for where none can be found', () => {
    expect(jobPlace(askedFor('s1', { askedAt: null }))).toBeNull();
    expect(jobPlace(askedFor('s1', { accepted: false }))).toBeNull();
    const nowhere = askedFor('s1', { store: { ...askedFor('s1').store, machine: '', path: '' } });
    expect(jobPlace(nowhere)).toBeNull();
    expect(jobPlace({ ...nowhere, jobId: 'j' })).toMatchObject({ jobId: 'j' });
  });

  it('is there by the answer, or when exactly one was found since', () => {
    const unknown = askedFor('s1', { accepted: null });
    const place = jobPlace(unknown);
    const found = (candidates: number) =>
      jobsFound(place === null ? {} : { [placeKey(place)]: storeJobs({ candidates }) });
    expect([0, 1, 2].map((count) => isOnItsWay(unknown, found(count)))).toEqual([false, true, false]);
    expect(isOnItsWay(unknown, undefined)).toBe(false);
    expect(isOnItsWay(askedFor('s1'), undefined)).toBe(true);
    expect(isOnItsWay(askedFor('s1', { accepted: false }), found(1))).toBe(false);
  });
});
