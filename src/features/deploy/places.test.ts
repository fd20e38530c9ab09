import { expect, test } from 'vitest';
import type { HeldAt } from '../../api/renewals.ts';
import { asAgentId, asStoreId, asStoreTypeId } from '../../domain/ids.ts';
import { followedIds, followedPlaces, heldBefore } from './places.ts';

const place = (storeId: string, alias: string): HeldAt => ({
  storeId: asStoreId(storeId),
  machine: 'web01',
  path: '/opt/app.jks',
  alias,
  typeName: 'RFJKS',
});

test('a store that holds a certificate under two aliases is one store with both', () => {
  const stores = followedPlaces([place('a', 'one'), place('b', 'x'), place('A', 'two')]);
  expect(stores.map(({ storeId, alias }) => [storeId, alias])).toEqual([
    ['a', 'one, two'],
    ['b', 'x'],
  ]);
  expect(stores[0]).toMatchObject({ displayName: 'web01 - /opt/app.jks', machine: 'web01', replaces: true });
});

test('a store knows under which aliases it holds the certificate already', () => {
  const [store] = followedPlaces([place('A', 'one')]);
  if (store === undefined) throw new Error('no store');
  expect(heldBefore(store, [place('b', 'x')])).toBe(store);
  expect(heldBefore(store, [place('a', 'one'), place('b', 'x'), place('a', 'two')]).heldAs).toEqual(['one', 'two']);
});

test('a store of an answer is known by inventories, by the server, or by its id alone', () => {
  const store = {
    storeId: asStoreId('B'),
    displayName: 'web02 - My',
    machine: 'web02',
    path: 'My',
    typeId: asStoreTypeId(6),
    container: null,
    containerId: null,
    approved: true,
    agentId: asAgentId('agent'),
    inventoryScheduled: false,
  };
  const found = followedIds(['a', 'b', 'c'], [place('a', 'one')], [store]);
  expect(found.map(({ storeId, displayName, alias }) => [storeId, displayName, alias])).toEqual([
    ['a', 'web01 - /opt/app.jks', 'one'],
    ['b', 'web02 - My', ''],
    ['c', 'c', ''],
  ]);
  expect(found[1]).toMatchObject({ agentId: 'agent', inventoryScheduled: false });
});
