import { expect, test } from 'vitest';
import { createSandbox } from './app.ts';
import { apiOf, at, freshWorld, records } from './apiForTests.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

test('both base paths work in any letter case, with a trailing slash, with percent-encoded names', async () => {
  const sandbox = await createSandbox({});
  for (const base of ['/KeyfactorAPI', '/keyfactorapi', '/Keyfactor/API', '/KEYFACTOR/api']) {
    expect((await apiOf(sandbox, null, base)('GET', '/templates/')).status).toBe(200);
  }
  const api = apiOf(sandbox, null);
  expect(at((await api('GET', '/MetadataFields/business%2Dunit')).body, 'Name')).toBe('Business-Unit');
  expect((await api('GET', '/MetadataFields/%E0%A4%A')).status).toBe(404);
});

test('25.4 and 24.4 name their version on every answer, 10.5 on none', async () => {
  const api = await freshWorld();
  const recent = await freshWorld({ profile: '24.4' });
  const old = await freshWorld({ profile: '10.5' });
  for (const path of ['/Templates', '/Templates/4711', '/Nothing']) {
    const headers = (await api('GET', path)).headers;
    expect(headers.get('x-keyfactor-product-version')).toMatch(/^25\.4\.1\+/);
    expect(headers.get('x-keyfactor-correlation-id')).toMatch(guid);
    expect((await recent('GET', path)).headers.get('x-keyfactor-product-version')).toMatch(/^24\.4\.2\+/);
    expect((await old('GET', path)).headers.get('x-keyfactor-product-version')).toBeNull();
  }
});

test('Api-Supported-Versions is per route, also on refusals', async () => {
  const api = await freshWorld();
  const versions = async (path: string) => (await api('GET', path)).headers.get('api-supported-versions');
  expect(await versions('/Templates')).toBe('1.0');
  expect(await versions('/Templates/4711')).toBe('1.0');
  expect(await versions('/Security/Roles')).toBe('1.0, 2');
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('GET', '/Security/Roles')).headers.get('api-supported-versions')).toBe('1.0');
});

test('a call without x-keyfactor-requested-with is refused', async () => {
  const api = await freshWorld();
  const answer = await api('GET', '/Templates', { headers: { 'x-keyfactor-requested-with': null } });
  expect(answer.status).toBe(400);
});

test('a version the route does not have is refused, 1.0 and 2.0 are spellings of 1 and 2', async () => {
  const api = await freshWorld();
  const status = async (path: string, version: string) =>
    (await api('GET', path, { headers: { 'x-keyfactor-api-version': version } })).status;
  expect(await status('/Templates', '1.0')).toBe(200);
  expect(await status('/Templates', '2')).toBe(400);
  expect(await status('/Security/Roles', '2.0')).toBe(200);
  expect(await status('/Security/Roles', '3')).toBe(400);
});

test('a path the sandbox does not speak is 501 and names itself, another method is 405', async () => {
  const api = await freshWorld();
  const unknown = await api('GET', '/Reports/Schedules');
  expect(unknown.status).toBe(501);
  expect(at(unknown.body, 'Message')).toContain('GET /Reports/Schedules');
  const method = await api('DELETE', '/Templates/4');
  expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET']);
});

test('malformed JSON and an id that is no number are 400 with an errors map', async () => {
  const api = await freshWorld();
  const malformed = await api('PUT', '/Templates', { text: '{"Id": 17,' });
  expect(at(malformed.body, 'errors', '', 0)).toBe('The request body is not valid JSON.');
  for (const answer of [
    await api('PUT', '/Templates', { text: '' }),
    await api('PUT', '/Templates', { text: '[1]' }),
    await api('GET', '/Templates/seventeen'),
    await api('GET', '/Templates?PageReturned=two'),
  ]) {
    expect([answer.status, typeof at(answer.body, 'errors')]).toEqual([400, 'object']);
  }
});

test('apostrophes travel as \\u0027', async () => {
  const api = await freshWorld();
  const body = { Id: 17, TemplatePolicy: {}, AllowedRequesters: ["Web Team's"] };
  const answer = await api('PUT', '/Templates', { body });
  expect(answer.text).not.toContain("'");
  expect(answer.text).toContain('\\u0027Web Team\\u0027s\\u0027');
});

test('Date is the clock of the world', async () => {
  const api = await freshWorld();
  await api('PATCH', '/sandbox/world', { body: { advanceMs: 3_600_000 } });
  const date = Date.parse((await api('GET', '/Templates')).headers.get('date') ?? '');
  expect(date - Date.now()).toBeGreaterThan(3_590_000);
});

test('an ended session answers 401 without JSON: a page on 10.5, nothing on 25.4', async () => {
  const api = await freshWorld({ signIn: 'ended' });
  const modern = await api('GET', '/Templates');
  expect([modern.status, modern.text, modern.headers.get('www-authenticate')]).toEqual([401, '', null]);
  const authorization = `Basic ${Buffer.from('admin:sandbox').toString('base64')}`;
  expect((await api('GET', '/Templates', { headers: { authorization } })).status).toBe(401);
  const old = await (await freshWorld({ signIn: 'ended', profile: '10.5' }))('GET', '/Templates');
  expect([old.status, old.headers.get('content-type')]).toEqual([401, 'text/html']);
});

test('basic sign-in takes any seeded user with the common password and asks everybody else', async () => {
  const api = await freshWorld({ signIn: 'basic' });
  const as = async (pair: string) =>
    api('GET', '/Security/My', { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } });
  expect(at((await as('KEYEXAMPLE\\Auditor:sandbox')).body, 'Roles')).toEqual(['Auditors']);
  expect(at((await as('steward:sandbox')).body, 'Roles')).toEqual(['Template Stewards']);
  for (const pair of ['auditor:wrong', 'somebody:sandbox', 'auditor']) expect((await as(pair)).status).toBe(401);
  const asked = await api('GET', '/Security/My');
  expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Keyfactor"']);
});

test('the health check has no body, and 10.5 does not know it', async () => {
  const api = await freshWorld();
  const answer = await api('GET', '/Status/HealthCheck');
  expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([204, '', null]);
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('GET', '/Status/HealthCheck')).status).toBe(404);
});

test('the license tells the version in every profile', async () => {
  for (const profile of ['10.5', '24.4', '25.4']) {
    const api = await freshWorld({ profile });
    expect(at((await api('GET', '/License')).body, 'KeyfactorVersion')).toMatch(new RegExp(`^${profile}`));
  }
});

test('a CA has 49 keys, a zone-less LastScan, Properties as text and a retention number', async () => {
  const api = await freshWorld();
  const rows = records((await api('GET', '/CertificateAuthority')).body);
  expect(rows.map((row) => row.Id)).toEqual([3, 4, 5, 8, 9]);
  for (const row of rows) expect(Object.keys(row)).toHaveLength(49);
  expect(rows[2]).toMatchObject({ HostName: 'https://ejbca01.keyexample.com/ejbca', KeyRetention: 1, CAType: 1 });
  expect(rows[2]?.LastScan).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
  expect(rows[2]?.Properties).toBe('{"syncExternal":false}');
});
