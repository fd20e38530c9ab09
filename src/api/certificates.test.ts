import { expect, test } from 'vitest';
import { importedSince, newCertificatesQuery, readCertificate } from './certificates.ts';

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

test('a time without a zone is UTC', () => {
  const { importedAt } = readCertificate({ ...row, ImportDate: '2026-03-19T21:26:35.9670000' });
  expect(importedAt).toBe('2026-03-19T21:26:35.967Z');
});

test('candidates came in at most two minutes before the start, newest first', () => {
  const at = (Id: number, ImportDate: string) => readCertificate({ ...row, Id, ImportDate });
  const rows = [
    at(1, '2026-03-19T11:57:59Z'),
    at(2, '2026-03-19T11:58:00Z'),
    at(3, '2026-03-19T12:00:01Z'),
    { ...at(4, 'x'), importedAt: '' },
  ];
  const found = importedSince(rows, Date.parse('2026-03-19T12:00:00Z'));
  expect(found.map((each) => each.certificateId)).toEqual([3, 2]);
});

test('the search is kept under name and time only', () => {
  expect(newCertificatesQuery('a', 5).queryKey).toEqual(['new certificates', 'a', 5]);
});
