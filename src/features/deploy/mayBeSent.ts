import type { JobsFound } from '../../api/jobs.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import { isOnItsWay, jobsOf } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';

/** Result of a job's attempt: failure (Keyfactor Orchestrator Jobs). */
const failure = 4;

/** Has the one job that this store can have ended in a failure, so that none will follow by itself? */
export function hasFailed(one: Asked, found: JobsFound | undefined): boolean {
  const rows = jobsOf(one, found)?.rows ?? [];
  const last = rows.toSorted((a, b) => b.historyId - a.historyId)[0];
  return hasEnded(rows) && last?.result === failure;
}

/** Was its job taken out of the queue from here (`cancelled`, by `askKey`), before an orchestrator took it? */
const wasCancelled = (one: Asked, found: JobsFound | undefined, cancelled: readonly string[]): boolean =>
  cancelled.includes(askKey(one)) && jobsOf(one, found)?.candidates === 0;

/**
 * May a store be asked for (again)? Never while it has a job that neither was cancelled nor has failed for good: nothing is
 * deployed twice. One whose answer was lost may, after a question.
 */
export const mayBeSent = (one: Asked, found: JobsFound | undefined, cancelled: readonly string[]): boolean =>
  !isOnItsWay(one, found) || hasFailed(one, found) || wasCancelled(one, found, cancelled);
