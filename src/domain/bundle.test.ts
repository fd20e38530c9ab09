import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleKind, leafFirst, pemInOrder, readPemBundle } from './bundle.ts';
import { parseCertificate } from './certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
const file = (name: string) => readFileSync(join(folder, name), 'utf8');

writeFileSync(join(folder, 'ca.ext'), 'basicConstraints=critical,CA:TRUE\n');
writeFileSync(join(folder, 'leaf.ext'), 'basicConstraints=CA:FALSE\n');
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout'];
openssl('req', '-x509', ...newKey, 'root.key', '-subj', '/CN=Root-CA', '-out', 'root.pem');
for (const [name, subject, issuer, how] of [
  ['sub', '/CN=Sub-CA', 'root', 'ca.ext'],
  ['leaf', '/CN=app01.example.com', 'sub', 'leaf.ext'],
] as const) {
  openssl('req', '-new', ...newKey, `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
  const by = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-extfile', how];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
}
openssl('pkcs8', '-topk8', '-in', 'leaf.key', '-out', 'leaf.p8', '-passout', 'pass:Vq7-hdk2-MMz9');
const [leaf, sub, root, key] = [file('leaf.pem'), file('sub.pem'), file('root.pem'), file('leaf.p8')];
const bytes = (text: string) => new TextEncoder().encode(text);
const pieces = (text: string) => {
  const { leaf: first, chain, ...rest } = readPemBundle(bytes(text));
  return { ...rest, order: [first, ...chain].map((each) => each?.pem) };
};

test('a file of certificates is put in order, and one that cannot be read whole is left alone', () => {
  const serial = openssl('x509', '-in', 'leaf.pem', '-noout', '-serial').toString().trim().replace('serial=', '');
  expect(pemInOrder(bytes(`#CN=Root-CA\n${root}${sub}${leaf}`))).toEqual({ content: leaf + sub + root, serial });
  const broken = bytes(`${root}${leaf}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`);
  expect(pemInOrder(broken).content).toBe(broken);
});

describe('a PEM bundle is taken apart', () => {
  const recorded = `#CN=app01.example.com\n${leaf}${key}#CN=Sub-CA\n${sub}#CN=Root-CA\n${root}`;
  test('with subject lines, as a 25.4 server writes it', () =>
    expect(pieces(recorded)).toEqual({ order: [leaf, sub, root], key, unread: 0 }));

  test('with the root first, the certificate still comes first and each issuer after it', () =>
    expect(pieces(root + sub + leaf + key).order).toEqual([leaf, sub, root]));

  test('with CRLF, the pieces have LF', () =>
    expect(pieces(recorded.replaceAll('\n', '\r\n'))).toEqual({ order: [leaf, sub, root], key, unread: 0 }));

  test('with a key that has headers of its own', () => {
    openssl('ec', '-in', 'leaf.key', '-aes256', '-passout', 'pass:Vq7-hdk2-MMz9', '-out', 'old.key');
    expect(file('old.key')).toContain('DEK-Info');
    expect(pieces(leaf + file('old.key')).key).toBe(file('old.key'));
  });

  test('without a key or a chain', () => expect(pieces(leaf)).toEqual({ order: [leaf], key: null, unread: 0 }));

  test('what cannot be read is counted, not dropped in silence', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(pieces(leaf + broken).unread).toBe(1);
    expect(pieces('no PEM at all')).toEqual({ order: [undefined], key: null, unread: 0 });
  });
});

test('the certificate that holds the key of the request is the leaf, even where it is a CA itself', () => {
  const views = [sub, root, leaf].map((each) => {
    const parsed = parseCertificate(each);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  });
  const own = views[0]?.spki ?? null;
  expect(leafFirst(views, own).leaf?.pem).toBe(sub);
  expect(leafFirst(views, null).leaf?.pem).toBe(leaf);
  expect(leafFirst([], own)).toEqual({ leaf: null, chain: [] });
});

test('files are told apart by their first bytes', () => {
  openssl('pkcs12', '-export', '-in', 'leaf.pem', '-inkey', 'leaf.key', '-out', 'a.pfx', '-passout', 'pass:x');
  expect(bundleKind(readFileSync(join(folder, 'a.pfx')))).toBe('PFX');
  expect(bundleKind(bytes(`#CN=0\r\n${leaf}`))).toBe('PEM');
  expect(bundleKind(Uint8Array.of(0x50, 0x4b, 3, 4, 0))).toBe('ZIP');
  expect(bundleKind(Uint8Array.of(0xfe, 0xed, 0xfe, 0xed))).toBe('JKS');
  expect(bundleKind(bytes('hello'))).toBeNull();
  expect(bundleKind(new Uint8Array())).toBeNull();
});
