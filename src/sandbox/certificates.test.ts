import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text } from './apiForTests.ts';
import { enroll, idOf, openssl } from './enrollForTests.ts';

const recorded = (
  'IsCACertificate PathLengthConstraint Id Thumbprint SerialNumber IssuedDN IssuedCN ImportDate NotBefore NotAfter IssuerDN ' +
  'PrincipalId OwnerRoleId OwnerRoleName TemplateId CertState KeySizeInBits KeyType KeyAlgorithm AltKeyAlgorithm ' +
  'AltKeySizeInBits AltKeyType RequesterId IssuedOU IssuedEmail KeyUsage SigningAlgorithm AltSigningAlgorithm ' +
  'CertStateString KeyTypeString AltKeyTypeString RevocationEffDate RevocationReason RevocationComment ' +
  'CertificateAuthorityId CertificateAuthorityName TemplateName ArchivedKey HasPrivateKey HasAltPrivateKey PrincipalName ' +
  'CertRequestId RequesterName ContentBytes ExtendedKeyUsages SubjectAltNameElements CRLDistributionPoints LocationsCount ' +
  'SSLLocations Locations Metadata CARowIndex CARecordId DetailedKeyUsage KeyRecoverable Curve EnrollmentPatternId Lifespan'
).split(' ');

test('a certificate of 25.4 has the 58 recorded members', async () => {
  const api = await freshWorld();
  const row = record((await api('GET', `/Certificates/${idOf(await enroll(api))}`)).body);
  expect(Object.keys(row).toSorted()).toEqual(recorded.toSorted());
  expect(recorded).toHaveLength(58);
  expect(row).toMatchObject({
    CertState: 1,
    CertStateString: 'Active (1)',
    CertificateAuthorityName: 'corpca01.keyexample.com\\CorpIssuingCA1',
    TemplateName: 'Web Server 2 Year',
    RequesterName: 'KEYEXAMPLE\\admin',
    Lifespan: 730,
  });
});

test('openssl sees in the bytes of a seeded certificate what its row says', async () => {
  const api = await freshWorld();
  const [row] = records((await api('GET', '/Certificates?ReturnLimit=1&SortField=IssuedCN')).body);
  const der = Buffer.from(text(row, 'ContentBytes'), 'base64');
  const args = ['x509', '-inform', 'DER', '-in', 'a.cer', '-noout', '-serial', '-fingerprint', '-sha1', '-dates'];
  const shown = openssl(args, { 'a.cer': der });
  expect(shown).toContain(`serial=${text(row, 'SerialNumber')}`);
  expect(shown.replaceAll(':', '')).toContain(text(row, 'Thumbprint'));
  const end = /notAfter=(.*)/.exec(shown)?.[1] ?? '';
  expect(new Date(end).toISOString().replace('.000Z', 'Z')).toBe(row?.NotAfter);
});

test('a list hides revoked and expired certificates, private keys, locations and metadata unless asked', async () => {
  const api = await freshWorld();
  const total = async (query: string) =>
    Number((await api('GET', `/Certificates?ReturnLimit=1&${query}`)).headers.get('X-Total-Count'));
  const plain = await total('');
  expect(await total('IncludeRevoked=true')).toBeGreaterThan(plain);
  expect(await total('IncludeExpired=true')).toBeGreaterThan(plain);
  const query = 'QueryString=HasPrivateKey -eq true';
  const [bare] = records((await api('GET', `/Certificates?${query}&ReturnLimit=1`)).body);
  expect(bare).toMatchObject({ HasPrivateKey: false, Locations: [], LocationsCount: [] });
  const [full] = records((await api('GET', `/Certificates?${query}&ReturnLimit=1&includeHasPrivateKey=true`)).body);
  expect(full?.HasPrivateKey).toBe(true);
});

test('certificates sort by CertId, not by Id, and SortAscending 1 means descending', async () => {
  const api = await freshWorld();
  const wrong = await api('GET', '/Certificates?SortField=Id');
  expect([wrong.status, wrong.body]).toEqual([400, { ErrorCode: '0xA011004A', Message: 'Invalid sort field: Id.' }]);
  const id = idOf(await enroll(api));
  const newest = await api('GET', '/Certificates?SortField=CertId&SortAscending=1&ReturnLimit=1');
  expect(at(newest.body, 0, 'Id')).toBe(id);
});

test('a certificate is found by thumbprint, by serial number and by common name; CertState takes numbers only', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const information = record(at(answer.body, 'CertificateInformation'));
  const find = async (query: string) => {
    const found = await api('GET', `/Certificates?pq.queryString=${encodeURIComponent(query)}`);
    return found.status === 200 ? records(found.body).map((row) => row.Id) : found.status;
  };
  const id = idOf(answer);
  expect(await find(`Thumbprint -eq "${text(information, 'Thumbprint')}"`)).toEqual([id]);
  expect(await find(`SerialNumber -eq "${text(information, 'SerialNumber')}"`)).toEqual([id]);
  expect(await find('IssuedCN -eq "app01.keyexample.com" AND CertState -eq 1')).toEqual([id]);
  expect(await find('CertState -eq "Active"')).toBe(400);
});

test('a certificate is found by a part of its public key in hexadecimal', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const row = await api('GET', `/Certificates/${id}`);
  const { publicKey } = new X509Certificate(Buffer.from(text(row.body, 'ContentBytes'), 'base64'));
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('hex').toUpperCase();
  const part = spki.slice(-60);
  const found = await api('GET', `/Certificates?QueryString=${encodeURIComponent(`PublicKey -contains "${part}"`)}`);
  expect(records(found.body).map((each) => each['Id'])).toEqual([id]);
});

test('a seeded certificate that nobody has looked at is found by its thumbprint', async () => {
  const [seen, unseen] = [await freshWorld(), await freshWorld()];
  const path = '/Certificates?SortField=CertId&SortAscending=1&ReturnLimit=1';
  const [row] = records((await seen('GET', path)).body);
  const query = (text: string) => `/Certificates?QueryString=${encodeURIComponent(text)}`;
  const [again] = records((await seen('GET', query(`Thumbprint -eq "${text(row, 'Thumbprint')}"`))).body);
  expect(again?.['Id']).toBe(row?.['Id']);
  const none = await unseen('GET', query('Thumbprint -eq NULL'));
  expect(none.headers.get('X-Total-Count')).toBe('0');
});

test('a certificate is found by its request, its subject and both at once; an unknown field is refused by name', async () => {
  const api = await freshWorld();
  const pending = await enroll(api, { Subject: 'CN=approved-later.keyexample.com,OU=Found' });
  await api('PATCH', '/sandbox/world', { body: { advanceMs: 31_000 } });
  const find = async (query: string) => {
    const found = await api('GET', `/Certificates?QueryString=${encodeURIComponent(query)}`);
    return found.status === 200 ? records(found.body).map((row) => row['IssuedOU']) : text(found.body, 'Message');
  };
  const request = String(at(pending.body, 'CertificateInformation', 'KeyfactorRequestId'));
  expect(await find(`CertRequestId -eq ${request}`)).toEqual(['Found']);
  expect(await find('IssuedDN -eq "CN=approved-later.keyexample.com,OU=Found"')).toEqual(['Found']);
  expect(await find(`IssuedDN -contains "OU=Found" AND CertRequestId -eq ${request}`)).toEqual(['Found']);
  expect(await find('Nonsense -eq "1"')).toBe('Invalid query field: Nonsense.');
});

test('a certificate is found by part of any of its alternative names', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api, { SANs: { dns: ['first.keyexample.com', 'second.keyexample.com'] } }));
  const find = async (query: string) =>
    records((await api('GET', `/Certificates?QueryString=${encodeURIComponent(query)}`)).body).map((row) => row['Id']);
  expect(await find('SAN -contains "first.keyexample.com"')).toEqual([id]);
  expect(await find('SAN -contains "second.keyexample.com"')).toEqual([id]);
  expect(await find('SAN -contains "nobody.keyexample.com"')).toEqual([]);
});

test('a P7B download is BER of indefinite length that openssl reads, leaf first', async () => {
  const api = await freshWorld();
  const CertID = idOf(await enroll(api));
  const answer = await api('POST', '/Certificates/Download', {
    headers: { 'x-certificateformat': 'P7B' },
    body: { CertID, IncludeChain: true, ChainOrder: 'EndEntityFirst' },
  });
  const bytes = Buffer.from(text(answer.body, 'Content'), 'base64');
  expect(bytes.subarray(0, 2).toString('hex')).toBe('3080');
  const shown = openssl(['pkcs7', '-inform', 'DER', '-in', 'a.p7b', '-print_certs', '-noout'], { 'a.p7b': bytes });
  expect(shown.match(/^subject=.*CN = [^,\n]*/gm)?.map((line) => line.replace(/.*CN = /, ''))).toEqual([
    'app01.keyexample.com',
    'CorpIssuingCA1',
    'Key Example Root CA',
  ]);
  expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.p7b');
});

test('PEM and DER downloads are base64 of the file; the format header is required', async () => {
  const api = await freshWorld();
  const CertID = idOf(await enroll(api));
  const download = (format: string | null) =>
    api('POST', '/Certificates/Download', { headers: { 'x-certificateformat': format }, body: { CertID } });
  const pem = Buffer.from(text((await download('PEM')).body, 'Content'), 'base64').toString('utf8');
  expect(pem).toMatch(/^#CN=app01\.keyexample\.com.*\n-----BEGIN CERTIFICATE-----\n/);
  const der = Buffer.from(text((await download('DER')).body, 'Content'), 'base64');
  expect(der[0]).toBe(0x30);
  expect(at((await download(null)).body, 'ErrorCode')).toBe('0xA0110007');
});

test('the large world has 50,000 stores and 100,000 certificates, each with bytes when looked at', async () => {
  const api = await freshWorld({ large: true });
  expect((await api('GET', '/CertificateStores?ReturnLimit=1')).headers.get('X-Total-Count')).toBe('50000');
  const last = await api('GET', '/Certificates/99990');
  expect(text(last.body, 'Thumbprint')).toMatch(/^[0-9A-F]{40}$/);
});
