import { queryOptions } from '@tanstack/react-query';
import { notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { int, loose, maybe, text } from './wire.ts';

/** A group of certificate stores, which permissions and schedules are given for. */
export interface StoreContainer {
  containerId: number;
  name: string;
}

/** What a server calls such a group: late 25.x says application. */
export type ContainerNoun = 'container' | 'application';

/**
 * What the server calls its groups of stores, by its own list of endpoints; `container` where it gives none. The format of
 * an item of that list is not documented, hence any text that ends in the path.
 */
export const containerNoun = (endpoints: readonly string[] | null): ContainerNoun =>
  endpoints?.some((each) => /\bApplications\W*$/i.test(each)) === true ? 'application' : 'container';

const wireContainer = loose({ Id: int, Name: maybe(text) });

/** All containers (or applications) of stores by name, or null where the caller may not read them: choosing stores works without. */
export function containersQuery(noun: ContainerNoun) {
  const path = noun === 'application' ? '/Applications' : '/CertificateStoreContainers';
  return queryOptions({
    queryKey: ['store containers', noun],
    queryFn: async ({ signal }): Promise<readonly StoreContainer[] | null> => {
      try {
        const rows = await fetchAll(path, {}, wireContainer, { prefix: 'pq', signal });
        return rows
          .map((row) => ({ containerId: row.Id, name: row.Name ? row.Name : `${row.Id}` }))
          .toSorted((a, b) => a.name.localeCompare(b.name));
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}
