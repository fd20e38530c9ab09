import { keepPreviousData } from '@tanstack/react-query';
import { serverAddress } from '../../api/client.ts';
import { goneStoresQuery } from '../../api/goneStores.ts';
import { type JobPlace, type JobsFound, jobsQuery, placeKey, type StoreJobs } from '../../api/jobs.ts';
import { hasEnded, latestOf, runningAgain } from '../../domain/deploySteps.ts';
import { useKept } from '../../kept.ts';
import { type Asked, isUnknown } from './askedStores.ts';
import { keepJobs, keptDeployments, type KnownJob, withKeptJobs } from './keptDeployments.ts';

/** By so much the server's clock may be behind what is taken for it: its `Date` header tells whole seconds. */
const clockErrorMs = 1_000;

/** Where the job of a store is looked for; null where none can be: not sent, not taken, or a place that nobody knows. */
export function jobPlace({ store, askedAt, accepted, jobId, jobIds, notIds, startsAt }: Asked): JobPlace | null {
  if (askedAt === null || accepted === false || (store.machine === '' && jobId === null)) return null;
  const since = new Date(Date.parse(askedAt) - clockErrorMs).toISOString();
  return {
    machine: store.machine,
    path: store.path,
    since: `${since.slice(0, 19)}Z`,
    jobId,
    jobIds,
    notIds,
    startsAt,
  };
}

const dayMs = 86_400_000;

/** What was found of the job of one store, and what this browser did to it. */
export interface OwnJobs extends StoreJobs {
  /**
   * It was told from here to run again, no orchestrator has taken it since, and later the queue does not list it: cancelled
   * elsewhere, or known under another id there. Whether it will run is not known.
   */
  unlisted: boolean;
}

/** Was the job whose attempts these are told from this browser to run again, and has not been taken since? */
const isToldAgain = ({ again }: Asked, rows: StoreJobs['rows']): boolean =>
  again !== undefined && hasEnded(rows) && latestOf(rows)?.historyId === again.row;

/** Should the queue list by now what was told to run again at that time? Where all that waits was not read, after a day. */
const isOverdue = ({ again }: Asked, { queueComplete, askedAtMs }: JobsFound): boolean =>
  // Two pages of one browser may each be wrong about the server's clock.
  askedAtMs - Date.parse(again?.at ?? '') >= (queueComplete ? 2 * clockErrorMs : dayMs);

/** What was found out about the job of one store, and what this browser did to it; undefined before anybody looked. */
export function jobsOf(one: Asked, found: JobsFound | undefined): OwnJobs | undefined {
  const place = jobPlace(one);
  if (place === null) return undefined;
  // What was found before the id was known stands until the id was asked for.
  const jobs = found?.stores[placeKey(place)] ?? found?.stores[placeKey({ ...place, jobId: null })];
  if (found === undefined || jobs === undefined) return undefined;
  return isToldAgain(one, jobs.rows)
    ? { ...jobs, rows: runningAgain(jobs.rows), unlisted: isOverdue(one, found) }
    : { ...jobs, unlisted: false };
}

/** The jobs that are known without doubt: the one of a store that the server took, in a queue that was read to its end. */
export const knownJobs = (all: readonly Asked[], found: JobsFound): KnownJob[] =>
  all.flatMap((one) => {
    const { accepted, askedAt, store } = one;
    const job = jobsOf(one, found);
    const told = one.jobId !== null || (one.jobIds?.length ?? 0) > 0;
    if (askedAt === null || accepted !== true || !job?.jobId || job.candidates !== 1) return [];
    if (!told && (job.cutOff || !found.queueComplete)) return [];
    return [{ storeId: store.storeId, askedAt, jobId: job.jobId, createdAt: job.queued?.requestedAt ?? null }];
  });

/** The jobs of everything that was sent, from few requests; those that are found without doubt are kept. */
export function jobsOfQuery(all: readonly Asked[]) {
  const options = jobsQuery(all.flatMap((one) => jobPlace(one) ?? []));
  const { queryFn } = options;
  if (typeof queryFn !== 'function') return options;
  const keeping: typeof queryFn = async (context) => {
    const found = await queryFn(context);
    keepJobs(serverAddress(), knownJobs(all, found));
    return found;
  };
  return { ...options, queryFn: keeping };
}

/** What was sent, with the jobs that this browser knows of it. */
export function useKnownJobs(all: readonly Asked[]): Asked[] {
  const { deployments } = useKept(keptDeployments);
  return withKeptJobs(serverAddress(), all, deployments);
}

/**
 * Has the store a job for sure: by the server's answer, or because exactly one was found since it was asked? Only then
 * must it not be sent again.
 */
export const isOnItsWay = (one: Asked, found: JobsFound | undefined): boolean =>
  one.accepted === true || (isUnknown(one) && jobsOf(one, found)?.candidates === 1);

/** Which of the stores that the server refused it no longer has. `asks` false: only what is known already. */
export function goneOfQuery(all: readonly Asked[], asks: boolean) {
  const refused = all.filter(({ askedAt, accepted }) => askedAt !== null && accepted === false);
  const missed = refused.map(({ store, askedAt }) => ({ storeId: store.storeId, askedAt }));
  return { ...goneStoresQuery(missed), enabled: asks && missed.length > 0, placeholderData: keepPreviousData };
}
