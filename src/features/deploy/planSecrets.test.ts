import { expect, test } from 'vitest';
import type { EntryParameter } from '../../domain/deploy.ts';
import type { PlannedStore } from './deployForm.ts';
import { renameSecrets, storeSecrets, withoutSecrets } from './planSecrets.ts';

const parameter = (name: string, kind: EntryParameter['kind']): EntryParameter => ({
  name,
  label: name,
  kind,
  options: [],
  defaultValue: '',
  requiredOnAdd: false,
  requiredOnRemove: false,
  requiredWithKey: false,
});

const store: PlannedStore = {
  storeId: 's1',
  displayName: 'app01',
  machine: 'app01',
  path: '/tls',
  storeTypeId: 1,
  agentId: null,
  inventoryScheduled: true,
  rules: {
    name: 'Any',
    shortName: 'Any',
    canAdd: true,
    alias: 'required',
    privateKey: 'optional',
    entryPassword: true,
    entryParameters: [parameter('Site', 'string'), parameter('Pin', 'secret')],
  },
  alias: 'shop',
  overwrite: true,
  properties: [
    { name: 'Site', value: 'Shop' },
    { name: 'Pin', value: '1234' },
  ],
  entryPassword: 'hidden',
  privateKey: true,
};

test('a plan that another form takes over keeps everything but what is secret', () => {
  const [carried] = withoutSecrets([store]);
  expect(carried).toEqual({
    ...store,
    entryPassword: '',
    properties: [
      { name: 'Site', value: 'Shop' },
      { name: 'Pin', value: '' },
    ],
  });
  expect(storeSecrets(store)).toEqual(['hidden', '1234']);
});

test('the form knows the secrets of its plan as it is now, so that none of a store that left it empties those after it', () => {
  const { rules } = store;
  const swapped = {
    ...store,
    rules: { ...rules, entryParameters: rules.entryParameters.toReversed() },
    properties: store.properties.toReversed(),
  };
  const names = new Set(['password']);
  renameSecrets(names, 'stores', [swapped, store]);
  expect(names).toContain('stores.0.properties.0.value');
  renameSecrets(names, 'stores', [store]);
  expect([...names]).toEqual(['password', 'stores.0.entryPassword', 'stores.0.properties.1.value']);
});
