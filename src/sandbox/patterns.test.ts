import { expect, test } from 'vitest';
import { at, freshWorld, record, records, type Api } from './apiForTests.ts';
import { enroll } from './enrollForTests.ts';

const minimal = { Name: 'New pattern', Template: 17, AssociatedRoles: ['Web Team'], Policies: {} };

async function create(api: Api, more: Record<string, unknown> = {}, query = '') {
  return api('POST', `/EnrollmentPatterns${query}`, { body: { ...minimal, ...more } });
}

async function defaultsOf(api: Api, template: number): Promise<unknown[]> {
  const rows = records((await api('GET', `/EnrollmentPatterns?QueryString=TemplateId -eq ${template}`)).body);
  return rows.filter((row) => row.TemplateDefault === true).map((row) => row.Id);
}

/** A pattern as a client must write it: role names, CA ids, no template. */
function writable(pattern: unknown): Record<string, unknown> {
  const { Id: _id, Template: _template, ...rest } = record(pattern);
  return {
    ...rest,
    AssociatedRoles: records(rest.AssociatedRoles).map((role) => role.Name),
    CertificateAuthorities: records(rest.CertificateAuthorities).map((ca) => ca.Id),
  };
}

test('list elements and the single pattern are the same', async () => {
  const api = await freshWorld();
  const rows = records((await api('GET', '/EnrollmentPatterns?SortField=TemplateId')).body);
  expect(rows).toHaveLength(26);
  for (const row of rows.slice(0, 5))
    expect((await api('GET', `/EnrollmentPatterns/${String(row.Id)}`)).body).toEqual(row);
});

test('a created pattern answers 200 with everything unset and enrollment types 0', async () => {
  const api = await freshWorld();
  const answer = await create(api, { EnrollmentFields: [{ DataType: 1, Name: 'probefield' }] });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    Id: 27,
    Description: null,
    TemplateDefault: false,
    AllowedEnrollmentTypes: 0,
    AssociatedRoles: [{ Id: 10, Name: 'Web Team' }],
    CertificateAuthorities: [],
    Template: { Id: 17, CommonName: 'WebServer2Y' },
  });
  expect(at(answer.body, 'EnrollmentFields')).toEqual([{ Name: 'probefield', DataType: 1, Options: [] }]);
  expect(at(answer.body, 'Policies')).toEqual({
    AllowKeyReuse: null,
    AllowWildcards: null,
    RFCEnforcement: null,
    CertificateOwnerRole: null,
    DefaultCertificateOwnerRoleId: null,
    DefaultCertificateOwnerRoleName: null,
    DefaultCertificateOwnerOverride: false,
    KeyInfo: { ECDSA: null, RSA: null, Ed448: null, Ed25519: null, MLDSA44: null, MLDSA65: null, MLDSA87: null },
    PrimaryKeyAlgorithms: [],
    AlternativeKeyAlgorithms: [],
  });
});

test('the first pattern of a template becomes its default whatever the request says', async () => {
  const api = await freshWorld();
  const answer = await create(api, { Template: 13, TemplateDefault: false });
  expect(at(answer.body, 'TemplateDefault')).toBe(true);
});

test('Policies is required on POST and PUT, {} is enough', async () => {
  const api = await freshWorld();
  expect((await create(api, { Policies: undefined })).body).toMatchObject({ ErrorCode: '0xA0F00003' });
  const put = await api('PUT', '/EnrollmentPatterns/5', { body: { Name: 'x', AssociatedRoles: ['Web Team'] } });
  expect(put.status).toBe(400);
  expect(put.body).toMatchObject({ ErrorCode: '0xA0F00003' });
});

test('without AD permissions a role is needed, with RestrictCAs a CA; CAs without RestrictCAs have no effect', async () => {
  const api = await freshWorld();
  expect((await create(api, { AssociatedRoles: [] })).status).toBe(400);
  expect((await create(api, { AssociatedRoles: [], UseADPermissions: true })).status).toBe(200);
  expect((await create(api, { Name: 'b', RestrictCAs: true })).status).toBe(400);
  const free = await create(api, { Name: 'c', CertificateAuthorities: [3] });
  expect(at(free.body, 'CertificateAuthorities')).toEqual([]);
  const bound = await create(api, { Name: 'd', RestrictCAs: true, CertificateAuthorities: [3] });
  expect(at(bound.body, 'CertificateAuthorities', 0, 'LogicalName')).toBe('CorpIssuingCA1');
});

test('objects where names and ids belong are refused: an answer cannot be sent back as it is', async () => {
  const api = await freshWorld();
  const pattern = record((await api('GET', '/EnrollmentPatterns/4')).body);
  expect((await api('PUT', '/EnrollmentPatterns/4', { body: pattern })).status).toBe(400);
  expect((await create(api, { Template: { Id: 17 } })).status).toBe(400);
  expect((await create(api, { AssociatedRoles: [{ Id: 10, Name: 'Web Team' }] })).status).toBe(400);
  expect((await create(api, { CertificateAuthorities: [{ Id: 3 }] })).status).toBe(400);
});

test('names in, objects out: a rewritten answer changes nothing', async () => {
  const api = await freshWorld();
  for (const id of [1, 3, 4, 7, 12, 23]) {
    const before = (await api('GET', `/EnrollmentPatterns/${id}`)).body;
    const answer = await api('PUT', `/EnrollmentPatterns/${id}`, { body: writable(before) });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(before);
  }
});

test('PUT replaces everything, and a Template in its body is ignored', async () => {
  const api = await freshWorld();
  const body = { Name: 'Bare', AssociatedRoles: ['Web Team'], Policies: {}, Template: 4 };
  const answer = await api('PUT', '/EnrollmentPatterns/4', { body });
  expect(answer.body).toMatchObject({ Name: 'Bare', Description: null, Regexes: [], Defaults: [], RestrictCAs: false });
  expect(at(answer.body, 'Template', 'Id')).toBe(17);
  expect(at(answer.body, 'AllowedEnrollmentTypes')).toBe(0);
});

test('the default moves only when the flag and the body both say so', async () => {
  const api = await freshWorld();
  const body = writable((await api('GET', '/EnrollmentPatterns/5')).body);
  const onlyFlag = await api('PUT', '/EnrollmentPatterns/5?forceTemplateDefault=true', { body });
  expect(onlyFlag.status).toBe(200);
  expect(await defaultsOf(api, 17)).toEqual([3]);
  const onlyBody = await api('PUT', '/EnrollmentPatterns/5', { body: { ...body, TemplateDefault: true } });
  expect(onlyBody.status).toBe(400);
  const sent = { body: { ...body, TemplateDefault: true } };
  const both = await api('PUT', '/EnrollmentPatterns/5?forceTemplateDefault=true', sent);
  expect(at(both.body, 'TemplateDefault')).toBe(true);
  expect(await defaultsOf(api, 17)).toEqual([5]);
});

test('the default of a template cannot be switched off', async () => {
  const api = await freshWorld();
  const body = { ...writable((await api('GET', '/EnrollmentPatterns/3')).body), TemplateDefault: false };
  expect((await api('PUT', '/EnrollmentPatterns/3', { body })).status).toBe(400);
  expect(await defaultsOf(api, 17)).toEqual([3]);
});

test('the owner role is written as an id and read with its name', async () => {
  const api = await freshWorld();
  const Policies = {
    CertificateOwnerRole: 2,
    DefaultCertificateOwnerOverride: true,
    DefaultCertificateOwnerRoleId: 11,
  };
  const answer = await create(api, { Policies });
  expect(at(answer.body, 'Policies')).toMatchObject({ ...Policies, DefaultCertificateOwnerRoleName: 'Mail Team' });
  expect((await create(api, { Name: 'y', Policies: { DefaultCertificateOwnerRoleId: 4711 } })).status).toBe(400);
});

test('an algorithm without a name is refused', async () => {
  const api = await freshWorld();
  const Policies = { PrimaryKeyAlgorithms: [{ name: '', bit_lengths: [2048] }] };
  expect((await create(api, { Policies })).status).toBe(400);
});

test('the first pattern of a template needs no flag to be its default, a second one does', async () => {
  const api = await freshWorld();
  const first = await create(api, { Template: 13, TemplateDefault: true });
  expect(at(first.body, 'TemplateDefault')).toBe(true);
  const second = { Name: 'Second', Template: 13, TemplateDefault: true };
  expect((await create(api, second)).status).toBe(400);
  const forced = await create(api, second, '?forceTemplateDefault=true');
  expect(at(forced.body, 'TemplateDefault')).toBe(true);
  expect(await defaultsOf(api, 13)).toEqual([at(forced.body, 'Id')]);
});

test('every list that PUT leaves out is cleared, and CAs with RestrictCAs', async () => {
  const api = await freshWorld();
  const before = writable((await api('GET', '/EnrollmentPatterns/4')).body);
  for (const name of ['Regexes', 'Defaults', 'MetadataFields', 'EnrollmentFields'] as const) {
    expect(before[name]).not.toEqual([]);
    const { [name]: _left, ...rest } = before;
    const answer = await api('PUT', '/EnrollmentPatterns/4', { body: rest });
    expect(answer.body).toMatchObject({ [name]: [] });
    await api('PUT', '/EnrollmentPatterns/4', { body: before });
  }
  const { RestrictCAs: _restrict, ...free } = before;
  expect((await api('PUT', '/EnrollmentPatterns/4', { body: free })).body).toMatchObject({
    RestrictCAs: false,
    CertificateAuthorities: [],
  });
});

test('a pattern that certificates were enrolled with is deleted with force only', async () => {
  const api = await freshWorld();
  const wildcard = { EnrollmentPatternId: 25, Subject: 'CN=*.shop.keyexample.com', KeyLength: 384 };
  expect((await enroll(api, wildcard)).status).toBe(200);
  const refused = await api('DELETE', '/EnrollmentPatterns/25');
  expect([refused.status, at(refused.body, 'Message')]).toEqual([400, expect.stringContaining('in use by')]);
  expect((await api('GET', '/EnrollmentPatterns/25')).status).toBe(200);
  expect((await api('DELETE', '/EnrollmentPatterns/25?force=true')).status).toBe(204);
});

test('a template whose last pattern is gone shows nothing to enroll with', async () => {
  const api = await freshWorld();
  expect((await api('DELETE', '/EnrollmentPatterns/26')).status).toBe(204);
  expect((await api('GET', '/Templates/40')).body).toMatchObject({ TemplatePolicy: null, AllowedEnrollmentTypes: 0 });
});

test('deleting answers 204 without a body or Content-Type; a default with others needs force and hands on', async () => {
  const api = await freshWorld();
  const gone = await api('DELETE', '/EnrollmentPatterns/14');
  expect([gone.status, gone.text, gone.headers.get('content-type')]).toEqual([204, '', null]);
  expect((await api('GET', '/EnrollmentPatterns/14')).status).toBe(404);
  expect((await api('DELETE', '/EnrollmentPatterns/3')).status).toBe(400);
  const first = at((await create(api, { Name: 'first', Template: 13 })).body, 'Id');
  await create(api, { Name: 'second', Template: 13 });
  expect((await api('DELETE', `/EnrollmentPatterns/${String(first)}`)).status).toBe(400);
  expect((await api('DELETE', '/EnrollmentPatterns/3?force=true')).status).toBe(204);
  expect(await defaultsOf(api, 17)).toEqual([4]);
});

test('PUT on the collection is 405', async () => {
  const api = await freshWorld();
  expect((await api('PUT', '/EnrollmentPatterns', { body: {} })).status).toBe(405);
});

test.each(['10.5', '24.4'])('%s has no patterns at all', async (profile) => {
  const old = await freshWorld({ profile });
  for (const path of ['', '/3', '/3/Settings', '/Settings', '/SubjectParts']) {
    expect((await old('GET', `/EnrollmentPatterns${path}`)).status).toBe(404);
  }
});

test('resolved settings lay the pattern over the system-wide rules, part by part', async () => {
  const api = await freshWorld();
  const settings = (await api('GET', '/EnrollmentPatterns/4/Settings')).body;
  expect(records(at(settings, 'Regexes')).map((row) => row.SubjectPart)).toEqual(['CN', 'C']);
  expect(records(at(settings, 'Defaults')).map((row) => row.SubjectPart)).toEqual(['OU', 'C']);
  expect(at(settings, 'Policies')).toMatchObject({
    AllowWildcards: false,
    AllowKeyReuse: false,
    CertificateOwnerRole: 0,
  });
  expect(at(settings, 'Policies', 'PrimaryKeyAlgorithms', 0, 'bit_lengths')).toEqual([3072, 4096]);
});

test('resolved metadata has a row per type, without name and options', async () => {
  const api = await freshWorld({ user: 'csrdesk' });
  const rows = records((await api('GET', '/EnrollmentPatterns/7/Metadata')).body);
  expect(rows).toHaveLength(12);
  expect(rows.find((row) => row.MetadataId === 9)).toEqual({
    MetadataId: 9,
    DefaultValue: null,
    Validation: '^CHG\\d{7}$',
    Enrollment: 1,
    Message: 'Changes only.',
    CaseSensitive: true,
  });
});
