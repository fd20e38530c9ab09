import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api } from './apiForTests.ts';
import { addTo, advance, become, enroll, idOf, storeId } from './enrollForTests.ts';

const metadataOf = async (api: Api, id: number) => at((await api('GET', `/Certificates/${id}`)).body, 'Metadata');

async function change(api: Api, id: number, Metadata: unknown, query = ''): Promise<[number, string]> {
  const answer = await api('PUT', `/Certificates/Metadata${query}`, { body: { Id: id, Metadata } });
  return [answer.status, answer.status === 204 ? '' : answer.text];
}

/** Names of metadata types by data type. */
async function fieldOf(api: Api, dataType: number): Promise<string> {
  const types = records((await api('GET', '/MetadataFields?ReturnLimit=200')).body);
  return text(
    types.find((row) => row['DataType'] === dataType),
    'Name',
  );
}

test('named fields are overwritten, the others stay, an empty value clears one', async () => {
  const api = await freshWorld();
  const [number, date] = [await fieldOf(api, 2), await fieldOf(api, 3)];
  const id = idOf(await enroll(api));
  const before = record(await metadataOf(api, id));
  expect(await change(api, id, { [number]: 7, [date]: '2026-05-01' })).toEqual([204, '']);
  expect(await metadataOf(api, id)).toEqual({ ...before, [number]: '7', [date]: '2026-05-01' });
  expect(await change(api, id, { [number]: '' })).toEqual([204, '']);
  expect(await metadataOf(api, id)).toEqual({ ...before, [date]: '2026-05-01' });
});

test('an unknown field and a value of the wrong type are refused, and nothing is changed', async () => {
  const api = await freshWorld();
  const [number, date] = [await fieldOf(api, 2), await fieldOf(api, 3)];
  const id = idOf(await enroll(api));
  const before = await metadataOf(api, id);
  expect(await change(api, id, { Nonsense: 'a', [number]: '7' })).toEqual([400, expect.stringContaining('Nonsense')]);
  expect(await change(api, id, { [number]: '7', [date]: '01.05.2026' })).toEqual([400, expect.any(String)]);
  expect(await change(api, id, null)).toEqual([400, expect.any(String)]);
  expect(await metadataOf(api, id)).toEqual(before);
  expect((await change(api, 999_999, {}))[0]).toBe(404);
});

test('the right to change metadata is its own, and that of a collection wants its id in the query', async () => {
  const api = await freshWorld({ user: 'webops' });
  const id = idOf(await enroll(api));
  await advance(api, 21);
  expect((await change(api, id, {}))[0]).toBe(403);
  expect((await change(api, id, {}, '?collectionId=3'))[0]).toBe(204);
  await become(api, 'auditor');
  expect(await change(api, id, {})).toEqual([403, expect.stringContaining('/metadata/modify/')]);
});

test('the owner is changed by id or by name since version 12', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const put = async (body: object) => (await api('PUT', `/Certificates/${id}/Owner`, { body })).status;
  const owner = async () => at((await api('GET', `/Certificates/${id}`)).body, 'OwnerRoleName');
  expect([await put({ NewRoleName: 'Web Team' }), await owner()]).toEqual([204, 'Web Team']);
  expect([await put({ NewRoleId: 11 }), await owner()]).toEqual([204, 'Mail Team']);
  expect([
    await put({}),
    await put({ NewRoleName: 'Nobody' }),
    await put({ NewRoleId: 11, NewRoleName: 'Web Team' }),
  ]).toEqual([400, 400, 400]);
  expect(await owner()).toBe('Mail Team');
  await become(api, 'auditor');
  expect(await put({ NewRoleId: 11 })).toBe(403);
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('PUT', '/Certificates/30/Owner', { body: { NewRoleId: 11 } })).status).toBe(404);
});

test('the history grows with enrollment, deployment, metadata, owner and revocation, oldest first, a page at a time', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const keystore = await storeId(api, 'ClientMachine -eq "tomcat03.keyexample.com"');
  await addTo(api, id, keystore, { Alias: 'front' });
  await advance(api, 10);
  await change(api, id, { [await fieldOf(api, 2)]: '7' });
  await advance(api, 1);
  await api('PUT', `/Certificates/${id}/Owner`, { body: { NewRoleName: 'Web Team' } });
  await advance(api, 1);
  const body = { CertificateIds: [id], Reason: 4, Comment: 'Replaced' };
  await api('POST', '/Certificates/Revoke', { body });
  const answer = await api('GET', `/Certificates/${id}/History`);
  const rows = records(answer.body);
  expect(rows.map((row) => row['Action'])).toEqual([
    'Certificate enrolled',
    'Certificate added to store',
    'Metadata updated',
    'Owner changed',
    'Certificate revoked',
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(['Id', 'OperationStart', 'OperationEnd', 'Username', 'Comment', 'Action']);
  expect(rows[1]).toMatchObject({ Comment: expect.stringContaining('tomcat03'), Username: 'KEYEXAMPLE\\admin' });
  expect(rows[4]).toMatchObject({ Comment: 'Replaced', Username: 'KEYEXAMPLE\\admin' });
  expect(new Set(rows.map((row) => row['Id'])).size).toBe(5);
  const second = await api('GET', `/Certificates/${id}/History?query.pageReturned=2&query.returnLimit=2`);
  expect([records(second.body).length, second.headers.get('X-Total-Count')]).toEqual([2, '5']);
  expect(records(second.body)[0]).toEqual(rows[2]);
});

test('a seeded revocation is in the history', async () => {
  const api = await freshWorld();
  const query = encodeURIComponent('CertState -eq 2');
  const path = `/Certificates?IncludeRevoked=true&IncludeExpired=true&ReturnLimit=1&QueryString=${query}`;
  const id = String(at((await api('GET', path)).body, 0, 'Id'));
  const rows = records((await api('GET', `/Certificates/${id}/History`)).body);
  expect(rows.map((row) => row['Action'])).toEqual(['Certificate enrolled', 'Certificate revoked']);
});

test('a valid certificate and a revoked one are told apart, on 25.x in other members than before', async () => {
  const validity = async (profile: string) => {
    const api = await freshWorld({ profile });
    const from = profile === '25.4' ? {} : { EnrollmentPatternId: null, Template: 'WebServer2Y' };
    const id = idOf(await enroll(api, from));
    const good = (await api('GET', `/Certificates/${id}/Validate`)).body;
    await api('POST', '/Certificates/Revoke', { body: { CertificateIds: [id], Reason: 4, Comment: 'Replaced' } });
    return [good, (await api('GET', `/Certificates/${id}/Validate`)).body];
  };
  expect(await validity('25.4')).toEqual([
    { RevocationServerOnline: true, ChainBuilt: true },
    { RevocationServerOnline: true, ChainBuilt: false },
  ]);
  expect(await validity('10.5')).toMatchObject([
    { Valid: true, Results: { Revoked: false } },
    { Valid: false, Results: { Revoked: true } },
  ]);
});
