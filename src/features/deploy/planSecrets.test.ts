import { expect, test } from 'vitest';
import type { EntryParameter } from '../../domain/deploy.ts';
import type { PlannedStore } from './deployForm.ts';
import { storeSecrets, withoutSecrets } from './planSecrets.ts';

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

test('a plan that another form takes over keeps everything but what is secret', () => {
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
