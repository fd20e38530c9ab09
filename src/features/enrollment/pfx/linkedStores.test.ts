import { expect, test } from 'vitest';
import { ApiError } from '../../../api/errors.ts';
import { asStoreId, asStoreTypeId } from '../../../domain/ids.ts';
import { linkedStores } from './linkedStores.ts';
import { plannedStore } from './pfxForTests.ts';

const store = {
  storeId: asStoreId('s1'),
  displayName: 'm - p',
  machine: 'm',
  path: 'p',
  typeId: asStoreTypeId(2),
  container: null,
  containerId: null,
  approved: true,
  agentId: null,
  inventoryScheduled: true,
};
const types = { data: [{ typeId: store.typeId, rules: plannedStore.rules }], error: null };
const refused = new ApiError({ kind: 'http', status: 403 });
const found = { id: 's1', data: [store], error: null };

test('stores that can take a certificate are planned, however the others fare', () => {
  const { planned, failed } = linkedStores([found, { id: 's2', data: undefined, error: refused }], types);
  expect(planned.map(({ storeId }) => storeId)).toEqual(['s1']);
  expect(Object.keys(failed)).toEqual(['s2']);
});

test('where the store types may not be read, no store is planned, and each says why', () => {
  const { planned, failed } = linkedStores([found], { data: undefined, error: refused });
  expect(planned).toEqual([]);
  expect(failed['s1']).toMatch(/store type/);
});

test('a store that cannot take a certificate says why; one that is not there is only missing', () => {
  const closed = { ...found, data: [{ ...store, approved: false }] };
  const { planned, failed } = linkedStores([closed], types);
  expect(planned).toEqual([]);
  expect(failed['s1']).toMatch(/not approved/);
  expect(linkedStores([{ ...found, data: [] }], types)).toEqual({ planned: [], failed: {} });
});
