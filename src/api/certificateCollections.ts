import { queryOptions } from '@tanstack/react-query';
import { notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { leavesOut, serverQuery } from './server.ts';
import { int, loose, maybe, text } from './wire.ts';

/** A saved search for certificates, which rights may end at. */
export interface CertificateCollection {
  collectionId: number;
  name: string;
}

const wireCollection = loose({ Id: int, Name: maybe(text) });

/**
 * The collections that the server lists for the caller, by name (vendor documentation, GET Certificate Collections; whether
 * it leaves out those that one may not read is UNCONFIRMED). Null where it does not tell; it is not asked where its list
 * of endpoints says so beforehand.
 */
export const collectionsQuery = () =>
  queryOptions({
    queryKey: ['certificate collections'],
    queryFn: async ({ client, signal }): Promise<readonly CertificateCollection[] | null> => {
      const { endpoints } = await client.ensureQueryData(serverQuery());
      if (leavesOut(endpoints, 'CertificateCollections')) return null;
      try {
        const rows = await fetchAll('/CertificateCollections', {}, wireCollection, { prefix: 'pq', signal });
        return rows
          .map((row) => ({ collectionId: row.Id, name: row.Name || `Collection ${row.Id}` }))
          .toSorted((a, b) => a.name.localeCompare(b.name));
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
