import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { aliasKey } from '../domain/deploy.ts';
import { asCertificateId, type CertificateId, type StoreId } from '../domain/ids.ts';
import { mayNotRead } from './errors.ts';
import { fewAtOnce } from './fewAtOnce.ts';
import { wireJobHistory } from './jobRows.ts';
import { joinedFilters, pathTerm } from './jobs.ts';
import { fetchAll, fetchPage } from './lists.ts';
import { followAnswer, takes } from './rights.ts';
import { missingRight, rowsOrNull, type RowsRead } from './unread.ts';
import { enumNumber, int, listOf, loose, maybe, parseInstant, text } from './wire.ts';

/** What the last inventory found under one alias. */
export interface InventoryEntry {
  alias: string;
  /** What the store's type reports of the entry, by name (IIS: its binding); left out where it reports nothing. */
  parameters?: Readonly<Record<string, string>>;
  /** The entry's certificates, the chain among them. */
  certificates: readonly { certificateId: CertificateId; subject: string; thumbprint: string; notAfter: string }[];
}

/** One item of GET CertificateStores/{id}/Inventory. */
export const wireInventoryItem = loose({
  Name: maybe(text),
  Parameters: maybe(loose({})),
  Certificates: listOf(
    loose({ Id: maybe(int), IssuedDN: maybe(text), Thumbprint: maybe(text), NotAfter: maybe(text) }),
  ),
});

/** The members that are text; null where there are none. */
function textMembers(value: object | null | undefined): Record<string, string> | null {
  const rows = Object.entries(value ?? {}).flatMap(([name, each]: [string, unknown]) =>
    typeof each === 'string' ? [[name, each] as const] : [],
  );
  return rows.length === 0 ? null : Object.fromEntries(rows);
}

/** An inventory item from the wire. */
export function readInventoryItem(row: z.infer<typeof wireInventoryItem>): InventoryEntry {
  const parameters = textMembers(row.Parameters);
  return {
    alias: row.Name ?? '',
    ...(parameters && { parameters }),
    certificates: row.Certificates.map((certificate) => ({
      certificateId: asCertificateId(certificate.Id ?? 0),
      subject: certificate.IssuedDN ?? '',
      thumbprint: certificate.Thumbprint ?? '',
      notAfter: certificate.NotAfter ?? '',
    })),
  };
}

const byAlias = new WeakMap<readonly InventoryEntry[], ReadonlyMap<string, InventoryEntry>>();

/**
 * The entry of an alias; undefined where the inventory has none. Stores differ in the case they keep (recorded by client
 * authors), so case does not count.
 */
export function entryOf(inventory: readonly InventoryEntry[], alias: string): InventoryEntry | undefined {
  let found = byAlias.get(inventory);
  if (found === undefined) {
    // Made once an inventory: while an alias is typed, every store of a plan looks for its own. The first of two stays.
    found = new Map([...inventory].reverse().map((entry) => [aliasKey(entry.alias), entry]));
    byAlias.set(inventory, found);
  }
  return found.get(aliasKey(alias));
}

/** A plan may have hundreds of stores. */
const few = fewAtOnce(4);

/** Everything the last inventory found in a store, or the right that the caller lacks to read it. */
export function inventoryQuery(storeId: StoreId) {
  return queryOptions({
    queryKey: ['inventory', storeId],
    queryFn: async ({ signal }): Promise<RowsRead<InventoryEntry>> => {
      try {
        const path = `/CertificateStores/${storeId}/Inventory`;
        // The documented total is missing on this call; the end is found without one.
        const read = () => fetchAll(path, {}, wireInventoryItem, { prefix: 'query', signal });
        return (await few(read)).map(readInventoryItem);
      } catch (error) {
        return missingRight(error);
      }
    },
    select: rowsOrNull,
  });
}

/** When the last inventory of a store ended, in milliseconds, by `inventoryPlace`. */
export type InventoryTimes = ReadonlyMap<string, number>;

/** How a row of the job history names a store: by its machine and path, ignoring case. */
export const inventoryPlace = (store: { machine: string; path: string }): string =>
  `${store.machine}\n${store.path}`.toLowerCase();

const resultNames = { Success: 2, Warning: 3 };

/** The latest end of an inventory job by place; jobs that failed or still run tell nothing of what is known. */
export function inventoryTimes(rows: readonly z.infer<typeof wireJobHistory>[]): InventoryTimes {
  const times = new Map<string, number>();
  for (const row of rows) {
    const result = enumNumber(row.Result, resultNames);
    const end = parseInstant(row.OperationEnd)?.getTime();
    if (end === undefined || (result !== 2 && result !== 3) || !/inventory$/i.test(row.JobType ?? '')) continue;
    const place = inventoryPlace({ machine: row.ClientMachine ?? '', path: row.StorePath ?? '' });
    times.set(place, Math.max(end, times.get(place) ?? 0));
  }
  return times;
}

/**
 * The server's filters for inventory jobs at some paths, a machine being no field of this query (vendor documentation, GET
 * Orchestrator Jobs Job History); none where no path can be asked for, several where one would be too long.
 */
export function inventoryJobFilters(paths: readonly string[]): string[] {
  const places = paths.map(pathTerm).filter((term) => term !== null);
  return joinedFilters(places, (some) => `JobType -contains "Inventory" AND (${some.join(' OR ')})`);
}

/**
 * When the stores at some paths were last inventoried, as far as the newest hundred jobs there tell; null where the caller
 * may not read the history of jobs. An inventory itself carries no time.
 */
export function inventoryTimesQuery(paths: readonly string[]) {
  return queryOptions({
    queryKey: ['inventory times', paths],
    queryFn: async ({ signal, client }): Promise<InventoryTimes | null> => {
      const how = { prefix: 'pq', signal, keepSession: true };
      const rows: z.infer<typeof wireJobHistory>[] = [];
      try {
        for (const queryString of inventoryJobFilters(paths)) {
          const asked = { queryString, sortField: 'JobHistoryId', descending: true, pageSize: 100 };
          const read = () => fetchPage('/OrchestratorJobs/JobHistory', 1, asked, wireJobHistory, how);
          // oxlint-disable-next-line no-await-in-loop -- one after the other spares the server
          rows.push(...(await few(read)).rows);
          followAnswer(client, takes('readJobs'), { error: null });
        }
        return inventoryTimes(rows);
      } catch (error) {
        // Once refused, it is not asked for of every other store as well.
        followAnswer(client, takes('readJobs'), { error });
        if (mayNotRead(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
