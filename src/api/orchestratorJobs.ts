import { mutationOptions } from '@tanstack/react-query';
import { call } from './client.ts';

/**
 * POST OrchestratorJobs/Unschedule: takes one job, named by its GUID, out of the queue. The server answers 204; what an
 * orchestrator has taken meanwhile is not stopped. Never repeated by itself (vendor documentation; rights unconfirmed).
 */
export function unscheduleJob() {
  return mutationOptions({
    mutationFn: async (jobId: string): Promise<void> => {
      await call('/OrchestratorJobs/Unschedule', { method: 'POST', version: 1, body: { JobIds: [jobId] } });
    },
    retry: false,
    gcTime: 0,
  });
}

/**
 * POST OrchestratorJobs/Reschedule: runs a failed job again, named by the id of its row in the history (`JobAuditIds` in
 * the vendor's words). The server answers 204. Never repeated by itself.
 */
export function rescheduleJob() {
  return mutationOptions({
    mutationFn: async (historyId: number): Promise<void> => {
      await call('/OrchestratorJobs/Reschedule', { method: 'POST', version: 1, body: { JobAuditIds: [historyId] } });
    },
    retry: false,
    gcTime: 0,
  });
}
