import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createSandbox } from './app.ts';
import { apiOf, at, freshWorld, records, text } from './apiForTests.ts';
import { addTo, advance, binding, enroll, idOf, storeId } from './enrollForTests.ts';

const folders: string[] = [];

afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test('an issued certificate, the store it is in and its job survive a restart; fresh drops all three', async () => {
  const storePath = mkdtempSync(join(tmpdir(), 'sandbox-'));
  folders.push(storePath);
  const before = await createSandbox({ storePath });
  const api = apiOf(before, null);
  const id = idOf(await enroll(api));
  const store = await storeId(api, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
  const job = await addTo(api, id, store, { JobFields: binding });
  await advance(api, 30);
  const waiting = await addTo(api, id, store, { JobFields: binding });
  const paths = [
    `/Certificates/${id}?includeLocations=true`,
    `/CertificateStores/${store}/Inventory`,
    `/OrchestratorJobs/JobHistory?QueryString=${encodeURIComponent(`JobId -eq "${job}"`)}`,
    '/OrchestratorJobs/ScheduledJobs',
  ];
  const texts = await Promise.all(paths.map(async (path) => (await api('GET', path)).text));
  expect(texts[0]).toContain('web05.keyexample.com');
  expect(texts[2]).toContain(job);
  expect(texts[3]).toContain(waiting);
  before.close();

  const again = await createSandbox({ storePath });
  const after = apiOf(again, null);
  expect(await Promise.all(paths.map(async (path) => (await after('GET', path)).text))).toEqual(texts);
  again.close();

  const fresh = await createSandbox({ storePath, fresh: true });
  const empty = apiOf(fresh, null);
  expect((await empty('GET', `/Certificates/${id}`)).status).toBe(404);
  expect((await empty('GET', `/CertificateStores/${store}/Inventory`)).text).not.toContain(`"Id":${id},`);
  expect((await empty('GET', '/OrchestratorJobs/ScheduledJobs')).body).toEqual([]);
  fresh.close();
});

test('a generated request with its key, a pending enrollment and its instance survive a restart', async () => {
  const storePath = mkdtempSync(join(tmpdir(), 'sandbox-'));
  folders.push(storePath);
  const before = await createSandbox({ storePath });
  const api = apiOf(before, null);
  const Subject = 'CN=pending.keyexample.com';
  await api('POST', '/CSRGeneration/Generate', { body: { Subject, KeyType: 'ECC', KeyLength: 256 } });
  const held = await enroll(api, { Subject });
  const instance = text(held.body, 'CertificateInformation', 'WorkflowInstanceId');
  before.close();

  const again = await createSandbox({ storePath });
  const after = apiOf(again, null);
  expect(text((await after('GET', '/CSRGeneration/Pending/1')).body, 'CSRText')).toContain('CERTIFICATE REQUEST');
  const Data = { Approved: 'True' };
  const body = { SignalKey: 'RequireApproval1.ApprovalStatus', Data };
  expect((await after('POST', `/Workflow/Instances/${instance}/Signals`, { body })).status).toBe(204);
  const request = String(at(held.body, 'CertificateInformation', 'KeyfactorRequestId'));
  expect(records((await after('GET', `/Certificates?QueryString=CertRequestId -eq ${request}`)).body)).toHaveLength(1);
  again.close();
});

test('a large world answers a filtered page of stores and of certificates', async () => {
  const api = await freshWorld({ large: true });
  expect(at((await api('GET', '/sandbox/world')).body, 'counts')).toMatchObject({
    templates: 5_000,
    stores: 50_000,
    certificates: 100_000,
  });
  const total = async (path: string) => Number((await api('GET', path)).headers.get('X-Total-Count'));
  expect(await total('/Security/Roles?ReturnLimit=1')).toBe(5_000);

  const stores = await api(
    'GET',
    `/CertificateStores?ReturnLimit=25&PageReturned=2&QueryString=${encodeURIComponent('ClientMachine -contains "web05"')}`,
  );
  expect(records(stores.body)).toHaveLength(25);
  for (const row of records(stores.body)) expect(text(row, 'ClientMachine')).toContain('web05');
  expect(Number(stores.headers.get('X-Total-Count'))).toBeLessThan(50_000);

  const query = encodeURIComponent('IssuedCN -contains "1"');
  const certificates = await api('GET', `/Certificates?ReturnLimit=25&PageReturned=2&QueryString=${query}`);
  expect(records(certificates.body)).toHaveLength(25);
  for (const row of records(certificates.body)) expect(text(row, 'IssuedCN')).toContain('1');
}, 30_000);
