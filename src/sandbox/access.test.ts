import { expect, test } from 'vitest';
import { at, freshWorld, records } from './apiForTests.ts';

async function status(user: string, method: string, path: string, profile = '25.4'): Promise<number> {
  const api = await freshWorld({ user, profile });
  return (await api(method, path, method === 'GET' ? {} : { body: {} })).status;
}

test.each([
  ['steward', 'GET', '/Templates', 200],
  ['steward', 'GET', '/Enrollment/PFX/Context/My', 403],
  ['enroller', 'GET', '/EnrollmentPatterns', 200],
  ['enroller', 'GET', '/Templates', 403],
  ['enroller', 'GET', '/Security/Roles', 403],
  ['csrdesk', 'GET', '/Enrollment/CSR/Context/My', 200],
  ['csrdesk', 'GET', '/Enrollment/PFX/Context/My', 403],
  ['csrdesk', 'GET', '/EnrollmentPatterns', 403],
  ['csrdesk', 'GET', '/EnrollmentPatterns/3/Metadata', 200],
  ['auditor', 'GET', '/Templates/Settings', 200],
  ['auditor', 'PUT', '/Templates', 403],
  ['auditor', 'POST', '/EnrollmentPatterns', 403],
  ['deployer', 'GET', '/Enrollment/PFX/Context/My', 200],
  ['deployer', 'GET', '/CertificateAuthority', 403],
  ['nobody', 'GET', '/Templates', 403],
  ['nobody', 'GET', '/Security/My', 200],
])('%s: %s %s answers %i', async (user, method, path, expected) => {
  expect(await status(user, method, path)).toBe(expected);
});

test('403 names the missing right as the version spells it, and none for somebody without a role', async () => {
  const refusal = async (user: string, profile: string) => {
    const api = await freshWorld({ user, profile });
    const answer = await api('GET', '/CertificateAuthority');
    expect([answer.status, at(answer.body, 'ErrorCode')]).toEqual([403, '0xA0140002']);
    return String(at(answer.body, 'Message'));
  };
  expect(await refusal('enroller', '25.4')).toContain('required permissions: /certificate_authorities/read/.');
  expect(await refusal('enroller', '10.5')).toContain('PkiManagement: Read');
  expect(await refusal('nobody', '25.4')).not.toContain('permissions');
});

test('Status/Endpoints lists what the caller may use, in this version', async () => {
  const lines = async (order: Record<string, unknown>) =>
    (await (await freshWorld(order))('GET', '/Status/Endpoints')).body;
  const admin = await lines({});
  expect(admin).toContain('GET /EnrollmentPatterns/{id}');
  expect(admin).toContain('PUT /Templates');
  expect(await lines({ user: 'auditor' })).not.toContain('PUT /Templates');
  expect(await lines({ profile: '10.5' })).not.toContain('GET /EnrollmentPatterns');
});

test('Security/My speaks version-one names on 25.4 and does not exist on 10.5', async () => {
  const api = await freshWorld({ user: 'csrdesk' });
  expect((await api('GET', '/Security/My')).body).toEqual({
    Roles: ['CSR Desk'],
    GlobalPermissions: [
      { Area: 'CertificateEnrollment', Permission: 'EnrollCSR' },
      { Area: 'CertificateMetadataTypes', Permission: 'Read' },
      { Area: 'Certificates', Permission: 'Read' },
    ],
    GranularPermissions: [],
  });
  const scoped = await (await freshWorld({ user: 'branchops' }))('GET', '/Security/My');
  expect(scoped.body).toMatchObject({
    GranularPermissions: [
      { Area: 'CertificateStoreManagement', Permission: 'Read', SecurableId: 2 },
      { Area: 'CertificateStoreManagement', Permission: 'Schedule', SecurableId: 2 },
    ],
  });
  const older = await (await freshWorld({ profile: '24.4' }))('GET', '/Security/My');
  expect(older.body).not.toHaveProperty('GranularPermissions');
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('GET', '/Security/My')).status).toBe(404);
});

test('roles have one shape per API version: full in version 1, a summary and a full one in version 2', async () => {
  const api = await freshWorld();
  const v1 = records((await api('GET', '/Security/Roles', { version: 1 })).body);
  expect(v1).toHaveLength(17);
  expect(v1[0]).toEqual({
    Id: 1,
    Description: 'Built-in management portal administration role',
    EmailAddress: null,
    Enabled: true,
    Immutable: true,
    Valid: true,
    Private: false,
    PermissionSetId: '099c05f0-deba-4562-a5b1-f491e19c0749',
    Identities: [],
    Name: 'Administrator',
    Permissions: [],
  });
  const v2 = records((await api('GET', '/Security/Roles', { version: 2 })).body);
  expect(Object.keys(v2[0] ?? {})).toEqual([
    'Id', 'Name', 'EmailAddress', 'Immutable', 'PermissionSetId', 'ClaimsCount',
  ]); // prettier-ignore
  const one = await api('GET', '/Security/Roles/4', { version: 2 });
  expect(at(one.body, 'Claims', 0, 'ClaimType')).toBe('OAuthRole');
  expect(at(one.body, 'Permissions')).toContain('/certificates/enrollment/');
  expect(at((await api('GET', '/Security/Roles/4')).body, 'Permissions')).toContain('CertificateEnrollment:EnrollPFX');
});

async function offered(order: Record<string, unknown>, kind: 'PFX' | 'CSR'): Promise<unknown[]> {
  const answer = await (await freshWorld(order))('GET', `/Enrollment/${kind}/Context/My`);
  return records(at(answer.body, 'Templates')).map((row) => row.Name);
}

test('the enrollment context holds what this caller may enroll, by kind', async () => {
  const desk = await offered({ user: 'csrdesk' }, 'CSR');
  expect(desk).toContain('WebServer2Y');
  expect(desk).toContain('LoadBalancer');
  expect(desk).not.toContain('DatabaseServer');
  expect(desk).not.toContain('EMPTY_SERVER');
  const pfx = await offered({ user: 'enroller' }, 'PFX');
  expect(pfx).toContain('MailServer');
  expect(pfx).not.toContain('LoadBalancer');
  expect(await offered({ user: 'admin' }, 'CSR')).not.toContain('CodeSigningApproved');
});

test('the context of 25.4 has resolved policies and CA ids, that of 10.5 neither', async () => {
  const template = async (profile: string) => {
    const answer = await (await freshWorld({ profile, user: 'enroller' }))('GET', '/Enrollment/PFX/Context/My');
    return records(at(answer.body, 'Templates')).find((row) => row.Id === 17);
  };
  const modern = await template('25.4');
  expect(at(modern, 'CAs', 0)).toEqual({
    Id: 3,
    Name: 'corpca01.keyexample.com\\CorpIssuingCA1',
    DisplayName: 'CorpIssuingCA1',
    RFCEnforcement: false,
    SubscriberTerms: false,
  });
  expect(at(modern, 'EnrollmentTemplatePolicy')).toMatchObject({ RFCEnforcement: true, AllowWildcards: true });
  expect(records(modern?.Regexes).map((row) => row.SubjectPart)).toEqual(['CN', 'C']);
  const old = await template('10.5');
  expect(old).not.toHaveProperty('EnrollmentTemplatePolicy');
  expect(Object.keys(records(old?.CAs)[0] ?? {})).toEqual(['Name', 'RFCEnforcement', 'SubscriberTerms']);
});

test('a pattern that restricts CAs narrows the CAs of its template', async () => {
  const api = await freshWorld({ user: 'csrdesk' });
  const cas = async () => {
    const answer = await api('GET', '/Enrollment/CSR/Context/My');
    const row = records(at(answer.body, 'Templates')).find((t) => t.Id === 17);
    return row === undefined ? null : records(row.CAs).map((ca) => ca.DisplayName);
  };
  expect(await cas()).toEqual(['CorpIssuingCA1', 'CorpIssuingCA2']);
  await api('PATCH', '/sandbox/world', { body: { user: 'admin' } });
  for (const id of [3, 5]) {
    const body = { Name: `p${id}`, AssociatedRoles: ['Administrator'], Policies: {}, TemplateDefault: id === 3 };
    expect((await api('PUT', `/EnrollmentPatterns/${id}`, { body })).status).toBe(200);
  }
  await api('PATCH', '/sandbox/world', { body: { user: 'csrdesk' } });
  expect(await cas()).toEqual(['CorpIssuingCA1']);
});

test('standalone CAs are offered to their requesters only', async () => {
  const standalone = async (user: string) =>
    at((await (await freshWorld({ user }))('GET', '/Enrollment/CSR/Context/My')).body, 'StandaloneCAs');
  expect(await standalone('csrdesk')).toEqual([]);
  expect(at(await standalone('enroller'), 0, 'Name')).toBe('sa01.keyexample.com\\StandaloneCA');
});
