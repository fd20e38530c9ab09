import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Csr, parseCsr } from './csr.ts';
import { sha256Fingerprint } from './csrSignature.ts';
import { parseCertificate } from './certificate.ts';
import { parseDn, sameDn } from './dn.ts';

// Everything here is made by OpenSSL, and OpenSSL says what is in it.
const folder = mkdtempSync(join(tmpdir(), 'csr-'));
afterAll(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

const config = `
[req]
prompt=no
distinguished_name=dn
req_extensions=ext
utf8=yes
string_mask=utf8only
[dn]
C=SE
O=Kött & Mjölk, AB
OU=\\"a\\" \\\\ b
CN=*.example.com
emailAddress=ops@example.com
0.1.2.3.4=x
[ext]
subjectAltName=@san
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,1.2.3.4.5
[san]
DNS.1=shop.example.com
DNS.2=*.example.com
IP.1=192.0.2.7
IP.2=2001:db8::7
email.1=ops@example.com
URI.1=https://example.com/x
otherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:user@corp.example
otherName.2=1.2.3.4;UTF8:hello
otherName.3=1.2.3.5;INTEGER:5
otherName.4=1.3.6.1.4.1.311.25.1;FORMAT:HEX,OCT:00112233445566778899AABBCCDDEEFF
dirName.1=dir
RID.1=1.2.840.113549
[dir]
C=SE
O=x, y
`;
writeFileSync(join(folder, 'full.cnf'), config);
writeFileSync(join(folder, 'plain.cnf'), '[req]\ndistinguished_name=dn\n[dn]\n');

const keys: Readonly<Record<string, readonly string[]>> = {
  rsa2048: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  pss2048: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  secp256k1: ['EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
  explicit: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'],
  ed25519: ['ED25519'],
  ed448: ['ED448'],
};
for (const [name, args] of Object.entries(keys)) openssl('genpkey', '-algorithm', ...args, '-out', `${name}.key`);

function make(key: string, ...args: string[]): string {
  const sources = args.includes('-config') ? args : ['-config', 'plain.cnf', ...args];
  return openssl('req', '-new', '-key', `${key}.key`, ...sources);
}
function read(input: string | Uint8Array): Csr {
  const parsed = parseCsr(input);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
function told(text: string, ...args: string[]): string {
  writeFileSync(join(folder, 'in.csr'), text);
  return openssl('req', '-in', 'in.csr', '-noout', ...args);
}
const subjectTold = (text: string) =>
  told(text, '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb')
    .replace(/^subject=/, '')
    .trim();

const full = make('p256', '-config', 'full.cnf');

describe('what OpenSSL put in is what is read', () => {
  test('subject, also with UTF-8, quotes, commas and an unknown type', () => {
    const { subject, subjectText } = read(full);
    const name = parseDn(subjectTold(full));
    // OpenSSL writes the value of an unknown type in hex, which is kept beside its text.
    expect(name.ok && name.value.map((rdn) => rdn.map(({ type, value }) => ({ type, value })))).toEqual(subject);
    expect(subjectText).toBe(
      '1.2.3.4=x,E=ops@example.com,CN=*.example.com,OU="\\"a\\" \\\\ b",O="Kött & Mjölk, AB",C=SE',
    );
  });
  test.each([
    ['/C=SE/O=a+OU=b/CN=c', 'CN=c,O=a+OU=b,C=SE'],
    ['/', ''],
    ['/DC=com/DC=example/UID=u', 'UID=u,DC=example,DC=com'],
  ])('subject %s', (asked, expected) => {
    const text = make('p256', '-subj', asked);
    expect(read(text).subjectText).toBe(expected);
    // OpenSSL turns the order inside a multi-valued part round as well.
    const name = parseDn(subjectTold(text));
    expect(name.ok && sameDn(name.value, read(text).subject)).toBe(true);
  });
  test('alternative names of every kind', () => {
    expect(read(full).sans).toEqual([
      { kind: 'dns', value: 'shop.example.com' },
      { kind: 'dns', value: '*.example.com' },
      { kind: 'ip4', value: '192.0.2.7' },
      { kind: 'ip6', value: '2001:db8::7' },
      { kind: 'rfc822', value: 'ops@example.com' },
      { kind: 'uri', value: 'https://example.com/x' },
      { kind: 'ms_ntprincipalname', value: 'user@corp.example' },
      { kind: 'other', value: '1.2.3.4;hello' },
      { kind: 'other', value: '1.2.3.5;#020105' },
      { kind: 'ms_ntdsreplication', value: '00112233445566778899AABBCCDDEEFF' },
      { kind: 'directory', value: 'O="x, y",C=SE' },
      { kind: 'registeredid', value: '1.2.840.113549' },
    ]);
    expect(read(full).otherNames).toEqual([
      { oid: '1.2.3.4', text: 'hello', hex: '0C0568656C6C6F' },
      { oid: '1.2.3.5', hex: '020105' },
    ]);
  });
  test('extensions and usages', () => {
    const csr = read(full);
    expect(csr.extensions).toContainEqual({ oid: '2.5.29.15', name: 'Key usage', critical: true });
    expect(csr.extensions).toContainEqual({ oid: '2.5.29.17', name: 'Subject alternative name', critical: false });
    expect([csr.keyUsage, csr.extendedKeyUsage]).toEqual([
      ['Digital signature', 'Key encipherment'],
      ['Server authentication', '1.2.3.4.5'],
    ]);
    expect(read(make('p256', '-subj', '/CN=a'))).toMatchObject({
      sans: [],
      extensions: [],
      keyUsage: [],
      extendedKeyUsage: [],
    });
  });
  test.each([
    ['rsa2048', 'RSA 2048', 2048],
    ['pss2048', 'RSA 2048', 2048],
    ['p256', 'ECC P-256', 256],
    ['p384', 'ECC P-384', 384],
    ['p521', 'ECC P-521', 521],
    ['secp256k1', 'ECC secp256k1', 256],
    ['explicit', 'ECC with its own parameters', 256],
    ['ed25519', 'Ed25519', 255],
    ['ed448', 'Ed448', 448],
  ])('key %s', (key, label, bits) => {
    const text = make(key, '-subj', '/CN=a');
    expect(read(text).key).toMatchObject({ label, bits });
    const spki = openssl('pkey', '-in', `${key}.key`, '-pubout');
    expect(spki.replace(/-----.*|\s/g, '')).toBe(Buffer.from(read(text).spki).toString('base64'));
  });
  test('a request in twenty spellings is one request', async () => {
    const { der, pem } = read(full);
    expect(pem).toBe(full);
    const base64 = Buffer.from(der).toString('base64');
    const spellings = [
      full.replaceAll('\n', '\r\n'),
      full.replaceAll('\n', '\r'),
      `\uFEFF${full}`,
      `Dear desk,\n\nhere it is:\n${full}\nBest - Ann`,
      full.replaceAll('CERTIFICATE REQ', 'NEW CERTIFICATE REQ'),
      base64,
      base64.replace(/.{60}/g, '$&\n  '),
      full.replace(/-----BEGIN.*\n/, ''),
      full.replace(/\n-----END.*\n/, ''),
      told(full, '-text') + full,
      der,
      Buffer.from(full),
      Buffer.from(`\uFEFF${full}`, 'utf16le'),
      Buffer.from(`\uFEFF${full}`, 'utf8'),
      Buffer.from(`\uFEFF${full}`, 'utf16le').swap16(),
    ];
    for (const spelling of spellings) expect(read(spelling).der).toEqual(der);
    writeFileSync(join(folder, 'f.der'), der);
    const digest = openssl('dgst', '-sha256', '-r', 'f.der').slice(0, 64).toUpperCase();
    expect(await sha256Fingerprint(der)).toBe(digest);
  });
});

describe('odd extensions', () => {
  const fromCorpus = (name: string) => read(readFileSync(join(import.meta.dirname, '../../e2e/corpus/csr', name)));
  test('that are not of their form are named, and said to be unreadable', () => {
    const usage = fromCorpus('broken-usage-octets.der');
    expect(usage.extensions).toEqual([{ oid: '2.5.29.15', name: 'Key usage', critical: false, unreadable: true }]);
    expect(usage.keyUsage).toEqual([]);
    expect(fromCorpus('broken-purposes-number.der').extensions).toMatchObject([{ oid: '2.5.29.37', unreadable: true }]);
    expect(fromCorpus('broken-extension-not-der.der').extensions).toMatchObject([{ oid: '1.2.3.4', unreadable: true }]);
    expect(fromCorpus('ext-unknown-critical.pem').extensions).toEqual([{ oid: '1.2.3.4.5', critical: true }]);
  });
  test('that are asked for twice are all read', () => {
    for (const name of ['san-two-extensions.pem', 'san-two-requests.pem'])
      expect(fromCorpus(name).sans.map((san) => san.value)).toEqual(['one.example.com', 'two.example.com']);
    expect(fromCorpus('ext-purposes-twice.pem').extendedKeyUsage).toEqual(['Server authentication', 'Code signing']);
  });
  test('a signature with the default hash of RSASSA-PSS names it, since that is SHA-1', () => {
    expect(fromCorpus('sign-pss-sha1.pem').signatureAlgorithm).toBe('RSASSA-PSS with SHA-1');
    expect(fromCorpus('sign-pss-sha256.pem').signatureAlgorithm).toBe('RSASSA-PSS');
  });
});

describe('what is pasted by mistake is called by its name', () => {
  openssl('req', '-x509', '-key', 'p256.key', '-config', 'plain.cnf', '-subj', '/CN=c', '-days', '2', '-out', 'c.pem');
  openssl('pkcs12', '-export', '-inkey', 'p256.key', '-in', 'c.pem', '-passout', 'pass:x', '-out', 'c.pfx');
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'c.pem', '-out', 'c.p7b');
  openssl('pkey', '-in', 'p256.key', '-pubout', '-out', 'public.pem');
  openssl('pkcs8', '-topk8', '-in', 'rsa2048.key', '-passout', 'pass:x', '-out', 'enc.key');
  openssl('rsa', '-in', 'rsa2048.key', '-traditional', '-out', 'pkcs1.key');
  openssl('ec', '-in', 'p256.key', '-out', 'sec1.key');
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const bare = (name: string) => text(name).replace(/-----.*/g, '');
  const der = (name: string) => Buffer.from(bare(name), 'base64');

  for (const name of ['p256.key', 'ed25519.key', 'rsa2048.key', 'enc.key', 'pkcs1.key', 'sec1.key']) {
    test(`private key ${name}, in every form, and nothing of it is repeated`, () => {
      const refusal = {
        ok: false,
        reason: expect.stringMatching(/^This is a private key\. Do not paste it here/),
      };
      for (const input of [text(name), bare(name), der(name)]) {
        expect([parseCsr(input), parseCertificate(input)]).toEqual([refusal, refusal]);
      }
      expect(parseCsr(`${full}\n${text(name)}`)).toEqual(refusal);
    });
  }
  test.each([
    ['c.pem', 'a certificate,'],
    ['c.p7b', 'a PKCS #7'],
    ['public.pem', 'a public key'],
  ])('%s', (name, words) => {
    for (const input of [text(name), bare(name), der(name)])
      expect(parseCsr(input)).toEqual({ ok: false, reason: expect.stringContaining(words) });
  });
  test('PFX, Java keystore, a request for a certificate, two requests, nothing, anything', () => {
    const pfx = readFileSync(join(folder, 'c.pfx'));
    expect(parseCsr(pfx)).toEqual({ ok: false, reason: expect.stringContaining('PKCS #12') });
    expect(parseCsr(pfx.toString('base64'))).toEqual(parseCsr(pfx));
    expect(parseCsr(Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0, 0))).toEqual({
      ok: false,
      reason: expect.stringContaining('Java'),
    });
    for (const input of [full, read(full).der])
      expect(parseCertificate(input)).toEqual({
        ok: false,
        reason: expect.stringContaining('a certificate signing request,'),
      });
    expect(parseCsr(full + full)).toEqual({ ok: false, reason: expect.stringContaining('2 requests') });
    for (const input of ['', ' \n', new Uint8Array()])
      expect(parseCsr(input)).toEqual({ ok: false, reason: 'There is nothing here yet.' });
    for (const input of ['hello', 'hello world', '%%%', 'MIIB', 'x'.repeat(2_000_000)])
      expect(parseCsr(input).ok).toBe(false);
  });
});

test('no damage to a request or a certificate makes the readers throw, and no reason repeats the input', () => {
  let state = 20260422;
  const random = (below: number) => (((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * below) | 0;
  const sources = [
    read(full).der,
    read(make('rsa2048', '-subj', '/CN=a')).der,
    Buffer.from(readFileSync(join(folder, 'c.pem'), 'utf8').replace(/-----.*/g, ''), 'base64'),
  ];
  let stillRead = 0;
  for (let round = 0; round < 6000; round++) {
    const source = sources[round % sources.length] ?? new Uint8Array();
    const bytes = Uint8Array.from(source.subarray(0, random(5) ? source.length : random(source.length)));
    for (let hits = random(4); hits >= 0; hits--)
      bytes[random(bytes.length)] = random(2) ? random(256) : ([0x30, 0x80, 0x84, 0xff, 0, 0x1f][random(6)] ?? 0);
    const input = random(2) ? bytes : Buffer.from(bytes).toString(random(2) ? 'base64' : 'latin1');
    for (const parsed of [parseCsr(input), parseCertificate(input)]) {
      stillRead += parsed.ok ? 1 : 0;
      expect(parsed.ok ? '' : parsed.reason).toMatch(/^[\w ,.:;#()-]{0,140}$/);
    }
  }
  // Most damage hits a value, not the structure, so plenty is still read.
  expect(stillRead).toBeGreaterThan(500);
});

test('deep nesting and absurd lengths are refused', () => {
  const deep = new Uint8Array(4000);
  for (let at = 0; at < deep.length; at += 4)
    deep.set([0x30, 0x82, (deep.length - at - 4) >> 8, (deep.length - at - 4) & 0xff], at);
  expect(parseCsr(deep)).toEqual({ ok: false, reason: expect.any(String) });
  for (const bytes of [
    [0x30, 0x80, 0, 0],
    [0x30, 0x85, 0, 0, 0, 0, 1, 0],
    [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
    [0x30, 0x81, 1, 5],
    [0x3f, 0x81, 0],
  ]) {
    expect(parseCsr(Uint8Array.from(bytes)).ok).toBe(false);
  }
});
