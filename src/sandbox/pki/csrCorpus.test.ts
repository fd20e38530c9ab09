import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCsr } from './csr.ts';
import { formatDn, longestDn, parseDn, type Rdn } from './names.ts';

// What OpenSSL says of each file of the folder (README.md beside it). This reader shares nothing with the application's.
const folder = join(import.meta.dirname, '../../../e2e/corpus/csr');

interface Line {
  file: string;
  about: string;
  read: boolean;
  openssl: {
    verify: 'ok' | 'failed' | 'cannot tell';
    subject: string | null;
    key: { algorithm: string; bits: number | null; curve: string | null } | null;
    spki: string;
    sans: { kind: string; value: string }[];
  } | null;
}

const lines = readFileSync(join(folder, 'views.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

/** As it goes over the wire: the application sends PEM or base64, whatever it was given. */
function sent(file: string): string {
  const bytes = readFileSync(join(folder, file));
  return file.endsWith('.pem') ? bytes.toString('utf8') : bytes.toString('base64');
}

function rdns(text: string): Rdn[] {
  const name = parseDn(text);
  if ('error' in name) throw new Error(`${text}: ${name.error}`);
  return name;
}

const comparable = (name: readonly Rdn[]) =>
  name.map((rdn) => rdn.map((part) => `${part.oid}=${part.raw ? part.value.toUpperCase() : part.value}`).sort());

/** A name of the list as this reader writes it. */
function sanText({ kind, value }: { kind: string; value: string }): string {
  if (kind === 'unknown') return `other #${value.toLowerCase()}`;
  if (kind === 'directory') return `directory ${formatDn(rdns(value))}`;
  if (kind !== 'other') return `${kind} ${value}`;
  const [oid = '', text = ''] = value.split(';');
  return `other ${oid}=${text.startsWith('#') ? text.toLowerCase() : text}`;
}

// The same request in many spellings: which of them the server takes matters to nobody, since the application respells.
const ownSpelling = lines.filter(({ file }) => !file.startsWith('form-'));
// The application refuses the first for the key's sake, and shows both extensions of the second (RFC 5280 §4.2 wants one).
const otherwise = new Map([
  ['other-request-and-key.pem', true],
  ['san-two-extensions.pem', false],
]);

test.each(ownSpelling)('$file is read, or refused: $about', ({ file, read }) => {
  expect(!('error' in parseCsr(sent(file)))).toBe(otherwise.get(file) ?? read);
});

const subjectOf = (openssl: Line['openssl']) =>
  openssl?.subject && openssl.subject.length < longestDn ? comparable(rdns(openssl.subject)) : null;

test('no spelling makes the reader throw, and what is read is the request', () => {
  const spellings = lines.filter(({ file, openssl }) => file.startsWith('form-') && openssl !== null);
  const read = spellings.flatMap(({ file, openssl }) => {
    const csr = parseCsr(sent(file));
    return 'error' in csr ? [] : [{ file, subject: comparable(csr.subject), told: subjectOf(openssl) }];
  });
  expect(read.length).toBeGreaterThan(10);
  expect(read.filter(({ subject, told }) => JSON.stringify(subject) !== JSON.stringify(told))).toEqual([]);
});

// Node has one hash for both halves of PSS and no RIPEMD-160 under a signature, so these are taken for wrong.
const uncheckable = new Set(['sign-pss-two-hashes.pem', 'sign-rsa-ripemd.pem']);

const requests = ownSpelling.flatMap(({ file, read, openssl }) =>
  openssl && (otherwise.get(file) ?? read) ? [{ file, openssl }] : [],
);

test.each(requests)('$file: what OpenSSL says is what is read', ({ file, openssl }) => {
  const csr = parseCsr(sent(file));
  if ('error' in csr) throw new Error(csr.error);
  const { key, verify } = openssl;
  const name = subjectOf(openssl);
  // OpenSSL counts the bits of a curve's order, here its field counts, in whole bytes where it is not known by name.
  const bits = key?.curve === '1.3.132.0.17' ? csr.key.bits : (key?.bits ?? null);
  expect({
    subject: name && comparable(csr.subject),
    sans: csr.sans.map(({ kind, value }) => `${kind} ${value}`),
    spki: createHash('sha256').update(csr.spki).digest('hex').toUpperCase(),
    signatureValid: verify === 'cannot tell' ? null : csr.signatureValid,
    algorithm: key && csr.key.algorithmOid,
    curve: key && (csr.key.curve ?? null),
    bits: bits === null ? null : csr.key.bits,
  }).toEqual({
    subject: name,
    sans: openssl.sans.map(sanText),
    spki: openssl.spki,
    signatureValid: verify === 'cannot tell' ? null : verify === 'ok' && !uncheckable.has(file),
    algorithm: key && key.algorithm,
    curve: key && key.curve,
    bits,
  });
});
