import { type JobsFound, placeKey, type StoreJobs } from '../../api/jobs.ts';
import type { JobRow } from '../../domain/deploySteps.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { jobPlace } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { type FollowedOne, judge, type Learned } from './followEvidence.ts';

const askedAt = '2026-04-22T02:00:00.500Z';

/** A store that the server took a request for. */
export const askedFor = (storeId: string, change: Partial<Asked> = {}): Asked => ({
  store: {
    storeId,
    displayName: storeId,
    machine: `${storeId}.keyexample.com`,
    path: 'My',
    agentId: 'A1',
    inventoryScheduled: true,
    alias: 'shop',
    replaces: false,
  },
  action: 'add',
  askedAt,
  accepted: true,
  jobId: null,
  startsAt: null,
  ...change,
});

export const jobRow = (historyId: number, status: number, result: number): JobRow => ({
  historyId,
  status,
  result,
  message: '',
  start: askedAt,
  end: null,
});

export const storeJobs = (change: Partial<StoreJobs> = {}): StoreJobs => ({
  rows: [],
  jobId: null,
  candidates: 0,
  cutOff: false,
  queued: null,
  again: false,
  ...change,
});

export const jobsFound = (stores: JobsFound['stores'], change: Partial<JobsFound> = {}): JobsFound => ({
  stores,
  historyMissing: null,
  queueComplete: true,
  askedAtMs: Date.parse(askedAt) + 60_000,
  ...change,
});

/** Nothing known yet. */
export const nothingLearned: Learned = {
  certificateId: asCertificateId(4711),
  jobs: undefined,
  places: undefined,
  inventories: {},
  agents: undefined,
  gone: [],
  seen: new Map(),
  superseded: new Map(),
  nowMs: Date.parse(askedAt),
};

/** What is judged of a store with this job. */
export function seen(asked: Asked, jobs: Partial<StoreJobs>, more: Partial<Learned> = {}): FollowedOne {
  const place = jobPlace(asked);
  const stores = place === null ? {} : { [placeKey(place)]: storeJobs(jobs) };
  return judge(asked, { ...nothingLearned, jobs: jobsFound(stores), ...more });
}
