import { type JobPlace, type JobsFound, jobsQuery, placeKey, type StoreJobs } from '../../api/jobs.ts';
import { type Asked, isUnknown } from './askedStores.ts';

/** By so much the server's clock may be behind what is taken for it: its `Date` header tells whole seconds. */
const clockErrorMs = 1_000;

/** Where the job of a store is looked for; null where none can be: not sent, not taken, or a place that nobody knows. */
export function jobPlace({ store, askedAt, accepted, jobId, jobIds }: Asked): JobPlace | null {
  if (askedAt === null || accepted === false || (store.machine === '' && jobId === null)) return null;
  const since = new Date(Date.parse(askedAt) - clockErrorMs).toISOString();
  return { machine: store.machine, path: store.path, since: `${since.slice(0, 19)}Z`, jobId, jobIds };
}

/** The jobs of everything that was sent, from few requests. */
export const jobsOfQuery = (all: readonly Asked[]) => jobsQuery(all.flatMap((one) => jobPlace(one) ?? []));

/** What was found out about the job of one store; undefined before anybody looked. */
export function jobsOf(one: Asked, found: JobsFound | undefined): StoreJobs | undefined {
  const place = jobPlace(one);
  return place === null ? undefined : found?.stores[placeKey(place)];
}

/**
 * Has the store a job for sure: by the server's answer, or because exactly one was found since it was asked? Only then
 * must it not be sent again.
 */
export const isOnItsWay = (one: Asked, found: JobsFound | undefined): boolean =>
  one.accepted === true || (isUnknown(one) && jobsOf(one, found)?.candidates === 1);
