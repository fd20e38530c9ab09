import { queryOptions } from '@tanstack/react-query';
import { inventoryQuery } from '../../api/inventory.ts';
import { isMissing } from '../../api/unread.ts';
import { asStoreId } from '../../domain/ids.ts';
import type { Learned } from './followEvidence.ts';

/**
 * The inventories of stores by their ids, one after the other; what may not be read tells the missing right, and is asked for again
 * once that is out of date, as it is when rights are looked at anew, or thrown away, some minutes later.
 */
export function inventoriesQuery(storeIds: readonly string[]) {
  const queryKey = ['inventories', [...storeIds].sort()];
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Learned['inventories']> => {
      const found: Record<string, Learned['inventories'][string]> = {};
      for (const id of storeIds) {
        // Whoever left the page asks for no more of them.
        signal.throwIfAborted();
        found[id] = await client.fetchQuery({
          ...inventoryQuery(asStoreId(id)),
          // As it is now: one that was read a moment ago may be what somebody waits to see changed.
          staleTime: ({ state }) => (isMissing(state.data) ? Infinity : 0),
        });
      }
      return found;
    },
  });
}
