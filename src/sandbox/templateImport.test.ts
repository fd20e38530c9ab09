import { expect, test } from 'vitest';
import { at, freshWorld, records, type Api } from './apiForTests.ts';

async function importFrom(api: Api, ConfigurationTenant: unknown) {
  return api('POST', '/Templates/Import', { body: { ConfigurationTenant } });
}

async function listed(api: Api): Promise<Record<string, unknown>[]> {
  return records((await api('GET', '/Templates?ReturnLimit=500')).body);
}

test.each(['10.5', '24.4', '25.4'])('%s: new templates arrive once, with nothing set up', async (profile) => {
  const api = await freshWorld({ profile, user: 'steward' });
  const before = await listed(api);
  const answer = await importFrom(api, 'KeyExample.com');
  expect([answer.status, answer.text]).toEqual([204, '']);
  const known = new Set(before.map((row) => row.Id));
  const added = (await listed(api)).filter((row) => !known.has(row.Id));
  expect(added.map((row) => [row.Id, row.CommonName])).toEqual([
    [42, 'ScannerClient'],
    [41, 'WebServer47Days'],
  ]);
  for (const row of added) {
    expect(row).toMatchObject({
      KeyRetention: 'None',
      AllowedEnrollmentTypes: 0,
      ConfigurationTenant: 'keyexample.com',
      UseAllowedRequesters: false,
    });
  }
  const policy = at((await api('GET', '/Templates/41')).body, 'TemplatePolicy');
  const unset = expect.objectContaining({ TemplateId: 41, AllowWildcards: null });
  expect(policy).toEqual(profile === '25.4' ? null : unset);
  expect((await importFrom(api, 'keyexample.com')).status).toBe(204);
  expect(await listed(api)).toHaveLength(before.length + 2);
});

test('the tenant of a gateway fails, although a template has arrived', async () => {
  const api = await freshWorld();
  for (const _again of [1, 2]) {
    const answer = await importFrom(api, 'gateway');
    expect([answer.status, at(answer.body, 'ErrorCode')]).toEqual([500, '0x80131500']);
    expect((await listed(api)).filter((row) => row.ConfigurationTenant === 'gateway')).toHaveLength(1);
  }
});

test('a tenant of no CA, and none at all, are refused', async () => {
  const api = await freshWorld();
  expect((await importFrom(api, 'nowhere.example')).body).toEqual({
    ErrorCode: '0xA011000F',
    Message: "The configuration tenant 'nowhere.example' does not exist.",
  });
  for (const tenant of [null, '', 5]) expect((await importFrom(api, tenant)).status).toBe(400);
  expect(await listed(api)).toHaveLength(40);
});

test('who may not change templates may not import them', async () => {
  const api = await freshWorld({ user: 'auditor' });
  expect((await importFrom(api, 'keyexample.com')).status).toBe(403);
  expect(await listed(api)).toHaveLength(40);
});
