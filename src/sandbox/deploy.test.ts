import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { advance, become, binding, enroll, idOf, password, storeId } from './enrollForTests.ts';

async function deploy(
  api: Api,
  certificateId: number,
  stores: unknown[],
  more: Record<string, unknown> = {},
): Promise<Seen> {
  return api('POST', '/Enrollment/PFX/Deploy', {
    body: { Stores: stores, Password: password, CertificateId: certificateId, ...more },
  });
}

const iis = (api: Api) => storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');

test('stores that can take the certificate get a job, the others come back as failed, with 200', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const good = await iis(api);
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const unapproved = await storeId(api, 'ClientMachine -eq "found01.keyexample.com"');
  const akamai = await storeId(api, 'StorePath -eq "Staging"');
  const bundle = await storeId(api, 'StorePath -eq "Common/bundle-01"');
  const answer = await deploy(api, id, [
    { StoreId: good, Properties: binding },
    { StoreId: keystore, Alias: null },
    { StoreId: unapproved },
    { StoreId: akamai },
    { StoreId: bundle, Alias: 'trusted' },
  ]);
  expect([answer.status, answer.body]).toEqual([
    200,
    { SuccessfulStores: [good], FailedStores: [keystore, unapproved, akamai, bundle] },
  ]);
});

test('required entry parameters and options of a choice decide per store', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await iis(api);
  const failed = async (properties: Record<string, string>) =>
    at((await deploy(api, id, [{ StoreId: store, Properties: properties }])).body, 'FailedStores');
  expect(await failed({ ...binding, SiteName: '' })).toEqual([store]);
  expect(await failed({ ...binding, Protocol: 'gopher' })).toEqual([store]);
  expect(await failed(binding)).toEqual([]);
});

test('overwriting wants an alias that the last inventory knows, in any letter case', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const known = text(
    (await api('GET', `/CertificateStores/${keystore}/Inventory?query.pageReturned=1`)).body,
    0,
    'Name',
  );
  const failed = async (alias: string) =>
    at((await deploy(api, id, [{ StoreId: keystore, Alias: alias, Overwrite: true }])).body, 'FailedStores');
  expect(await failed('unheard-of')).toEqual([keystore]);
  expect(await failed(known.toUpperCase())).toEqual([]);
});

test('where aliases are forbidden, one that is no known entry fails', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await iis(api);
  const answer = await deploy(api, id, [{ StoreId: store, Alias: 'mine', Properties: binding }]);
  expect(at(answer.body, 'FailedStores')).toEqual([store]);
});

test('the key waits for five minutes: 4:59 is in time, 5:01 is too late', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  await advance(api, 299);
  expect((await deploy(api, id, stores)).status).toBe(200);
  await advance(api, 2);
  const late = await deploy(api, id, stores);
  expect([late.status, at(late.body, 'ErrorCode')]).toEqual([400, '0xA011000F']);
  expect(text(late.body, 'Message')).toContain('5 minutes');
});

test('another user cannot deploy the key', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  await become(api, 'deployer');
  expect((await deploy(api, id, stores)).status).toBe(400);
  await become(api, 'admin');
  expect((await deploy(api, id, stores)).status).toBe(200);
});

test('the password is required, and so is one of certificate id and request id', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  expect((await deploy(api, id, stores, { Password: '' })).status).toBe(400);
  expect((await deploy(api, 0, stores, { RequestId: 0 })).status).toBe(400);
});

test('only the password of the PFX deploys it, also one that the server made', async () => {
  const api = await freshWorld();
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  const id = idOf(await enroll(api));
  const wrong = await deploy(api, id, stores, { Password: `${password}!` });
  expect([wrong.status, at(wrong.body, 'ErrorCode')]).toEqual([400, '0xA011000F']);
  expect(text(wrong.body, 'Message')).toBe('The password is not the password of the staged PFX.');
  expect((await deploy(api, id, stores)).status).toBe(200);
  const silent = await enroll(api, { Password: null });
  const made = text(silent.body, 'CertificateInformation', 'Password');
  expect((await deploy(api, idOf(silent), stores)).status).toBe(400);
  expect((await deploy(api, idOf(silent), stores, { Password: made })).status).toBe(200);
});

test('after an approval the password of the request is asked for; a request without one cannot be deployed', async () => {
  const api = await freshWorld();
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  const Subject = 'CN=approved-later.keyexample.com';
  const requestOf = (answer: Seen) => at(answer.body, 'CertificateInformation', 'KeyfactorRequestId');
  const RequestId = requestOf(await enroll(api, { Subject }));
  const without = requestOf(await enroll(api, { Subject, Password: null }));
  await advance(api, 31);
  expect((await deploy(api, 0, stores, { RequestId, Password: 'some other words' })).status).toBe(400);
  expect((await deploy(api, 0, stores, { RequestId })).status).toBe(200);
  expect((await deploy(api, 0, stores, { RequestId: without })).status).toBe(400);
});

test('a request that was approved later is deployed by its request id', async () => {
  const api = await freshWorld();
  const pending = await enroll(api, { Subject: 'CN=approved-later.keyexample.com' });
  const request = at(pending.body, 'CertificateInformation', 'KeyfactorRequestId');
  const stores = [{ StoreId: await iis(api), Properties: binding }];
  expect((await deploy(api, 0, stores, { RequestId: request })).status).toBe(400);
  await advance(api, 31);
  expect((await deploy(api, 0, stores, { RequestId: request })).status).toBe(200);
});

test('Stores wins over the old StoreIds with StoreTypes, which still work', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const old = {
    StoreIds: [keystore],
    StoreTypes: [{ StoreTypeId: 142, Alias: 'old-form', Overwrite: false, Properties: [] }],
  };
  expect((await deploy(api, id, [], old)).body).toEqual({ SuccessfulStores: [keystore], FailedStores: [] });
  const store = await iis(api);
  const both = await deploy(api, id, [{ StoreId: store, Properties: binding }], old);
  expect(at(both.body, 'SuccessfulStores')).toEqual([store]);
});

test('a time in the past is now for Deploy and refused by enrollment', async () => {
  const api = await freshWorld();
  const store = { StoreId: await iis(api), Properties: binding };
  const past = { JobTime: '2020-01-01T00:00:00Z' };
  expect((await enroll(api, { Stores: [store], ...past })).status).toBe(400);
  const id = idOf(await enroll(api));
  expect((await deploy(api, id, [store], past)).status).toBe(200);
  expect(at(records((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body), 0, 'Schedule')).toEqual({
    Immediate: true,
  });
});

test('stores of an enrollment get their jobs at once; those that cannot are left out of SuccessfulStores', async () => {
  const api = await freshWorld();
  const store = await iis(api);
  const unapproved = await storeId(api, 'ClientMachine -eq "found01.keyexample.com"');
  const answer = await enroll(api, { Stores: [{ StoreId: store, Properties: binding }, { StoreId: unapproved }] });
  expect(at(answer.body, 'SuccessfulStores')).toEqual([store]);
});

test('stores of a request that is approved later are delivered then', async () => {
  const api = await freshWorld();
  const store = await iis(api);
  const answer = await enroll(api, {
    Subject: 'CN=approved-later.keyexample.com',
    Stores: [{ StoreId: store, Properties: binding }],
  });
  expect(at(answer.body, 'SuccessfulStores')).toBeNull();
  await advance(api, 31);
  expect(records((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body)).toHaveLength(1);
});

test('a renewal goes to every store of the old certificate unless told not to', async () => {
  const api = await freshWorld();
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const old = at((await api('GET', `/CertificateStores/${keystore}/Inventory`)).body, 0, 'Certificates', 0, 'Id');
  const told = await enroll(api, { RenewalCertificateId: old, InstallIntoExistingCertificateStores: false });
  expect(at(told.body, 'SuccessfulStores')).toBeNull();
  const silent = await enroll(api, { RenewalCertificateId: old });
  expect(at(silent.body, 'SuccessfulStores')).toEqual([keystore]);
});

test('without the right to schedule, stores in an enrollment are refused with its name', async () => {
  const api = await freshWorld();
  const store = await iis(api);
  await api('PATCH', '/sandbox/world', { body: { user: 'admin' } });
  const roles = records((await api('GET', '/Security/Roles', { version: 2 })).body).map((role) => role.Name);
  expect(roles).toContain('Deployers');
  await become(api, 'csrdesk');
  const answer = await deploy(api, 1, [{ StoreId: store }]);
  expect([answer.status, at(answer.body, 'ErrorCode')]).toEqual([403, '0xA0140002']);
});
