import * as z from 'zod/mini';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { asAgentId, asStoreId, asStoreTypeId, type AgentId, type StoreId, type StoreTypeId } from '../domain/ids.ts';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { fetchPage, pageAfter, quoteValue } from './lists.ts';
import { bool, int, loose, maybe, read, text } from './wire.ts';

/** A certificate store, as far as a deployment needs it. Its properties hold secrets and are never read. */
export interface Store {
  storeId: StoreId;
  displayName: string;
  machine: string;
  path: string;
  typeId: StoreTypeId;
  container: string | null;
  approved: boolean;
  agentId: AgentId | null;
  /** Without one, the server never confirms by itself what a deployment did. */
  inventoryScheduled: boolean;
}

/** One row of GET CertificateStores. Answers spell `Storepath`, requests `StorePath` (recorded on 25.4). */
export const wireStore = loose({
  Id: text,
  DisplayName: maybe(text),
  ClientMachine: maybe(text),
  Storepath: maybe(text),
  StorePath: maybe(text),
  CertStoreType: int,
  ContainerName: maybe(text),
  Approved: maybe(bool),
  AgentId: maybe(text),
  CertStoreInventoryJobId: maybe(text),
  InventorySchedule: z.optional(z.unknown()),
});

/** A schedule is an object with exactly one member; null, `{}` and "not there" all mean none. */
const scheduled = (schedule: unknown) =>
  typeof schedule === 'object' && schedule !== null && Object.values(schedule).some((value) => value !== null);

/** A store from the wire. */
export function readStore(row: z.infer<typeof wireStore>): Store {
  const path = row.Storepath ?? row.StorePath ?? '';
  const machine = row.ClientMachine ?? '';
  return {
    storeId: asStoreId(row.Id),
    displayName: row.DisplayName ? row.DisplayName : `${machine} - ${path}`,
    machine,
    path,
    typeId: asStoreTypeId(row.CertStoreType),
    container: row.ContainerName ? row.ContainerName : null,
    approved: row.Approved ?? false,
    agentId: row.AgentId ? asAgentId(row.AgentId) : null,
    inventoryScheduled: Boolean(row.CertStoreInventoryJobId) || scheduled(row.InventorySchedule),
  };
}

const pageSize = 100;

/**
 * The server's filter for stores whose machine or path contains a text.
 * @returns the query string (empty for all), or null when the text holds a double quote, which the grammar cannot carry
 */
export function storeFilter(search: string): string | null {
  const words = search.trim().split(/\s+/).filter(Boolean);
  const parts = words.map((word) => {
    const quoted = quoteValue(word);
    return quoted === null ? null : `(ClientMachine -contains ${quoted} OR StorePath -contains ${quoted})`;
  });
  return parts.includes(null) ? null : parts.join(' AND ');
}

/** Certificate stores the caller may read, a page of 100 at a time, filtered and counted by the server. */
export function storesQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['stores', search.trim()],
    queryFn: async ({ pageParam, signal }) => {
      const queryString = storeFilter(search);
      if (queryString === null) return { rows: [], total: 0, page: 1 };
      const page = await fetchPage(
        '/CertificateStores',
        pageParam,
        { ...(queryString === '' ? {} : { queryString }), sortField: 'ClientMachine', pageSize },
        wireStore,
        { prefix: 'certificateStoreQuery', signal },
      );
      return { ...page, rows: page.rows.map(readStore) };
    },
    initialPageParam: 1,
    getNextPageParam: pageAfter,
    staleTime: 60_000,
  });
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of these store ids the stores that are there and may be read, in their order; a text that is no id is passed over. */
export function storesByIdQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['stores by id', ids],
    queryFn: async ({ signal }) => {
      const one = async (id: string): Promise<Store[]> => {
        try {
          const { body } = await call(`/CertificateStores/${id}`, { signal });
          return [readStore(read(wireStore, body, 'a certificate store'))];
        } catch (error) {
          if (notPermitted(error)) return [];
          throw error;
        }
      };
      return (await Promise.all(ids.filter((id) => guid.test(id)).map(one))).flat();
    },
    staleTime: 60_000,
  });
}
