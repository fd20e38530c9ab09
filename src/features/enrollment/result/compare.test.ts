import { describe, expect, test } from 'vitest';
import type { CertificateView } from '../../../domain/certificate.ts';
import { compareIssued, type Asked } from './compare.ts';

const got: CertificateView = {
  der: new Uint8Array(),
  pem: '',
  subjectText: 'CN=app01.example.com,O="Example, Inc.",C=SE',
  issuerText: 'CN=Sub-CA',
  serial: '01',
  notBefore: new Date(0),
  notAfter: new Date(1),
  sans: [
    { kind: 'ip4', value: '10.0.0.1' },
    { kind: 'dns', value: 'APP01.example.com' },
  ],
  key: { kind: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7', label: 'ECC P-256' },
  spki: Uint8Array.of(1, 2, 3),
  isCa: false,
  keyUsage: ['Digital signature', 'Key encipherment'],
  extendedKeyUsage: ['Server authentication'],
  subjectKeyId: '',
  authorityKeyId: '',
};
const asked: Asked = {
  subject: [
    [{ type: 'CN', value: 'app01.example.com' }],
    [{ type: 'O', value: 'Example, Inc.' }],
    [{ type: 'C', value: 'SE' }],
  ],
  sans: [
    { kind: 'dns', value: 'app01.example.com' },
    { kind: 'ip4', value: '10.0.0.1' },
  ],
  key: { keyType: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7', label: 'ECC P-256' },
  authority: 'corpca01.example.com\\Sub-CA',
  spki: null,
  usages: null,
};
const recorded = 'http://ejbca-ca.example.com:8082/ejbca\\Sub-CA';
const verdicts = (a: Partial<Asked>, g: Partial<CertificateView> = {}, ca: string | null = recorded) =>
  Object.fromEntries(compareIssued({ ...asked, ...a }, { ...got, ...g }, ca).map((row) => [row.what, row.verdict]));
const row = (what: string, a: Partial<Asked>, g: Partial<CertificateView> = {}) =>
  compareIssued({ ...asked, ...a }, { ...got, ...g }, recorded).find((each) => each.what === what);

describe('asked and got', () => {
  test('order and case of names and the host of a CA make no difference', () => {
    expect(verdicts({})).toMatchObject({
      Subject: 'same',
      'Alternative names': 'same',
      Key: 'same',
      'Certificate authority': 'same',
    });
  });

  test('a name the server added is named, and so is one it left out', () => {
    const sans = [...got.sans, { kind: 'dns' as const, value: 'www.example.com' }];
    expect(row('Alternative names', {}, { sans })?.note).toBe('Added by the server: DNS name www.example.com.');
    const less = row('Alternative names', {}, { sans: got.sans.slice(1) });
    expect(less).toMatchObject({ verdict: 'differs', note: 'Missing: IPv4 address 10.0.0.1.' });
  });

  test('the common name added as a DNS name is expected, another name is not', () => {
    const sans = asked.sans.filter((san) => san.kind === 'ip4');
    expect(row('Alternative names', { sans })?.verdict).toBe('added by the server');
    expect(row('Alternative names', { sans: [] })?.verdict).toBe('differs');
  });

  test('a subject written from the other end is the same, and shown from the end that was asked from', () => {
    const subjectText = 'C=SE,O="Example, Inc.",CN=app01.example.com';
    expect(row('Subject', {}, { subjectText })).toMatchObject({ verdict: 'same', got: got.subjectText });
  });

  test('a changed subject differs, and so does one that cannot be read', () => {
    expect(verdicts({}, { subjectText: 'CN=app01.example.com,O=Other,C=SE' })['Subject']).toBe('differs');
    expect(verdicts({}, { subjectText: 'no name' })['Subject']).toBe('differs');
  });

  test('another key size, kind or curve than asked differs', () => {
    expect(verdicts({ key: { keyType: 'RSA', bits: 256, label: 'RSA' } })['Key']).toBe('differs');
    // A key that differs in one thing alone: RSA in its size, a curve of the same size in its name.
    const rsa = { kind: 'RSA', bits: 2048, label: 'RSA 2048' } as const;
    expect(verdicts({ key: { keyType: 'RSA', bits: 2048, label: 'RSA' } }, { key: rsa })['Key']).toBe('same');
    expect(verdicts({ key: { keyType: 'RSA', bits: 4096, label: 'RSA' } }, { key: rsa })['Key']).toBe('differs');
    expect(verdicts({}, { key: { ...got.key, curve: '1.3.132.0.10' } })['Key']).toBe('differs');
  });

  test('what was left to the server is neither right nor wrong, and the CA it chose is named', () => {
    expect(verdicts({ key: null, authority: null })).toMatchObject({
      Key: 'left to the server',
      'Certificate authority': 'left to the server',
    });
    expect(row('Certificate authority', { authority: null })?.note).toBe('The server chose Sub-CA.');
  });

  test('the certificate must hold the very key of the request', () => {
    expect(row('Key', { spki: Uint8Array.of(1, 2, 3) })?.verdict).toBe('same');
    expect(row('Key', { spki: Uint8Array.of(1, 2, 4) })).toMatchObject({ verdict: 'differs' });
    expect(row('Key', { spki: Uint8Array.of(1, 2) })).toMatchObject({ verdict: 'differs' });
  });

  test('a CA whose name cannot be read is compared with the issuer, and never called different', () => {
    expect(verdicts({}, {}, null)['Certificate authority']).toBe('same');
    expect(verdicts({}, { issuerText: 'CN=Issuing CA 2,O=Example' }, null)['Certificate authority']).toBe(
      'cannot tell',
    );
    expect(verdicts({ authority: null }, {}, null)['Certificate authority']).toBe('left to the server');
  });

  test('an empty name of the CA is not known, as none is', () => {
    const bare = { issuerText: '' };
    const of = (a: Partial<Asked>, name: string | null, g: Partial<CertificateView> = bare) =>
      compareIssued({ ...asked, ...a }, { ...got, ...g }, name).find(({ what }) => what === 'Certificate authority');
    for (const name of ['', null]) {
      expect(of({}, name)).toMatchObject({ verdict: 'cannot tell', got: 'not known', note: '' });
      expect(of({ authority: null }, name)).toMatchObject({
        verdict: 'left to the server',
        got: 'not known',
        note: '',
      });
    }
    expect(of({}, '', {})).toMatchObject({ verdict: 'same' });
    expect(of({ authority: null }, '', {})?.note).toBe('The server chose CN=Sub-CA.');
  });

  test('the validity is shown, as no request can ask for one', () => {
    const period = { notBefore: new Date('2026-03-19T00:00:00Z'), notAfter: new Date('2026-06-17T00:00:00Z') };
    expect(row('Validity', {}, period)).toMatchObject({
      verdict: 'left to the server',
      note: '90 days',
      period: [period.notBefore, period.notAfter],
    });
  });

  test('usages that a CSR asks for are compared as sets, and what template or CA changed is named', () => {
    const usages = {
      keyUsage: ['Key encipherment', 'Digital signature'],
      extendedKeyUsage: ['Server authentication', 'Client authentication'],
    };
    expect(verdicts({ usages })['Key usage']).toBe('same');
    expect(row('Extended key usage', { usages })).toMatchObject({
      verdict: 'differs',
      note: 'Missing: Client authentication. Template or CA decided otherwise.',
    });
    expect(row('Key usage', { usages: { ...usages, keyUsage: ['Digital signature'] } })?.note).toBe(
      'Added: Key encipherment. Template or CA decided otherwise.',
    );
  });

  test('usages that nobody asked for are shown, and none at all means no restriction', () => {
    expect(row('Key usage', {})).toMatchObject({
      verdict: 'left to the server',
      got: 'Digital signature, Key encipherment',
    });
    expect(row('Extended key usage', {}, { extendedKeyUsage: [] })?.got).toBe('not restricted');
  });
});
