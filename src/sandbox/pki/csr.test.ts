import { afterAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { pem } from './bundles.ts';
import { certificateInfo, issueLeaf, issueRoot } from './certificates.ts';
import { parseCsr } from './csr.ts';
import * as der from './der.ts';
import type { CsrInfo } from './csr.ts';
import { generateKey, publicKeyInfo } from './crypto.ts';
import { formatDn } from './names.ts';
import { openOracle } from './opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);

const sanLine =
  'DNS:host.example.com,DNS:*.example.com,IP:10.0.0.1,IP:2001:db8::1,URI:https://host.example.com/a,email:a@example.com,' +
  'otherName:1.3.6.1.4.1.311.20.2.3;UTF8:jane@corp.example,otherName:1.2.3.4;UTF8:kept,RID:1.2.3.4,dirName:dir';
const config = oracle.file(
  'req.cnf',
  `[req]\ndistinguished_name=dn\n[dn]\n[dir]\nC=SE\nCN=dir\n[none]\n[all]\nsubjectAltName=${sanLine}\nkeyUsage=digitalSignature\n`,
);

const keyFiles = new Map<readonly string[], string>();

function request(key: readonly string[], ...more: readonly string[]): string {
  // Each kind of key is made once: RSA takes its time.
  const file = keyFiles.get(key) ?? `key${keyFiles.size}.pem`;
  if (!keyFiles.has(key)) {
    const made = oracle.openssl('genpkey', '-out', file, ...key);
    if (made.status !== 0) throw new Error(made.text);
    keyFiles.set(key, file);
  }
  return requestFor(file, ...more);
}

function requestFor(file: string, ...more: readonly string[]): string {
  const subject = ['-utf8', '-subj', '/C=SE/O=Key, Inc/CN=räk.example.com'];
  const made = oracle.run('openssl', ['req', '-new', '-config', config, '-key', file, ...subject, ...more]);
  if (made.status !== 0) throw new Error(made.text);
  return made.stdout.toString('utf8');
}

function read(text: string): CsrInfo {
  const csr = parseCsr(text);
  if ('error' in csr) throw new Error(csr.error);
  return csr;
}

function problem(text: string): string {
  const csr = parseCsr(text);
  return 'error' in csr ? csr.error : 'no error';
}

const ec = (curve: string): string[] => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const pss = ['-sigopt', 'rsa_padding_mode:pss'];
const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const sample = request(ec('P-256'), '-reqexts', 'all');

describe('requests made by OpenSSL', () => {
  test.each<[string, readonly string[], readonly string[], object, string]>([
    ['RSA', rsa, [], { kind: 'RSA', bits: 2048 }, 'SHA-256'],
    ['RSA with SHA-1', rsa, ['-sha1'], { kind: 'RSA', bits: 2048 }, 'SHA-1'],
    ['RSA with MD5', rsa, ['-md5'], { kind: 'RSA', bits: 2048 }, 'MD5'],
    ['RSA signed with PSS', rsa, ['-sha512', ...pss], { kind: 'RSA', bits: 2048 }, 'SHA-512'],
    ['RSA with PSS defaults', rsa, ['-sha1', ...pss, '-sigopt', 'rsa_pss_saltlen:20'], { bits: 2048 }, 'SHA-1'],
    [
      'an RSA-PSS key',
      ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:1024'],
      [],
      { kind: 'RSA', bits: 1024, algorithmOid: '1.2.840.113549.1.1.10' },
      'SHA-256',
    ],
    ['P-256', ec('P-256'), [], { kind: 'EC', bits: 256, curve: '1.2.840.10045.3.1.7' }, 'SHA-256'],
    ['P-384', ec('P-384'), ['-sha384'], { kind: 'EC', bits: 384, curve: '1.3.132.0.34' }, 'SHA-384'],
    ['P-521', ec('P-521'), ['-sha512'], { kind: 'EC', bits: 521, curve: '1.3.132.0.35' }, 'SHA-512'],
    ['secp256k1', ec('secp256k1'), [], { kind: 'EC', bits: 256, curve: '1.3.132.0.10' }, 'SHA-256'],
    ['brainpool', ec('brainpoolP384r1'), [], { kind: 'EC', bits: 384, curve: '1.3.36.3.3.2.8.1.1.11' }, 'SHA-256'],
    [
      'an explicit curve',
      [...ec('P-256'), '-pkeyopt', 'ec_param_enc:explicit'],
      [],
      { kind: 'EC', bits: 256 },
      'SHA-256',
    ],
    ['Ed25519', ['-algorithm', 'ED25519'], [], { kind: 'Ed25519', bits: 255 }, ''],
    ['Ed448', ['-algorithm', 'ED448'], [], { kind: 'Ed448', bits: 448 }, ''],
  ])('%s is read and its signature fits', (_name, key, more, facts, hash) => {
    const csr = read(request(key, ...more));
    expect(csr.key).toMatchObject(facts);
    expect(csr.signatureHash).toBe(hash);
    expect(csr.signatureValid).toBe(true);
    expect(formatDn(csr.subject)).toBe('CN=räk.example.com,O="Key, Inc",C=SE');
  });
  test('DSA is read and its signature fits', () => {
    oracle.openssl(
      'genpkey',
      '-genparam',
      '-algorithm',
      'DSA',
      '-pkeyopt',
      'dsa_paramgen_bits:1024',
      '-out',
      'dsa.pem',
    );
    const csr = read(request(['-paramfile', 'dsa.pem']));
    expect(csr.key).toMatchObject({ kind: 'other', bits: 1024, algorithmOid: '1.2.840.10040.4.1' });
    expect(csr.signatureValid).toBe(true);
  });
  test('every alternative name asked for is there', () => {
    expect(read(sample).sans.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'dns host.example.com',
      'dns *.example.com',
      'ip4 10.0.0.1',
      'ip6 2001:db8::1',
      'uri https://host.example.com/a',
      'rfc822 a@example.com',
      'ms_ntprincipalname jane@corp.example',
      'other 1.2.3.4=kept',
      'registeredid 1.2.3.4',
      'directory CN=dir,C=SE',
    ]);
  });
  test('the names can be copied into a certificate without a change', async () => {
    const csr = read(sample);
    const dates = { notBefore: new Date('2024-01-01'), notAfter: new Date('2034-01-01') };
    const issuer = issueRoot({ name: [], key: await generateKey({ kind: 'EC', bits: 256 }), ...dates });
    const certificate = issueLeaf(issuer, { ...csr, keyUsage: 128, ekus: [], ...dates });
    const { sans, subject, spki } = certificateInfo(certificate);
    expect({ sans, subject, spki }).toEqual({ sans: csr.sans, subject: csr.subject, spki: csr.spki });
  });
  test('a request may have no subject and no attributes', () => {
    const csr = read(
      oracle.run('openssl', ['req', '-new', '-config', config, '-key', 'key0.pem', '-subj', '/']).stdout.toString(),
    );
    expect([csr.subject, csr.sans]).toEqual([[], []]);
  });
});

describe('how a request may be pasted', () => {
  const body = sample.replaceAll(/-----.*-----\n/g, '');
  test.each([
    ['with CRLF', sample.replaceAll('\n', '\r\n')],
    ['with text around it', `Certificate Request:\n  Data:\n${sample}\nend`],
    ['with the older label', sample.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST')],
    ['without its marker lines', body],
    ['on one line', body.replaceAll('\n', '')],
    ['with a byte order mark', `\uFEFF${sample}`],
  ])('%s', (_how, text) => {
    expect(read(text).signatureValid).toBe(true);
  });
  test('the bytes are the ones that came', () => {
    expect(pem('CERTIFICATE REQUEST', read(sample).der)).toBe(sample);
  });
});

describe('requests put together by hand', () => {
  const written = (...attributes: Uint8Array[]): string => {
    const contents = der.sequence(der.integer(0), der.sequence(), read(sample).spki, ...attributes);
    const algorithm = der.sequence(der.oid('1.2.840.10045.4.3.2'));
    return der.sequence(contents, algorithm, der.bitString(Buffer.alloc(8))).toString('base64');
  };
  test('one without the attributes that should be there is read', () => {
    expect(read(written()).sans).toEqual([]);
  });
  test('one with a broken attribute that nobody asked for is refused', () => {
    const broken = der.write(der.tag.set, Buffer.from('0c05', 'hex'));
    expect(problem(written(der.context(0, der.sequence(der.oid('1.2.840.113549.1.9.7'), broken))))).toContain(
      'too early',
    );
  });
});

describe('what is refused', () => {
  test('a changed subject makes the signature not fit', () => {
    const bytes = Buffer.from(read(sample).der);
    bytes.write('K', bytes.indexOf('Key, Inc'));
    expect(read(bytes.toString('base64')).signatureValid).toBe(true);
    bytes.write('k', bytes.indexOf('Key, Inc'));
    expect(read(bytes.toString('base64')).signatureValid).toBe(false);
  });
  test('a changed signature does not fit', () => {
    const bytes = Buffer.from(read(sample).der);
    bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
    expect(read(bytes.toString('base64')).signatureValid).toBe(false);
  });
  test('the signature of another key does not fit', async () => {
    const csr = read(sample);
    const other = publicKeyInfo(await generateKey({ kind: 'EC', bits: 256 }));
    const bytes = Buffer.from(csr.der);
    bytes.set(other, bytes.indexOf(csr.spki));
    expect(read(bytes.toString('base64')).signatureValid).toBe(false);
  });
  test.each([
    ['nothing', '  \n', 'There is no certificate request.'],
    ['prose', 'please sign this!', 'is not base64'],
    ['base64 of something else', Buffer.from('hello, world').toString('base64'), 'cannot be read'],
    ['half a PEM', sample.slice(0, 200), 'BEGIN and END'],
    ['half the bytes', Buffer.from(read(sample).der.subarray(0, 120)).toString('base64'), 'ends too early'],
    ['bytes after the end', Buffer.concat([read(sample).der, Buffer.from([0])]).toString('base64'), 'after the end'],
    ['a certificate', pem('CERTIFICATE', Buffer.from('00', 'hex')), 'this is: CERTIFICATE'],
    ['a private key', pem('PRIVATE KEY', Buffer.from('00', 'hex')), 'this is: PRIVATE KEY'],
  ])('%s gives a sentence', (_what, text, part) => {
    expect(problem(text)).toContain(part);
  });
  test('a request that names a key is not quoted back', () => {
    expect(problem(pem('PRIVATE KEY', Buffer.from('secret')))).not.toContain(Buffer.from('secret').toString('base64'));
  });
  test('no change of a byte, no cut and no text makes the reader throw', () => {
    const bytes = Buffer.from(read(sample).der);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(bytes.length), (changes, cut) => {
        const broken = Buffer.from(bytes);
        for (const [at, value] of changes) broken.writeUInt8(value, at);
        const texts = [
          broken.toString('base64'),
          broken.subarray(0, cut).toString('base64'),
          broken.toString('latin1'),
        ];
        for (const text of texts) expect(() => parseCsr(text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
