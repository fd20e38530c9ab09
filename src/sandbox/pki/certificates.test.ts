import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pem } from './bundles.ts';
import { certificateInfo, issueCa, issueLeaf, issueRoot } from './certificates.ts';
import type { Issuer, LeafRequest, SanEntry } from './certificates.ts';
import { generateKey, publicKeyInfo } from './crypto.ts';
import type { KeySpec } from './crypto.ts';
import { formatDn, parseDn } from './names.ts';
import type { Rdn } from './names.ts';
import { openOracle } from './opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);

const notBefore = new Date('2024-01-01T00:00:00Z');
const notAfter = new Date('2060-01-01T00:00:00Z');
const serverAuth = '1.3.6.1.5.5.7.3.1';
const p256: KeySpec = { kind: 'EC', bits: 256, curve: '1.2.840.10045.3.1.7' };
const p384: KeySpec = { kind: 'EC', bits: 384, curve: '1.3.132.0.34' };
const p521: KeySpec = { kind: 'EC', bits: 521, curve: '1.3.132.0.35' };
const ed25519: KeySpec = { kind: 'Ed25519', bits: 255 };

function name(text: string): Rdn[] {
  const rdns = parseDn(text);
  if ('error' in rdns) throw new Error(rdns.error);
  return rdns;
}

async function authorities(rootSpec: KeySpec, issuingSpec: KeySpec): Promise<{ root: Issuer; issuing: Issuer }> {
  const dates = { notBefore, notAfter };
  const root = issueRoot({ name: name('CN=Root-CA,O=Key Example'), key: await generateKey(rootSpec), ...dates });
  const key = await generateKey(issuingSpec);
  return { root, issuing: issueCa(root, { name: name('CN=Sub-CA,O=Key Example'), key, ...dates, pathLength: 0 }) };
}

function verified(root: Issuer, issuing: Issuer, leaf: Uint8Array): string {
  const files = [root.certificate, issuing.certificate, leaf].map((each, index) =>
    oracle.file(`${index}.pem`, pem('CERTIFICATE', each)),
  );
  const [rootFile = '', issuingFile = '', leafFile = ''] = files;
  const flags = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', rootFile, '-untrusted', issuingFile];
  return oracle.openssl('verify', ...flags, leafFile).text.trim();
}

function shown(certificate: Uint8Array): string {
  const file = oracle.file('shown.der', certificate);
  return oracle.openssl('x509', '-inform', 'DER', '-in', file, '-noout', '-text', '-nameopt', 'RFC2253,-esc_msb,utf8')
    .text;
}

let root: Issuer;
let issuing: Issuer;
let spki: Uint8Array;
beforeAll(async () => {
  ({ root, issuing } = await authorities(p384, p256));
  spki = publicKeyInfo(await generateKey(p256));
});

function leaf(change: Partial<LeafRequest> = {}, issuer = issuing): Uint8Array {
  const sans: SanEntry[] = [{ kind: 'dns', value: 'host.example.com' }];
  const plain = { subject: name('CN=host.example.com'), sans, spki, keyUsage: 160, ekus: [serverAuth] };
  return issueLeaf(issuer, { ...plain, notBefore, notAfter, ...change });
}

describe('the chain', () => {
  test.each<[string, KeySpec]>([
    ['RSA 2048', { kind: 'RSA', bits: 2048 }],
    ['the stored RSA 8192', { kind: 'RSA', bits: 8192 }],
    ['P-256', p256],
    ['P-384', p384],
    ['P-521', p521],
    ['Ed25519', ed25519],
    ['Ed448', { kind: 'Ed448', bits: 448 }],
  ])('OpenSSL trusts a certificate for a key of %s', async (_name, spec) => {
    const certificate = leaf({ spki: publicKeyInfo(await generateKey(spec)) });
    expect(verified(root, issuing, certificate)).toMatch(/: OK$/);
    const { key } = certificateInfo(certificate);
    expect([key.kind, key.bits, key.curve]).toEqual([spec.kind, spec.bits, spec.curve]);
  });
  test.each<[string, KeySpec, string, string]>([
    ['RSA', { kind: 'RSA', bits: 2048 }, 'SHA-256withRSA', 'sha256WithRSAEncryption'],
    ['P-384', p384, 'SHA-384withECDSA', 'ecdsa-with-SHA384'],
    ['P-521', p521, 'SHA-512withECDSA', 'ecdsa-with-SHA512'],
    ['Ed25519', ed25519, 'Ed25519', 'ED25519'],
    ['Ed448', { kind: 'Ed448', bits: 448 }, 'Ed448', 'ED448'],
  ])('authorities with %s keys sign with the digest that fits', async (_name, spec, keyfactor, openssl) => {
    const other = await authorities(spec, spec);
    const certificate = leaf({}, other.issuing);
    expect(verified(other.root, other.issuing, certificate)).toMatch(/: OK$/);
    expect(certificateInfo(certificate).signatureAlgorithm).toBe(keyfactor);
    expect(shown(certificate)).toContain(`Signature Algorithm: ${openssl}\n`);
  });
  test('an RSA signature has NULL parameters', async () => {
    const key = await generateKey({ kind: 'RSA', bits: 2048 });
    const { certificate } = issueRoot({ name: name('CN=RSA'), key, notBefore, notAfter });
    expect(
      Buffer.from(certificate)
        .toString('hex')
        .match(/300d06092a864886f70d01010b0500/g),
    ).toHaveLength(2);
  });
  test('a certificate of another authority with the same name is not trusted', async () => {
    const other = await authorities(p384, p256);
    expect(verified(root, other.issuing, leaf())).not.toMatch(/: OK$/);
  });
  test('a path length of 0 forbids a CA below', async () => {
    const key = await generateKey(p256);
    const below = issueCa(issuing, { name: name('CN=Third'), key, notBefore, notAfter });
    oracle.file('bundle.pem', pem('CERTIFICATE', issuing.certificate) + pem('CERTIFICATE', below.certificate));
    const request = { subject: name('CN=a'), sans: [], spki, keyUsage: 0, ekus: [], notBefore, notAfter };
    oracle.file('root.pem', pem('CERTIFICATE', root.certificate));
    oracle.file('leaf.pem', pem('CERTIFICATE', issueLeaf(below, request)));
    const answer = oracle.openssl('verify', '-CAfile', 'root.pem', '-untrusted', 'bundle.pem', 'leaf.pem');
    expect(answer.text).toContain('path length constraint exceeded');
  });
});

describe('what stands in the certificate', () => {
  test('every kind of alternative name is there, in the order asked', () => {
    const sans: SanEntry[] = [
      { kind: 'ip4', value: '10.0.0.1' },
      { kind: 'dns', value: '*.example.com' },
      { kind: 'ip6', value: '2001:db8::1' },
      { kind: 'uri', value: 'https://host.example.com/path' },
      { kind: 'rfc822', value: 'a@example.com' },
      { kind: 'registeredid', value: '1.2.3.4' },
      { kind: 'ms_ntprincipalname', value: 'jörg@corp.example' },
    ];
    const certificate = leaf({ sans });
    expect(shown(certificate)).toContain(
      'IP Address:10.0.0.1, DNS:*.example.com, IP Address:2001:DB8:0:0:0:0:0:1, URI:https://host.example.com/path, ' +
        'email:a@example.com, Registered ID:1.2.3.4, othername: UPN::jörg@corp.example',
    );
    expect(certificateInfo(certificate).sans).toEqual(sans);
  });
  test('a directory name is written as a name', () => {
    const certificate = leaf({ sans: [{ kind: 'directory', value: 'CN=a,O="b, c",C=SE' }] });
    expect(shown(certificate)).toContain('DirName:');
    const [san] = certificateInfo(certificate).sans;
    expect([san?.kind, san?.value]).toEqual(['directory', 'CN=a,O="b, c",C=SE']);
  });
  test('a name in another script is written in its ASCII form', () => {
    expect(shown(leaf({ sans: [{ kind: 'dns', value: '*.räksmörgås.example' }] }))).toContain(
      'DNS:*.xn--rksmrgs-5wao1o.example',
    );
  });
  test('an empty subject makes the alternative names critical', () => {
    const text = shown(leaf({ subject: [] }));
    expect(text).toMatch(/Subject: *\n/);
    expect(text).toContain('X509v3 Subject Alternative Name: critical');
    expect(verified(root, issuing, leaf({ subject: [] }))).toMatch(/: OK$/);
  });
  test.each<[number, string]>([
    [128, 'Digital Signature'],
    [160, 'Digital Signature, Key Encipherment'],
    [224, 'Digital Signature, Non Repudiation, Key Encipherment'],
    [24, 'Data Encipherment, Key Agreement'],
    [9, 'Key Agreement, Encipher Only'],
    [32768 + 8, 'Key Agreement, Decipher Only'],
    [
      32768 + 255,
      'Digital Signature, Non Repudiation, Key Encipherment, Data Encipherment, Key Agreement, Certificate Sign, CRL Sign, Encipher Only, Decipher Only',
    ],
  ])('key usage %i is %s', (keyUsage, text) => {
    const certificate = leaf({ keyUsage });
    expect(shown(certificate)).toContain(`X509v3 Key Usage: critical\n                ${text}\n`);
    expect(certificateInfo(certificate).keyUsage).toBe(keyUsage);
  });
  test('key usage is written without trailing zero bits', () => {
    expect(Buffer.from(leaf({ keyUsage: 160 })).toString('hex')).toContain('0603551d0f0101ff0404030205a0');
    expect(Buffer.from(leaf({ keyUsage: 128 })).toString('hex')).toContain('0603551d0f0101ff040403020780');
  });
  test('key usage 0 and no extended key usage leave the extensions out', () => {
    const text = shown(leaf({ keyUsage: 0, ekus: [] }));
    expect(text).not.toContain('Key Usage');
  });
  test('extended key usages and the CRL address are there', () => {
    const ekus = [serverAuth, '1.3.6.1.5.5.7.3.2', '1.2.3.4.5'];
    const certificate = leaf({ ekus, crlUrl: 'http://127.0.0.1/crl/Sub-CA.crl' });
    const text = shown(certificate);
    expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication, 1.2.3.4.5');
    expect(text).toContain('URI:http://127.0.0.1/crl/Sub-CA.crl');
    expect(certificateInfo(certificate).ekus).toEqual(ekus);
  });
  test('only authorities are marked as such', () => {
    const marks = [root.certificate, issuing.certificate, leaf()].map((each) => certificateInfo(each).isCa);
    expect(marks).toEqual([true, true, false]);
  });
});

describe('serial number, validity and subject', () => {
  test('serial numbers are positive, 20 bytes long and differ', () => {
    const serials = Array.from({ length: 50 }, () => certificateInfo(leaf()).serial);
    expect(new Set(serials).size).toBe(50);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{39}$/);
  });
  test('a serial number asked for is used, also with its top bit set', () => {
    const certificate = leaf({ serial: 'F0E1' });
    expect(certificateInfo(certificate).serial).toBe('F0E1');
    oracle.file('serial.der', certificate);
    expect(oracle.openssl('x509', '-inform', 'DER', '-in', 'serial.der', '-noout', '-serial').text).toBe(
      'serial=F0E1\n',
    );
  });
  test('times before and from 2050 are read back in whole seconds', () => {
    const info = certificateInfo(
      leaf({ notBefore: new Date('2049-12-31T23:59:59.987Z'), notAfter: new Date('2050-01-01T00:00:00Z') }),
    );
    expect(info.notBefore.toISOString()).toBe('2049-12-31T23:59:59.000Z');
    expect(info.notAfter.toISOString()).toBe('2050-01-01T00:00:00.000Z');
  });
  test('OpenSSL reads the subject as it was written', () => {
    const text = 'CN=Räksmörgås 🔑,OU=a+L=b,O=Key\\, Inc,ST=Skåne,C=SE';
    const certificate = leaf({ subject: name(text) });
    expect(shown(certificate)).toContain(`Subject: CN=Räksmörgås 🔑,OU=a+L=b,O=Key\\, Inc,ST=Skåne,C=SE\n`);
    expect(formatDn(certificateInfo(certificate).issuer)).toBe('CN=Sub-CA,O=Key Example');
  });
  test('the thumbprint is the one OpenSSL computes', () => {
    oracle.file('print.der', leaf());
    const answer = oracle.openssl('x509', '-inform', 'DER', '-in', 'print.der', '-noout', '-fingerprint', '-sha1');
    expect(answer.text.toLowerCase().replaceAll(':', '').trim()).toBe(
      `sha1 fingerprint=${certificateInfo(oracle.run('cat', ['print.der']).stdout).thumbprint.toLowerCase()}`,
    );
  });
});
