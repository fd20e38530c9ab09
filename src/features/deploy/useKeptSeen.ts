import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { serverNow } from '../../api/client.ts';
import { useKept } from '../../kept.ts';
import type { Asked } from './askedStores.ts';
import type { FollowedOne } from './followEvidence.ts';
import { keepSeen, keptSeen, seenKey, seenOf } from './keptSeen.ts';

/** When this browser saw stores at their end, by `askKey`. */
export function useKeptSeen(all: readonly Asked[]): ReadonlyMap<string, string> {
  return seenOf(all, useKept(keptSeen).stores);
}

/** What an inventory that was taken since may have changed on the page. */
const known = ['stores of certificate', 'certificate history', 'inventory', 'inventory times'];

/** The stores after whose end that was read anew: an end that is not proved is not kept, so that it comes again. */
const readAnew = new Set<string>();

/** Keeps which stores are proved to be at their end, and reads anew what the inventories of all at theirs changed. */
export function useKeepSeen(stores: readonly FollowedOne[]): void {
  const client = useQueryClient();
  const ended = stores.filter(
    ({ inInventory, waitsFor, seenBefore }) => inInventory && waitsFor === null && !seenBefore,
  );
  const keysOf = (some: readonly FollowedOne[]) => some.map(({ one }) => seenKey(one)).join('\n');
  const keys = keysOf(ended);
  const proved = keysOf(ended.filter((each) => each.proved));
  useEffect(() => {
    const kept = proved === '' ? [] : keepSeen(proved.split('\n'), serverNow().toISOString());
    const fresh = keys === '' ? [] : keys.split('\n').filter((key) => !readAnew.has(key));
    if (kept.length === 0 && fresh.length === 0) return;
    for (const key of fresh) readAnew.add(key);
    for (const each of known) void client.invalidateQueries({ queryKey: [each] });
  }, [client, keys, proved]);
}
