import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { hasEnded, hasFailed, type JobRow, runningAgain } from '../domain/deploySteps.ts';
import type { MissingRight } from '../domain/missingRight.ts';
import { serverNow } from './client.ts';
import { ApiError, mayNotRead } from './errors.ts';
import { startingLike, wireJobHistory, wireScheduledJob, type HistoryRow, type ScheduledRow } from './jobRows.ts';
import { fetchPage, quoteValue, type ListQuery } from './lists.ts';
import { followAnswer, takes } from './rights.ts';
import { missingRight } from './unread.ts';
import { enumNumber, parseInstant } from './wire.ts';

/** Where the job of one sending to one store is looked for. */
export interface JobPlace {
  machine: string;
  path: string;
  /** Server time in whole seconds, ISO text in UTC. */
  since: string;
  /** Known only where the server told it (Add, Remove). */
  jobId: string | null;
  /** The ids of all jobs of that sending, where the server told them; which belongs to which place it does not. */
  jobIds?: readonly string[] | undefined;
  /** When the job may start, ISO text in UTC; null: at once; left out where that tells nothing. */
  startsAt?: string | null | undefined;
  /** The ids of jobs that are known to be of other sendings to it. */
  notIds?: readonly string[] | undefined;
}

/** What is known of the management job at one place since a moment. */
export interface StoreJobs {
  /** Attempts of the one job that it can be; none while no orchestrator took it, or where it cannot be told apart. */
  rows: readonly JobRow[];
  /** The job's id, where it is known without doubt. */
  jobId: string | null;
  /** How many jobs it can be, among those that wait and those that were taken. */
  candidates: number;
  /** True when more jobs ran since than are read: then nothing is sure. */
  cutOff: boolean;
  /** The job as it waits for its orchestrator. */
  queued: QueuedJob | null;
  /** It waits although it had ended: it was told to run again. */
  again: boolean;
}

export interface QueuedJob {
  jobId: string;
  /** ISO text in UTC; null where the server does not tell it in a form that can be read. */
  requestedAt: string | null;
}

/** The jobs of many places. */
export interface JobsFound {
  /** By `placeKey`; a place that is not here was not asked for yet. */
  stores: Readonly<Record<string, StoreJobs>>;
  /** Set where the caller may not read the history of jobs. */
  historyMissing: MissingRight | null;
  /** All that waits was read, so that what is not in it does not wait. */
  queueComplete: boolean;
  /** When the server was asked for what is here, by its clock, in milliseconds since 1970. */
  askedAtMs: number;
}

const resultNames = { Unknown: 0, Success: 2, Warning: 3, Failure: 4 };
const statusNames = { Unknown: 0, Waiting: 1, InProcess: 2, Completed: 3, Acknowledged: 4, CompletedWillRetry: 5 };

/** A job history row from the wire. */
export function readJobRow(row: HistoryRow): JobRow {
  return {
    historyId: row.JobHistoryId,
    status: enumNumber(row.Status, statusNames) ?? 0,
    result: enumNumber(row.Result, resultNames) ?? 0,
    message: row.Message ?? '',
    start: row.OperationStart ?? '',
    end: row.OperationEnd ?? null,
  };
}

type Moment = string | null | undefined;

const lower = (value: string | null | undefined) => (value ?? '').toLowerCase();
const isManagement = (type: string | null | undefined) => /management$/i.test(type ?? '');

/** One text for one place. */
export const placeKey = ({ machine, path, since, jobId, jobIds }: JobPlace): string =>
  [machine, path, since, jobId ?? jobIds?.[0] ?? ''].map(lower).join('\n');

/** True where a moment of the server lies before a place's time; what cannot be read does not. */
const isBefore = (moment: Moment, since: string) => {
  const at = parseInstant(moment)?.getTime();
  const from = parseInstant(since)?.getTime();
  return at !== undefined && from !== undefined && at < from;
};

/**
 * The job of one place among rows of the history and of the queue. With its id it is known; with the ids of its sending it
 * is the one of them at that machine and path. Without any, every management job of that machine and path since counts.
 * Several are never told apart by guessing. `cutOff`: not all rows were read.
 */
export function jobOfPlace(
  place: JobPlace,
  history: readonly HistoryRow[],
  queue: readonly ScheduledRow[],
  cutOff = false,
): StoreJobs {
  const wanted = place.jobId?.toLowerCase();
  const told = place.jobIds?.length ? new Set(place.jobIds.map(lower)) : null;
  const strangers = new Set(place.notIds?.map(lower));
  const isOurs = (row: Pick<HistoryRow, 'ClientMachine' | 'JobType'>, id: string, path: string, at: Moment) => {
    if (wanted !== undefined) return id === wanted;
    if (lower(row.ClientMachine) !== place.machine.toLowerCase() || path !== place.path.toLowerCase()) return false;
    return told ? told.has(id) : !strangers.has(id) && isManagement(row.JobType) && !isBefore(at, place.since);
  };
  let taken = history.filter((row) => isOurs(row, lower(row.JobId), lower(row.StorePath), row.OperationStart));
  let waiting = queue.filter((row) => isOurs(row, lower(row.Id), lower(row.Target), row.Requested));
  const jobs = [
    ...taken.map((row) => ({ id: lower(row.JobId), row })),
    ...waiting.map((row) => ({ id: lower(row.Id), row })),
  ];
  let ids = [...new Set(jobs.map(({ id }) => id))];
  const alike = ids.length > 1 ? [...startingLike(place.startsAt, jobs)] : [];
  if (alike.length === 1) {
    ids = alike;
    taken = taken.filter((row) => alike.includes(lower(row.JobId)));
    waiting = waiting.filter((row) => alike.includes(lower(row.Id)));
  }
  const candidates = ids.length;
  const unsure = candidates > 1 || (cutOff && wanted === undefined && !told);
  if (unsure) return { rows: [], jobId: null, candidates, cutOff, queued: null, again: false };
  const [queued] = waiting;
  const rows = taken.map(readJobRow);
  const again = queued !== undefined && hasEnded(rows);
  return {
    rows: again ? runningAgain(rows) : rows,
    again,
    jobId: place.jobId ?? (ids[0] || null),
    candidates,
    cutOff,
    queued: queued ? { jobId: queued.Id, requestedAt: parseInstant(queued.Requested)?.toISOString() ?? null } : null,
  };
}

/**
 * Characters of a filter in a URL. Lists carry it twice (old and new spelling), and IIS, as it is shipped, refuses a query
 * of more than 2,048 characters (Microsoft, requestLimits).
 */
const mostEncoded = 740;

/** Joins conditions with OR into as few filters as fit. `frame` makes a filter of some of them. */
export function joinedFilters(terms: readonly string[], frame: (terms: readonly string[]) => string): string[] {
  const filters: string[] = [];
  let group: string[] = [];
  for (const term of terms) {
    if (group.length > 0 && encodeURIComponent(frame([...group, term])).length > mostEncoded) {
      filters.push(frame(group));
      group = [];
    }
    group.push(term);
  }
  return group.length === 0 ? filters : [...filters, frame(group)];
}

/** The condition for a path; null where none can be asked for: empty, with a double quote, or too long for a URL. */
export function pathTerm(path: string): string | null {
  const quoted = path === '' || encodeURIComponent(path).length > mostEncoded - 140 ? null : quoteValue(path);
  return quoted === null ? null : `TargetPath -eq ${quoted}`;
}

function pathFilters(places: readonly JobPlace[]): string[] {
  const [since] = places.map((place) => place.since).toSorted();
  if (since === undefined) return [];
  const start = `OperationStart -ge "${since}"`;
  const terms = [...new Set(places.map(({ path }) => pathTerm(path)))];
  // What no filter can name is found among all jobs of the time.
  if (terms.includes(null)) return [start];
  return joinedFilters(
    terms.filter((term) => term !== null),
    (paths) => `${start} AND ${paths.length === 1 ? paths[0] : `(${paths.join(' OR ')})`}`,
  );
}

const toldIds = ({ jobId, jobIds = [] }: JobPlace): readonly string[] => (jobId === null ? jobIds : [jobId]);

/**
 * The fewest filters that find the attempts at all places: by job id where one is known, else by path and time, as a
 * machine is no field of this query (vendor documentation, GET Orchestrator Jobs Job History).
 */
export function historyFilters(places: readonly JobPlace[]): string[] {
  const ids = [...new Set(places.flatMap(toldIds))];
  const byId = [
    ...joinedFilters(
      ids.map((id) => `JobId -eq "${id}"`),
      (terms) => terms.join(' OR '),
    ),
    ...pathFilters(places.filter((place) => toldIds(place).length === 0)),
  ];
  const byPath = pathFilters(places);
  return byPath.length < byId.length ? byPath : byId;
}

/** A place for which jobs that are other places' are not asked for. */
const withoutIds = ({ jobIds, ...place }: JobPlace, others: ReadonlySet<string | null | undefined>): JobPlace => ({
  ...place,
  jobIds: jobIds?.filter((id) => !others.has(id.toLowerCase())),
});

const mostPages = 20;

/** Reads pages of 100 up to a limit. `complete`: nothing is left on the server. */
async function readPages<T extends z.core.$ZodType>(
  path: string,
  q: ListQuery,
  schema: T,
  signal: AbortSignal,
  most = mostPages,
): Promise<{ rows: z.output<T>[]; complete: boolean }> {
  const rows: z.output<T>[] = [];
  for (let page = 1; page <= most; page += 1) {
    const found = await fetchPage(path, page, q, schema, { prefix: 'pq', signal, keepSession: true });
    rows.push(...found.rows);
    if (found.rows.length === 0 || rows.length >= found.total) return { rows, complete: true };
  }
  return { rows, complete: false };
}

const queuePath = '/OrchestratorJobs/ScheduledJobs';
const historyPath = '/OrchestratorJobs/JobHistory';

/**
 * What waits for an orchestrator since a moment. By which fields this list is filtered is not documented: where the server
 * refuses the filter, its first rows are read, and what is not among them may wait all the same.
 */
async function readQueue(since: string, signal: AbortSignal): Promise<{ rows: ScheduledRow[]; complete: boolean }> {
  try {
    return await readPages(queuePath, { queryString: `Requested -ge "${since}"` }, wireScheduledJob, signal, 5);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 400) throw error;
    return readPages(queuePath, {}, wireScheduledJob, signal, 5);
  }
}

/**
 * The jobs of many places from few requests. A job that has ended well is not asked for again, one that failed may be
 * told to run once more. Needs the right to read agents;
 * without it `historyMissing` is set and nothing is found, as sending works all the same.
 */
export function jobsQuery(places: readonly JobPlace[]) {
  const queryKey = ['jobs of stores', places.map(placeKey).toSorted()];
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<JobsFound> => {
      const askedAtMs = serverNow().getTime();
      const last = client.getQueryData<JobsFound>(queryKey);
      const before = last?.stores ?? {};
      const open = places.filter((place) => {
        const rows = before[placeKey(place)]?.rows ?? [];
        return !hasEnded(rows) || hasFailed(rows);
      });
      const ended = new Set(places.filter((p) => !open.includes(p)).map((p) => before[placeKey(p)]?.jobId));
      const [since] = open.map((place) => place.since).toSorted();
      if (since === undefined) return { stores: before, historyMissing: null, queueComplete: true, askedAtMs };
      // First what waits, then what was taken: a job on its way from one to the other is in the second.
      const queue = await readQueue(since, signal).catch((error: unknown) => ({
        rows: [],
        complete: false,
        missing: missingRight(error, mayNotRead),
      }));
      const history: HistoryRow[] = [];
      let complete = true;
      try {
        for (const queryString of historyFilters(open.map((place) => withoutIds(place, ended)))) {
          const q = { queryString, sortField: 'JobHistoryId', pageSize: 100 };
          const found = await readPages(historyPath, q, wireJobHistory, signal);
          history.push(...found.rows);
          complete &&= found.complete;
        }
        followAnswer(client, takes('readJobs'), { error: null });
      } catch (error) {
        followAnswer(client, takes('readJobs'), { error });
        const historyMissing = missingRight(error, mayNotRead);
        return { stores: before, historyMissing, queueComplete: queue.complete, askedAtMs: last?.askedAtMs ?? 0 };
      }
      const found = open.map((place) => [placeKey(place), jobOfPlace(place, history, queue.rows, !complete)] as const);
      return {
        stores: { ...before, ...Object.fromEntries(found) },
        historyMissing: null,
        queueComplete: queue.complete,
        askedAtMs,
      };
    },
  });
}
