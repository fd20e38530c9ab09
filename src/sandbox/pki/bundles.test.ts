import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptedPkcs8Pem, pem, pkcs12, pkcs7Chain } from './bundles.ts';
import { issueCa, issueLeaf, issueRoot } from './certificates.ts';
import { generateKey, privateKeyFromPem, privateKeyFromPkcs8, privateKeyToPkcs8, publicKeyInfo } from './crypto.ts';
import type { PrivateKey } from './crypto.ts';
import { sealPkcs12 } from './encryption.ts';
import { parseDn } from './names.ts';
import type { Rdn } from './names.ts';
import { openOracle } from './opensslOracle.ts';
import type { Answer } from './opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);

const password = 'correct horse 7';
let key: PrivateKey;
let chain: Uint8Array[];

function name(text: string): Rdn[] {
  const rdns = parseDn(text);
  if ('error' in rdns) throw new Error(rdns.error);
  return rdns;
}

beforeAll(async () => {
  const dates = { notBefore: new Date('2024-01-01'), notAfter: new Date('2044-01-01') };
  const ec = { kind: 'EC', bits: 256 } as const;
  const root = issueRoot({ name: name('CN=Root-CA'), key: await generateKey(ec), ...dates });
  const issuing = issueCa(root, { name: name('CN=Sub-CA'), key: await generateKey(ec), ...dates });
  key = await generateKey({ kind: 'RSA', bits: 2048 });
  const request = { subject: name('CN=host.example.com'), sans: [], spki: publicKeyInfo(key), keyUsage: 160, ekus: [] };
  chain = [issueLeaf(issuing, { ...request, ...dates }), issuing.certificate, root.certificate];
});

function pfx(change: Partial<Parameters<typeof pkcs12>[0]> = {}): Uint8Array {
  return pkcs12({ key, chain, password, friendlyName: 'my näme', legacy: false, provider: '', ...change });
}

function opened(file: Uint8Array, pass: string, ...more: string[]): Answer {
  oracle.file('bundle.p12', file);
  return oracle.openssl('pkcs12', '-in', 'bundle.p12', '-info', '-noenc', '-passin', `pass:${pass}`, ...more);
}

describe('PKCS#12', () => {
  test('the modern file has the algorithms recorded on 25.4, the key and the whole chain', () => {
    const { status, stdout, text } = opened(pfx(), password);
    expect(status).toBe(0);
    expect(text).toContain('MAC: sha1, Iteration 1024');
    expect(text).toContain('PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 1024');
    expect(text).toContain('Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 1024, PRF hmacWithSHA256');
    // OpenSSL writes the name in Latin-1.
    expect(stdout.toString('latin1')).toContain('friendlyName: my näme');
    expect(text.match(/subject=.*/g)).toEqual([
      'subject=CN = host.example.com',
      'subject=CN = Sub-CA',
      'subject=CN = Root-CA',
    ]);
    expect(privateKeyToPkcs8(privateKeyFromPem(privateKeyBlock(text)))).toEqual(privateKeyToPkcs8(key));
  });
  test('the legacy file has the old algorithms and needs the legacy provider', () => {
    const file = pfx({ legacy: true });
    const { status, text } = opened(file, password, '-legacy');
    expect(status).toBe(0);
    expect(text).toContain('PKCS7 Encrypted data: pbeWithSHA1And40BitRC2-CBC, Iteration 1024');
    expect(text).toContain('Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 1024');
    expect(text.match(/subject=.*/g)).toHaveLength(3);
    expect(privateKeyToPkcs8(privateKeyFromPem(privateKeyBlock(text)))).toEqual(privateKeyToPkcs8(key));
    expect(opened(file, password).status).not.toBe(0);
  });
  test.each([[false], [true]])('a wrong password does not open the file (legacy: %s)', (legacy) => {
    const { status, text } = opened(pfx({ legacy }), 'wrong', ...(legacy ? ['-legacy'] : []));
    expect(status).not.toBe(0);
    expect(text).toContain('invalid password');
  });
  test.each(['pässwörd', '密碼 🔑', 'x'.repeat(200), ' '])('the password %j opens both files', (pass) => {
    expect(opened(pfx({ password: pass }), pass).status).toBe(0);
    expect(opened(pfx({ password: pass, legacy: true }), pass, '-legacy').status).toBe(0);
  });
  test('the same key is never encrypted to the same bytes', () => {
    expect(Buffer.compare(pfx(), pfx())).not.toBe(0);
    expect(sealPkcs12(Buffer.alloc(8), password, '3DES')).not.toEqual(sealPkcs12(Buffer.alloc(8), password, '3DES'));
    expect(encryptedPkcs8Pem(key, password)).not.toBe(encryptedPkcs8Pem(key, password));
  });
  test('a file without a friendly name opens', () => {
    const { status, text } = opened(pfx({ friendlyName: '' }), password);
    expect(status).toBe(0);
    expect(text).not.toContain('friendlyName');
  });
  test('a file without a certificate is not made', () => {
    expect(() => pfx({ chain: [] })).toThrow('certificate');
  });
  // Starting Java on a busy machine may take longer than the usual limit.
  test('Java reads the modern file with its chain', () => {
    oracle.file('java.p12', pfx({ friendlyName: 'web' }));
    const args = ['-list', '-v', '-keystore', 'java.p12', '-storetype', 'PKCS12', '-storepass', password];
    const { status, text } = oracle.run('keytool', args);
    expect(text).toContain('Certificate chain length: 3');
    expect(text).toContain('Alias name: web');
    expect(text).toContain('Entry type: PrivateKeyEntry');
    expect(status).toBe(0);
  }, 30_000);
});

function privateKeyBlock(text: string): string {
  return /-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----/.exec(text)?.[0] ?? '';
}

describe('keys', () => {
  test('an encrypted key opens with its password only', () => {
    oracle.file('key.pem', encryptedPkcs8Pem(key, password));
    const right = oracle.openssl('pkey', '-in', 'key.pem', '-passin', `pass:${password}`);
    expect(privateKeyToPkcs8(privateKeyFromPem(privateKeyBlock(right.text)))).toEqual(privateKeyToPkcs8(key));
    expect(oracle.openssl('pkey', '-in', 'key.pem', '-passin', 'pass:wrong').status).not.toBe(0);
  });
  test('a key survives being stored', () => {
    const stored = privateKeyToPkcs8(key);
    expect(privateKeyToPkcs8(privateKeyFromPkcs8(stored))).toEqual(stored);
    expect(privateKeyToPkcs8(privateKeyFromPem(pem('PRIVATE KEY', stored)))).toEqual(stored);
  });
  test.each([
    ['a curve that is not offered', { kind: 'EC', bits: 256, curve: '1.3.132.0.10' } as const],
    ['an RSA size that takes too long', { kind: 'RSA', bits: 16384 } as const],
    ['an RSA size that is too small', { kind: 'RSA', bits: 512 } as const],
  ])('%s is refused', async (_rule, spec) => {
    await expect(generateKey(spec)).rejects.toThrow('The sandbox makes no');
  });
});

describe('PKCS#7', () => {
  test('the file starts as recorded on 25.4 and lists the chain in its order', () => {
    const file = pkcs7Chain(chain);
    expect(Buffer.from(file).toString('base64')).toMatch(/^MIAGCSqGSIb3DQEHAqCAMIAC/);
    oracle.file('chain.p7b', file);
    const { status, text } = oracle.openssl('pkcs7', '-inform', 'DER', '-in', 'chain.p7b', '-print_certs', '-noout');
    expect(status).toBe(0);
    expect(text.match(/subject=.*/g)).toEqual([
      'subject=CN = host.example.com',
      'subject=CN = Sub-CA',
      'subject=CN = Root-CA',
    ]);
  });
});
