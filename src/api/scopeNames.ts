import { queryOptions } from '@tanstack/react-query';
import { isPart, type Scope, type ScopeNames } from '../domain/scope.ts';
import { collectionsQuery } from './certificateCollections.ts';
import { containerNoun, containersQuery } from './containers.ts';
import { serverQuery } from './server.ts';

/**
 * What the server calls the collection and the container of a scope. Null for what it does not tell, or failed to: that is
 * asked again on the next visit.
 */
export const scopeNamesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['scope names', scope],
    enabled: isPart(scope),
    queryFn: async ({ client }): Promise<ScopeNames> => {
      const { collectionId, containerId } = scope;
      const nameOfCollection = async () => {
        const rows = await client.fetchQuery(collectionsQuery());
        return rows?.find((row) => row.collectionId === collectionId)?.name ?? null;
      };
      const nameOfContainer = async () => {
        const { endpoints } = await client.ensureQueryData(serverQuery());
        const rows = await client.fetchQuery(containersQuery(containerNoun(endpoints)));
        return rows?.find((row) => row.containerId === containerId)?.name ?? null;
      };
      const [collection, container] = await Promise.all([
        collectionId === null ? null : nameOfCollection().catch(() => null),
        containerId === null ? null : nameOfContainer().catch(() => null),
      ]);
      return { collection, container };
    },
    // The lists that names come from are kept; one that failed is asked for again.
    staleTime: 0,
  });
