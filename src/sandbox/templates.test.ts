import { expect, test } from 'vitest';
import { at, freshWorld, record, records, type Api } from './apiForTests.ts';

/** The members a client must send back to change nothing (vendor documentation, PUT Templates). */
async function writable(api: Api, id: number): Promise<Record<string, unknown>> {
  return record((await api('GET', `/Templates/${id}`)).body);
}

async function put(api: Api, body: unknown) {
  return api('PUT', '/Templates', { body });
}

const listKeys = [
  'Id', 'CommonName', 'TemplateName', 'Oid', 'KeySize', 'KeyType', 'ForestRoot', 'ConfigurationTenant', 'FriendlyName',
  'KeyRetention', 'KeyRetentionDays', 'KeyArchival', 'EnrollmentFields', 'AllowedEnrollmentTypes', 'TemplateRegexes',
  'UseAllowedRequesters', 'AllowedRequesters', 'DisplayName', 'RequiresApproval', 'KeyUsage', 'ExtendedKeyUsages',
  'AllowOneClickRenewals', 'KeyTypes', 'Manageability',
]; // prettier-ignore
const singleKeys = [
  'Id', 'CommonName', 'TemplateName', 'Oid', 'KeySize', 'KeyType', 'ForestRoot', 'ConfigurationTenant', 'FriendlyName',
  'KeyRetention', 'KeyRetentionDays', 'KeyArchival', 'EnrollmentFields', 'MetadataFields', 'AllowedEnrollmentTypes',
  'TemplateRegexes', 'TemplateDefaults', 'TemplatePolicy', 'KeyAlgorithms', 'UseAllowedRequesters', 'AllowedRequesters',
  'DisplayName', 'RFCEnforcement', 'RequiresApproval', 'KeyUsage', 'ExtendedKeyUsages', 'Curve', 'AllowOneClickRenewals',
  'KeyTypes', 'CertificateCleanupEnabled', 'TimeAfterExpiration', 'TimeAfterExpirationUnits', 'DeleteWithArchivedKey',
  'Manageability',
]; // prettier-ignore

test('on 25.4 the list has 24 keys and a single template 34, in the recorded order', async () => {
  const api = await freshWorld();
  const [first] = records((await api('GET', '/Templates')).body);
  expect(Object.keys(first ?? {})).toEqual(listKeys);
  expect(Object.keys(await writable(api, 4))).toEqual(singleKeys);
});

test('on 10.5 the list has 21 keys and a template has sizes and curves instead of algorithm lists', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const [first] = records((await api('GET', '/Templates')).body);
  expect(Object.keys(first ?? {})).toEqual(listKeys.slice(0, 21));
  const template = await writable(api, 17);
  expect(Object.keys(template)).toHaveLength(26);
  expect(Object.keys(record(template.TemplatePolicy))).toEqual([
    'TemplateId', 'AllowKeyReuse', 'AllowWildcards', 'RFCEnforcement', 'RSAValidKeySizes', 'ECCValidCurves',
  ]); // prettier-ignore
});

test.each(['10.5', '24.4', '25.4'])('%s: sending back what was read changes nothing', async (profile) => {
  const api = await freshWorld({ profile });
  for (const id of [4, 6, 17, 19, 23, 24, 40]) {
    const before = await writable(api, id);
    const answer = await put(api, before);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(before);
  }
});

test('what is left out is cleared, and nothing warns about it', async () => {
  const api = await freshWorld();
  const before = await writable(api, 23);
  const { AllowedRequesters, UseAllowedRequesters, TemplatePolicy } = before;
  const answer = await put(api, {
    Id: 23,
    AllowedRequesters,
    UseAllowedRequesters,
    TemplatePolicy,
    FriendlyName: 'Mail',
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    FriendlyName: 'Mail',
    DisplayName: 'Mail',
    KeyRetention: 'None',
    KeyRetentionDays: 0,
    KeyUsage: 0,
    TemplateRegexes: [],
    AllowedEnrollmentTypes: 0,
    CertificateCleanupEnabled: null,
    TimeAfterExpiration: null,
    CommonName: 'MailServer',
    ExtendedKeyUsages: before.ExtendedKeyUsages,
  });
  const unnamed = await put(api, { Id: 23, AllowedRequesters, UseAllowedRequesters, TemplatePolicy });
  expect(unnamed.body).toMatchObject({ FriendlyName: null, DisplayName: 'Mail Server' });
});

test('on 10.5 a template without TemplatePolicy loses its policy, regexes and requesters', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const answer = await put(api, { Id: 17, FriendlyName: 'Only a name' });
  expect(answer.body).toMatchObject({ TemplateRegexes: [], TemplateDefaults: [], AllowedRequesters: [] });
  expect(at(answer.body, 'TemplatePolicy', 'RSAValidKeySizes')).toBeNull();
});

test('on 25.4 a template with a pattern needs TemplatePolicy', async () => {
  const api = await freshWorld();
  const { TemplatePolicy: _policy, ...rest } = await writable(api, 17);
  const answer = await put(api, { ...rest, FriendlyName: 'New name' });
  expect(answer.status).toBe(400);
  expect(answer.text).toBe('{"ErrorCode":"0xA011000F","Message":"\\u0027Policies\\u0027 cannot be empty"}');
  expect((await writable(api, 17)).FriendlyName).toBe('Web server (2 years)');
});

test('on 25.4 a pattern without AD permissions must keep a role', async () => {
  const api = await freshWorld();
  const answer = await put(api, { ...(await writable(api, 17)), AllowedRequesters: [] });
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    ErrorCode: '0xA011000F',
    Message: 'Enrollment Pattern needs to have at least one associated role',
  });
});

test('a template without a pattern shows null, empty and 0, and takes a PUT without policy', async () => {
  const api = await freshWorld();
  const template = await writable(api, 5);
  expect(template).toMatchObject({ TemplatePolicy: null, AllowedEnrollmentTypes: 0, UseAllowedRequesters: false });
  const answer = await put(api, { Id: 5, FriendlyName: 'Admins', AllowedEnrollmentTypes: 3 });
  expect(answer.body).toMatchObject({ FriendlyName: 'Admins', AllowedEnrollmentTypes: 0, TemplatePolicy: null });
});

test('whatever is retained needs days, and 0 counts as given; None needs none', async () => {
  const api = await freshWorld();
  const { KeyRetentionDays: _days, ...rest } = await writable(api, 17);
  for (const KeyRetention of ['AfterExpiration', 'FromIssuance', 'Indefinite', 1, 2, 3]) {
    const answer = await put(api, { ...rest, KeyRetention });
    expect(at(answer.body, 'Message')).toMatch(/^In order to enable a retention policy on a template/);
  }
  expect((await put(api, { ...rest, KeyRetention: 'FromIssuance', KeyRetentionDays: 0 })).status).toBe(200);
  const numbers = ['None', 'Indefinite', 'AfterExpiration', 'FromIssuance'];
  for (const [number, name] of numbers.entries()) {
    const answer = await put(api, { ...rest, KeyRetention: number, KeyRetentionDays: 0 });
    expect(answer.body).toMatchObject({ KeyRetention: name, KeyRetentionDays: 0 });
  }
  expect((await put(api, { ...rest, KeyRetention: 'None' })).status).toBe(200);
  expect((await put(api, { ...rest, KeyRetention: 4 })).status).toBe(400);
});

test('the default pattern shows what was written on the template', async () => {
  const api = await freshWorld();
  const before = await writable(api, 17);
  const TemplateRegexes = [{ TemplateId: 17, SubjectPart: 'OU', RegEx: '^Ops$', Error: '', CaseSensitive: true }];
  const EnrollmentFields = [{ Name: 'Building', DataType: 1 }];
  const policy = { ...record(before.TemplatePolicy), AllowWildcards: false };
  const sent = { ...before, AllowedEnrollmentTypes: 2, TemplateRegexes, EnrollmentFields, TemplatePolicy: policy };
  expect((await put(api, { ...sent, AllowedRequesters: ['Mail Team'] })).status).toBe(200);
  const pattern = (await api('GET', '/EnrollmentPatterns/3')).body;
  expect(pattern).toMatchObject({
    AllowedEnrollmentTypes: 2,
    Regexes: [{ SubjectPart: 'OU', Regex: '^Ops$', Error: '', CaseSensitive: true }],
    EnrollmentFields: [{ Name: 'Building', DataType: 1, Options: [] }],
    AssociatedRoles: [{ Id: 11, Name: 'Mail Team' }],
    UseADPermissions: false,
  });
  expect(at(pattern, 'Policies', 'AllowWildcards')).toBe(false);
});

test('the template shows what was written on its default pattern, and nothing of its other patterns', async () => {
  const api = await freshWorld();
  const write = {
    Name: 'Web servers – Ops',
    TemplateDefault: true,
    AssociatedRoles: ['Web Team'],
    Policies: { AllowKeyReuse: true },
  };
  expect((await api('PUT', '/EnrollmentPatterns/3', { body: { ...write, AllowedEnrollmentTypes: 5 } })).status).toBe(
    200,
  );
  const template = await writable(api, 17);
  expect(template).toMatchObject({ AllowedEnrollmentTypes: 5, AllowedRequesters: ['Web Team'], TemplateRegexes: [] });
  expect(at(template, 'TemplatePolicy', 'AllowKeyReuse')).toBe(true);
  await api('PUT', '/EnrollmentPatterns/5', {
    body: { ...write, Name: 'Other', TemplateDefault: false, Policies: {} },
  });
  expect(await writable(api, 17)).toEqual(template);
});

test('a KeyInfo in the request is not read: without the lists the algorithms are cleared', async () => {
  const api = await freshWorld();
  const before = await writable(api, 17);
  const { PrimaryKeyAlgorithms: _primary, ...policy } = record(before.TemplatePolicy);
  const answer = await put(api, { ...before, TemplatePolicy: policy });
  expect(at(answer.body, 'TemplatePolicy', 'PrimaryKeyAlgorithms')).toEqual([]);
  expect(at(answer.body, 'TemplatePolicy', 'KeyInfo', 'RSA')).toBeNull();
});

test('a wrong JSON type is a 400 with an errors map, CA-owned and unknown members are ignored', async () => {
  const api = await freshWorld();
  const before = await writable(api, 17);
  const wrong = await put(api, { ...before, KeyUsage: true });
  expect(wrong.status).toBe(400);
  expect(at(wrong.body, 'errors', 'KeyUsage', 0)).toBe(
    "Unexpected character encountered while parsing value: t. Path 'KeyUsage'",
  );
  for (const other of [
    { RequiresApproval: 'yes' },
    { TemplateRegexes: {} },
    { TemplatePolicy: [] },
    { FriendlyName: 5 },
  ]) {
    expect((await put(api, { ...before, ...other })).status).toBe(400);
  }
  const ignored = await put(api, { ...before, Oid: '1.2.3', KeySize: '512', Colour: 'red' });
  expect(ignored.body).toEqual(before);
});

test('names of more than 50 characters, unknown roles, subject parts and templates are refused', async () => {
  const api = await freshWorld();
  const before = await writable(api, 17);
  expect((await put(api, { ...before, FriendlyName: 'x'.repeat(51) })).status).toBe(400);
  expect((await put(api, { ...before, AllowedRequesters: ['Nobody we know'] })).status).toBe(400);
  expect((await put(api, { ...before, TemplateRegexes: [{ SubjectPart: 'XX', Regex: '.' }] })).status).toBe(400);
  expect((await put(api, { ...before, Id: 4711 })).status).toBe(404);
  expect(await writable(api, 17)).toEqual(before);
});

test('member names of a request bind in any letter case', async () => {
  const api = await freshWorld();
  const before = await writable(api, 17);
  const shouted = Object.fromEntries(Object.entries(before).map(([key, value]) => [key.toUpperCase(), value]));
  expect((await put(api, shouted)).body).toEqual(before);
});

test('the view of regexes keeps rows without a rule', async () => {
  const api = await freshWorld();
  expect((await writable(api, 4)).TemplateRegexes).toEqual([
    { TemplateId: 4, SubjectPart: 'CN', Regex: '', Error: '', CaseSensitive: false },
  ]);
  expect(String((await writable(api, 4)).KeyTypes).length).toBeGreaterThan(1_200);
});
