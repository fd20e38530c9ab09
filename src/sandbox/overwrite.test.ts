import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { addTo, advance, binding, enroll, historyOf, idOf, password, storeId } from './enrollForTests.ts';

const iis = (api: Api) => storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');

async function aliasesIn(api: Api, store: string): Promise<unknown[]> {
  return records((await api('GET', `/CertificateStores/${store}/Inventory`)).body).map((item) => item.Name);
}

const thumbprintOf = (answer: Seen) => text(answer.body, 'CertificateInformation', 'Thumbprint');

test.each(['25.4', '10.5'])(
  '%s: where aliases are forbidden, overwriting without an alias is refused',
  async (profile) => {
    const api = await freshWorld({ profile });
    const store = await iis(api);
    const target = profile === '10.5' ? { EnrollmentPatternId: null, Template: 'WebServer2Y' } : {};
    const wanted = { StoreId: store, Overwrite: true, Properties: binding };
    const enrolled = await enroll(api, { ...target, Stores: [wanted] });
    const id = idOf(enrolled);
    expect(at(enrolled.body, 'SuccessfulStores')).toEqual([]);
    const deployed = await api('POST', '/Enrollment/PFX/Deploy', {
      body: { Stores: [wanted], Password: password, CertificateId: id },
    });
    expect(deployed.body).toEqual({ SuccessfulStores: [], FailedStores: [store] });
    const added = await api('POST', '/CertificateStores/Certificates/Add', {
      body: {
        CertificateId: id,
        CertificateStores: [
          { CertificateStoreId: store, Overwrite: true, IncludePrivateKey: true, JobFields: binding },
        ],
        Schedule: { Immediate: true },
      },
    });
    expect(added.status).toBe(400);
    expect(text(added.body, 'FailedOperations', 0, 'Reason')).toContain('requires the alias of the entry to replace');
  },
);

test('overwriting a known alias replaces that entry and leaves the others', async () => {
  const api = await freshWorld();
  const store = await iis(api);
  const first = await enroll(api);
  await addTo(api, idOf(first), store, { JobFields: binding });
  await advance(api, 30);
  const before = await aliasesIn(api, store);
  expect(before).toContain(thumbprintOf(first));
  const second = await enroll(api);
  const Alias = thumbprintOf(first).toLowerCase();
  await addTo(api, idOf(second), store, { Alias, Overwrite: true, JobFields: binding });
  await advance(api, 30);
  const expected = [...before.filter((alias) => alias !== thumbprintOf(first)), thumbprintOf(second)];
  expect(new Set(await aliasesIn(api, store))).toEqual(new Set(expected));
  expect(await aliasesIn(api, store)).toHaveLength(before.length);
});

test('a second overwrite of an entry that is already replaced fails and adds nothing beside it', async () => {
  const api = await freshWorld();
  const store = await iis(api);
  const first = await enroll(api);
  await addTo(api, idOf(first), store, { JobFields: binding });
  await advance(api, 30);
  const count = (await aliasesIn(api, store)).length;
  const more = { Alias: thumbprintOf(first), Overwrite: true, JobFields: binding };
  await addTo(api, idOf(await enroll(api)), store, more);
  const late = await addTo(api, idOf(await enroll(api)), store, more);
  await advance(api, 30);
  expect(text((await historyOf(api, late))[0], 'Message')).toContain('there is nothing to replace');
  expect(await aliasesIn(api, store)).toHaveLength(count);
});

test('a store that cannot take the certificate gets no job when the request is approved', async () => {
  const api = await freshWorld();
  const Stores = [{ StoreId: await iis(api), Overwrite: true, Properties: binding }];
  await enroll(api, { Subject: 'CN=approved-later.keyexample.com', Stores });
  await advance(api, 31);
  expect((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body).toEqual([]);
});
