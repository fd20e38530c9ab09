import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { addTo, advance, become, binding, enroll, idOf, password, storeId } from './enrollForTests.ts';

async function replace(api: Api, existing: number, more: Record<string, unknown>): Promise<Seen> {
  return api('POST', '/Enrollment/PFX/Replace', {
    body: { ExistingCertificateId: existing, Password: password, ...more },
  });
}

async function inventory(api: Api, store: string): Promise<[unknown, unknown][]> {
  const items = records((await api('GET', `/CertificateStores/${store}/Inventory`)).body);
  return items.map((item) => [item['Name'], at(item, 'Certificates', 0, 'Id')]);
}

/** A certificate under the alias "front" in a Java keystore and, with a binding, in an IIS store. */
async function inTwoStores(api: Api): Promise<{ id: number; thumbprint: string; keystore: string; iis: string }> {
  const answer = await enroll(api);
  const id = idOf(answer);
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  const iis = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  await addTo(api, id, keystore, { Alias: 'front' });
  await addTo(api, id, iis, { JobFields: binding });
  await advance(api, 30);
  return { id, thumbprint: text(answer.body, 'CertificateInformation', 'Thumbprint'), keystore, iis };
}

test('the new certificate goes to every place of the old one, under the same alias, in its stead', async () => {
  const api = await freshWorld();
  const old = await inTwoStores(api);
  const renewed = await enroll(api, {}, 'REPLACE');
  const answer = await replace(api, old.id, { CertificateId: idOf(renewed) });
  expect(answer.status).toBe(200);
  expect(new Set(at(answer.body, 'SuccessfulStores') as string[])).toEqual(new Set([old.keystore, old.iis]));
  expect(at(answer.body, 'FailedStores')).toEqual([]);
  await advance(api, 30);
  const made = text(renewed.body, 'CertificateInformation', 'Thumbprint');
  expect(await inventory(api, old.keystore)).toContainEqual(['front', idOf(renewed)]);
  expect(await inventory(api, old.iis)).toContainEqual([made, idOf(renewed)]);
  for (const store of [old.keystore, old.iis]) {
    expect((await inventory(api, store)).map(([, id]) => id)).not.toContain(old.id);
  }
});

test('the binding of the old entry is kept, since nobody is asked for entry parameters', async () => {
  const api = await freshWorld();
  const old = await inTwoStores(api);
  const id = idOf(await enroll(api));
  await replace(api, old.id, { CertificateId: id });
  await advance(api, 30);
  const items = records((await api('GET', `/CertificateStores/${old.iis}/Inventory`)).body);
  const entry = items.find((item) => at(item, 'Certificates', 0, 'Id') === id);
  expect(at(entry, 'Parameters')).toMatchObject(binding);
});

test('a seeded certificate that nobody has looked at is replaced too', async () => {
  const api = await freshWorld();
  const query = encodeURIComponent('CertStoreFQDN -eq "web07.keyexample.com" AND CertStorePath -eq "My"');
  const listed = await api('GET', `/Certificates?ReturnLimit=1&IncludeExpired=true&QueryString=${query}`);
  const existing = at(listed.body, 0, 'Id');
  const fresh = await freshWorld();
  const answer = await replace(fresh, Number(existing), { CertificateId: idOf(await enroll(fresh)) });
  expect(at(answer.body, 'SuccessfulStores')).toHaveLength(1);
});

test('a store that was never inventoried is not covered, and a certificate that is nowhere gives empty lists', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const unseen = await storeId(api, 'ClientMachine -eq "tomcat-noinventory.keyexample.com"');
  await addTo(api, id, unseen, { Alias: 'front' });
  await advance(api, 60);
  const answer = await replace(api, id, { CertificateId: idOf(await enroll(api)) });
  expect([answer.status, answer.body]).toEqual([200, { SuccessfulStores: [], FailedStores: [] }]);
});

test('exactly one of certificate id and request id, a password, and an old certificate that exists', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const status = async (existing: number, more: Record<string, unknown>) => (await replace(api, existing, more)).status;
  expect(await status(id, {})).toBe(400);
  const both = await replace(api, id, { CertificateId: id, RequestId: 5 });
  expect([both.status, text(both.body, 'Message')]).toEqual([400, expect.stringContaining('Exactly one of')]);
  expect(await status(id, { CertificateId: id, Password: '' })).toBe(400);
  expect(await status(999_999, { CertificateId: id })).toBe(404);
  expect(await status(id, { CertificateId: id })).toBe(200);
});

test('the rules of Deploy hold: five minutes, the same user, the password of the PFX', async () => {
  const api = await freshWorld();
  const old = await inTwoStores(api);
  const CertificateId = idOf(await enroll(api));
  expect((await replace(api, old.id, { CertificateId, Password: `${password}!` })).status).toBe(400);
  await become(api, 'enroller');
  expect((await replace(api, old.id, { CertificateId })).status).toBe(400);
  await become(api, 'admin');
  await advance(api, 301);
  expect((await replace(api, old.id, { CertificateId })).status).toBe(400);
});

test('what was approved later is named by its request, and JobTime makes the jobs wait', async () => {
  const api = await freshWorld();
  const old = await inTwoStores(api);
  const pending = await enroll(api, { Subject: 'CN=approved-later.keyexample.com' });
  const RequestId = at(pending.body, 'CertificateInformation', 'KeyfactorRequestId');
  await advance(api, 31);
  const JobTime = new Date(Date.now() + 3_600_000).toISOString();
  expect((await replace(api, old.id, { RequestId, JobTime })).status).toBe(200);
  const [job] = records((await api('GET', '/OrchestratorJobs/ScheduledJobs')).body);
  expect(at(job, 'Schedule', 'ExactlyOnce', 'Time')).toBe(JobTime.replace(/\.\d+Z$/, 'Z'));
});

test('the format REPLACE is known since version 12', async () => {
  const api = await freshWorld({ profile: '24.4' });
  const body = { EnrollmentPatternId: null, Template: 'WebServer2Y' };
  expect((await enroll(api, body, 'REPLACE')).status).toBe(200);
  const old = await freshWorld({ profile: '10.5' });
  expect(at((await enroll(old, body, 'REPLACE')).body, 'ErrorCode')).toBe('0xA0110008');
});
