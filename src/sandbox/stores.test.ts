import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text } from './apiForTests.ts';
import { become, storeId } from './enrollForTests.ts';

test('344 stores, some unapproved, some without inventory; the total is in the header and a page past the end is empty', async () => {
  const api = await freshWorld();
  const total = async (query: string) =>
    (await api('GET', `/CertificateStores?QueryString=${query}`)).headers.get('X-Total-Count');
  const first = await api('GET', '/CertificateStores');
  expect([records(first.body).length, first.headers.get('X-Total-Count')]).toEqual([50, '344']);
  expect(Number(await total('Approved -eq false'))).toBeGreaterThan(1);
  expect(Number(await total('Approved -eq true AND HasInventoryScheduled -eq false'))).toBeGreaterThan(3);
  expect(Number(await total('AgentAvailable -eq false'))).toBe(3);
  expect((await api('GET', '/CertificateStores?PageReturned=99')).body).toEqual([]);
});

test('secrets are GUIDs in a list and masked objects by id, inside a string; the path is called Storepath', async () => {
  const api = await freshWorld();
  const id = await storeId(api, 'ClientMachine -eq "web05.keyexample.com"');
  const query = encodeURIComponent('ClientMachine -eq "web05.keyexample.com"');
  const listed = record(at((await api('GET', `/CertificateStores?QueryString=${query}`)).body, 0));
  const single = record((await api('GET', `/CertificateStores/${id}`)).body);
  expect(Object.keys(single).toSorted()).toEqual(Object.keys(listed).toSorted());
  expect(single.Storepath).toBe('My');
  expect(single.StorePath).toBeUndefined();
  expect(at(JSON.parse(text(listed, 'Properties')), 'ServerPassword')).toMatch(/^[0-9a-f-]{36}$/);
  expect(at(JSON.parse(text(single, 'Properties')), 'ServerPassword', 'Value')).toBe('********************');
  expect(listed.Password).toBeNull();
  expect(at(single.Password, 'HasValue')).toBe(true);
});

test('ContainerName of a store without container is "" in a list and null by id', async () => {
  const api = await freshWorld();
  const query = encodeURIComponent('ContainerId -eq NULL');
  const listed = record(at((await api('GET', `/CertificateStores?QueryString=${query}`)).body, 0));
  expect(listed.ContainerName).toBe('');
  expect(at((await api('GET', `/CertificateStores/${text(listed, 'Id')}`)).body, 'ContainerName')).toBeNull();
});

test('stores that hold a certificate are found by its id', async () => {
  const api = await freshWorld();
  const id = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const held = at((await api('GET', `/CertificateStores/${id}/Inventory`)).body, 0, 'Certificates', 0, 'Id');
  const found = await api('GET', `/CertificateStores?QueryString=CertificateId -eq ${String(held)}`);
  expect(records(found.body).map((store) => store.Id)).toEqual([id]);
  const both = (approved: boolean) =>
    encodeURIComponent(`CertificateId -eq ${String(held)} AND Approved -eq ${approved}`);
  const count = async (query: string) =>
    (await api('GET', `/CertificateStores?QueryString=${query}`)).headers.get('X-Total-Count');
  expect([await count(both(true)), await count(both(false))]).toEqual(['1', '0']);
});

test('an inventory item lists leaf, CA and root under one item id, CA certificates with state 0', async () => {
  const api = await freshWorld();
  const id = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const [item] = records((await api('GET', `/CertificateStores/${id}/Inventory?query.pageReturned=1`)).body);
  const chain = records(item?.Certificates);
  expect(chain.map((row) => row.CertState)).toEqual([1, 0, 0]);
  expect(new Set(chain.map((row) => row.CertStoreInventoryItemId)).size).toBe(1);
  expect(item?.CertStoreId).toBe(id);
});

test('store types come by short name as a list, by number as an object, with unset members left out', async () => {
  const api = await freshWorld();
  const named = await api('GET', '/CertificateStoreTypes/Name/iisu');
  expect(named.headers.get('X-Total-Count')).toBeNull();
  expect(named.body).toHaveLength(1);
  const type = record(at(named.body, 0));
  expect((await api('GET', `/CertificateStoreTypes/${String(type.StoreType)}`)).body).toEqual(type);
  expect(type).toMatchObject({ CustomAliasAllowed: 'Forbidden', PrivateKeyAllowed: 'Required' });
  expect('StorePathType' in type).toBe(false);
  const site = records(type.EntryParameters).find((row) => row.Name === 'SiteName');
  expect(site).toMatchObject({ RequiredWhen: { OnAdd: true }, ValidationOptions: { OnAdd: 1, OnODKG: 1 } });
  expect((await api('GET', '/CertificateStoreTypes/Name/NoSuchType')).body).toEqual([]);
});

test('10.5 sends numbers where 25.4 sends words', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const type = record(at((await api('GET', '/CertificateStoreTypes/Name/RFJKS')).body, 0));
  expect([type.CustomAliasAllowed, type.PrivateKeyAllowed]).toEqual([2, 1]);
});

test('a container has its schedule as text in the list and as an object by id', async () => {
  const api = await freshWorld();
  const listed = records((await api('GET', '/CertificateStoreContainers?SortField=Id')).body);
  expect(listed.map((row) => row.Schedule)).toEqual(['D_23:30', 'I_60', 'I_60', 'D_02:00', 'M_1_04:00', null]);
  const single = record((await api('GET', '/CertificateStoreContainers/2')).body);
  expect(single.Schedule).toEqual({ Interval: { Minutes: 60 } });
});

test('one orchestrator has been silent for weeks and one is not approved', async () => {
  const api = await freshWorld();
  const agents = records((await api('GET', '/Agents')).body);
  const days = (agent: Record<string, unknown>) => (Date.now() - Date.parse(text(agent, 'LastSeen'))) / 86_400_000;
  expect(agents).toHaveLength(8);
  expect(agents.filter((agent) => days(agent) > 20).map((agent) => agent.Status)).toEqual([2]);
  expect(agents.filter((agent) => agent.Status === 1)).toHaveLength(1);
});

test('application settings are for few: 403 for an enroller, unknown to 10.5', async () => {
  const api = await freshWorld();
  expect(records((await api('GET', '/AppSetting')).body)[0]).toMatchObject({
    DisplayName: 'Password Length',
    Value: '12',
  });
  await become(api, 'enroller');
  expect((await api('GET', '/AppSetting')).status).toBe(403);
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('GET', '/AppSetting')).status).toBe(404);
});
