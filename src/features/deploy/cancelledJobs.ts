import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';

/** What was taken out of the queue from this tab, by `askKey`. The server says of such a job only that it is nowhere. */
export const cancelledQuery = () =>
  queryOptions({
    queryKey: ['jobs cancelled here'],
    queryFn: (): readonly string[] => [],
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** To be called after the server took the job of a store out of its queue. */
export const noteCancelled = (client: QueryClient, one: Asked): void => {
  client.setQueryData(cancelledQuery().queryKey, (before) => [...(before ?? []), askKey(one)]);
};
