import { keepPreviousData, replaceEqualDeep, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { goneStoresQuery } from '../../api/goneStores.ts';
import { inventoryQuery } from '../../api/inventory.ts';
import { asStoreId } from '../../domain/ids.ts';
import { sameId } from './askedStores.ts';
import type { PlannedStore } from './deployForm.ts';
import type { KnownInventories } from './planFindings.ts';
import { useInventoryTimes } from './useInventoryTimes.ts';

interface PlanInventories {
  inventories: KnownInventories;
  /** How many are still being read. */
  pending: number;
}

/**
 * What is known now, as the very objects that were there `before` wherever they say the same: a plan of hundreds of stores is
 * then not judged and drawn anew for what did not change.
 */
export const sharedInventories = (before: KnownInventories, now: KnownInventories): KnownInventories =>
  replaceEqualDeep(before, now);

/** What the last inventories of the planned stores hold, how old they are, and who serves them, as far as the caller may know. */
export function usePlanInventories(plan: readonly PlannedStore[]): PlanInventories {
  const reads = useQueries({
    queries: plan.map(({ storeId }) => ({ ...inventoryQuery(asStoreId(storeId)), staleTime: 60_000 })),
    combine: (results) => results.map(({ data, isError, isPending }) => ({ data, isError, isPending })),
  });
  const takenAt = useInventoryTimes(plan);
  // No inventory for either reason: it may not be read, or its store is there no more.
  const unread = plan.filter((_, at) => reads[at]?.data === null);
  const { data: gone = [] } = useQuery({
    ...goneStoresQuery(unread.map(({ storeId }) => ({ storeId, askedAt: null }))),
    enabled: unread.length > 0,
    placeholderData: keepPreviousData,
  });
  const { data: agents } = useQuery({ ...agentsQuery(), enabled: plan.length > 0 });
  const now: Record<string, KnownInventories[string]> = {};
  plan.forEach((store, at) => {
    const read = reads[at];
    now[store.storeId] = {
      entries: read?.data,
      gone: read?.data === null && gone.includes(store.storeId),
      failed: read?.isError === true && read.data === undefined,
      takenAt: takenAt(store),
      agentSeen: agents?.find(({ agentId }) => store.agentId !== null && sameId(agentId, store.agentId))?.lastSeen,
    };
  });
  const [held, hold] = useState<KnownInventories>(now);
  const inventories = sharedInventories(held, now);
  if (inventories !== held) hold(inventories);
  return { inventories, pending: reads.filter(({ isPending }) => isPending).length };
}
