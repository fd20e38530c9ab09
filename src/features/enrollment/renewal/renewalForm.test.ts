import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readCertificate } from '../../../api/certificates.ts';
import { formatDn } from '../../../domain/dn.ts';
import { requestedSans } from '../names/sansForm.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import { testSetup } from '../setupForTests.ts';
import { namesOf, sentRenewal } from './renewedCertificate.ts';
import { renewalLabel, renewalProblems, renewalSeed, seedReason, withoutOld } from './renewalForm.ts';

const record = readCertificate({
  Id: 4711,
  IssuedCN: 'shop.keyexample.com',
  IssuedDN: 'CN=shop.keyexample.com,O="Key Example, Inc.",C=US',
  CertificateAuthorityName: 'corpca01.keyexample.com\\CorpIssuingCA1',
  TemplateId: 17,
  ContentBytes: null,
});

test('a renewal without a certificate is a problem, a new certificate and a chosen one are none', () => {
  const problems = (certificateId: number | null) => renewalProblems({ certificateId, label: '', install: false });
  expect(problems(0).map(({ path }) => path)).toEqual([['renewal', 'certificateId']]);
  expect(problems(null)).toEqual([]);
  expect(problems(4711)).toEqual([]);
});

test('a new certificate keeps neither the name of an old one nor the wish to replace it, where the form has one', () => {
  const pfx = withoutOld({ certificateId: null, label: 'app01', install: true });
  expect(Object.fromEntries(pfx)).toEqual({ label: '', install: false });
  expect(Object.fromEntries(withoutOld({ certificateId: null, label: 'app01' }))).toEqual({ label: '' });
});

test('the old certificate is named by its common name, its subject or neither, and always by its id', () => {
  expect(renewalLabel(record)).toBe('shop.keyexample.com, certificate 4711');
  expect(renewalLabel({ ...record, commonName: '' })).toBe(`${record.subject}, certificate 4711`);
  const nameless = { ...record, commonName: '', subject: '' };
  expect(renewalLabel(nameless)).toBe('Certificate without a subject, certificate 4711');
});

test('the names of the old certificate become form values that ask for the same again', () => {
  const subject = 'CN=a.example.com,O="Key Example, Inc."';
  const san = 'subjectAltName=DNS:a.example.com,IP:2001:db8::1,email:ops@example.com';
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null'];
  const made = ['-subj', '/O=Key Example, Inc./CN=a.example.com', '-addext', san, '-outform', 'DER'];
  const der = execFileSync('openssl', ['req', '-x509', ...key, ...made], { stdio: ['ignore', 'pipe', 'ignore'] });
  const names = namesOf({ subject, content: der.toString('base64') });
  if (names === null) throw new Error('The certificate was not read.');
  expect(formatDn(requestedSubject(names.subject))).toBe(subject);
  expect(requestedSans(names.sans)).toEqual([
    { kind: 'dns', value: 'a.example.com' },
    { kind: 'ip6', value: '2001:db8::1' },
    { kind: 'rfc822', value: 'ops@example.com' },
  ]);
  expect(namesOf({ subject, content: '' })).toBeNull();
});

test('where one click is not allowed a renewal names what is chosen and its CA, and waits for a CA', () => {
  const setup = testSetup();
  expect(renewalSeed(null, 'host\\CA1')).toBeNull();
  expect(renewalSeed(setup, '')).toBeNull();
  const { sent, post } = sentRenewal(
    record,
    new Date('2026-06-02T08:11:30Z'),
    undefined,
    renewalSeed(setup, 'host\\CA1'),
  );
  expect(post.body).toEqual({
    CertificateId: 4711,
    Timestamp: '2026-06-02T08:11:30Z',
    EnrollmentPatternId: 1,
    CertificateAuthority: 'host\\CA1',
  });
  expect(sent).toMatchObject({ authority: 'host\\CA1', templateId: 4, source: 'Default, renewing certificate 4711' });
  const onTemplate = testSetup({ choice: { ...setup.choice, pattern: null } });
  expect(renewalSeed(onTemplate, 'host\\CA1')?.members).toEqual({
    Template: 'Web_short',
    CertificateAuthority: 'host\\CA1',
  });
});

test('a renewal that names a CA with subscriber terms waits until they are accepted', () => {
  const { choice } = testSetup();
  const authorities = choice.authorities.map((each) => ({ ...each, subscriberTerms: each.name === 'host\\CA1' }));
  const setup = testSetup({ choice: { ...choice, authorities } });
  const reason = (authority: string, acceptTerms = false) => seedReason(setup, { authority, acceptTerms });
  expect(reason('')).toMatch(/^Choose a certificate authority/);
  expect(reason('host\\CA1')).toMatch(/^Accept the subscriber terms/);
  expect(reason('host\\CA1', true)).toBeUndefined();
  expect(reason('host\\CA2')).toBeUndefined();
  expect(seedReason(null, { authority: 'host\\CA2', acceptTerms: false })).toBeDefined();
});

test('what is sent is kept with the names, CA and template of the old certificate, and with nothing secret', () => {
  const scope = { collectionId: 7, containerId: null };
  const { sent, post } = sentRenewal(record, new Date('2026-06-02T08:11:30.500Z'), scope);
  expect(post).toEqual({ body: { CertificateId: 4711, Timestamp: '2026-06-02T08:11:30Z' }, scope });
  expect(sent).toMatchObject({
    kind: 'pfx',
    authority: 'corpca01.keyexample.com\\CorpIssuingCA1',
    templateId: 17,
    key: null,
    stores: 0,
    post: { method: 'POST', path: '/Enrollment/Renew', body: post.body },
  });
  expect(sent.subject.flat().map(({ type, value }) => [type, value])).toEqual([
    ['CN', 'shop.keyexample.com'],
    ['O', 'Key Example, Inc.'],
    ['C', 'US'],
  ]);
});
