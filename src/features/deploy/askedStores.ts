import type { PlannedStore } from './deployForm.ts';

/** One store that a certificate shall reach, and what the server said to it. */
export interface Asked {
  store: PlannedStore;
  /** Server time at which the server was asked, ISO text in UTC; null: not sent. */
  askedAt: string | null;
  /** True with a job; null without an answer, or before anything was sent. */
  accepted: boolean | null;
}

const sameId = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** One deployment as it was sent: `accepted` are the stores with a job, null where the answer is not known. */
export function asked(
  stores: readonly PlannedStore[],
  askedAt: string | null,
  accepted: readonly string[] | null,
): Asked[] {
  return stores.map((store) => ({
    store,
    askedAt,
    accepted: accepted === null ? null : accepted.some((id) => sameId(id, store.storeId)),
  }));
}

/** What is known of each store: of several deployments to one, the last. */
export function overlay(first: readonly Asked[], later: readonly Asked[]): Asked[] {
  const byId = new Map(first.map((one) => [one.store.storeId, one]));
  for (const one of later) byId.set(one.store.storeId, one);
  return [...byId.values()];
}

/** Was it sent without an answer that can be read? Sending it again may then make a second job. */
export const isUnknown = ({ askedAt, accepted }: Asked): boolean => askedAt !== null && accepted === null;
