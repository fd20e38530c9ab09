import { expect, test } from 'vitest';
import { at, freshWorld, text, type Api } from './apiForTests.ts';
import { become, enroll, pfxBody } from './enrollForTests.ts';

/** The refusal's words; fails when the request was issued. */
async function refusal(api: Api, more: Record<string, unknown>): Promise<string> {
  const answer = await enroll(api, more);
  expect([answer.status, at(answer.body, 'ErrorCode')]).toEqual([400, '0xA011000F']);
  return text(answer.body, 'Message');
}

test('a subject regex refuses with the part’s label and the rule’s own words', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { Subject: 'CN=app01.example.org' })).toBe('Common Name: Name must end in .keyexample.com');
});

test('the system-wide rule counts where the pattern has none, and a part that is missing is blank', async () => {
  const api = await freshWorld();
  const blank = { EnrollmentPatternId: 1, CertificateAuthority: '', Subject: 'O=Key Example' };
  expect(await refusal(api, blank)).toBe('Common Name: is required');
  expect(await refusal(api, { Subject: 'CN=a.keyexample.com,C=us' })).toBe('Country/Region: Two capital letters');
});

test('a pattern’s own rule replaces the template’s', async () => {
  const api = await freshWorld();
  const partners = { EnrollmentPatternId: 4, KeyType: 'ECC', AdditionalEnrollmentFields: { Partner: 'Contoso' } };
  const words = await refusal(api, { ...partners, Metadata: { Contact: 'a@keyexample.com' } });
  expect(words).toBe('Common Name: Only names under partner.keyexample.com.');
});

test('a wildcard is refused where policy forbids it, in the CN and in a SAN', async () => {
  const api = await freshWorld();
  const devices = { EnrollmentPatternId: 24, CertificateAuthority: '' };
  const wildcard = { ...devices, Subject: 'CN=*.keyexample.com' };
  expect((await enroll(api, wildcard)).status).toBe(200);
  const body = {
    Name: 'IoT devices – test',
    AllowedEnrollmentTypes: 3,
    AssociatedRoles: ['Administrator'],
    Policies: { AllowWildcards: false },
  };
  expect((await api('PUT', '/EnrollmentPatterns/24', { body })).status).toBe(200);
  expect(await refusal(api, wildcard)).toContain('Wildcards are not allowed');
  const san = { ...devices, Subject: 'CN=d.keyexample.com', SANs: { dns: ['*.keyexample.com'] } };
  expect(await refusal(api, san)).toContain("'*.keyexample.com'");
});

test('a key is refused by the system-wide rules, by the pattern, and by what the CA’s profile can do', async () => {
  const api = await freshWorld();
  const legacy = { EnrollmentPatternId: 22, Subject: 'CN=old.keyexample.com' };
  const PrimaryKeyAlgorithms = [{ name: 'RSA', bit_lengths: [1024, 2048], curves: [] }];
  const wider = {
    TemplateDefault: true,
    AllowedEnrollmentTypes: 3,
    AssociatedRoles: ['Administrator'],
    Policies: { PrimaryKeyAlgorithms },
  };
  expect((await api('PUT', '/EnrollmentPatterns/22', { body: { Name: 'Wider', ...wider } })).status).toBe(200);
  expect(await refusal(api, { ...legacy, KeyType: 'RSA', KeyLength: 1024 })).toContain('RSA with a key length of 1024');
  expect((await enroll(api, { ...legacy, KeyType: 'RSA', KeyLength: 2048 })).status).toBe(200);
  expect(await refusal(api, { KeyType: 'ECC', KeyLength: 521 })).toContain('ECC with a key length of 521');
  const mail = { EnrollmentPatternId: 11, Subject: 'CN=mx1.keyexample.com,OU=Mail' };
  expect(await refusal(api, { ...mail, KeyType: 'ECC', KeyLength: 256 })).toContain('ECC');
});

test('without a key choice the server makes RSA 2048, or what the policy takes where that is not allowed', async () => {
  const api = await freshWorld();
  const none = { KeyType: null, KeyLength: null };
  const ecc = await enroll(api, { ...none, EnrollmentPatternId: 9 });
  const id = String(at(ecc.body, 'CertificateInformation', 'KeyfactorId'));
  expect((await api('GET', `/Certificates/${id}`)).body).toMatchObject({ KeyTypeString: 'ECC', KeySizeInBits: 256 });
});

test('Ed25519 is made where the pattern lists it', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, {
    EnrollmentPatternId: 23,
    CertificateAuthority: '',
    KeyType: 'Ed25519',
    KeyLength: 255,
  });
  const id = String(at(answer.body, 'CertificateInformation', 'KeyfactorId'));
  expect((await api('GET', `/Certificates/${id}`)).body).toMatchObject({
    KeyType: 6,
    KeyTypeString: 'Ed25519',
    Curve: null,
  });
});

test('RFC 2818 adds the common name as a DNS name, once', async () => {
  const api = await freshWorld();
  const sansOf = async (more: Record<string, unknown>) => {
    const answer = await enroll(api, more);
    const id = String(at(answer.body, 'CertificateInformation', 'KeyfactorId'));
    const elements = at((await api('GET', `/Certificates/${id}`)).body, 'SubjectAltNameElements');
    return (elements as { Value: string }[]).map((element) => element.Value);
  };
  expect(await sansOf({})).toEqual(['app01.keyexample.com']);
  expect(await sansOf({ SANs: { dns: ['APP01.keyexample.com'] } })).toEqual(['APP01.keyexample.com']);
});

test('required metadata and enrollment fields must be there and hold one of their options', async () => {
  const api = await freshWorld();
  const internal = { EnrollmentPatternId: 7, Subject: 'CN=a.corp.keyexample.com', KeyType: 'RSA', KeyLength: 2048 };
  expect(await refusal(api, internal)).toBe("The enrollment field 'CostCentre' is required.");
  const wrong = { ...internal, AdditionalEnrollmentFields: { CostCentre: '9999', Remark: 'x' } };
  expect(await refusal(api, wrong)).toContain("'9999' is not a valid option");
  const fields = { ...internal, AdditionalEnrollmentFields: { CostCentre: '1200', Remark: 'x' } };
  expect(await refusal(api, fields)).toBe("Metadata field 'Contact' is required.");
  const ticket = { ...fields, Metadata: { Contact: 'a@keyexample.com', TicketNumber: 'INC0000001' } };
  expect(await refusal(api, ticket)).toBe("Metadata field 'TicketNumber': Changes only.");
});

test('metadata values are judged by their type, and unknown names are refused', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { Metadata: { GoLiveDate: '2026-02-30' } })).toContain('yyyy-MM-dd');
  expect(await refusal(api, { Metadata: { Environment: 'Moon' } })).toContain("'Moon'");
  expect(await refusal(api, { Metadata: { Server_Count: 'many' } })).toContain('integer');
  expect(await refusal(api, { Metadata: { Nothing: 'x' } })).toBe("Metadata field 'Nothing' does not exist.");
});

test('a template that is not the pattern’s own is refused, its own is not', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { Template: 'WebServerEcc' })).toContain('does not match');
  expect((await enroll(api, { Template: 'WebServer2Y' })).status).toBe(200);
});

test('on 25.4 a template alone means its default pattern, and one without a pattern cannot be used', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { EnrollmentPatternId: null, Template: 'WebServer2Y' });
  const id = String(at(answer.body, 'CertificateInformation', 'KeyfactorId'));
  expect(at((await api('GET', `/Certificates/${id}`)).body, 'EnrollmentPatternId')).toBe(3);
  const none = { EnrollmentPatternId: null, Template: 'EMPTY_SERVER', CertificateAuthority: '' };
  expect(await refusal(api, none)).toContain('no default enrollment pattern');
});

test('a CA outside the pattern’s list or the template’s tenant is refused; host and logical name will do', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { CertificateAuthority: 'DeviceSubCA' })).toContain('is not available');
  expect(await refusal(api, { CertificateAuthority: 'NoSuchCA' })).toContain('does not exist');
  expect((await enroll(api, { CertificateAuthority: 'corpca02.keyexample.com\\CorpIssuingCA2' })).status).toBe(200);
});

test('only enabled enrollment types and the pattern’s roles may enroll', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { EnrollmentPatternId: 5 })).toContain('not configured for PFX');
  await become(api, 'deployer');
  expect(await refusal(api, { EnrollmentPatternId: 2, CertificateAuthority: '' })).toContain(
    'is not allowed to enroll',
  );
});

test('a password below the minimum and a renewal of certificate 0 are refused', async () => {
  const api = await freshWorld();
  expect(await refusal(api, { Password: 'elevenchars' })).toContain('at least 12');
  expect(await refusal(api, { RenewalCertificateId: 0 })).toContain("id '0'");
});

test('the owner must be a role of the caller, given once, and present where policy requires it', async () => {
  const api = await freshWorld();
  const mail = { EnrollmentPatternId: 12, Subject: 'CN=mx1.keyexample.com,OU=Mail', KeyType: 'RSA', KeyLength: 2048 };
  expect(await refusal(api, mail)).toBe('A certificate owner role is required.');
  expect(await refusal(api, { ...mail, OwnerRoleName: 'Mail Team' })).toContain('You do not hold');
  const both = { ...mail, OwnerRoleName: 'Administrator', OwnerRoleId: 1 };
  expect(await refusal(api, both)).toContain('Only one of');
  expect((await enroll(api, { ...mail, OwnerRoleName: 'Administrator' })).status).toBe(200);
});

test('a template that requires approval is pending with retention, and refused without', async () => {
  const api = await freshWorld();
  const approval = { EnrollmentPatternId: 8, KeyType: 'RSA', KeyLength: 2048 };
  const answer = await enroll(api, approval);
  expect(at(answer.body, 'CertificateInformation', 'RequestDisposition')).toBe('PENDING');
});

test('a request without Timestamp, or with a wrong JSON type, gets the ASP.NET shape', async () => {
  const api = await freshWorld();
  const send = (more: Record<string, unknown>) =>
    api('POST', '/Enrollment/PFX', { version: 2, headers: { 'x-certificateformat': 'PFX' }, body: pfxBody(more) });
  const late = await send({ Timestamp: null });
  expect(at(late.body, 'errors', 'Timestamp')).toEqual(['The Timestamp field is required.']);
  const wrong = await send({ SANs: { dns: 'a.keyexample.com' } });
  expect(at(wrong.body, 'errors', 'SANs.dns')).toBeDefined();
});

test('a standalone CA needs no template and is judged by the system-wide rules', async () => {
  const api = await freshWorld();
  const alone = { EnrollmentPatternId: null, CertificateAuthority: 'StandaloneCA', Subject: 'CN=any.example.org' };
  expect((await enroll(api, alone)).status).toBe(200);
  expect(await refusal(api, { ...alone, CertificateAuthority: 'CorpIssuingCA1' })).toContain('must be provided');
});
