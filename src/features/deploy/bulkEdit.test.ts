import { expect, it } from 'vitest';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import { bulkEdited, heldWords, noBulkEdit, writesSomething } from './bulkEdit.ts';
import type { PlannedStore } from './deployForm.ts';
import { secretPaths } from './planSecrets.ts';

const parameter = (name: string, kind: 'string' | 'secret') => ({
  name,
  label: name,
  kind,
  options: [],
  defaultValue: '',
  requiredOnAdd: false,
  requiredWithKey: false,
  requiredOnRemove: false,
});
const rules: StoreTypeRules = {
  name: 'IIS',
  shortName: 'IISU',
  canAdd: true,
  alias: 'optional',
  privateKey: 'required',
  entryPassword: true,
  entryParameters: [parameter('Site', 'string'), parameter('Pin', 'secret')],
};
const store = (storeId: string, over: Partial<PlannedStore> = {}): PlannedStore => ({
  storeId,
  displayName: storeId,
  machine: storeId,
  path: 'My',
  storeTypeId: 131,
  agentId: null,
  inventoryScheduled: true,
  rules,
  alias: storeId,
  overwrite: true,
  properties: [
    { name: 'Site', value: 'Shop' },
    { name: 'Pin', value: '1' },
  ],
  entryPassword: 'before',
  privateKey: true,
  ...over,
});
const plan = [store('a'), store('b', { storeTypeId: 110 }), store('c', { overwrite: false })];

it('a bulk edit that is empty changes nothing', () => {
  const nothing = noBulkEdit(rules);
  expect(writesSomething(nothing)).toBe(false);
  expect(bulkEdited(plan, 131, nothing)).toEqual(plan);
});

it('what is filled in goes into every store of the type and into no other', () => {
  const bulk = {
    ...noBulkEdit(rules),
    alias: 'web',
    entryPassword: 'after',
    properties: [
      { name: 'Site', value: 'Intranet' },
      { name: 'Pin', value: '' },
    ],
  };
  expect(writesSomething(bulk)).toBe(true);
  const [a, b, c] = bulkEdited(plan, 131, bulk);
  const written = { alias: 'web', entryPassword: 'after', properties: [{ value: 'Intranet' }, { value: '1' }] };
  expect(a).toMatchObject({ ...written, overwrite: true });
  expect(c).toMatchObject({ ...written, overwrite: false });
  expect(b).toEqual(plan[1]);
});

it('overwriting is switched off for all, never on', () => {
  const edited = bulkEdited(plan, 131, { ...noBulkEdit(rules), noOverwrite: true });
  expect(edited.map(({ overwrite }) => overwrite)).toEqual([false, true, false]);
});

it('without overwriting, a store that names its entries has none to replace', () => {
  const naming = store('d', { rules: { ...rules, alias: 'forbidden' }, alias: 'AB12' });
  expect(bulkEdited([naming], 131, { ...noBulkEdit(rules), alias: 'web' })[0]?.alias).toBe('AB12');
  expect(bulkEdited([naming], 131, { ...noBulkEdit(rules), noOverwrite: true })[0]).toMatchObject({
    alias: '',
    overwrite: false,
  });
});

it('the words beside a field tell whether the stores agree', () => {
  expect([heldWords(['x', 'x']), heldWords(['x', 'y']), heldWords(['', ''])]).toEqual([
    'Now x in all of them.',
    'Now it differs from store to store.',
    'Now it is empty in all of them.',
  ]);
});

it('every secret of a plan has its place, also in stores that were never opened', () => {
  expect(secretPaths('stores', [store('a'), store('b')])).toEqual([
    'stores.0.entryPassword',
    'stores.0.properties.1.value',
    'stores.1.entryPassword',
    'stores.1.properties.1.value',
  ]);
});
