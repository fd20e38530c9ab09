import type { JobsFound } from '../../api/jobs.ts';
import { saysEntryIsThere } from '../../domain/deploy.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import { isOnItsWay, jobsOf } from './askedJobs.ts';
import { type Asked, isUnknown } from './askedStores.ts';

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

/** Was its job taken out of the queue from here, and nothing shows that an orchestrator took it before? */
const wasCancelled = (one: Asked, found: JobsFound | undefined): boolean =>
  one.cancelledAt !== undefined && (jobsOf(one, found)?.candidates ?? 0) === 0;

/** Was its failed job told to run again, and is nowhere? A second one may then come beside it. */
export const isUnlisted = (one: Asked, found: JobsFound | undefined): boolean => jobsOf(one, found)?.unlisted === true;

/**
 * May a store be asked for (again)? Never while it has a job that neither was cancelled nor has failed for good: nothing is
 * deployed twice. One whose answer was lost, or of which nobody knows whether it will run again, may after a question.
 */
export const mayBeSent = (one: Asked, found: JobsFound | undefined): boolean =>
  !isOnItsWay(one, found) || hasFailed(one, found) || wasCancelled(one, found) || isUnlisted(one, found);

/** What one list on a page follows, and what was found of it. */
export interface FollowedJobs {
  all: readonly Asked[];
  found: JobsFound | undefined;
}

/** The stores by id that must not be sent to again, and those that may, but were asked for without an answer, or may yet run again. */
export const standing = (
  lists: readonly FollowedJobs[],
): { taken: string[]; doubtful: string[]; unended: string[] } => ({
  taken: lists.flatMap(({ all, found }) =>
    all.filter((one) => !mayBeSent(one, found)).map(({ store }) => store.storeId),
  ),
  doubtful: lists.flatMap(({ all, found }) =>
    all.filter((one) => isUnknown(one) && !isOnItsWay(one, found)).map(({ store }) => store.storeId),
  ),
  unended: lists.flatMap(({ all, found }) =>
    all.filter((one) => isUnlisted(one, found)).map(({ store }) => store.storeId),
  ),
});
