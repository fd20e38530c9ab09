import { queryOptions } from '@tanstack/react-query';
import { inventoryQuery } from '../../api/inventory.ts';
import { asStoreId } from '../../domain/ids.ts';
import type { Learned } from './followEvidence.ts';

/** The inventories of stores by their ids, one after the other; what may not be read is null, and is not asked for again. */
export function inventoriesQuery(storeIds: readonly string[]) {
  const queryKey = ['inventories', [...storeIds].sort()];
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Learned['inventories']> => {
      const before = client.getQueryData<Learned['inventories']>(queryKey) ?? {};
      const found: Record<string, Learned['inventories'][string]> = {};
      for (const id of storeIds) {
        // Whoever left the page asks for no more of them.
        signal.throwIfAborted();
        // As it is now: one that was read a moment ago may be what somebody waits to see changed.
        found[id] =
          before[id] === null ? null : await client.fetchQuery({ ...inventoryQuery(asStoreId(id)), staleTime: 0 });
      }
      return found;
    },
  });
}
