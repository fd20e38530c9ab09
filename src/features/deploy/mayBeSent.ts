import type { JobsFound } from '../../api/jobs.ts';
import { saysEntryIsThere } from '../../domain/deploy.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import { isOnItsWay, jobsOf } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';

/** Result of a job's attempt: failure (Keyfactor Orchestrator Jobs). */
const failure = 4;

/** What its store said of the one job that this store can have, where that ended in a failure; null: it did not. */
function failureOf(one: Asked, found: JobsFound | undefined): string | null {
  const rows = jobsOf(one, found)?.rows ?? [];
  const last = rows.toSorted((a, b) => b.historyId - a.historyId)[0];
  return hasEnded(rows) && last?.result === failure ? last.message : null;
}

/** Has the one job that this store can have ended in a failure, so that none will follow by itself? */
export const hasFailed = (one: Asked, found: JobsFound | undefined): boolean => failureOf(one, found) !== null;

/** Did its job fail, as the store says, since an entry is in the way, so that the same plan will likely fail again? */
export const failedByEntry = (one: Asked, found: JobsFound | undefined): boolean =>
  one.action === 'add' && saysEntryIsThere(failureOf(one, found) ?? '');

/** Was its job taken out of the queue from here (`cancelled`, by `askKey`), before an orchestrator took it? */
const wasCancelled = (one: Asked, found: JobsFound | undefined, cancelled: readonly string[]): boolean =>
  cancelled.includes(askKey(one)) && jobsOf(one, found)?.candidates === 0;

/**
 * May a store be asked for (again)? Never while it has a job that neither was cancelled nor has failed for good: nothing is
 * deployed twice. One whose answer was lost may, after a question.
 */
export const mayBeSent = (one: Asked, found: JobsFound | undefined, cancelled: readonly string[]): boolean =>
  !isOnItsWay(one, found) || hasFailed(one, found) || wasCancelled(one, found, cancelled);
