import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asAgentId, asStoreId, asStoreTypeId, type AgentId, type StoreId, type StoreTypeId } from '../domain/ids.ts';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { fewAtOnce } from './fewAtOnce.ts';
import { fetchPage, type ListPage, nothingFound, pageAfter, quoteValue } from './lists.ts';
import { takes } from './rights.ts';
import { bool, int, loose, maybe, read, text } from './wire.ts';

/** A certificate store, as far as a deployment needs it. Its properties hold secrets and are never read. */
export interface Store {
  storeId: StoreId;
  displayName: string;
  machine: string;
  path: string;
  typeId: StoreTypeId;
  containerId: number | null;
  container: string | null;
  approved: boolean;
  agentId: AgentId | null;
  /** Without one, the server never confirms by itself what a deployment did. */
  inventoryScheduled: boolean;
}

/**
 * One row of GET CertificateStores. Answers spell `Storepath`, requests `StorePath` (recorded on 25.4). Late 25.x calls
 * containers applications.
 */
export const wireStore = loose({
  Id: text,
  DisplayName: maybe(text),
  ClientMachine: maybe(text),
  Storepath: maybe(text),
  StorePath: maybe(text),
  CertStoreType: int,
  ContainerId: maybe(int),
  ContainerName: maybe(text),
  ApplicationId: maybe(int),
  ApplicationName: maybe(text),
  Approved: maybe(bool),
  AgentId: maybe(text),
  CertStoreInventoryJobId: maybe(text),
  InventorySchedule: z.optional(z.unknown()),
});

/** A schedule is an object with exactly one member; null, `{}` and "not there" all mean none. */
const scheduled = (schedule: unknown) =>
  typeof schedule === 'object' && schedule !== null && Object.values(schedule).some((value) => value !== null);

/** A store from the wire. Its ids are GUIDs, which some answers spell in capitals and others do not: here in lower case. */
export function readStore(row: z.infer<typeof wireStore>): Store {
  const path = row.Storepath ?? row.StorePath ?? '';
  const machine = row.ClientMachine ?? '';
  return {
    storeId: asStoreId(row.Id.toLowerCase()),
    displayName: row.DisplayName ? row.DisplayName : `${machine} - ${path}`,
    machine,
    path,
    typeId: asStoreTypeId(row.CertStoreType),
    containerId: row.ContainerId ?? row.ApplicationId ?? null,
    container: row.ContainerName || row.ApplicationName || null,
    approved: row.Approved ?? false,
    agentId: row.AgentId ? asAgentId(row.AgentId.toLowerCase()) : null,
    inventoryScheduled: Boolean(row.CertStoreInventoryJobId) || scheduled(row.InventorySchedule),
  };
}

/** What is asked of the list of stores. */
export interface StoreFilters {
  /** Words that machine or path must contain, in any order. */
  text: string;
  containerId: number | null;
  typeId: number | null;
  /** `available`: only stores whose orchestrator is approved and calls in, as the server judges it. */
  agent: 'any' | 'available';
  /** Only approved stores of types that take certificates. */
  onlyTargets: boolean;
}

export const noStoreFilters: StoreFilters = {
  text: '',
  containerId: null,
  typeId: null,
  agent: 'any',
  onlyTargets: false,
};

/**
 * The server's filter for stores (fields of the vendor documentation, GET Certificate Stores).
 * @returns the query string (empty for all), or null when the text holds a double quote, which the grammar cannot carry
 */
export function storeFilter(filters: StoreFilters): string | null {
  const words = filters.text.trim().split(/\s+/).filter(Boolean);
  const clauses = words.map((word) => {
    const quoted = quoteValue(word);
    return quoted === null ? null : `(ClientMachine -contains ${quoted} OR StorePath -contains ${quoted})`;
  });
  if (filters.containerId !== null) clauses.push(`ContainerId -eq ${filters.containerId}`);
  if (filters.typeId !== null) clauses.push(`Category -eq ${filters.typeId}`);
  if (filters.agent === 'available') clauses.push('AgentAvailable -eq true');
  if (filters.onlyTargets) clauses.push('Approved -eq true', 'AddSupported -eq true');
  return clauses.includes(null) ? null : clauses.join(' AND ');
}

const pageSize = 100;

async function storesPage(queryString: string, page: number, signal: AbortSignal): Promise<ListPage<Store>> {
  const found = await fetchPage(
    '/CertificateStores',
    page,
    { ...(queryString === '' ? {} : { queryString }), sortField: 'ClientMachine', pageSize },
    wireStore,
    { prefix: 'certificateStoreQuery', signal },
  );
  return { ...found, rows: found.rows.map(readStore) };
}

const keyOf = (filters: StoreFilters) => ({ ...filters, text: filters.text.trim() });

/** How long (ms) a page stays that was scrolled past: the further one scrolls, the more of them there would be. */
const passedMs = 15_000;

/** One page of 100 of the certificate stores the caller may read, from 1, filtered and counted by the server. */
export function storePageQuery(filters: StoreFilters, page: number) {
  const queryString = storeFilter(filters);
  return queryOptions({
    queryKey: ['stores', keyOf(filters), page],
    // What holds a double quote is not asked for, and no row proves no right.
    meta: takes('readStores', { proves: ({ rows }: ListPage<Store>) => rows.length > 0 }),
    queryFn: ({ signal }): Promise<ListPage<Store>> | ListPage<Store> =>
      queryString === null ? nothingFound : storesPage(queryString, page, signal),
    staleTime: 60_000,
    // The first one shows the list at once when it is opened again.
    gcTime: page === 1 ? 5 * 60_000 : passedMs,
    structuralSharing: false,
  });
}

/** More stores than this are not read, or put into a plan, at once. */
export const mostStores = 1_000;

/**
 * All stores that match, read page after page. Where there are more than `mostStores`, `complete` is false and what was
 * read is only a part, or nothing.
 */
export function allStoresQuery(filters: StoreFilters) {
  const queryString = storeFilter(filters);
  return queryOptions({
    queryKey: ['all stores', keyOf(filters)],
    queryFn: async ({ signal }): Promise<{ stores: readonly Store[]; complete: boolean }> => {
      const pages: ListPage<Store>[] = [];
      let next: number | undefined = queryString === null ? undefined : 1;
      let known = 0;
      while (next !== undefined && known <= mostStores) {
        // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known from this one
        const found = await storesPage(queryString ?? '', next, signal);
        pages.push(found);
        known = found.totalIsExact ? found.total : pages.reduce((count, page) => count + page.rows.length, 0);
        next = pageAfter(found, pages);
      }
      return { stores: pages.flatMap((page) => page.rows), complete: known <= mostStores };
    },
    gcTime: 0,
  });
}

/** A saved selection may have hundreds. */
const few = fewAtOnce(4);

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
      return (await Promise.all(ids.filter((id) => guid.test(id)).map((id) => few(() => one(id))))).flat();
    },
    staleTime: 60_000,
  });
}
