/** A store as it is followed: what is needed to look for its jobs and its entry. Nothing of it is secret. */
export interface FollowedStore {
  storeId: string;
  displayName: string;
  machine: string;
  path: string;
  agentId: string | null;
  /** Without one, no inventory shows by itself what became of a job. */
  inventoryScheduled: boolean;
  /** As asked for; empty where the store names the entry itself. */
  alias: string;
  /** The alias names the entry that is replaced, in a store that names entries itself. */
  replaces: boolean;
  /** The aliases under which inventories listed the certificate there when it was asked for; left out where none did. */
  heldAs?: readonly string[] | undefined;
}

/** One store that a certificate shall reach or leave, and what the server said to it. */
export interface Asked {
  store: FollowedStore;
  action: 'add' | 'remove';
  /** Server time at which the server was asked, ISO text in UTC; null: not sent. */
  askedAt: string | null;
  /** True with a job; null without an answer, or before anything was sent. */
  accepted: boolean | null;
  /** Known where the server tells ids (Add, Remove) and there is one store, or once it was found without doubt. */
  jobId: string | null;
  /** What the server said when it refused the whole request; left out where it answered for each store. */
  refusal?: string | undefined;
  /** When its job was created, as the queue once said it; ISO text in UTC. */
  createdAt?: string | undefined;
  /** When its job was taken out of the queue from this browser, and the server said that it was; ISO text in UTC. */
  cancelledAt?: string | undefined;
  /** The last row of its history when this browser had its job run again, and when that was; ISO text in UTC. */
  again?: { row: number; at: string } | undefined;
  /** The ids of all jobs of the same sending, where the server told them without saying which is whose. */
  jobIds?: readonly string[] | undefined;
  /** The ids of jobs that this browser knows to be of other sendings to the store, of whatever certificate. */
  notIds?: readonly string[] | undefined;
  /** When the job may start, ISO text in UTC; null: at once. */
  startsAt: string | null;
}

export const sameId = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Ids of stores as those have them that were read: in lower case. */
export const idSet = (ids: readonly string[]): ReadonlySet<string> => new Set(ids.map((id) => id.toLowerCase()));

/**
 * One deployment as it was sent: `accepted` are the stores with a job, null where the answer is not known. Where the answer
 * names those without a job as well (`refused`), nothing is known of a store that is in neither list.
 */
export function asked(
  stores: readonly FollowedStore[],
  askedAt: string | null,
  accepted: readonly string[] | null,
  startsAt: string | null = null,
  refused: readonly string[] | null = null,
): Asked[] {
  const holds = (ids: readonly string[], store: FollowedStore) => ids.some((id) => sameId(id, store.storeId));
  const saidOf = (store: FollowedStore): boolean | null => {
    if (accepted === null) return null;
    if (holds(accepted, store)) return true;
    return refused === null || holds(refused, store) ? false : null;
  };
  return stores.map((store) => ({
    store,
    action: 'add',
    askedAt,
    accepted: saidOf(store),
    jobId: null,
    startsAt,
  }));
}

/** Was it sent without an answer that can be read? Sending it again may then make a second job. */
export const isUnknown = ({ askedAt, accepted }: Asked): boolean => askedAt !== null && accepted === null;
