import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { asStoreId, type CertificateId, type StoreId } from '../domain/ids.ts';
import { noScope, type Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { readPfxAnswer, type PfxAnswer } from './enrollment.ts';
import { notPermitted } from './errors.ts';
import { forgetCertificates } from './forgetCertificates.ts';
import { takes } from './rights.ts';
import { scopeQuery } from './scope.ts';
import { missingRight, rowsOrNull, type RowsRead } from './unread.ts';
import { enumNumber, listOf, loose, maybe, numberOrName, read, text } from './wire.ts';

/** How a certificate can be renewed. */
export interface Renewability {
  /** The server needs only its id. */
  oneClick: boolean;
  /** An enrollment that names it does. */
  seeded: boolean;
  /** The server's words, mostly why there is no one-click renewal; may be empty. */
  message: string;
}

const wireAvailable = loose({ AvailableRenewalType: maybe(numberOrName), Message: maybe(text) });

/**
 * The answer of GET Enrollment/AvailableRenewal: its number is a set of flags, 1 seeded, 2 one click, with which a seeded
 * renewal is possible too (OpenAPI of version 10; vendor documentation, AvailableRenewal).
 */
export function readAvailable(body: unknown): Renewability {
  const answer = read(wireAvailable, body, 'the ways to renew the certificate');
  const flags = enumNumber(answer.AvailableRenewalType, {}) ?? 0;
  return { oneClick: (flags & 2) !== 0, seeded: (flags & 3) !== 0, message: answer.Message ?? '' };
}

/** What is not there for this caller is null; any other failure is thrown. */
async function ifPermitted<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!notPermitted(error)) throw error;
    return null;
  }
}

/** How a certificate can be renewed; null where the caller may not read it or the server does not tell. */
export function availableRenewalQuery(id: CertificateId, scope: Scope = noScope) {
  return queryOptions({
    queryKey: ['available renewal', id, scope],
    queryFn: ({ signal }) =>
      ifPermitted(async () => {
        const path = `/Enrollment/AvailableRenewal/Id/${id}`;
        return readAvailable((await call(path, { query: scopeQuery(scope), signal })).body);
      }),
    staleTime: 30_000,
  });
}

/** A place where the last inventory of a store found a certificate. */
export interface HeldAt {
  storeId: StoreId;
  machine: string;
  path: string;
  alias: string;
  /** Name of the store's type; empty where the server leaves it out. */
  typeName: string;
}

const wireLocations = loose({
  Details: listOf(
    loose({
      StoreType: maybe(text),
      Locations: listOf(
        loose({ StoreId: maybe(text), ClientMachine: maybe(text), StorePath: maybe(text), Alias: maybe(text) }),
      ),
    }),
  ),
});

/** The stores of GET Certificates/Locations; places that scans found have no store and are left out. */
export function readLocations(body: unknown): HeldAt[] {
  return read(wireLocations, body, 'the stores of the certificate').Details.flatMap((type) =>
    type.Locations.flatMap((place) => {
      if (!place.StoreId) return [];
      return [
        {
          storeId: asStoreId(place.StoreId.toLowerCase()),
          machine: place.ClientMachine ?? '',
          path: place.StorePath ?? '',
          alias: place.Alias ?? '',
          typeName: type.StoreType ?? '',
        },
      ];
    }),
  );
}

/** The stores that hold a certificate, as far as inventories know; or the right that the caller lacks to read that. */
export function storesOfCertificateQuery(id: CertificateId, scope: Scope = noScope) {
  return queryOptions({
    queryKey: ['stores of certificate', id, scope],
    queryFn: async ({ signal }): Promise<RowsRead<HeldAt>> => {
      try {
        const answer = await call(`/Certificates/Locations/${id}`, { query: scopeQuery(scope), signal });
        return readLocations(answer.body);
      } catch (error) {
        return missingRight(error);
      }
    },
    select: rowsOrNull,
    staleTime: 30_000,
  });
}

/** One renewal, ready to be sent once. */
export interface RenewPost {
  body: Record<string, unknown>;
  /** Counts in the query only (reported by client authors). */
  scope?: Scope;
}

/** POST Enrollment/Renew with one click: the id is all it takes (vendor documentation). `at`: server time. */
export function renewPost(certificateId: CertificateId, at: Date): RenewPost {
  return { body: { CertificateId: certificateId, Timestamp: at.toISOString().replace(/\.\d+Z$/, 'Z') } };
}

/**
 * POST Enrollment/Renew. Sent once and never again, as a repeat makes a second certificate. Its answer is flat and without
 * a file; its password unlocks the key for a deployment within five minutes. Nothing of it is kept.
 */
export function renewCertificate() {
  return mutationOptions({
    mutationKey: ['renew certificate'],
    meta: takes('enrollPfx', { amongOthers: true }),
    mutationFn: async (post: RenewPost): Promise<PfxAnswer> => {
      const answer = await call('/Enrollment/Renew', {
        method: 'POST',
        version: 1,
        query: scopeQuery(post.scope),
        body: post.body,
        timeoutMs: 600_000,
      });
      return readPfxAnswer({ ...answer, body: { CertificateInformation: answer.body } });
    },
    retry: false,
    gcTime: 0,
    onSettled: (_answer, _error, _sent, _result, { client }) => void forgetCertificates(client),
  });
}
