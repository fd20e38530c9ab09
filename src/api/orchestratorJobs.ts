import { mutationOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { ApiError, explain, type Explained } from './errors.ts';

/** A 401 may be a missing right here, as for all calls about jobs, so that it ends no session. */
const post = { method: 'POST', version: 1, keepSession: true } as const;

/** Sends one request about a job, and does what belongs to it. */
type Around<Id> = (id: Id, send: () => Promise<void>) => Promise<void>;

/** Why a job could not be cancelled or run again, in words. Takes anything that can be thrown. */
export function explainJobAct(error: unknown): Explained {
  const told = explain(error);
  return error instanceof ApiError && error.status === 401
    ? { ...told, summary: 'You lack the right to change jobs, or the server no longer accepts your sign-in.' }
    : told;
}

/**
 * POST OrchestratorJobs/Unschedule: takes one job, named by its GUID, out of the queue. The server answers 204; what an
 * orchestrator has taken meanwhile is not stopped. Never repeated by itself (vendor documentation; rights unconfirmed).
 * @param around what is done before and after: it sends, or throws why it does not
 */
export function unscheduleJob(around: Around<string> = (_, send) => send()) {
  return mutationOptions({
    mutationFn: (jobId: string): Promise<void> =>
      around(jobId, async () => {
        await call('/OrchestratorJobs/Unschedule', { ...post, body: { JobIds: [jobId] } });
      }),
    retry: false,
    gcTime: 0,
  });
}

/**
 * POST OrchestratorJobs/Reschedule: runs a failed job again, named by the id of its row in the history (`JobAuditIds` in
 * the vendor's words). The server answers 204. Takes the rights to change agents' jobs and to schedule at the store (vendor
 * documentation). Whether the job keeps its id is not documented. Never repeated by itself.
 * @param around what is done before and after: it sends, or throws why it does not
 */
export function rescheduleJob(around: Around<number> = (_, send) => send()) {
  return mutationOptions({
    mutationFn: (historyId: number): Promise<void> =>
      around(historyId, async () => {
        await call('/OrchestratorJobs/Reschedule', { ...post, body: { JobAuditIds: [historyId] } });
      }),
    retry: false,
    gcTime: 0,
  });
}
