import * as z from 'zod/mini';
import { serverAddress } from '../../api/client.ts';
import { entry, type Kept } from '../../kept.ts';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';

/** A store whose way ended as it was asked for: `key` tells server, store and sending. Nothing of it is secret. */
interface SeenStore {
  key: string;
  /** When that was first seen here, ISO text in UTC, by the server's clock. */
  at: string;
}

/** What this browser once saw at its end, newest first: a later certificate in the same place does not un-say it. */
export const keptSeen: Kept<{ stores: readonly SeenStore[] }> = entry<{ stores: readonly SeenStore[] }>(
  'seen-stores',
  1,
  z.object({ stores: z.array(z.object({ key: z.string(), at: z.string() })) }),
  { stores: [] },
);

/** So many as the list of deployments has stores. */
const most = 4_000;

/** Keeps that stores were seen at their end; the first time counts. Returns those keys that were not kept yet. */
export function keepSeen(keys: readonly string[], at: string): string[] {
  const { stores } = keptSeen.read();
  const known = new Set(stores.map(({ key }) => key));
  const fresh = keys.filter((key) => !known.has(key));
  if (fresh.length > 0) {
    keptSeen.write({ stores: [...fresh.map((key) => ({ key, at })), ...stores].slice(0, most) });
  }
  return fresh;
}

/** One text for one store of one sending to this server. */
export const seenKey = (one: Asked): string => `${serverAddress()} ${askKey(one)}`;

/** When each was seen at its end, by `askKey`; those that were not are left out. */
export function seenOf(all: readonly Asked[], stores: readonly SeenStore[]): ReadonlyMap<string, string> {
  const byKey = new Map(stores.map(({ key, at }) => [key, at]));
  return new Map(
    all.flatMap((one) => {
      const at = byKey.get(seenKey(one));
      return at === undefined ? [] : [[askKey(one), at] as const];
    }),
  );
}
