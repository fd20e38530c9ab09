import * as z from 'zod/mini';
import { entry, keptStore, type Kept } from '../../kept.ts';
import { type Asked, type FollowedStore, sameId } from './askedStores.ts';

const sentStore = z.extend(keptStore, {
  /** When its job was created, as the queue once said it; ISO text in UTC. */
  createdAt: z.optional(z.string()),
  /** When it was taken out of the queue from here; ISO text in UTC. The server says of such a job only that it is nowhere. */
  cancelledAt: z.optional(z.string()),
  /** The row of its failure by which it was told from here to run again, and when; ISO text in UTC. */
  again: z.optional(z.object({ row: z.number(), at: z.string() })),
});

/**
 * One deployment started on this browser, to find again what became of it. Never holds a secret: neither passwords nor
 * entry parameters.
 */
export interface KeptDeployment {
  server: string;
  user: string | null;
  /** ISO text in UTC, by the server's clock. */
  askedAt: string;
  certificateId: number;
  commonName: string;
  /** The part of the certificates that it was sent from: who may read no other follows it there, too. */
  collectionId: number | null;
  containerId: number | null;
  stores: readonly z.infer<typeof sentStore>[];
  /** The ids of its jobs, where the server told them without saying which is whose. */
  jobIds?: readonly string[] | undefined;
}

/** The deployments of this browser, newest first, at most fifty, and fewer where they have too many stores. */
export const keptDeployments: Kept<{ deployments: readonly KeptDeployment[] }> = entry<{
  deployments: readonly KeptDeployment[];
}>(
  'deployments',
  1,
  z.object({
    deployments: z.array(
      z.object({
        server: z.string(),
        user: z.nullable(z.string()),
        askedAt: z.string(),
        certificateId: z.number(),
        commonName: z.string(),
        collectionId: z.nullable(z.number()),
        containerId: z.nullable(z.number()),
        stores: z.array(sentStore),
        jobIds: z.optional(z.array(z.string())),
      }),
    ),
  }),
  { deployments: [] },
);

const sameDeployment = (a: KeptDeployment, b: Pick<KeptDeployment, 'server' | 'askedAt' | 'certificateId'>) =>
  a.server === b.server && a.askedAt === b.askedAt && a.certificateId === b.certificateId;

/** Is a deployment in the list (server, time, certificate)? Whoever removed it wants it nowhere. */
export const isKept = (deployment: Pick<KeptDeployment, 'server' | 'askedAt' | 'certificateId'>): boolean =>
  keptDeployments.read().deployments.some((each) => sameDeployment(each, deployment));

/** A deployment that takes the place of an older note of it, with what was found out meanwhile about its jobs. */
const withFound = (deployment: KeptDeployment, before: KeptDeployment): KeptDeployment => ({
  ...deployment,
  jobIds: deployment.jobIds ?? before.jobIds,
  stores: deployment.stores.map((store) => {
    const known = before.stores.find(({ storeId }) => sameId(storeId, store.storeId));
    return {
      ...store,
      jobId: store.jobId ?? known?.jobId ?? null,
      createdAt: store.createdAt ?? known?.createdAt,
      cancelledAt: store.cancelledAt ?? known?.cancelledAt,
      again: store.again ?? known?.again,
    };
  }),
});

/**
 * Puts a deployment first; the same one again (server, time, certificate) is replaced in its place, and what was found out
 * about its jobs stays.
 */
export const keepDeployment = (deployment: KeptDeployment): void => {
  const { deployments } = keptDeployments.read();
  const place = deployments.findIndex((each) => sameDeployment(each, deployment));
  const before = deployments[place];
  const next =
    before === undefined ? [deployment, ...deployments] : deployments.with(place, withFound(deployment, before));
  // Of the storage of a browser, some five million characters, this leaves room for all else.
  let stores = 0;
  const few = next.slice(0, 50).filter((each, at) => (stores += each.stores.length) <= 4_000 || at === 0);
  keptDeployments.write({ deployments: few });
};

/** Takes a deployment out of the list. */
export const forgetDeployment = (deployment: KeptDeployment): void =>
  keptDeployments.write({
    deployments: keptDeployments.read().deployments.filter((each) => !sameDeployment(each, deployment)),
  });

/** The stores of a deployment as they are followed. */
export const askedOf = ({ stores, askedAt, jobIds }: KeptDeployment): Asked[] =>
  stores.map(({ action, accepted, jobId, createdAt, cancelledAt, again, startsAt, ...store }) => ({
    store,
    action,
    askedAt,
    accepted,
    jobId,
    createdAt,
    cancelledAt,
    again,
    jobIds,
    startsAt,
  }));

/** The job of a store that was found without doubt, and when it was created, where the queue said it. */
export interface KnownJob {
  storeId: string;
  /** Tells, with the store, for which sending. */
  askedAt: string;
  jobId: string;
  createdAt: string | null;
}

/** Keeps jobs that were found without doubt, so that later ones in the same store are not taken for them. */
export function keepJobs(server: string, jobs: readonly KnownJob[]): void {
  let changed = false;
  const deployments = keptDeployments.read().deployments.map((deployment) => ({
    ...deployment,
    stores: deployment.stores.map((store) => {
      const job =
        deployment.server === server
          ? jobs.find(({ askedAt, storeId }) => askedAt === deployment.askedAt && sameId(storeId, store.storeId))
          : undefined;
      const createdAt = store.createdAt ?? job?.createdAt ?? undefined;
      if (job === undefined || (store.jobId !== null && createdAt === store.createdAt)) return store;
      changed = true;
      return { ...store, jobId: store.jobId ?? job.jobId, createdAt };
    }),
  }));
  if (changed) keptDeployments.write({ deployments });
}

type Sent = KeptDeployment['stores'][number];

/** Keeps what was done about one store that was sent. */
function keepOf(server: string, { store, askedAt }: Asked, change: (sent: Sent) => Sent): void {
  const deployments = keptDeployments.read().deployments.map((deployment) => ({
    ...deployment,
    stores: deployment.stores.map((each) =>
      deployment.server === server && deployment.askedAt === askedAt && sameId(each.storeId, store.storeId)
        ? change(each)
        : each,
    ),
  }));
  keptDeployments.write({ deployments });
}

/** Keeps that the server took the job of a store out of its queue, at a time of its clock. */
export const keepCancelled = (server: string, one: Asked, jobId: string, at: Date): void =>
  keepOf(server, one, (sent) => ({
    ...sent,
    jobId: sent.jobId ?? jobId,
    cancelledAt: at.toISOString(),
    again: undefined,
  }));

/** Keeps that the server is told to run the failed job of a store again, and when by its clock; undefined: it refused. */
export const keepAgain = (server: string, one: Asked, again: Asked['again']): void =>
  keepOf(server, one, (sent) => ({ ...sent, again }));

/** What was sent, with the jobs that are kept of it, and those that are known to be of other sendings to its store. */
export function withKeptJobs(server: string, all: readonly Asked[], deployments: readonly KeptDeployment[]): Asked[] {
  const byStore = new Map<string, { askedAt: string; sent: Sent }[]>();
  for (const { askedAt, stores } of deployments.filter((each) => each.server === server)) {
    for (const sent of stores) {
      const id = sent.storeId.toLowerCase();
      byStore.set(id, [...(byStore.get(id) ?? []), { askedAt, sent }]);
    }
  }
  return all.map((one) => {
    const here = byStore.get(one.store.storeId.toLowerCase()) ?? [];
    const kept = here.find(({ askedAt }) => askedAt === one.askedAt)?.sent;
    const notIds = here.flatMap(({ askedAt, sent }) => (askedAt === one.askedAt ? [] : (sent.jobId ?? [])));
    if (kept === undefined) return { ...one, notIds };
    const { jobId, createdAt, cancelledAt, again } = kept;
    return { ...one, jobId: one.jobId ?? jobId, createdAt: one.createdAt ?? createdAt, cancelledAt, again, notIds };
  });
}

/** What this browser sent of a certificate to these stores, as its list has it now. */
export function sentTo(
  server: string,
  certificateId: number,
  stores: readonly Pick<FollowedStore, 'storeId'>[],
): Asked[] {
  const { deployments } = keptDeployments.read();
  const sent = deployments
    .filter((each) => each.server === server && each.certificateId === certificateId)
    .flatMap(askedOf)
    .filter((one) => stores.some(({ storeId }) => sameId(storeId, one.store.storeId)));
  return withKeptJobs(server, sent, deployments);
}
