import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { ApiError, notPermitted } from './errors.ts';
import { fewAtOnce } from './fewAtOnce.ts';

/** A request may be refused for hundreds of stores at once. */
const few = fewAtOnce(4);

/** A store, and when it was asked for (ISO text in UTC; null: not yet): what was there before may be gone now. */
export interface MissedStore {
  storeId: string;
  askedAt: string | null;
}

/**
 * Which of these stores the server no longer has, by their ids. GET CertificateStores/{id} answers 404 for them, and some
 * servers for a store that the caller may not see, too; a store that may not be read (403) is none of them. Throws what
 * `call` throws for any other failure.
 */
export function goneStoresQuery(missed: readonly MissedStore[]) {
  return queryOptions({
    queryKey: ['gone stores', missed.map(({ storeId, askedAt }) => `${storeId} ${askedAt ?? ''}`).toSorted()],
    queryFn: async ({ signal }): Promise<readonly string[]> => {
      const goneOne = async ({ storeId }: MissedStore): Promise<string[]> => {
        try {
          await call(`/CertificateStores/${encodeURIComponent(storeId)}`, { signal });
        } catch (error) {
          if (!notPermitted(error)) throw error;
          if (error instanceof ApiError && error.status === 404) return [storeId];
        }
        return [];
      };
      return (await Promise.all(missed.map((each) => few(() => goneOne(each))))).flat();
    },
    staleTime: 60_000,
  });
}
