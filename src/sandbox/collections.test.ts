import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api } from './apiForTests.ts';
import { advance, binding, become, enroll, idOf, password, storeId } from './enrollForTests.ts';

const total = async (api: Api, query: string) =>
  Number((await api('GET', `/Certificates?ReturnLimit=1&IncludeExpired=true&${query}`)).headers.get('X-Total-Count'));

/** Any certificate that is not of WebServer2Y. */
async function outsider(api: Api): Promise<number> {
  const query = encodeURIComponent('TemplateShortName -ne "WebServer2Y"');
  return Number(at((await api('GET', `/Certificates?ReturnLimit=1&QueryString=${query}`)).body, 0, 'Id'));
}

test('collection 3 holds the certificates of WebServer2Y, for whoever may read all too; an unknown one none', async () => {
  const api = await freshWorld();
  const web = encodeURIComponent('TemplateShortName -eq "WebServer2Y"');
  expect(await total(api, 'collectionId=3')).toBe(await total(api, `QueryString=${web}`));
  expect(await total(api, 'collectionId=3')).toBeGreaterThan(10);
  expect(await total(api, 'collectionId=3')).toBeLessThan(await total(api, ''));
  expect(await total(api, 'collectionId=77')).toBe(0);
  expect(await total(api, 'collectionId=0')).toBe(await total(api, ''));
});

test.each(['25.4', '10.5'])('%s lists the collections that one may read, by name', async (profile) => {
  const api = await freshWorld({ profile });
  const names = async () => records((await api('GET', '/CertificateCollections')).body).map((row) => row.Name);
  expect(await names()).toEqual(['Devices', 'Web servers']);
  await become(api, 'webops');
  expect(await names()).toEqual(['Web servers']);
  await become(api, 'steward');
  expect((await api('GET', '/CertificateCollections')).status).toBe(403);
});

test('who reads one collection only has to name it with every call, and sees nothing else', async () => {
  const api = await freshWorld();
  const outside = await outsider(api);
  await become(api, 'webops');
  const inside = Number(at((await api('GET', '/Certificates?ReturnLimit=1&collectionId=3')).body, 0, 'Id'));
  for (const path of ['', '/Locations', '/Validate', '/History']) {
    const of = (id: number) => (path === '/Locations' ? `/Certificates/Locations/${id}` : `/Certificates/${id}${path}`);
    const status = async (url: string) => (await api('GET', url)).status;
    expect([path, await status(`${of(inside)}?collectionId=3`)]).toEqual([path, 200]);
    expect([path, await status(of(inside))]).toEqual([path, 403]);
    expect([path, await status(`${of(inside)}?collectionId=4`)]).toEqual([path, 403]);
    expect([path, await status(`${of(outside)}?collectionId=3`)]).toEqual([path, 403]);
  }
  expect((await api('GET', '/Certificates')).status).toBe(403);
  expect((await api('GET', '/Certificates?collectionId=4')).status).toBe(403);
});

test('downloads and keys of a collection want its id in the query', async () => {
  const api = await freshWorld({ user: 'webops' });
  const CertID = idOf(await enroll(api));
  await advance(api, 21);
  const post = async (call: string, query: string) =>
    (
      await api('POST', `/Certificates/${call}${query}`, {
        headers: { 'x-certificateformat': 'PEM' },
        body: { CertID, Password: password, CollectionId: 3 },
      })
    ).status;
  expect([await post('Download', ''), await post('Recover', '')]).toEqual([403, 403]);
  expect([await post('Download', '?collectionId=3'), await post('Recover', '?collectionId=3')]).toEqual([200, 200]);
});

test('a certificate just enrolled enters its collection twenty seconds later', async () => {
  const api = await freshWorld({ user: 'webops' });
  const id = idOf(await enroll(api));
  const status = async () => (await api('GET', `/Certificates/${id}?collectionId=3`)).status;
  await advance(api, 15);
  expect(await status()).toBe(403);
  await advance(api, 6);
  expect(await status()).toBe(200);
});

test('Add and Remove take the collection in the body, and only stores of the own containers', async () => {
  const api = await freshWorld({ user: 'webops' });
  const iis = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const id = idOf(await enroll(api));
  await advance(api, 21);
  const target = { CertificateStoreId: iis, IncludePrivateKey: true, JobFields: binding };
  const send = (call: string, more: Record<string, unknown>, query = '') =>
    api('POST', `/CertificateStores/Certificates/${call}${query}`, {
      body: { CertificateId: id, CertificateStores: [target], Schedule: { Immediate: true }, ...more },
    });
  expect((await send('Add', {})).status).toBe(403);
  expect((await send('Add', {}, '?collectionId=3')).status).toBe(403);
  expect((await send('Add', { CollectionId: 3 })).status).toBe(200);
  await become(api, 'admin');
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  await become(api, 'webops');
  const foreign = { CertificateStoreId: keystore, IncludePrivateKey: true, Alias: 'a' };
  expect((await send('Add', { CollectionId: 3, CertificateStores: [foreign] })).status).toBe(400);
  await advance(api, 30);
  const seen = records((await api('GET', `/CertificateStores/${iis}/Inventory`)).body);
  const Alias = text(
    seen.find((item) => at(item, 'Certificates', 0, 'Id') === id),
    'Name',
  );
  const gone = { CertificateStores: [{ ...target, Alias }] };
  expect((await send('Remove', gone)).status).toBe(403);
  expect((await send('Remove', { ...gone, CollectionId: 3 })).status).toBe(200);
});

test('an entry is not removed for a collection that does not hold its certificate', async () => {
  const api = await freshWorld();
  const query = encodeURIComponent('CertStoreFQDN -startswith "web" AND TemplateShortName -ne "WebServer2Y"');
  const listed = await api('GET', `/Certificates?ReturnLimit=500&includeLocations=true&QueryString=${query}`);
  const inContainer = records(listed.body).find((row) => /^web\d/.test(text(row, 'Locations', 0, 'StoreMachine')));
  const place = record(at(inContainer, 'Locations', 0));
  const store = { CertificateStoreId: place['CertStoreId'], Alias: place['Alias'], JobFields: binding };
  const body = { CertificateStores: [store], Schedule: { Immediate: true }, CollectionId: 3 };
  const remove = async () => (await api('POST', '/CertificateStores/Certificates/Remove', { body })).status;
  await become(api, 'webops');
  expect(await remove()).toBe(403);
  await become(api, 'admin');
  expect(await remove()).toBe(200);
});

test('who reads one container sees its stores, their types and, since 25.x, the certificates in them', async () => {
  const api = await freshWorld({ user: 'branchops' });
  const stores = records((await api('GET', '/CertificateStores?ReturnLimit=500')).body);
  expect(new Set(stores.map((store) => store['ContainerId']))).toEqual(new Set([2]));
  expect((await api('GET', '/CertificateStoreTypes')).status).toBe(200);
  expect((await api('GET', '/Certificates')).status).toBe(403);
  expect((await api('GET', '/Certificates?containerId=1')).status).toBe(403);
  const listed = await api('GET', '/Certificates?containerId=2&includeLocations=true&IncludeExpired=true');
  expect(records(listed.body).length).toBeGreaterThan(5);
  for (const row of records(listed.body)) {
    expect(records(row['Locations']).map((place) => place['StoreMachine'])).toContainEqual(
      expect.stringMatching(/^app\d+\.keyexample\.com$/),
    );
  }
  const id = String(at(listed.body, 0, 'Id'));
  expect((await api('GET', `/Certificates/${id}?containerId=2`)).status).toBe(200);
  const older = await freshWorld({ user: 'branchops', profile: '24.4' });
  expect((await older('GET', '/Certificates?containerId=2')).status).toBe(403);
});

test('both scoped users enroll and deploy to their own stores, not to others', async () => {
  const api = await freshWorld();
  const windows = await storeId(api, 'ClientMachine -eq "app03.keyexample.com" AND StorePath -eq "My"');
  const iis = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const targets = [{ StoreId: windows }, { StoreId: iis, Properties: binding }];
  await become(api, 'branchops');
  expect(at((await enroll(api, { Stores: targets })).body, 'SuccessfulStores')).toEqual([windows]);
  await become(api, 'webops');
  expect(at((await enroll(api, { Stores: targets })).body, 'SuccessfulStores')).toEqual([iis]);
});
