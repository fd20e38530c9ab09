import { expect, test } from 'vitest';
import { at, freshWorld, text } from './apiForTests.ts';
import { advance, become, enroll, idOf, openssl, password, pfxBody } from './enrollForTests.ts';

function blob(answer: { body: unknown }): Buffer {
  return Buffer.from(text(answer.body, 'CertificateInformation', 'Pkcs12Blob'), 'base64');
}

test('the answer of version 2 has the recorded members and never the password that was sent', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  expect(Object.keys(answer.body as object)).toEqual(['SuccessfulStores', 'CertificateInformation', 'Metadata']);
  expect(at(answer.body, 'SuccessfulStores')).toBeNull();
  expect(Object.keys(at(answer.body, 'CertificateInformation') as object)).toEqual([
    'SerialNumber',
    'IssuerDN',
    'Thumbprint',
    'KeyfactorId',
    'Pkcs12Blob',
    'Password',
    'WorkflowInstanceId',
    'WorkflowReferenceId',
    'StoreIdsInvalidForRenewal',
    'ChainFailedToBuild',
    'KeyfactorRequestId',
    'RequestDisposition',
    'DispositionMessage',
    'EnrollmentContext',
  ]);
  expect(at(answer.body, 'CertificateInformation')).toMatchObject({
    Password: null,
    KeyfactorRequestId: 0,
    RequestDisposition: 'ISSUED',
    DispositionMessage: 'The private key was successfully retained.',
  });
  expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.store');
  expect(answer.headers.get('X-PrivateKeyStatus')).toBe('Saved');
});

test('openssl opens the PKCS#12 with the password and finds key, leaf, CA and root', async () => {
  const api = await freshWorld();
  const pfx = blob(await enroll(api, { CustomFriendlyName: 'shop front' }));
  const listed = openssl(['pkcs12', '-in', 'a.pfx', '-passin', `pass:${password}`, '-nodes'], { 'a.pfx': pfx });
  expect(listed.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
  expect(listed).toContain('BEGIN PRIVATE KEY');
  expect(listed).toContain('friendlyName: shop front');
  expect(() => openssl(['pkcs12', '-in', 'a.pfx', '-passin', 'pass:wrong-password'], { 'a.pfx': pfx })).toThrow(
    'invalid password',
  );
});

test('openssl verifies the issued certificate against the sandbox root', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { SANs: { dns: ['www.keyexample.com'], ip4: ['10.0.0.7'] } }, 'PEM');
  const bundle = blob(answer).toString('utf8');
  const roots = (await api('GET', '/sandbox/root.pem')).text;
  const files = { 'bundle.pem': bundle, 'roots.pem': roots };
  expect(openssl(['verify', '-CAfile', 'roots.pem', '-untrusted', 'bundle.pem', 'bundle.pem'], files)).toContain('OK');
  const shown = openssl(['x509', '-in', 'bundle.pem', '-noout', '-text'], files);
  expect(shown).toMatch(/DNS:app01\.keyexample\.com, DNS:www\.keyexample\.com, IP Address:10\.0\.0\.7/);
  expect(bundle.split('\n')[0]).toBe('#CN=app01.keyexample.com,O="Key Example, Inc.",C=US');
  expect(bundle).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(bundle).not.toContain('\r');
});

test('NotBefore lies ten minutes back', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const row = (await api('GET', `/Certificates/${id}`)).body;
  const difference = Date.parse(text(row, 'ImportDate')) - Date.parse(text(row, 'NotBefore'));
  expect(Math.round(difference / 60_000)).toBe(10);
});

test('the same request twice issues two certificates', async () => {
  const api = await freshWorld();
  const first = await enroll(api);
  const second = await enroll(api);
  expect(idOf(second)).not.toBe(idOf(first));
  const found = await api('GET', '/Certificates?QueryString=IssuedCN -eq "app01.keyexample.com"');
  expect(found.headers.get('X-Total-Count')).toBe('2');
});

test('without a CA the server picks any that may issue', async () => {
  const api = await freshWorld();
  const issuers = new Set<string>();
  // Two CAs may: 40 draws miss one of them once in 10^12 runs.
  for (let i = 0; i < 40 && issuers.size < 2; i += 1) {
    const answer = await enroll(api, { CertificateAuthority: '' });
    issuers.add(text(answer.body, 'CertificateInformation', 'IssuerDN'));
  }
  expect([...issuers].toSorted()).toEqual([
    'CN=CorpIssuingCA1,DC=keyexample,DC=com',
    'CN=CorpIssuingCA2,DC=keyexample,DC=com',
  ]);
});

test('a template that keeps no key says NoRetention, and no key is on the server afterwards', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { EnrollmentPatternId: 6 });
  expect(answer.headers.get('X-PrivateKeyStatus')).toBe('NoRetention');
  expect(text(answer.body, 'CertificateInformation', 'DispositionMessage')).toContain('no private key was saved');
  expect(at((await api('GET', `/Certificates/${idOf(answer)}`)).body, 'HasPrivateKey')).toBe(false);
});

test('a password that was left out is made by the server, sent once, and opens the bundle', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { Password: null });
  const made = text(answer.body, 'CertificateInformation', 'Password');
  expect(made.length).toBeGreaterThanOrEqual(12);
  const args = ['pkcs12', '-in', 'a.pfx', '-passin', `pass:${made}`, '-nokeys'];
  expect(openssl(args, { 'a.pfx': blob(answer) })).toContain('BEGIN CERTIFICATE');
});

test('a missing certificate format is refused in the server’s own words', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, {}, null);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    ErrorCode: '0xA0110007',
    Message: "You must supply a certificate format in the 'X-CertificateFormat' header of the request.",
  });
});

test('an unknown format is 0xA0110008', async () => {
  const api = await freshWorld();
  const wrong = await enroll(api, {}, 'DER');
  expect(wrong.body).toEqual({ ErrorCode: '0xA0110008', Message: "The format 'DER' is invalid." });
});

test('metadata comes back with every field that is not hidden, unfilled ones as ""', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { Metadata: { Owner: 'Web team' } });
  expect(at(answer.body, 'Metadata')).toMatchObject({ Owner: 'Web team', Notes: '' });
  expect(at(answer.body, 'Metadata', 'LegacyId')).toBeUndefined();
  expect(at((await api('GET', `/Certificates/${idOf(answer)}`)).body, 'Metadata')).toEqual({ Owner: 'Web team' });
});

test('a pending request has no certificate, and one that is approved later is found by its request id', async () => {
  const api = await freshWorld();
  const forever = await enroll(api, { Subject: 'CN=pending.keyexample.com' });
  const later = await enroll(api, { Subject: 'CN=approved-later.keyexample.com' });
  for (const answer of [forever, later]) {
    expect(answer.status).toBe(200);
    expect(at(answer.body, 'CertificateInformation')).toMatchObject({ KeyfactorId: 0, RequestDisposition: 'PENDING' });
  }
  const find = async (answer: { body: unknown }) => {
    const request = String(at(answer.body, 'CertificateInformation', 'KeyfactorRequestId'));
    return (await api('GET', `/Certificates?QueryString=CertRequestId -eq ${request}`)).headers.get('X-Total-Count');
  };
  expect(await find(later)).toBe('0');
  await advance(api, 31);
  expect([await find(later), await find(forever)]).toEqual(['1', '0']);
});

test('external validation, denial and refusal are reached by the common name', async () => {
  const api = await freshWorld();
  const disposition = async (cn: string) =>
    at((await enroll(api, { Subject: `CN=${cn}` })).body, 'CertificateInformation', 'RequestDisposition');
  expect(await disposition('external.keyexample.com')).toBe('EXTERNAL_VALIDATION');
  expect(await disposition('denied.keyexample.com')).toBe('DENIED');
  const refused = await enroll(api, { Subject: 'CN=refused.keyexample.com' });
  expect([refused.status, at(refused.body, 'ErrorCode')]).toEqual([400, '0xA011000F']);
});

test('a gateway time-out is an HTML page, although the certificate was issued', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { Subject: 'CN=timeout.keyexample.com' });
  expect(answer.status).toBe(504);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.text.startsWith('<html>')).toBe(true);
  const found = await api('GET', '/Certificates?QueryString=IssuedCN -eq "timeout.keyexample.com"');
  expect(found.headers.get('X-Total-Count')).toBe('1');
});

test('10.5 ignores the key choice, has no workflow ids and takes the template’s name', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const answer = await enroll(api, { EnrollmentPatternId: null, Template: 'WebServer2Y', KeyType: 'ECC' });
  expect(at(answer.body, 'CertificateInformation', 'WorkflowInstanceId')).toBeUndefined();
  expect(text(answer.body, 'CertificateInformation', 'IssuerDN')).toBe('CN=CorpIssuingCA1, DC=keyexample, DC=com');
  expect(at((await api('GET', `/Certificates/${idOf(answer)}`)).body, 'KeyTypeString')).toBe('RSA');
  expect((await enroll(api, { Template: 'WebServer2Y' }, 'PEM')).status).toBe(400);
});

test('somebody without the right to enroll is told which one is missing', async () => {
  const api = await freshWorld();
  await become(api, 'auditor');
  const answer = await enroll(api);
  expect([answer.status, at(answer.body, 'ErrorCode')]).toEqual([403, '0xA0140002']);
  expect(text(answer.body, 'Message')).toContain('/certificates/enrollment/pfx/');
});

test('version 1 has no SuccessfulStores and does not look at Stores', async () => {
  const api = await freshWorld();
  const body = pfxBody({ Stores: [{ StoreId: 'not a guid' }] });
  const answer = await api('POST', '/Enrollment/PFX', { headers: { 'x-certificateformat': 'PFX' }, body });
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body as object)).toEqual(['CertificateInformation', 'Metadata']);
  expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.pfx');
});

test('RSA 8192 comes at once from a stored key, which key reuse policy does not count against the server', async () => {
  const api = await freshWorld();
  const big = { KeyType: 'RSA', KeyLength: 8192, CertificateAuthority: '', EnrollmentPatternId: 23, Template: '' };
  expect((await enroll(api, big)).status).toBe(400);
  const standalone = { ...big, EnrollmentPatternId: null, CertificateAuthority: 'StandaloneCA' };
  expect(idOf(await enroll(api, standalone))).toBeLessThan(idOf(await enroll(api, standalone)));
});
