import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api } from './apiForTests.ts';
import { become, enroll, idOf } from './enrollForTests.ts';

const p256 = '1.2.840.10045.3.1.7';
const rsa = (...bits: number[]) => ({ name: 'RSA', bit_lengths: bits, curves: [] });

async function server(order: Record<string, unknown> = {}): Promise<Api> {
  return freshWorld({ profile: '24.4', ...order });
}

async function template(api: Api, id: number): Promise<Record<string, unknown>> {
  return record((await api('GET', `/Templates/${id}`)).body);
}

/** A template with members of its policy replaced. */
async function putPolicy(api: Api, id: number, change: Record<string, unknown>) {
  const before = await template(api, id);
  const TemplatePolicy = { ...record(before.TemplatePolicy), ...change };
  return api('PUT', '/Templates', { body: { ...before, TemplatePolicy } });
}

test('a template has KeyInfo, one-click renewals and key types, and neither lists nor clean-up nor Manageability', async () => {
  const api = await server();
  const full = await template(api, 17);
  expect(Object.keys(full)).toHaveLength(29);
  expect(full).toMatchObject({ AllowOneClickRenewals: true, AllowedEnrollmentTypes: 3, RFCEnforcement: true });
  expect(full.TemplatePolicy).toEqual({
    TemplateId: 17,
    AllowKeyReuse: null,
    AllowWildcards: null,
    RFCEnforcement: true,
    CertificateOwnerRole: null,
    DefaultCertificateOwnerRoleId: null,
    DefaultCertificateOwnerRoleName: null,
    KeyInfo: {
      ECDSA: { name: 'ECDSA', bit_lengths: [256, 384], curves: [p256, '1.3.132.0.34'] },
      RSA: rsa(2048, 3072, 4096),
      Ed448: null,
      Ed25519: null,
    },
  });
  expect(Object.keys(record(full.KeyAlgorithms))).toEqual(['TemplateId', 'KeyInfo']);
  const unset = ['Manageability', 'CertificateCleanupEnabled', 'TimeAfterExpiration', 'DeleteWithArchivedKey'];
  for (const name of unset) expect(full).not.toHaveProperty(name);
  const light = records((await api('GET', '/Templates')).body)[0] ?? {};
  expect(Object.keys(light)).toHaveLength(23);
  expect(light).not.toHaveProperty('Manageability');
});

test('a template nobody has set up has a policy whose members are all null', async () => {
  const policy = record((await template(await server(), 13)).TemplatePolicy);
  const { TemplateId, KeyInfo, ...scalars } = policy;
  expect(TemplateId).toBe(13);
  expect(Object.values(scalars)).toEqual([null, null, null, null, null, null]);
  expect(Object.values(record(KeyInfo))).toEqual([null, null, null, null]);
});

test('no answer about templates and rules names an algorithm list', async () => {
  const api = await server();
  for (const path of ['/Templates/4', '/Templates/17', '/Templates/Settings', '/Enrollment/Settings/17']) {
    const answer = await api('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"KeyInfo"');
    expect(answer.text).not.toMatch(/PrimaryKeyAlgorithms|AlternativeKeyAlgorithms|MLDSA|ML-DSA|Override/);
  }
});

test('rows of regexes and metadata tell their letter case, choices are on the row', async () => {
  const full = await template(await server(), 40);
  expect(at(full.TemplateRegexes, 0)).toMatchObject({ TemplateId: 40, CaseSensitive: false });
  expect(at(full.MetadataFields, 0)).toMatchObject({ CaseSensitive: false, Options: 'Production,Staging,Test' });
  expect(at(full.MetadataFields, 0)).not.toHaveProperty('TemplateId');
});

test('KeyInfo is what a request writes: lists are not read, and without KeyInfo the keys are cleared', async () => {
  const api = await server();
  const narrow = await putPolicy(api, 17, { KeyInfo: { RSA: { bit_lengths: [4096] }, ECDSA: null } });
  expect(at(narrow.body, 'TemplatePolicy', 'KeyInfo')).toEqual({
    ECDSA: null,
    RSA: rsa(4096),
    Ed448: null,
    Ed25519: null,
  });
  const shouted = await putPolicy(api, 17, { KeyInfo: { rsa: { BIT_LENGTHS: [3072], curves: null } } });
  expect(at(shouted.body, 'TemplatePolicy', 'KeyInfo', 'RSA')).toEqual(rsa(3072));
  const lists = await putPolicy(api, 17, { KeyInfo: undefined, PrimaryKeyAlgorithms: [rsa(2048)] });
  expect(at(lists.body, 'TemplatePolicy', 'KeyInfo', 'RSA')).toBeNull();
  expect((await putPolicy(api, 17, { KeyInfo: [rsa(2048)] })).status).toBe(400);
  expect((await putPolicy(api, 17, { KeyInfo: { RSA: { bit_lengths: ['2048'] } } })).status).toBe(400);
});

test('a template without TemplatePolicy loses its policy and requesters; restricted to nobody is taken', async () => {
  const api = await server();
  const { TemplatePolicy: _policy, AllowedRequesters: _roles, ...rest } = await template(api, 17);
  const answer = await api('PUT', '/Templates', { body: rest });
  expect(answer.body).toMatchObject({ UseAllowedRequesters: true, AllowedRequesters: [] });
  expect(at(answer.body, 'TemplatePolicy', 'KeyInfo', 'RSA')).toBeNull();
  expect(at(answer.body, 'TemplatePolicy', 'RFCEnforcement')).toBeNull();
});

test('an unknown role is refused, as requester and as owner', async () => {
  const api = await server();
  const before = await template(api, 17);
  const strange = await api('PUT', '/Templates', { body: { ...before, AllowedRequesters: ['Nobody we know'] } });
  expect(strange.status).toBe(400);
  expect((await putPolicy(api, 17, { DefaultCertificateOwnerRoleId: 4711 })).status).toBe(400);
  expect(await template(api, 17)).toEqual(before);
});

test('the owner that a template names is the resolved one and that of its certificates', async () => {
  const api = await server();
  const owned = await putPolicy(api, 17, { CertificateOwnerRole: 0, DefaultCertificateOwnerRoleId: 11 });
  expect(at(owned.body, 'TemplatePolicy', 'DefaultCertificateOwnerRoleName')).toBe('Mail Team');
  const settings = (await api('GET', '/Enrollment/Settings/17')).body;
  expect(at(settings, 'TemplatePolicy')).toMatchObject({
    CertificateOwnerRole: 0,
    DefaultCertificateOwnerRoleId: 11,
    DefaultCertificateOwnerRoleName: 'Mail Team',
    AllowWildcards: true,
    RFCEnforcement: true,
  });
  const id = idOf(await enroll(api, { EnrollmentPatternId: null, Template: 'WebServer2Y' }));
  expect((await api('GET', `/Certificates/${id}`)).body).toMatchObject({ OwnerRoleName: 'Mail Team' });
  const other = (await api('GET', '/Enrollment/Settings/18')).body;
  expect(at(other, 'TemplatePolicy', 'DefaultCertificateOwnerRoleId')).toBeNull();
});

test('system-wide rules need KeyInfo and the owner role, and take back what they gave', async () => {
  const api = await server();
  const before = record((await api('GET', '/Templates/Settings')).body);
  const put = (TemplatePolicy: unknown) => api('PUT', '/Templates/Settings', { body: { ...before, TemplatePolicy } });
  const policy = record(before.TemplatePolicy);
  expect((await put(policy)).body).toEqual(before);
  for (const name of ['KeyInfo', 'CertificateOwnerRole', 'AllowKeyReuse', 'AllowWildcards', 'RFCEnforcement']) {
    const { [name]: _left, ...rest } = policy;
    const refused = await put(rest);
    expect([refused.status, at(refused.body, 'errors', `TemplatePolicy.${name}`)]).toEqual([400, expect.anything()]);
    expect((await put({ ...policy, [name]: null })).status).toBe(400);
  }
  expect((await put({ ...policy, KeyInfo: { RSA: { bit_lengths: [4096] } } })).status).toBe(200);
  expect((await api('GET', '/Templates/Settings')).body).toMatchObject({
    TemplatePolicy: { KeyInfo: { RSA: rsa(4096), ECDSA: null } },
  });
});

test('an enrollment is judged by the template’s own rules, and a pattern id is not looked at', async () => {
  const api = await server();
  const web = { EnrollmentPatternId: 4, Template: 'WebServer2Y' };
  expect((await enroll(api, web)).status).toBe(200);
  const key = await enroll(api, { ...web, KeyLength: 521 });
  expect(text(key.body, 'Message')).toContain('ECC with a key length of 521');
  const answer = await api('GET', '/Enrollment/PFX/Context/My');
  const row = records(at(answer.body, 'Templates')).find((found) => found.Id === 17);
  expect(row).toMatchObject({ Name: 'WebServer2Y' });
  expect(at(row, 'Regexes', 0)).toHaveProperty('CaseSensitive');
  expect(row).not.toHaveProperty('EnrollmentTemplatePolicy');
});

test('rights are paths, roles come in both versions', async () => {
  const api = await server({ user: 'auditor' });
  const refused = await api('PUT', '/Templates', { body: {} });
  expect(text(refused.body, 'Message')).toContain('/certificate_templates/modify/');
  const path = '/Security/Roles?ReturnLimit=1';
  expect(records((await api('GET', path, { version: 1 })).body)[0]).toHaveProperty('Permissions');
  expect(records((await api('GET', path, { version: 2 })).body)[0]).toHaveProperty('ClaimsCount');
  await become(api, 'csrdesk');
  expect((await api('GET', '/Security/Roles')).status).toBe(403);
});

test('a CA has renewals and OAuth members, and no clean-up members or UseForEnrollment', async () => {
  const ca = record((await (await server())('GET', '/CertificateAuthority/3')).body);
  expect(ca).toMatchObject({ AllowOneClickRenewals: true, TokenURL: '', UseAllowedRequesters: false });
  expect(ca).not.toHaveProperty('CertificateCleanupEnabled');
  expect(ca).not.toHaveProperty('UseForEnrollment');
});

test('what one version writes, the others show in their own spelling', async () => {
  const api = await server();
  await putPolicy(api, 17, { KeyInfo: { RSA: { bit_lengths: [4096] }, Ed25519: { bit_lengths: [255] } } });
  await api('PATCH', '/sandbox/world', { body: { profile: '10.5' } });
  const old = await template(api, 17);
  expect(old.TemplatePolicy).toMatchObject({ RSAValidKeySizes: [4096], ECCValidCurves: null });
  const policy = { ...record(old.TemplatePolicy), RSAValidKeySizes: [2048], ECCValidCurves: [p256] };
  await api('PUT', '/Templates', { body: { ...old, TemplatePolicy: policy } });
  await api('PATCH', '/sandbox/world', { body: { profile: '24.4' } });
  expect(at((await template(api, 17)).TemplatePolicy, 'KeyInfo')).toMatchObject({
    RSA: rsa(2048),
    ECDSA: { bit_lengths: [256], curves: [p256] },
    Ed25519: { bit_lengths: [255] },
    Ed448: null,
  });
});

test('a save of system-wide rules on 10.5 keeps the algorithms that it has no word for', async () => {
  const api = await server();
  const keys = async () => at((await api('GET', '/Templates/Settings')).body, 'TemplatePolicy', 'KeyInfo');
  const before = await keys();
  expect(before).toMatchObject({ Ed448: { bit_lengths: [448] } });
  await api('PATCH', '/sandbox/world', { body: { profile: '10.5' } });
  const old = (await api('GET', '/Templates/Settings')).body;
  expect((await api('PUT', '/Templates/Settings', { body: old })).body).toEqual(old);
  await api('PATCH', '/sandbox/world', { body: { profile: '24.4' } });
  expect(await keys()).toEqual(before);
});
