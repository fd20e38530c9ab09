import { mutationOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { ApiError, explain, type Explained } from './errors.ts';

/** A 401 may be a missing right here, as for all calls about jobs, so that it ends no session. */
const post = { method: 'POST', version: 1, keepSession: true } as const;

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
 * @param first done before it is sent; what it throws keeps it from being sent, and is thrown
 */
export function unscheduleJob(first?: () => Promise<void>) {
  return mutationOptions({
    mutationFn: async (jobId: string): Promise<void> => {
      await first?.();
      await call('/OrchestratorJobs/Unschedule', { ...post, body: { JobIds: [jobId] } });
    },
    retry: false,
    gcTime: 0,
  });
}

/**
 * POST OrchestratorJobs/Reschedule: runs a failed job again, named by the id of its row in the history (`JobAuditIds` in
 * the vendor's words). The server answers 204. Never repeated by itself.
 * @param first done before it is sent; what it throws keeps it from being sent, and is thrown
 */
export function rescheduleJob(first?: () => Promise<void>) {
  return mutationOptions({
    mutationFn: async (historyId: number): Promise<void> => {
      await first?.();
      await call('/OrchestratorJobs/Reschedule', { ...post, body: { JobAuditIds: [historyId] } });
    },
    retry: false,
    gcTime: 0,
  });
}
