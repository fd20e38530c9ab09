import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Csr, parseCsr } from './csr.ts';
import { checkCsrSignature, sha256Fingerprint } from './csrSignature.ts';

const folder = mkdtempSync(join(tmpdir(), 'signature-'));
afterAll(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
writeFileSync(join(folder, 'plain.cnf'), '[req]\ndistinguished_name=dn\n[dn]\n');

const curve = (name: string) => ['EC', '-pkeyopt', `ec_paramgen_curve:${name}`];
const keys: Readonly<Record<string, readonly string[]>> = {
  rsa2048: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  pss2048: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: curve('P-256'),
  p384: curve('P-384'),
  p521: curve('P-521'),
  secp256k1: curve('secp256k1'),
  explicit: [...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'],
  ed25519: ['ED25519'],
  ed448: ['ED448'],
};
for (const [name, args] of Object.entries(keys)) openssl('genpkey', '-algorithm', ...args, '-out', `${name}.key`);

const make = (key: string, ...args: string[]) =>
  openssl('req', '-new', '-key', `${key}.key`, '-config', 'plain.cnf', ...args);
function read(input: string | Uint8Array): Csr {
  const parsed = parseCsr(input);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

describe('the signature', () => {
  const signed: readonly (readonly [string, string, ...string[]])[] = [
    ['SHA-1withRSA', 'rsa2048', '-sha1'],
    ['SHA-256withRSA', 'rsa2048', '-sha256'],
    ['SHA-384withRSA', 'rsa2048', '-sha384'],
    ['SHA-512withRSA', 'rsa2048', '-sha512'],
    ['RSASSA-PSS', 'rsa2048', '-sha256', '-sigopt', 'rsa_padding_mode:pss'],
    ['RSASSA-PSS', 'rsa2048', '-sha384', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:20'],
    ['RSASSA-PSS', 'pss2048', '-sha512'],
    ['SHA-256withECDSA', 'p256', '-sha256'],
    ['SHA-384withECDSA', 'p384', '-sha384'],
    ['SHA-512withECDSA', 'p521', '-sha512'],
    ['SHA-1withECDSA', 'p256', '-sha1'],
    ['Ed25519', 'ed25519'],
  ];
  test.each(signed)('%s with %s is checked, and one changed byte makes it invalid', async (name, key, ...args) => {
    for (let round = 0; round < 3; round++) {
      const csr = read(make(key, '-subj', '/CN=original', ...args));
      expect(csr.signatureAlgorithm).toBe(name);
      expect(await checkCsrSignature(csr)).toBe('valid');
      const at = Buffer.from(csr.der).indexOf('original');
      expect(await checkCsrSignature(read(csr.der.with(at, 0x4f)))).toBe('invalid');
      const end = csr.der.length - 1;
      expect(await checkCsrSignature(read(csr.der.with(end, (csr.der[end] ?? 0) ^ 1)))).toBe('invalid');
    }
  });
  test.each([['ed448'], ['secp256k1'], ['explicit'], ['rsa2048', '-md5']])(
    '%s cannot be told here',
    async (key, ...args) => {
      expect(await checkCsrSignature(read(make(key, '-subj', '/CN=a', ...args)))).toBe('cannot tell');
    },
  );
});

test('a damaged request is never called valid', async () => {
  const { der } = read(make('p256', '-subj', '/CN=a'));
  const verdicts = new Set<string>();
  for (let at = 0; at < der.length; at++) {
    const parsed = parseCsr(der.with(at, (der[at] ?? 0) ^ 0x10));
    if (parsed.ok) verdicts.add(await checkCsrSignature(parsed.value));
  }
  expect(verdicts).toEqual(new Set(['invalid', 'cannot tell']));
});

test('without WebCrypto nothing is claimed', async () => {
  const csr = read(make('p256', '-subj', '/CN=a'));
  const { subtle } = crypto;
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  try {
    expect([await checkCsrSignature(csr), await sha256Fingerprint(csr.der)]).toEqual(['cannot tell', '']);
  } finally {
    Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
  }
});
