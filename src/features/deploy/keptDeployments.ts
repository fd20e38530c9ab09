import * as z from 'zod/mini';
import { entry, type Kept } from '../../kept.ts';
import type { Asked } from './askedStores.ts';

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
  stores: readonly KeptStore[];
  /** The ids of its jobs, where the server told them without saying which is whose. */
  jobIds?: readonly string[] | undefined;
}

/** A store of a deployment: where, what was asked for, and what the server said. */
export interface KeptStore {
  storeId: string;
  displayName: string;
  machine: string;
  path: string;
  agentId: string | null;
  inventoryScheduled: boolean;
  alias: string;
  replaces: boolean;
  heldAs?: readonly string[] | undefined;
  action: 'add' | 'remove';
  accepted: boolean | null;
  jobId: string | null;
  startsAt: string | null;
}

const keptStore = z.object({
  storeId: z.string(),
  displayName: z.string(),
  machine: z.string(),
  path: z.string(),
  agentId: z.nullable(z.string()),
  inventoryScheduled: z.boolean(),
  alias: z.string(),
  replaces: z.boolean(),
  heldAs: z.optional(z.array(z.string())),
  action: z.enum(['add', 'remove']),
  accepted: z.nullable(z.boolean()),
  jobId: z.nullable(z.string()),
  startsAt: z.nullable(z.string()),
});

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
        stores: z.array(keptStore),
        jobIds: z.optional(z.array(z.string())),
      }),
    ),
  }),
  { deployments: [] },
);

const sameDeployment = (a: KeptDeployment, b: KeptDeployment) =>
  a.server === b.server && a.askedAt === b.askedAt && a.certificateId === b.certificateId;

/** Puts a deployment first; the same one again (server, time, certificate) is replaced in its place. */
export const keepDeployment = (deployment: KeptDeployment): void => {
  const { deployments } = keptDeployments.read();
  const place = deployments.findIndex((each) => sameDeployment(each, deployment));
  const next = place < 0 ? [deployment, ...deployments] : deployments.with(place, deployment);
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
  stores.map(({ action, accepted, jobId, startsAt, ...store }) => ({
    store,
    action,
    askedAt,
    accepted,
    jobId,
    jobIds,
    startsAt,
  }));
