import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import type { JobRow } from '../domain/deploy.ts';
import { ApiError, notPermitted } from './errors.ts';
import { fetchPage, quoteValue } from './lists.ts';
import { enumNumber, int, loose, maybe, numberOrName, text } from './wire.ts';

/** Where a deployment went, and since when its jobs are looked for. */
export interface JobPlace {
  machine: string;
  path: string;
  /** Server time, ISO text in UTC. */
  since: string;
}

/** What the server tells about the management jobs of one store since a moment. */
export interface StoreJobs {
  /** Rows of the attempts; null where the caller may not read them. */
  rows: readonly JobRow[] | null;
}

/** One row of GET OrchestratorJobs/JobHistory; members beyond these are not proven. */
export const wireJobHistory = loose({
  JobHistoryId: int,
  JobId: maybe(text),
  JobType: maybe(text),
  ClientMachine: maybe(text),
  StorePath: maybe(text),
  OperationStart: maybe(text),
  OperationEnd: maybe(text),
  Message: maybe(text),
  Result: maybe(numberOrName),
  Status: maybe(numberOrName),
});

const resultNames = { Unknown: 0, Success: 2, Warning: 3, Failure: 4 };
const statusNames = { Unknown: 0, Waiting: 1, InProcess: 2, Completed: 3, Acknowledged: 4, CompletedWillRetry: 5 };

/** A job history row from the wire. */
export function readJobRow(row: z.infer<typeof wireJobHistory>): JobRow {
  return {
    historyId: row.JobHistoryId,
    status: enumNumber(row.Status, statusNames) ?? 0,
    result: enumNumber(row.Result, resultNames) ?? 0,
    message: row.Message ?? '',
    start: row.OperationStart ?? '',
    end: row.OperationEnd ?? null,
  };
}

const same = (a: string | null | undefined, b: string) => (a ?? '').toLowerCase() === b.toLowerCase();

/** The rows that belong to management jobs of this store. A deployment answers no job ids, so place and time must do. */
export const rowsOfStore = (rows: readonly z.infer<typeof wireJobHistory>[], place: JobPlace) =>
  rows.filter(
    (row) =>
      same(row.ClientMachine, place.machine) &&
      same(row.StorePath, place.path) &&
      /management$/i.test(row.JobType ?? ''),
  );

/**
 * The server's filter for the attempts at a path since a moment. Machine and path are compared here again, as a machine is no
 * field of this query (vendor documentation, GET Orchestrator Jobs Job History).
 */
export function jobFilter(place: JobPlace): string {
  const path = place.path === '' ? null : quoteValue(place.path);
  return `OperationStart -ge "${place.since}"${path === null ? '' : ` AND TargetPath -eq ${path}`}`;
}

/**
 * The jobs of a store since a moment, with their attempts. Needs the right to read agents; without it `rows` is null, as
 * deploying works all the same.
 */
export function storeJobsQuery(place: JobPlace) {
  return queryOptions({
    queryKey: ['store jobs', place],
    queryFn: async ({ signal }): Promise<StoreJobs> => {
      try {
        const history = await fetchPage(
          '/OrchestratorJobs/JobHistory',
          1,
          {
            queryString: jobFilter(place),
            sortField: 'JobHistoryId',
            descending: true,
            pageSize: 100,
          },
          wireJobHistory,
          { prefix: 'pq', signal, keepSession: true },
        );
        return { rows: rowsOfStore(history.rows, place).map(readJobRow) };
      } catch (error) {
        if (notPermitted(error) || (error instanceof ApiError && error.status === 401)) return { rows: null };
        throw error;
      }
    },
  });
}
