import { describe, expect, it } from 'vitest';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { bulkEdited, heldWords, noBulkEdit, onlyEntries, writesSomething } from './bulkEdit.ts';
import type { PlannedStore } from './deployForm.ts';
import { secretPaths } from './planSecrets.ts';

const now = new Date('2026-11-21T12:00:00Z');
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

it('overwriting is switched off for all, and not on by the way', () => {
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

describe('in stores that name their entries', () => {
  const naming = (storeId: string, over: Partial<PlannedStore> = {}) =>
    store(storeId, { rules: { ...rules, alias: 'forbidden' }, alias: '', overwrite: false, ...over });
  const entry = (alias: string) => ({
    alias,
    certificates: [
      { certificateId: asCertificateId(7), subject: 'CN=old', thumbprint: 'D25F42370011AA', notAfter: '' },
    ],
  });
  const known = (...aliases: string[]) => ({ entries: aliases.map(entry), failed: false, takenAt: null });
  const nginx = [naming('a'), naming('b'), naming('c'), naming('d', { alias: 'D1', overwrite: true }), store('e')];
  const inventories = { a: known('A1'), b: known('B1', 'B2'), c: known(), d: known('D1'), e: known('E1') };

  it('the only entry of each can be replaced; several, none, and what is replaced already are not offered', () => {
    const { entries, several } = onlyEntries(nginx, inventories, now);
    expect(entries).toEqual([{ storeId: 'a', displayName: 'a', alias: 'A1', holds: 'CN=old, D25F4237…' }]);
    expect(several).toBe(1);
    expect(onlyEntries(nginx, {}, now)).toEqual({ entries: [], several: 0 });
  });

  it('an entry is replaced in the stores that were chosen for it, and in no other', () => {
    const { entries } = onlyEntries([naming('a'), naming('f')], { ...inventories, f: known('F1') }, now);
    const bulk = { ...noBulkEdit(rules), replace: entries.slice(1) };
    expect(writesSomething(bulk)).toBe(true);
    expect(bulkEdited([naming('a'), naming('f')], 131, bulk)).toMatchObject([
      { alias: '', overwrite: false },
      { alias: 'F1', overwrite: true },
    ]);
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
