import { abilitiesOf } from '../../../api/server.ts';
import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../domain/csr.ts';
import { asTemplateId } from '../../../domain/ids.ts';
import { csrProblems, csrToWire, csrValues, type CsrReading } from './csrForm.ts';
import type { Setup } from '../setup.ts';

const csr: Csr = {
  der: Uint8Array.of(48),
  pem: '-----BEGIN CERTIFICATE REQUEST-----\nMA==\n-----END CERTIFICATE REQUEST-----\n',
  subject: [[{ type: 'CN', value: 'app01.example.com' }]],
  subjectText: 'CN=app01.example.com',
  sans: [{ kind: 'dns', value: 'app01.example.com' }],
  otherNames: [],
  key: { kind: 'RSA', bits: 2048, label: 'RSA 2048' },
  spki: Uint8Array.of(1),
  signatureAlgorithm: 'SHA-256 with RSA',
  extensions: [],
  keyUsage: [],
  extendedKeyUsage: [],
};
const setup: Setup = {
  choice: {
    key: 'template:4',
    label: 'Web',
    hint: '',
    template: {
      templateId: asTemplateId(4),
      name: 'Web_short',
      displayName: 'Web',
      requiresApproval: false,
      rfcEnforcement: null,
      authorities: [],
      fields: [],
      metadata: [],
      subjectRules: [],
      algorithms: null,
      allowWildcards: null,
      ownerAsked: false,
    },
    pattern: null,
    authorities: [{ name: 'host\\CA1', displayName: 'CA1', subscriberTerms: false }],
  },
  rules: { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null },
  rulesReadable: true,
  defaults: [],
  keys: [],
  metadata: [],
  fields: [],
  authorityRequired: false,
  requiresApproval: false,
  ownerAsked: false,
  defaultOwner: '',
  settings: { passwordLength: 12, friendlyNameRequired: false, source: 'defaults' },
};
const values = { ...csrValues(setup), csr: 'pasted\r\ntext' };
const good: CsrReading = { text: values.csr, ok: true, csr, signature: 'valid', fingerprint: 'AB' };
const paths = (reading: CsrReading | null, of: Setup | null = setup, typed = values) =>
  csrProblems(typed, of, reading).map((problem) => problem.path.join('.'));

describe('what keeps a CSR from being sent', () => {
  test('nothing, when it was read and the rules are there', () => {
    expect(paths(good)).toEqual([]);
    expect(paths({ ...good, signature: 'cannot tell' })).toEqual([]);
  });

  test('an empty text, one not read yet, one that is no request, a signature that does not fit', () => {
    expect(paths(null, setup, { ...values, csr: ' ' })).toEqual(['csr']);
    expect(paths({ ...good, text: 'another' })).toEqual(['csr']);
    expect(csrProblems(values, setup, { text: values.csr, ok: false, reason: 'This is a private key.' })[0]?.text).toBe(
      'This is a private key.',
    );
    expect(paths({ ...good, signature: 'invalid' })).toEqual(['csr']);
  });

  test('a file that could not be read says so, even while the field is empty', () => {
    const failed: CsrReading = { text: '', ok: false, reason: 'The file could not be read.' };
    expect(csrProblems({ ...values, csr: '' }, setup, failed)[0]?.text).toBe('The file could not be read.');
    expect(csrProblems(values, setup, { ...failed, text: 'earlier' })[0]?.text).toMatch(/still being read/);
  });

  test('subscriber terms that were not accepted', () => {
    const authorities = setup.choice.authorities.map((each) => ({ ...each, subscriberTerms: true }));
    const withTerms = { ...setup, choice: { ...setup.choice, authorities } };
    expect(paths(good, withTerms)).toEqual(['acceptTerms']);
    expect(paths(good, withTerms, { ...values, acceptTerms: true })).toEqual([]);
    expect(csrValues(setup, { ...values, acceptTerms: true }).acceptTerms).toBe(false);
  });

  test('the text is judged before anything is chosen', () => {
    expect(paths(null, null, { ...values, csr: '', source: '' })).toEqual(['csr', 'source']);
    expect(paths(good, null)).toEqual(['source']);
  });

  test('a rule of the choice that certainly refuses the request stands at the choice', () => {
    const subject = [{ part: 'CN', regex: '^[a-z]+$', message: '', caseSensitive: false }];
    expect(paths(good, { ...setup, rules: { ...setup.rules, subject } })).toEqual(['source']);
  });

  test('a stand-alone CA that is not named', () => {
    expect(paths(good, { ...setup, authorityRequired: true })).toEqual(['authority']);
  });
});

const abilities = abilitiesOf([], '10.5', false);

test('the request goes as the PEM that was read, not as it was pasted; subject lines are asked off only where known', () => {
  const now = new Date('2026-04-21T19:57:49.900Z');
  const { body } = csrToWire({ ...values, authority: 'host\\CA1' }, csr, setup, abilities, now);
  expect(body).toEqual({
    CSR: csr.pem,
    Template: 'Web_short',
    CertificateAuthority: 'host\\CA1',
    SANs: {},
    IncludeChain: true,
    Metadata: {},
    AdditionalEnrollmentFields: {},
    Timestamp: '2026-04-21T19:57:49Z',
  });
  const newer = csrToWire(values, csr, setup, { ...abilities, subjectHeader: true }, now).body;
  expect(newer).toMatchObject({ IncludeSubjectHeader: false });
  expect('CertificateAuthority' in newer).toBe(false);
});

test('another choice keeps the request and drops a CA it does not have', () => {
  const typed = { ...values, authority: 'host\\CA9' };
  expect(csrValues(setup, typed)).toMatchObject({ csr: values.csr, authority: '', source: 'template:4' });
});
