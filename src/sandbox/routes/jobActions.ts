import { intElement, list, objectBody, text } from '../bodyReaders.ts';
import { guidElement } from '../enrollRequest.ts';
import { lackingRights } from '../gate.ts';
import { invalid, matching, type Call, type Reply, type Route } from '../http.ts';
import { repeatJob } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import { mayAtStore } from '../storeChecks.ts';
import type { JobHistoryRow } from '../storeRows.ts';
import { historyFields, scheduledFields, waitingJobs } from './jobs.ts';

/** The query of a body, which counts where no ids are sent; one of the two must be there (a guess). */
function queryOf(body: object, ids: readonly unknown[]): string {
  const query = (text(body, 'Query') ?? '').trim();
  if (ids.length === 0 && query === '') throw invalid('Either ids or a query must be provided.');
  return query;
}

/** Takes jobs off the queue that nobody has picked up; others stay as they are, and nobody says so (a guess). */
function unschedule(call: Call): Reply {
  const { world } = call;
  settle(world);
  const body = objectBody(call.body);
  const ids = list(body, 'JobIds', guidElement) ?? [];
  const query = queryOf(body, ids);
  const waiting = waitingJobs(world);
  const chosen =
    ids.length > 0
      ? waiting.filter((job) => ids.includes(job.Id))
      : matching(call, waiting, scheduledFields(world), query);
  for (const job of chosen) {
    // What ran before keeps its rows in the history, by which it can be told to run again.
    if (job.attempts === 0) world.jobs.remove(job.Id);
    else world.jobs.put({ ...job, state: 'done' });
  }
  return { status: 204 };
}

function chosenRows(call: Call): readonly JobHistoryRow[] {
  const { world } = call;
  settle(world);
  const body = objectBody(call.body);
  const ids = list(body, 'JobAuditIds', intElement) ?? [];
  const query = queryOf(body, ids);
  if (ids.length === 0) return matching(call, world.jobHistory.all(), historyFields, query);
  return world.jobHistory.all().filter((row) => ids.includes(row.Id));
}

/**
 * Puts management jobs that failed for good back on the queue, under the same id; other rows are passed over (a guess). Takes
 * the right to schedule at each of their stores as well (vendor documentation, POST Orchestrator Jobs Reschedule).
 */
function reschedule(call: Call): Reply {
  const { world, user } = call;
  const rows = chosenRows(call);
  for (const row of rows) {
    const store = world.stores.get(world.jobs.get(row.jobId)?.storeId ?? '');
    if (store !== undefined && !mayAtStore(world, user, store, 'schedule')) {
      throw lackingRights(world, user, [permissions.storesSchedule]);
    }
  }
  for (const row of rows) {
    const job = world.jobs.get(row.jobId);
    const final = row.status === 3 || row.status === 4;
    if (final && row.result === 4 && job?.state === 'done' && world.stores.get(job.storeId) !== undefined) {
      repeatJob(world, job);
    }
  }
  return { status: 204 };
}

/** Marks attempts that are over as seen: Status 4 (vendor documentation, JobHistory). */
function acknowledge(call: Call): Reply {
  for (const row of chosenRows(call)) {
    if (row.status === 3) call.world.jobHistory.put({ ...row, status: 4 });
  }
  return { status: 204 };
}

const changing = { method: 'POST', versions: '1.0', permission: permissions.agentsModify } as const;

export const jobActionRoutes: Route[] = [
  { ...changing, path: '/OrchestratorJobs/Unschedule', handle: unschedule },
  { ...changing, path: '/OrchestratorJobs/Reschedule', handle: reschedule },
  { ...changing, path: '/OrchestratorJobs/Acknowledge', handle: acknowledge },
];
