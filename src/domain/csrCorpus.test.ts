import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Csr, parseCsr } from './csr.ts';
import { checkCsrSignature } from './csrSignature.ts';
import { formatDn, parseDn, type Rdn } from './dn.ts';
import { oidNames } from './oids.ts';
import type { San, SanKind } from './sans.ts';

// The folder holds requests and what is none; views.jsonl says of each what OpenSSL says (README.md beside it).
const folder = join(import.meta.dirname, '../../e2e/corpus/csr');

interface View {
  verify: 'ok' | 'failed' | 'cannot tell';
  subject: string | null;
  key: { algorithm: string; bits: number | null; curve: string | null } | null;
  spki: string;
  signature: string;
  extensions: { oid: string; critical: boolean }[];
  sans: { kind: string; value: string }[];
}
interface Line {
  file: string;
  about: string;
  read: boolean;
  called?: string;
  openssl: View | null;
}

const lines = readFileSync(join(folder, 'views.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const bytes = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));
const requests = lines.flatMap(({ file, read, openssl }) => (read && openssl ? [{ file, openssl }] : []));

function csrOf(file: string): Csr {
  const parsed = parseCsr(bytes(file));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.reason}`);
  return parsed.value;
}

function nameOf(text: string): Rdn[] {
  const parsed = parseDn(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

// OpenSSL turns round the attributes inside a part as well.
const comparable = (name: readonly Rdn[]) =>
  name.map((rdn) => rdn.map((a) => JSON.stringify([a.type, a.value, a.encoded === true])).sort());

function sanOf({ kind, value }: { kind: string; value: string }): San {
  if (kind === 'unknown') return { kind: 'other', value: `#${value}` };
  if (kind === 'directory') return { kind, value: formatDn(nameOf(value)) };
  return { kind: kind as SanKind, value };
}

const kinds: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA',
  '1.2.840.10045.2.1': 'ECC',
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

test('the folder and its list are the same files, and enough of them', () => {
  const files = readdirSync(folder).filter((file) => file !== 'views.jsonl');
  expect(lines.map(({ file }) => file).sort()).toEqual(files.sort());
  expect(lines.length).toBeGreaterThanOrEqual(120);
  expect(requests.length).toBeGreaterThanOrEqual(120);
});

test.each(lines)('$file is read, or refused with a reason: $about', ({ file, read, called }) => {
  const parsed = parseCsr(bytes(file));
  const reason = parsed.ok ? '' : parsed.reason;
  expect([parsed.ok, reason.includes(called ?? '')]).toEqual([read, true]);
  expect(reason).toMatch(/^$|^[A-Z][\w ,.:;#()-]{5,140}$/);
});

// OpenSSL counts the bits of a curve's order, which differs by one from its field on binary curves.
const fieldBits = (bits: number, curve: string | null) => (curve === '1.3.132.0.17' ? bits + 1 : bits);

describe('what OpenSSL says of a request is what is read', () => {
  test.each(requests)('$file', ({ file, openssl }) => {
    const { subject, key, signature } = openssl;
    const csr = csrOf(file);
    const told = {
      subject: subject === null ? null : comparable(nameOf(subject)),
      sans: openssl.sans.map(sanOf),
      extensions: openssl.extensions,
      spki: openssl.spki,
      signature: oidNames.get(signature) ?? signature,
      kind: key && (kinds[key.algorithm] ?? 'other'),
      curve: key?.curve ?? undefined,
      bits: key?.bits ? fieldBits(key.bits, key.curve) : null,
    };
    expect({
      subject: subject === null ? null : comparable(csr.subject),
      sans: csr.sans,
      extensions: csr.extensions.map(({ oid, critical }) => ({ oid, critical })),
      spki: createHash('sha256').update(csr.spki).digest('hex').toUpperCase(),
      signature: csr.signatureAlgorithm.replace(/ with SHA-1$/, ''),
      kind: key && csr.key.kind,
      curve: key ? csr.key.curve : undefined,
      bits: key?.bits ? csr.key.bits : null,
    }).toEqual(told);
  });
  test('the subject survives being written and read again', () => {
    for (const { file } of requests) {
      const csr = csrOf(file);
      expect([file, nameOf(csr.subjectText)]).toEqual([file, csr.subject]);
    }
  });
});

// WebCrypto has no MD5, RIPEMD-160, SHA-224 and SHA-3, three curves, no DSA, no Ed448 and one hash for both halves of PSS.
const uncheckable =
  /^key-(p192|p224|secp|brainpool|sect|explicit|ed448|dsa|ml-dsa|unknown|x25519)|^sign-(rsa-(md5|sha224|sha3\.|ripemd)|pss-two|ecdsa-sha224)|^case-(secp|explicit|ed448|dsa|md5|ml-dsa)/;

/** What can be said here where OpenSSL says `verify`. A key that is none makes OpenSSL fail, and here nothing is known. */
function expected(file: string, verify: View['verify']): readonly string[] {
  if (verify === 'ok') return [uncheckable.test(file) ? 'cannot tell' : 'valid'];
  if (verify === 'cannot tell') return ['cannot tell', 'invalid'];
  return [file.startsWith('broken-key') ? 'cannot tell' : 'invalid'];
}

describe('the signature', () => {
  test.each(requests)('$file: OpenSSL says $openssl.verify', async ({ file, openssl }) => {
    expect(expected(file, openssl.verify)).toContain(await checkCsrSignature(csrOf(file)));
  });
});
