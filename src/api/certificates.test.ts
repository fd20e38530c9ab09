import { expect, test } from 'vitest';
import type { San } from '../domain/sans.ts';
import { noScope } from '../domain/scope.ts';
import { importedSince, nameFilter, newCertificatesQuery, readCertificate } from './certificates.ts';

const row = {
  Id: 2429,
  IssuedDN: 'CN=a,O=TestOrg',
  IssuedCN: 'a',
  ImportDate: '2026-03-19T21:26:35.967Z',
  NotBefore: '2026-03-19T21:16:35Z',
  NotAfter: '2027-03-19T21:16:34Z',
  CertStateString: 'Active (1)',
  CertificateAuthorityName: 'http://ejbca-ca:8082/ejbca\\Sub-CA',
  RevocationReason: null,
  ContentBytes: 'MIID',
};

test('a certificate keeps its state without the number, and unknown members do no harm', () => {
  expect(readCertificate(row)).toMatchObject({
    certificateId: 2429,
    state: 'Active',
    serialNumber: '',
    content: 'MIID',
  });
});

test('a template is known by its id, and 0 is none', () => {
  expect(readCertificate({ ...row, TemplateId: 4 }).templateId).toBe(4);
  expect(readCertificate({ ...row, TemplateId: 0 }).templateId).toBeNull();
  expect(readCertificate(row)).toMatchObject({ templateId: null, stateNumber: null });
});

test('a time without a zone is UTC', () => {
  const { importedAt } = readCertificate({ ...row, ImportDate: '2026-03-19T21:26:35.9670000' });
  expect(importedAt).toBe('2026-03-19T21:26:35.967Z');
});

test('candidates came in at or after a time, newest first; one without a time may be the one and stays', () => {
  const at = (Id: number, ImportDate: string) => readCertificate({ ...row, Id, ImportDate });
  const rows = [at(1, '2026-03-19T11:57:59Z'), at(2, '2026-03-19T11:58:00Z'), at(3, '2026-03-19T12:00:01Z'), at(4, '')];
  const found = importedSince(rows, Date.parse('2026-03-19T11:58:00Z'));
  expect(found.map((each) => each.certificateId)).toEqual([4, 3, 2]);
  expect(found[0]?.importedAt).toBe('');
});

test('a search goes by the common name, without one by the alternative name that servers surely write alike', () => {
  const sans: San[] = [
    { kind: 'ip6', value: '2001:db8::1' },
    { kind: 'dns', value: '*.example.com' },
    { kind: 'dns', value: 'b.example.com' },
    { kind: 'rfc822', value: 'a@example.com' },
  ];
  expect(nameFilter('a', sans)).toBe('IssuedCN -eq "a"');
  expect(nameFilter('', sans)).toBe('SAN -contains "b.example.com"');
  expect(nameFilter('', sans.slice(0, 2))).toBe('SAN -contains "*.example.com"');
  expect(nameFilter('', sans.slice(0, 1))).toBe('SAN -contains "2001:db8::1"');
});

test('nothing can be searched for without a name, or where each holds a double quote', () => {
  expect(nameFilter('', [])).toBeNull();
  expect(nameFilter('a"b', [])).toBeNull();
  expect(nameFilter('', [{ kind: 'directory', value: 'O="a, b"' }])).toBeNull();
  expect(nameFilter('a"b', [{ kind: 'dns', value: 'b' }])).toBe('SAN -contains "b"');
});

test('the search is kept under its question, time and scope only', () => {
  const sans = [{ kind: 'dns', value: 'b' }] as const;
  expect(newCertificatesQuery('a', 5, sans).queryKey).toEqual(['new certificates', 'IssuedCN -eq "a"', 5, noScope]);
});
