import type { JobsFound } from '../../api/jobs.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import { isOnItsWay, jobsOf } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';

/** Result of a job's attempt: failure (Keyfactor Orchestrator Jobs). */
const failure = 4;

/** Has the one job that this store can have ended in a failure, so that none will follow by itself? */
function hasFailed(one: Asked, found: JobsFound | undefined): boolean {
  const rows = jobsOf(one, found)?.rows ?? [];
  const last = rows.toSorted((a, b) => b.historyId - a.historyId)[0];
  return hasEnded(rows) && last?.result === failure;
}

/**
 * May a store be asked for (again)? Never while it has a job that has not failed for good: nothing is deployed twice. One
 * whose answer was lost may, after a question.
 */
export const mayBeSent = (one: Asked, found: JobsFound | undefined): boolean =>
  !isOnItsWay(one, found) || hasFailed(one, found);
