import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { inventoryPlace, inventoryTimesQuery } from '../../api/inventory.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';

/** A store by what rows of the job history call it. */
type Place = Parameters<typeof inventoryPlace>[0];

/** So many paths are asked for in one request of the job history. */
const pathsAtOnce = 10;

/**
 * The paths that are asked for together. `asked`: which of the places are asked about yet; of the others nothing is, and they
 * change nothing in what the rest is asked with.
 */
export function pathsTogether<T extends Place>(places: readonly T[], asked: (place: T) => boolean): string[][] {
  const paths = [...new Set(places.map(({ path }) => path))];
  const wanted = new Set(places.filter(asked).map(({ path }) => path));
  const tens: string[][] = [];
  for (let at = 0; at < paths.length; at += pathsAtOnce) tens.push(paths.slice(at, at + pathsAtOnce));
  return tens.map((ten) => ten.filter((path) => wanted.has(path))).filter((ten) => ten.length > 0);
}

/** When a store was last inventoried, in milliseconds; null: not told, undefined: not known yet. */
export type InventoryTaken = (place: Place) => number | null | undefined;

/** When stores were last inventoried, as far as the history of jobs tells; nothing is asked where it is known to be closed. */
export function useInventoryTimes<T extends Place>(
  places: readonly T[],
  asked: (place: T) => boolean = () => true,
): InventoryTaken {
  const me = useQuery(meQuery());
  const closed = me.isPending || whyNot(me.data, 'readJobs') !== undefined;
  const { found, pending } = useQueries({
    queries: (closed ? [] : pathsTogether(places, asked)).map((paths) => ({
      ...inventoryTimesQuery(paths),
      placeholderData: keepPreviousData,
    })),
    combine: (results) => ({
      found: results.map(({ data }) => data),
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  return (place) => {
    const key = inventoryPlace(place);
    const at = found.map((times) => times?.get(key)).find((time) => time !== undefined);
    return at ?? (pending || me.isPending ? undefined : null);
  };
}
