import * as z from 'zod/mini';
import { mutationOptions } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import type { Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { takes } from './rights.ts';
import { read, text } from './wire.ts';

/** One change to the entries of stores, ready to be sent once. May hold entry passwords, so it is never kept. */
export interface EntriesPost {
  body: Record<string, unknown>;
  /** Secret texts of the body that the names of their members do not give away: what a store's type calls secret. */
  secrets?: readonly string[];
}

/** When the jobs may start: ISO text in UTC; null: at once. */
type StartsAt = string | null;

/** `Schedule` of Add and Remove: an object with exactly one member (vendor documentation, keyfactor schedules). */
export const scheduleToWire = (startsAt: StartsAt): Record<string, unknown> =>
  startsAt === null ? { Immediate: true } : { ExactlyOnce: { Time: startsAt } };

/**
 * Add and Remove take the collection in the body, unlike the other calls about certificates. That they take a container
 * there as Revoke does is UNCONFIRMED; without it, whose rights end at one could add nothing.
 */
const scopeToBody = ({ collectionId, containerId }: Scope): Record<string, unknown> => ({
  ...(collectionId === null ? {} : { CollectionId: collectionId }),
  ...(containerId === null ? {} : { ContainerId: containerId }),
});

interface Addition {
  certificateId: CertificateId;
  /** Elements of `CertificateStores`, as the plan's form makes them. */
  stores: readonly object[];
  startsAt: StartsAt;
  scope: Scope;
}

/** The body of POST CertificateStores/Certificates/Add: a certificate that the server has, for some stores. */
export const addPost = ({ certificateId, stores, startsAt, scope }: Addition): EntriesPost => ({
  body: {
    CertificateId: certificateId,
    CertificateStores: stores,
    Schedule: scheduleToWire(startsAt),
    ...scopeToBody(scope),
  },
});

/** One entry of a store that is to go: its alias as the inventory spells it, and what the store's type asks for. */
export interface EntryToRemove {
  storeId: string;
  alias: string;
  parameters: Readonly<Record<string, string>>;
}

/**
 * The body of POST CertificateStores/Certificates/Remove. It names no certificate: what goes is the entry under the alias
 * (vendor documentation).
 */
export const removePost = (entries: readonly EntryToRemove[], startsAt: StartsAt, scope: Scope): EntriesPost => ({
  body: {
    CertificateStores: entries.map(({ storeId, alias, parameters }) => ({
      CertificateStoreId: storeId,
      Alias: alias,
      JobFields: parameters,
    })),
    Schedule: scheduleToWire(startsAt),
    ...scopeToBody(scope),
  },
});

/** One POST that answers the ids of the jobs it made, in lower case; throws what `call` throws. */
async function postForJobs(path: string, { body, secrets }: EntriesPost): Promise<readonly string[]> {
  const answer = await call(path, { method: 'POST', version: 1, body, secrets, timeoutMs: 120_000 });
  return read(z.array(text), answer.body, 'the ids of the jobs', { afterWrite: true }).map((id) => id.toLowerCase());
}

/**
 * POST CertificateStores/Certificates/Add: one job per store, any time, with the key that the server keeps. Answers the job
 * ids, whose order beside the stores is UNCONFIRMED. Sent once and never again.
 */
export function addToStores() {
  return mutationOptions({
    meta: takes('deploy', { amongOthers: true }),
    mutationFn: (post: EntriesPost) => postForJobs('/CertificateStores/Certificates/Add', post),
    gcTime: 0,
    retry: false,
  });
}

/** POST CertificateStores/Certificates/Remove: one job per entry. Answers the job ids, in no order that is known. Sent once and never again. */
export function removeFromStores() {
  return mutationOptions({
    meta: takes('deploy', { amongOthers: true }),
    mutationFn: (post: EntriesPost) => postForJobs('/CertificateStores/Certificates/Remove', post),
    gcTime: 0,
    retry: false,
  });
}
