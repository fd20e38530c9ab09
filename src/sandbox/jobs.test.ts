import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api } from './apiForTests.ts';
import { addTo, advance, become, binding, enroll, historyOf, idOf, storeId } from './enrollForTests.ts';

async function aliasesIn(api: Api, store: string): Promise<unknown[]> {
  return records((await api('GET', `/CertificateStores/${store}/Inventory`)).body).map((item) => item.Name);
}

/** Codes of the newest row: [Result, Status]. */
async function codes(api: Api, job: string): Promise<unknown[]> {
  const [newest] = await historyOf(api, job);
  return newest === undefined ? [] : [newest.Result, newest.Status];
}

test('a job has no history until the orchestrator picks it up, then runs, then is completed', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const job = await addTo(api, id, store, { JobFields: binding });
  expect(await historyOf(api, job)).toEqual([]);
  await advance(api, 5);
  expect(await codes(api, job)).toEqual([0, 2]);
  await advance(api, 3);
  expect(await codes(api, job)).toEqual([2, 3]);
});

test('the inventory shows a success only seconds later, and then the certificate knows its location', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const id = idOf(answer);
  const thumbprint = text(answer.body, 'CertificateInformation', 'Thumbprint');
  const store = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const job = await addTo(api, id, store, { JobFields: binding });
  await advance(api, 10);
  expect(await codes(api, job)).toEqual([2, 3]);
  expect(await aliasesIn(api, store)).not.toContain(thumbprint);
  expect(at((await api('GET', `/Certificates/${id}`)).body, 'Locations')).toEqual([]);
  await advance(api, 10);
  expect(await aliasesIn(api, store)).toContain(thumbprint);
  const row = (await api('GET', `/Certificates/${id}`)).body;
  expect(at(row, 'LocationsCount')).toEqual([{ Type: 'IISU', Count: 1 }]);
  expect(at(row, 'Locations', 0)).toMatchObject({
    StoreMachine: 'web05.keyexample.com',
    StorePath: 'My',
    Alias: thumbprint,
  });
});

test('a flaky machine fails once with "will retry" and succeeds in a second row of the same job', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "web-flaky.keyexample.com"');
  const job = await addTo(api, id, store, { JobFields: binding });
  await advance(api, 8);
  expect(await codes(api, job)).toEqual([4, 5]);
  await advance(api, 8);
  const rows = await historyOf(api, job);
  expect(rows.map((row) => [row.Result, row.Status])).toEqual([
    [2, 3],
    [4, 5],
  ]);
});

test('a failing machine says why and its inventory never shows the certificate; a warning one does both', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const thumbprint = text(answer.body, 'CertificateInformation', 'Thumbprint');
  const fails = await storeId(api, 'ClientMachine -eq "web-fails.keyexample.com"');
  const warns = await storeId(api, 'ClientMachine -eq "web-warns.keyexample.com"');
  const failed = await addTo(api, idOf(answer), fails, { JobFields: binding });
  const warned = await addTo(api, idOf(answer), warns, { JobFields: binding });
  await advance(api, 60);
  expect([await codes(api, failed), await codes(api, warned)]).toEqual([
    [4, 3],
    [3, 3],
  ]);
  expect(text((await historyOf(api, failed))[0], 'Message')).toContain('"port 443" is in use');
  expect(await aliasesIn(api, fails)).not.toContain(thumbprint);
  expect(await aliasesIn(api, warns)).toContain(thumbprint);
});

test('an orchestrator that is silent or not approved never picks its job up', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const silent = await storeId(api, 'ClientMachine -eq "branch01.keyexample.com"');
  const lab = await storeId(api, 'ClientMachine -eq "lab01.keyexample.com"');
  const jobs = [await addTo(api, id, silent, { JobFields: binding }), await addTo(api, id, lab)];
  await advance(api, 86_400);
  for (const job of jobs) expect(await historyOf(api, job)).toEqual([]);
  expect(records((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body).map((row) => row.Id)).toEqual(jobs);
});

test('a store without an inventory schedule never shows the result', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "tomcat-noinventory.keyexample.com"');
  const job = await addTo(api, id, store, { Alias: 'fresh' });
  await advance(api, 3600);
  expect(await codes(api, job)).toEqual([2, 3]);
  expect(await aliasesIn(api, store)).toEqual([]);
});

test('a Kubernetes secret that is taken wants Overwrite, and is replaced with it', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const store = await storeId(api, 'ClientMachine -eq "k8s-production" AND StorePath -startswith "catalog/"');
  const [before] = await aliasesIn(api, store);
  const refused = await addTo(api, idOf(answer), store);
  await advance(api, 10);
  expect(text((await historyOf(api, refused))[0], 'Message')).toContain('Overwrite must be true');
  await addTo(api, idOf(answer), store, { Alias: before, Overwrite: true });
  await advance(api, 30);
  expect(await aliasesIn(api, store)).toEqual([text(answer.body, 'CertificateInformation', 'Thumbprint')]);
});

test('a Java keystore writes aliases in lower case, and Remove takes the entry away later', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  await addTo(api, id, store, { Alias: 'ShopFront' });
  await advance(api, 30);
  expect(await aliasesIn(api, store)).toContain('shopfront');
  const removal = await api('POST', '/CertificateStores/Certificates/Remove', {
    body: {
      CertificateId: 0,
      Alias: '',
      CertificateStores: [{ CertificateStoreId: store, Alias: 'ShopFront', EntryPassword: null }],
      Schedule: { Immediate: true },
    },
  });
  expect(removal.body).toHaveLength(1);
  expect(await aliasesIn(api, store)).toContain('shopfront');
  await advance(api, 30);
  expect(await aliasesIn(api, store)).not.toContain('shopfront');
});

test('a job for later waits for its time', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const when = new Date(Date.now() + 3_600_000).toISOString();
  const answer = await api('POST', '/CertificateStores/Certificates/Add', {
    body: {
      CertificateId: id,
      CertificateStores: [{ CertificateStoreId: store, Alias: 'later', IncludePrivateKey: true }],
      Schedule: { ExactlyOnce: { Time: when } },
    },
  });
  await advance(api, 3_000);
  expect(await historyOf(api, text(answer.body, 0))).toEqual([]);
  await advance(api, 700);
  expect(await codes(api, text(answer.body, 0))).toEqual([2, 3]);
});

test('Add refuses the whole call with the reason of each store, and a key that is not there', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api, { EnrollmentPatternId: 6 }));
  const store = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const add = (IncludePrivateKey: boolean, Alias: string | null, CertificateStoreId = store) =>
    api('POST', '/CertificateStores/Certificates/Add', {
      body: {
        CertificateId: id,
        CertificateStores: [{ CertificateStoreId, IncludePrivateKey, Alias }],
        Schedule: { Immediate: true },
      },
    });
  expect(at((await add(true, 'a')).body, 'ErrorCode')).toBe('0xA0110002');
  const refused = await add(false, null);
  expect([refused.status, at(refused.body, 'FailedOperations')]).toEqual([
    400,
    [{ Reason: 'An alias is required for this store.' }],
  ]);
  expect((await add(false, 'a')).status).toBe(200);
  const akamai = await storeId(api, 'StorePath -eq "Staging"');
  const noAdd = await add(false, null, akamai);
  expect(text(noAdd.body, 'Message')).toContain('do not support Add');
});

test('somebody who may deploy but not read jobs gets 403 for the history and still sees the inventory', async () => {
  const api = await freshWorld();
  const store = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  await become(api, 'deployer');
  const id = idOf(await enroll(api));
  const answer = await api('POST', '/Enrollment/PFX/Deploy', {
    body: { Stores: [{ StoreId: store, Properties: binding }], Password: 'Vq7-hdk2-MMz9', CertificateId: id },
  });
  expect(answer.status).toBe(200);
  const history = await api('GET', '/OrchestratorJobs/JobHistory');
  expect([history.status, text(history.body, 'Message')]).toEqual([
    403,
    expect.stringContaining('/agents/management/read/'),
  ]);
  await advance(api, 30);
  const ids = records((await api('GET', `/CertificateStores/${store}/Inventory`)).body).map((item) =>
    at(item, 'Certificates', 0, 'Id'),
  );
  expect(ids).toContain(id);
});
