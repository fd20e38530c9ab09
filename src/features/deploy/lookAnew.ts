import type { QueryClient } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../api/client.ts';
import { ApiError, explain, type Explained } from '../../api/errors.ts';
import type { JobsFound } from '../../api/jobs.ts';
import { jobPlace, jobsOfQuery } from './askedJobs.ts';
import { type Asked, type FollowedStore, isUnknown, sameId } from './askedStores.ts';
import type { Sending } from './deployments.ts';
import { asksFor, askKey } from './followEvidence.ts';
import { sentTo } from './keptDeployments.ts';
import { keptStanding, type KeptStanding } from './keptStanding.ts';
import { keptSeen, seenOf } from './keptSeen.ts';

/** What waits longer for an answer is not sent: five minutes are all that there is. */
const mostMs = 20_000;

let looks = 0;

/**
 * The jobs of what was sent as the server tells them from now on, never by an answer that was under way before. Null where the
 * caller may not read them, or the server does not tell them; throws what any other read throws.
 */
export async function jobsNow(client: QueryClient, all: readonly Asked[]): Promise<JobsFound | null> {
  looks += 1;
  const queryKey = ['jobs now', [String(looks)]];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void client.cancelQueries({ queryKey });
  }, mostMs);
  try {
    const found = await client.fetchQuery({ ...jobsOfQuery(all), queryKey, gcTime: 0 });
    return found.historyMissing === null ? found : null;
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'http' && (error.status ?? 0) < 500) return null;
    throw late ? new ApiError({ kind: 'timeout' }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** After a look that found what the lists of the page do not know. */
export const readListsAnew = (client: QueryClient): void =>
  void client.invalidateQueries({ queryKey: jobsOfQuery([]).queryKey.slice(0, 1) });

/** How stores stand by what was sent to them and what a look found. */
export const standingBy = (sent: readonly Asked[], found: JobsFound | null): KeptStanding =>
  keptStanding([{ all: sent, found: found ?? undefined, listed: false }], {
    seen: seenOf(sent, keptSeen.read().stores),
    now: serverNow(),
  });

/** Keeps an act from being sent, in words for a person. */
export class NotSent extends Error {
  readonly reasons: readonly string[];
  constructor(why: string, reasons: readonly string[] = []) {
    super(`Nothing was sent: ${why}`);
    this.reasons = reasons;
  }
}

/** Do two name one entry of one store? */
export const sameEntry = (one: FollowedStore, other: FollowedStore): boolean =>
  sameId(one.storeId, other.storeId) && one.alias.split(', ').some((alias) => asksFor(other, alias));

const held = (why: string, more: Partial<Explained>): Explained => ({ ...more, summary: `Nothing was sent: ${why}` });

/**
 * Why something must not be sent after all: at one of its stores an earlier job of the certificate waits by now. Somebody else
 * may have had a failed one run again, or another tab was quicker. Asks only about stores that this browser sent to before, so
 * that what is new goes at once. Null: nothing is in its way, as far as the caller may know.
 */
export async function whyHeld(
  client: QueryClient,
  { certificateId, what, stores }: Pick<Sending, 'certificateId' | 'what' | 'stores'>,
): Promise<Explained | null> {
  const before = sentTo(serverAddress(), certificateId, stores);
  const asked = before.filter((one) => jobPlace(one) !== null);
  if (asked.length === 0) return null;
  let found: JobsFound | null;
  try {
    found = await jobsNow(client, asked);
  } catch (error) {
    // Of these nobody knows more, and whoever sends has said yes to that.
    if (asked.every(isUnknown)) return null;
    const { summary, ...more } = explain(error);
    return held('what became of the earlier jobs could not be read.', { ...more, reasons: [summary] });
  }
  const sent = sentTo(serverAddress(), certificateId, stores);
  const known = new Set(before.map(askKey));
  const meanwhile = sent.filter((one) => !known.has(askKey(one)) && one.accepted !== false);
  const { taken, leaving } = standingBy(sent, found);
  const removes = what === 'remove';
  const others = meanwhile.filter(({ action }) => (action === 'remove') === removes).map(({ store }) => store);
  const inTheWay = stores.filter((store) =>
    removes
      ? [...leaving, ...others].some((other) => sameEntry(store, other))
      : [...taken, ...others.map(({ storeId }) => storeId)].some((id) => sameId(id, store.storeId)),
  );
  if (inTheWay.length === 0) return null;
  readListsAnew(client);
  const why = removes
    ? 'a job to take this out was made already.'
    : 'an earlier job of this certificate waits or runs by now, and there would be two of them.';
  return held(why, { reasons: inTheWay.map(({ displayName }) => displayName) });
}
