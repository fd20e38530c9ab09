import type { JobsFound } from '../../api/jobs.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import { isOnItsWay, jobsOf } from './askedJobs.ts';
import { type Asked, type FollowedStore, isUnknown } from './askedStores.ts';
import { askKey } from './followEvidence.ts';
import { isUnlisted, mayBeSent } from './mayBeSent.ts';

/** What was sent of a certificate, as the list of this browser keeps it or a page follows it, and what was found of it. */
export interface KeptSending {
  all: readonly Asked[];
  /** Undefined where nobody looked. */
  found: JobsFound | undefined;
  /** The page lists it, so that whoever reads there that a store waits can also find out when it does no more. */
  listed: boolean;
}

interface Facts {
  /** What was seen at its end, by `askKey`. */
  seen: ReadonlyMap<string, string>;
  /** Server time. */
  now: Date;
}

/** Stores by id in lower case. */
export interface KeptStanding {
  /** Each has a job that waits, or was given one so lately that it may. */
  taken: readonly string[];
  /** Asked for without an answer. */
  doubtful: readonly string[];
  /** Each was given a job, and nobody looked whether that has ended, or nothing shows it. */
  unended: readonly string[];
  /** What a job that waits shall take out, or one that was made so lately that it may; or has, and no inventory was seen since. */
  leaving: readonly FollowedStore[];
  /** What may be taken out by a job of a request without an answer. */
  mayLeave: readonly FollowedStore[];
}

/** So long a job counts as one that waits where nothing is found of it. */
const dayMs = 86_400_000;

/** When a job could first run, in milliseconds. */
const dueAt = ({ askedAt, startsAt }: Asked): number =>
  Math.max(...[askedAt, startsAt].map((time) => (time === null ? 0 : Date.parse(time))));

type Verdict = 'none' | 'ended' | 'waits' | 'lately' | 'doubtful' | 'unended';

function verdictOf(one: Asked, { found, listed }: KeptSending, { seen, now }: Facts): Verdict {
  if (one.askedAt === null || one.accepted === false) return 'none';
  const job = jobsOf(one, found);
  if (isUnlisted(one, found)) return 'unended';
  const wasStopped = isOnItsWay(one, found) && mayBeSent(one, found);
  if (seen.has(askKey(one)) || wasStopped || hasEnded(job?.rows ?? [])) return 'ended';
  if (job?.candidates === 1) return 'waits';
  if (isUnknown(one)) return 'doubtful';
  const nowhere = one.jobId !== null && found?.queueComplete === true && job?.candidates === 0;
  return listed && !nowhere && now.getTime() - dueAt(one) < dayMs ? 'lately' : 'unended';
}

/**
 * How the stores of a certificate stand by what this browser sent of it: a store is free once its job has ended, was
 * cancelled, or what it did was taken out again. Of several sendings to one store the last that ended tells of those before
 * it, but for a job that is known to wait.
 */
export function keptStanding(sendings: readonly KeptSending[], facts: Facts): KeptStanding {
  const settled = new Set<string>();
  const by: Record<Verdict, Set<string>> = {
    none: new Set(),
    ended: settled,
    waits: new Set(),
    lately: new Set(),
    doubtful: new Set(),
    unended: new Set(),
  };
  const leaving: FollowedStore[] = [];
  const mayLeave: FollowedStore[] = [];
  const each = sendings.flatMap((sending) => sending.all.map((one) => ({ one, sending })));
  for (const { one, sending } of each.toSorted((a, b) => byTime(b.one, a.one))) {
    const id = one.store.storeId.toLowerCase();
    const verdict = verdictOf(one, sending, facts);
    if (one.action === 'remove') {
      // What was taken out of a store had been put there.
      if (one.accepted === true) settled.add(id);
      // The inventory that no longer lists it may be hours away.
      const out = verdict === 'ended' && !facts.seen.has(askKey(one)) && !mayBeSent(one, sending.found);
      const lately = facts.now.getTime() - dueAt(one) < dayMs;
      if (verdict === 'waits' || verdict === 'lately' || (out && lately)) leaving.push(one.store);
      if (verdict === 'doubtful' || isUnlisted(one, sending.found)) mayLeave.push(one.store);
    } else if (verdict === 'waits' || !settled.has(id)) by[verdict].add(id);
  }
  return {
    taken: [...by.waits, ...by.lately],
    doubtful: [...by.doubtful],
    unended: [...by.unended],
    leaving,
    mayLeave,
  };
}

const byTime = (a: Asked, b: Asked): number => Date.parse(a.askedAt ?? '') - Date.parse(b.askedAt ?? '');
