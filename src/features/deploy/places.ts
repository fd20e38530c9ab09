import type { HeldAt } from '../../api/renewals.ts';
import type { Store } from '../../api/stores.ts';
import type { FollowedStore } from './askedStores.ts';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The places of a certificate by store, in their order: one that holds it under several aliases is one store. */
export function followedPlaces(places: readonly HeldAt[]): FollowedStore[] {
  const byStore = new Map<string, FollowedStore>();
  for (const { storeId, machine, path, alias } of places) {
    const before = byStore.get(storeId.toLowerCase());
    byStore.set(storeId.toLowerCase(), {
      storeId,
      displayName: `${machine} - ${path}`,
      machine,
      path,
      agentId: null,
      // An inventory has found the certificate there.
      inventoryScheduled: true,
      replaces: true,
      ...before,
      alias: before ? `${before.alias}, ${alias}` : alias,
    });
  }
  return [...byStore.values()];
}

/** The stores of an answer, by what inventories and the server know of them; one that nobody knows goes by its id. */
export function followedIds(
  ids: readonly string[],
  places: readonly HeldAt[],
  stores: readonly Store[],
): FollowedStore[] {
  const held = followedPlaces(places);
  return ids.map((id) => {
    const place = held.find(({ storeId }) => same(storeId, id));
    const store = stores.find(({ storeId }) => same(storeId, id));
    const bare = { displayName: id, machine: '', path: '', agentId: null, inventoryScheduled: true, alias: '' };
    const known = store && {
      displayName: store.displayName,
      machine: store.machine,
      path: store.path,
      agentId: store.agentId,
      inventoryScheduled: store.inventoryScheduled,
    };
    return { ...bare, replaces: true, ...place, ...known, storeId: id };
  });
}

/** A store with the aliases under which it holds the certificate already, as far as inventories know. */
export function heldBefore(store: FollowedStore, places: readonly HeldAt[]): FollowedStore {
  const heldAs = places.filter(({ storeId }) => same(storeId, store.storeId)).map(({ alias }) => alias);
  return heldAs.length === 0 ? store : { ...store, heldAs };
}
