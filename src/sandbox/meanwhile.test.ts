import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api } from './apiForTests.ts';
import { addTo, advance, binding, enroll, historyOf, idOf, password, storeId } from './enrollForTests.ts';

const patch = (api: Api, body: object) => api('PATCH', '/sandbox/world', { body });
const keystoreOf = (api: Api) => storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');

test('a store that was deleted meanwhile fails a deployment, is unknown to Add and has no jobs any more', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const keystore = await keystoreOf(api);
  const [runs, waits] = [
    await addTo(api, id, keystore, { Alias: 'a' }),
    await addTo(api, id, keystore, { Alias: 'b' }),
  ];
  await advance(api, 5);
  expect((await patch(api, { dropStore: keystore })).status).toBe(200);
  expect((await api('GET', `/CertificateStores/${keystore}`)).status).toBe(404);
  await advance(api, 3600);
  for (const job of [runs, waits]) {
    expect(await historyOf(api, job)).toMatchObject([
      { Result: 4, Status: 3, Message: expect.stringContaining('no longer') },
    ]);
  }
  const again = idOf(await enroll(api));
  const Stores = [{ StoreId: keystore, Alias: 'c' }];
  const deployed = await api('POST', '/Enrollment/PFX/Deploy', {
    body: { Stores, Password: password, CertificateId: again },
  });
  expect(deployed.body).toEqual({ SuccessfulStores: [], FailedStores: [keystore] });
  const added = await api('POST', '/CertificateStores/Certificates/Add', {
    body: {
      CertificateId: again,
      CertificateStores: [{ CertificateStoreId: keystore, Alias: 'c', IncludePrivateKey: true }],
      Schedule: { Immediate: true },
    },
  });
  expect(text(added.body, 'FailedOperations', 0, 'Reason')).toContain('does not exist');
});

test('a job that nobody picked up goes with its store', async () => {
  const api = await freshWorld();
  const keystore = await keystoreOf(api);
  const job = await addTo(api, idOf(await enroll(api)), keystore, { Alias: 'a' });
  await patch(api, { dropStore: keystore });
  expect((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body).toEqual([]);
  await advance(api, 60);
  expect(await historyOf(api, job)).toEqual([]);
});

test('an alias that was taken on the device is not in the inventory, and the job without overwrite fails', async () => {
  const api = await freshWorld();
  const keystore = await keystoreOf(api);
  const aliases = async () =>
    records((await api('GET', `/CertificateStores/${keystore}/Inventory`)).body).map((item) => item['Name']);
  const before = await aliases();
  expect((await patch(api, { takeAlias: { storeId: keystore, alias: 'front' } })).status).toBe(200);
  expect(await aliases()).toEqual(before);
  const id = idOf(await enroll(api));
  const job = await addTo(api, id, keystore, { Alias: 'Front' });
  await advance(api, 10);
  expect(text((await historyOf(api, job))[0], 'Message')).toContain('already exists');
  await addTo(api, id, keystore, { Alias: 'other' });
  await advance(api, 30);
  expect(new Set(await aliases())).toEqual(new Set([...before, 'front', 'other']));
});

test('an orchestrator that falls silent picks nothing up and was last seen then', async () => {
  const api = await freshWorld();
  const store = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const agent = text((await api('GET', `/CertificateStores/${store}`)).body, 'AgentId');
  expect((await patch(api, { silence: agent })).status).toBe(200);
  const job = await addTo(api, idOf(await enroll(api)), store, { JobFields: binding });
  await advance(api, 7200);
  expect(await historyOf(api, job)).toEqual([]);
  const { LastSeen } = record((await api('GET', `/Agents/${agent}`)).body);
  expect(Date.now() + 7_200_000 - Date.parse(String(LastSeen))).toBeGreaterThan(7_190_000);
  const query = encodeURIComponent(`AgentAvailable -eq false AND AgentId -eq "${agent}"`);
  expect(at((await api('GET', `/CertificateStores?QueryString=${query}`)).body, 0, 'AgentId')).toBe(agent);
});

test('what an orchestrator has put into a store is in no inventory once it falls silent', async () => {
  const api = await freshWorld();
  const keystore = await keystoreOf(api);
  const agent = text((await api('GET', `/CertificateStores/${keystore}`)).body, 'AgentId');
  const job = await addTo(api, idOf(await enroll(api)), keystore, { Alias: 'front' });
  await advance(api, 8);
  expect(await historyOf(api, job)).toMatchObject([{ Result: 2, Status: 3 }]);
  await patch(api, { silence: agent });
  await advance(api, 7200);
  const entries = records((await api('GET', `/CertificateStores/${keystore}/Inventory`)).body);
  expect(entries.map((item) => item['Name'])).not.toContain('front');
});

test('orders for what is not there are refused in words', async () => {
  const api = await freshWorld();
  const keystore = await keystoreOf(api);
  for (const order of [
    { dropStore: 'x' },
    { silence: 'x' },
    { takeAlias: 'x' },
    { takeAlias: { storeId: 'x', alias: 'a' } },
    { takeAlias: { storeId: keystore } },
  ]) {
    const answer = await patch(api, order);
    expect([answer.status, at(answer.body, 'message')]).toEqual([400, expect.any(String)]);
  }
});
