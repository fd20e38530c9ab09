import { expect, it } from 'vitest';
import { entryOf, inventoryJobFilters, inventoryPlace, inventoryTimes, readInventoryItem } from './inventory.ts';

const job = { JobHistoryId: 1, JobType: 'IISUInventory', ClientMachine: 'Web01', StorePath: 'My', Result: 2 };

it('an alias is found whatever its case, the first of two', () => {
  const inventory = ['Shop', 'SHOP', 'web'].map((Name) => readInventoryItem({ Name, Certificates: [] }));
  expect(entryOf(inventory, ' shop ')).toBe(inventory[0]);
  expect(entryOf(inventory, 'none')).toBeUndefined();
});

it('the newest inventory that went well tells the age, by machine and path whatever their case', () => {
  const times = inventoryTimes([
    { ...job, OperationEnd: '2026-11-20T10:00:00Z' },
    { ...job, OperationEnd: '2026-11-21T10:00:00Z', Result: 'Warning' },
    { ...job, OperationEnd: '2026-11-21T11:00:00Z', Result: 4 },
    { ...job, OperationEnd: '2026-11-21T11:30:00Z', JobType: 'IISUManagement' },
    { ...job, OperationEnd: null },
    { ...job, OperationEnd: '2026-11-21T09:00:00Z', ClientMachine: 'web02' },
  ]);
  const at = (machine: string) => times.get(inventoryPlace({ machine, path: 'my' }));
  expect([at('web01'), at('WEB02'), at('web03')]).toEqual([
    Date.parse('2026-11-21T10:00:00Z'),
    Date.parse('2026-11-21T09:00:00Z'),
    undefined,
  ]);
});

it('the history is asked for the paths that can be asked for', () => {
  expect(inventoryJobFilters(['My', '/opt/a.jks'])).toEqual([
    'JobType -contains "Inventory" AND (TargetPath -eq "My" OR TargetPath -eq "/opt/a.jks")',
  ]);
  expect(inventoryJobFilters(['', 'a"b', 'x'.repeat(722)])).toEqual([]);
});

it('long paths are asked for in several filters, each short enough to stand in a URL twice', () => {
  const paths = Array.from({ length: 10 }, (_, at) => `/opt/${'long name/'.repeat(12)}${at}.jks`);
  const filters = inventoryJobFilters(paths);
  for (const filter of filters) expect(encodeURIComponent(filter).length).toBeLessThan(750);
  for (const path of paths) expect(filters.join('')).toContain(`"${path}"`);
});

it('what a store type reports of an entry is kept as text, and left out where it reports nothing', () => {
  expect(
    readInventoryItem({ Name: 'a', Parameters: { SiteName: 'Shop', Flag: 1 }, Certificates: [] }).parameters,
  ).toEqual({
    SiteName: 'Shop',
  });
  expect(readInventoryItem({ Name: 'a', Certificates: [] })).not.toHaveProperty('parameters');
});
