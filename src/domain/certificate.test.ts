import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CertificateView, orderChain, parseCertificate, pemBundle } from './certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

writeFileSync(
  join(folder, 'plain.cnf'),
  '[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n[bare]\nbasicConstraints=critical,CA:TRUE\n',
);
writeFileSync(
  join(folder, 'leaf.ext'),
  'subjectAltName=DNS:a.example.com,IP:2001:db8::1\nauthorityKeyIdentifier=keyid\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,1.3.6.1.4.1.99999.1\n',
);
writeFileSync(
  join(folder, 'ca.ext'),
  'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n',
);

function root(name: string, subject: string, section = 'ca'): void {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-config',
    'plain.cnf',
    '-extensions',
    section,
    '-subj',
    subject,
    '-days',
    '900',
    '-out',
    `${name}.pem`,
  );
}
function signed(name: string, subject: string, issuer: string, extensions: string | null): void {
  openssl(
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-config',
    'plain.cnf',
    '-subj',
    subject,
    '-out',
    `${name}.csr`,
  );
  const how = extensions === null ? [] : ['-extfile', extensions];
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${issuer}.pem`,
    '-CAkey',
    `${issuer}.key`,
    '-set_serial',
    '0x00FA17',
    '-days',
    '100',
    ...how,
    '-out',
    `${name}.pem`,
  );
}
root('root', '/O=Ours/CN=Root');
signed('sub', '/O=Ours/CN=Sub, one', 'root', 'ca.ext');
signed('leaf', '/C=SE/CN=a.example.com', 'sub', 'leaf.ext');
// Another authority with the name of the first but its own key, and one certificate of version 1.
root('twin', '/O=Ours/CN=Root');
root('other', '/CN=Other', 'bare');
signed('old', '/CN=old', 'other', null);

const text = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8');
function read(input: string | Uint8Array): CertificateView {
  const parsed = parseCertificate(input);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

describe('what OpenSSL says is what is read', () => {
  test.each(['root', 'sub', 'leaf', 'old'])('%s', (name) => {
    const [serial, start, end] = openssl(
      'x509',
      '-in',
      `${name}.pem`,
      '-noout',
      '-serial',
      '-dates',
      '-dateopt',
      'iso_8601',
    )
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\w+=/, ''));
    const view = read(text(name));
    expect(view.serial).toBe(serial);
    expect([view.notBefore, view.notAfter]).toEqual([start, end].map((time) => new Date(`${time}`.replace(' ', 'T'))));
    expect(view.pem).toBe(text(name));
    expect(view.isCa).toBe(name === 'root' || name === 'sub');
  });
  test('names, alternative names and key of a leaf', () => {
    expect(read(text('leaf'))).toMatchObject({
      subjectText: 'CN=a.example.com,C=SE',
      issuerText: 'CN="Sub, one",O=Ours',
      sans: [
        { kind: 'dns', value: 'a.example.com' },
        { kind: 'ip6', value: '2001:db8::1' },
      ],
      key: { kind: 'ECC', label: 'ECC P-256' },
      serial: 'FA17',
      keyUsage: ['Digital signature', 'Key encipherment'],
      extendedKeyUsage: [expect.stringMatching(/^server auth/i), '1.3.6.1.4.1.99999.1'],
    });
    expect(read(text('root'))).toMatchObject({ keyUsage: [], extendedKeyUsage: [] });
  });
  test('the forms in which servers answer are one certificate', () => {
    const leaf = read(text('leaf'));
    const base64 = Buffer.from(leaf.der).toString('base64');
    for (const form of [
      `#CN=a-b.example.com\n${text('leaf')}`,
      `#CN=x\r\n${text('leaf').replaceAll('\n', '\r\n')}`,
      base64,
      `#CN=x\n${base64}`,
      leaf.der,
      text('leaf') + text('sub'),
    ]) {
      expect(read(form).der).toEqual(leaf.der);
    }
  });
  test('years after 2049 are read', () => {
    openssl(
      'req',
      '-x509',
      '-key',
      'root.key',
      '-config',
      'plain.cnf',
      '-subj',
      '/CN=far',
      '-days',
      '20000',
      '-out',
      'far.pem',
    );
    const end = openssl('x509', '-in', 'far.pem', '-noout', '-enddate', '-dateopt', 'iso_8601')
      .trim()
      .replace('notAfter=', '')
      .replace(' ', 'T');
    expect(read(text('far')).notAfter).toEqual(new Date(end));
    expect(read(text('far')).notAfter.getUTCFullYear()).toBeGreaterThan(2049);
  });
});

describe('a chain starts with the leaf', () => {
  const [leaf, sub, top, twin, other, old] = ['leaf', 'sub', 'root', 'twin', 'other', 'old'].map((name) =>
    read(text(name)),
  ) as [CertificateView, CertificateView, CertificateView, CertificateView, CertificateView, CertificateView];
  test('in whatever order it came', () => {
    const orders = [
      [leaf, sub, top],
      [top, sub, leaf],
      [sub, leaf, top],
      [top, leaf, sub],
    ];
    for (const order of orders) expect(orderChain(order)).toEqual([leaf, sub, top]);
    expect(orderChain([top, sub])).toEqual([sub, top]);
    expect(orderChain([])).toEqual([]);
    expect(orderChain([top])).toEqual([top]);
  });
  test('with the issuer whose key fits when two have the same name', () => {
    expect(orderChain([twin, top, sub, leaf])).toEqual([leaf, sub, top, twin]);
    expect(orderChain([top, twin, leaf, sub]).slice(0, 3)).toEqual([leaf, sub, top]);
  });
  test('by names alone when there are no key identifiers', () =>
    expect(orderChain([other, old])).toEqual([old, other]));
  test('and what does not belong to it follows, nothing is lost', () => {
    expect(orderChain([other, top, leaf, sub])).toEqual([leaf, sub, top, other]);
    expect(orderChain([top, leaf])).toEqual([leaf, top]);
    expect(orderChain([sub, old, other])).toEqual([old, other, sub]);
  });
  test('a bundle is their PEM in that order', () => {
    expect(pemBundle(orderChain([top, sub, leaf]))).toBe(text('leaf') + text('sub') + text('root'));
  });
});
