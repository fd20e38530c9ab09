import { beforeAll, expect, test } from 'vitest';
import { at, freshWorld, text, type Api, type Seen } from './apiForTests.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openssl } from './enrollForTests.ts';

let csr = '';
let pkcs8 = '';

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-csr-'));
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  run(
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'a.csr',
    '-subj',
    '/CN=csr01.keyexample.com',
    '-addext',
    'subjectAltName=DNS:csr01.keyexample.com,DNS:alt.keyexample.com',
  );
  run('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der');
  csr = readFileSync(join(folder, 'a.csr'), 'utf8');
  pkcs8 = readFileSync(join(folder, 'key.der')).toString('base64');
  rmSync(folder, { recursive: true });
});

async function sign(api: Api, more: Record<string, unknown> = {}, format = 'PEM'): Promise<Seen> {
  return api('POST', '/Enrollment/CSR', {
    headers: { 'x-certificateformat': format },
    body: {
      CSR: csr,
      EnrollmentPatternId: 3,
      CertificateAuthority: 'CorpIssuingCA1',
      IncludeChain: true,
      SANs: {},
      Timestamp: '2026-03-20T16:45:21Z',
      ...more,
    },
  });
}

function certificates(answer: Seen): string[] {
  return at(answer.body, 'CertificateInformation', 'Certificates') as string[];
}

test('the answer has the members of the CSR call only, with KeyfactorID in capitals and no key status header', async () => {
  const api = await freshWorld();
  const answer = await sign(api, { Metadata: { Owner: 'me' } });
  expect(Object.keys(at(answer.body, 'CertificateInformation') as object)).toEqual([
    'SerialNumber',
    'IssuerDN',
    'Thumbprint',
    'KeyfactorID',
    'Certificates',
    'WorkflowInstanceId',
    'WorkflowReferenceId',
    'KeyfactorRequestId',
    'RequestDisposition',
    'DispositionMessage',
    'EnrollmentContext',
  ]);
  expect(at(answer.body, 'Metadata')).toEqual({ Owner: 'me' });
  expect(answer.headers.get('X-CertificateFile')).toBe('csr01.keyexample.com.pem');
  expect(answer.headers.get('X-PrivateKeyStatus')).toBeNull();
});

test('openssl verifies the chain that came back, leaf first, each below its subject line', async () => {
  const api = await freshWorld();
  const chain = certificates(await sign(api));
  expect(chain.map((one) => one.split('\n')[0])).toEqual([
    '#CN=csr01.keyexample.com',
    '#CN=CorpIssuingCA1,DC=keyexample,DC=com',
    '#CN=Key Example Root CA,O="Key Example, Inc.",C=US',
  ]);
  const files = { 'leaf.pem': chain[0] ?? '', 'ca.pem': chain[1] ?? '', 'root.pem': chain[2] ?? '' };
  expect(openssl(['verify', '-CAfile', 'root.pem', '-untrusted', 'ca.pem', 'leaf.pem'], files)).toContain('OK');
  const key = openssl(['x509', '-in', 'leaf.pem', '-noout', '-pubkey'], files);
  expect(key).toBe(openssl(['req', '-in', 'a.csr', '-noout', '-pubkey'], { 'a.csr': csr }));
});

test('without IncludeChain only the leaf comes, without subject lines when they are not wanted', async () => {
  const api = await freshWorld();
  const chain = certificates(await sign(api, { IncludeChain: null, IncludeSubjectHeader: false }));
  expect(chain).toHaveLength(1);
  expect(chain[0]?.startsWith('-----BEGIN CERTIFICATE-----\n')).toBe(true);
});

test('a Microsoft CA adds the SANs of the request, an EJBCA-like one takes them instead', async () => {
  const api = await freshWorld();
  const names = async (more: Record<string, unknown>) => {
    const leaf = certificates(await sign(api, { SANs: { dns: ['extra.keyexample.com'] }, ...more }))[0] ?? '';
    return openssl(['x509', '-in', 'a.pem', '-noout', '-ext', 'subjectAltName'], { 'a.pem': leaf });
  };
  expect(await names({})).toMatch(/csr01.*alt.*extra/);
  const ejbca = await names({ EnrollmentPatternId: 1, CertificateAuthority: 'DeviceSubCA' });
  expect(ejbca).toMatch(/csr01.*extra/);
  expect(ejbca).not.toContain('alt.keyexample.com');
});

test('the same public key twice is refused where policy forbids key reuse, and taken where it allows it', async () => {
  const api = await freshWorld();
  expect((await sign(api)).status).toBe(200);
  const again = await sign(api);
  expect([again.status, text(again.body, 'Message')]).toEqual([400, expect.stringContaining('already in use')]);
  expect((await sign(api, { EnrollmentPatternId: 1, CertificateAuthority: 'DeviceSubCA' })).status).toBe(200);
});

test('a CSR that was tampered with, or is something else, is refused', async () => {
  const api = await freshWorld();
  const der = Buffer.from(csr.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const at = der.indexOf('csr01');
  der.write('csr02', at, 'latin1');
  const tampered = await sign(api, { CSR: der.toString('base64') });
  expect(text(tampered.body, 'Message')).toBe('The signature of the CSR is invalid.');
  const other = await sign(api, { CSR: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' });
  expect(text(other.body, 'Message')).toContain('CERTIFICATE');
});

test('a private key for retention must belong to the CSR', async () => {
  const api = await freshWorld();
  const kept = await sign(api, { PrivateKey: pkcs8 });
  const id = String(at(kept.body, 'CertificateInformation', 'KeyfactorID'));
  expect(at((await api('GET', `/Certificates/${id}`)).body, 'HasPrivateKey')).toBe(true);
  const wrong = openssl(['genpkey', '-algorithm', 'ED25519', '-outform', 'PEM']).replaceAll(/-----[^-]+-----|\s/g, '');
  const answer = await sign(api, { PrivateKey: wrong, EnrollmentPatternId: 1, CertificateAuthority: 'DeviceSubCA' });
  expect(text(answer.body, 'Message')).toBe('The private key does not match the CSR.');
});

test('DER answers base64 without armour; PFX is not a format here', async () => {
  const api = await freshWorld();
  const leaf = Buffer.from(certificates(await sign(api, {}, 'DER'))[0] ?? '', 'base64');
  expect(openssl(['x509', '-inform', 'DER', '-in', 'a.cer', '-noout', '-subject'], { 'a.cer': leaf })).toContain(
    'csr01',
  );
  expect(at((await sign(api, {}, 'PFX')).body, 'ErrorCode')).toBe('0xA0110008');
});
