import { describe, expect, test } from 'vitest';
import { abilitiesOf } from '../../../api/server.ts';
import type { Csr } from '../../../domain/csr.ts';
import { prefillOf } from '../prefill.ts';
import type { Setup } from '../setup.ts';
import { testChoice, testSetup, testTemplate } from '../setupForTests.ts';
import {
  allSans,
  csrFindings,
  csrProblems,
  csrToWire,
  csrValues,
  firstValues,
  type CsrReading,
  type CsrValues,
} from './csrForm.ts';
import type { RetainedKey } from './retainedKey.ts';

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
const setup = testSetup();
const values: CsrValues = { ...csrValues(setup), csr: 'pasted\r\ntext' };
const read = { text: values.csr, ok: true, csr, signature: 'valid', fingerprint: 'AB', keyFingerprint: 'CD' } as const;
const good: CsrReading = read;

interface Case {
  reading?: CsrReading | null;
  setup?: Setup | null;
  typed?: Partial<CsrValues>;
  key?: RetainedKey | null;
  keyOnlyHere?: boolean;
}
const problems = (o: Case) =>
  csrProblems({ ...values, ...o.typed }, o.setup === undefined ? setup : o.setup, {
    reading: o.reading === undefined ? good : o.reading,
    key: o.key ?? null,
    keyOnlyHere: o.keyOnlyHere ?? false,
  });
const paths = (o: Case = {}) => problems(o).map((problem) => problem.path.join('.'));

describe('what keeps a CSR from being sent', () => {
  test('nothing, when it was read and the rules are there', () => {
    expect(paths()).toEqual([]);
    expect(paths({ reading: { ...read, signature: 'cannot tell' } })).toEqual([]);
  });

  test('an empty text, one not read yet, one that is no request, a signature that does not fit', () => {
    expect(problems({ reading: null, typed: { csr: ' ' } })[0]?.text).toMatch(/^Paste a certificate signing request/);
    expect(paths({ reading: { ...read, text: 'another' } })).toEqual(['csr']);
    const mistake = problems({ reading: { text: values.csr, ok: false, reason: 'This is a certificate.' } });
    expect(mistake[0]?.text).toBe('This is a certificate.');
    expect(paths({ reading: { ...read, signature: 'invalid' } })).toEqual(['csr']);
  });

  test('a file that could not be read says so, even while the field is empty', () => {
    const failed: CsrReading = { text: '', ok: false, reason: 'The file could not be read.' };
    expect(problems({ reading: failed, typed: { csr: '' } })[0]?.text).toBe('The file could not be read.');
    expect(problems({ reading: { ...failed, text: 'earlier' } })[0]?.text).toMatch(/still being read/);
  });

  test('subscriber terms that were not accepted', () => {
    const authorities = testChoice.authorities.map((each) => ({ ...each, subscriberTerms: true }));
    const withTerms = testSetup({ choice: { ...testChoice, authorities } });
    expect(paths({ setup: withTerms })).toEqual(['acceptTerms']);
    expect(paths({ setup: withTerms, typed: { acceptTerms: true } })).toEqual([]);
    expect(csrValues(setup, { ...values, acceptTerms: true }).acceptTerms).toBe(false);
  });

  test('the text is judged before anything is chosen', () => {
    expect(paths({ reading: null, setup: null, typed: { csr: '', source: '' } })).toEqual(['csr', 'source']);
    expect(paths({ setup: null })).toEqual(['source']);
    expect(problems({ typed: { source: '' } })[0]?.text).toBe('Choose what to enroll with.');
  });

  test('a rule of the choice that certainly refuses the request stands at the choice', () => {
    const subject = [{ part: 'CN', regex: '^[a-z]+$', message: '', caseSensitive: false }];
    expect(paths({ setup: testSetup({ rules: { ...setup.rules, subject } }) })).toEqual(['source']);
  });

  test('a stand-alone CA that is not named', () => {
    expect(paths({ setup: testSetup({ authorityRequired: true }) })).toEqual(['authority']);
  });

  test('a name outside the request that cannot be read, or that is certainly refused', () => {
    expect(paths({ typed: { sans: ['10.0.0.0/8'] } })).toEqual(['sans']);
    const strict = testSetup({ rules: { ...setup.rules, allowWildcards: false } });
    expect(paths({ setup: strict, typed: { sans: ['dns:*.example.com'] } })).toEqual(['sans']);
    expect(paths({ typed: { sans: ['dns:*.example.com'] } })).toEqual([]);
  });

  test('a private key that does not open or does not belong to the request', () => {
    const key = { ok: false, field: 'keyPassword', reason: 'The password does not open this key.' } as const;
    expect(paths({ key })).toEqual(['keyPassword']);
    expect(paths({ key: { ok: true, pkcs8: Uint8Array.of(1) } })).toEqual([]);
  });

  test('a key made here that was not downloaded, also where it goes along: no answer proves that it was kept', () => {
    expect(paths({ keyOnlyHere: true })).toEqual(['key']);
    for (const retention of [null, 'None', 'Indefinite']) {
      expect(paths({ keyOnlyHere: true, typed: { key: 'made' }, setup: testSetup({ retention }) })).toEqual(['key']);
    }
    expect(paths({ keyOnlyHere: false, typed: { key: 'made' } })).toEqual([]);
  });
});

describe('names outside the request', () => {
  const strict = testSetup({ rules: { ...setup.rules, allowWildcards: false } });
  const wild: Csr = { ...csr, sans: [{ kind: 'dns', value: '*.example.com' }] };

  test('make what is wrong with a name of the request uncertain, since the CA may take them instead', () => {
    expect(csrFindings(wild, [], strict).map(({ grade }) => grade)).toContain('refused');
    const grades = csrFindings(wild, ['dns:app02.example.com'], strict).map(({ grade }) => grade);
    expect(grades).toContain('likely refused');
    expect(grades).not.toContain('refused');
  });

  test('are judged themselves, together with those of the request', () => {
    const found = csrFindings(csr, ['dns:app01.example.com', 'dns:*.example.com'], strict);
    expect(found).toEqual([expect.objectContaining({ grade: 'refused', where: 'sans' })]);
  });

  test('that are malformed are left to the server, and it is said that it will probably refuse them', () => {
    const found = csrFindings(csr, ['dns:app01.example.com', 'ip:10.0.0.0/8'], setup);
    expect(found.map(({ grade, where }) => [grade, where])).toEqual([['likely refused', 'sans']]);
    expect(paths({ typed: { sans: ['dns:app01.example.com', 'ip:10.0.0.0/8'] } })).toEqual([]);
  });

  test('tell which names of the request are lost where they are taken instead', () => {
    const found = csrFindings(csr, ['dns:app02.example.com'], setup);
    expect(found).toEqual([expect.objectContaining({ grade: 'worth a look', where: 'sans' })]);
    expect(found[0]?.text).toContain('app01.example.com');
    expect(csrFindings(csr, ['dns:APP01.example.com'], setup)).toEqual([]);
  });

  test('count once where the request holds them already', () => {
    expect(allSans(csr, [{ kind: 'dns', value: 'APP01.example.com' }])).toHaveLength(1);
  });
});

test('what the chosen CA asks of a request is judged, and only told where the server may choose another', () => {
  const [first] = testChoice.authorities;
  const authorities = [
    { name: 'host\\CA1', rfcEnforcement: true },
    { name: 'host\\CA2', rfcEnforcement: false },
  ].map((more) => ({ displayName: '', subscriberTerms: false, ...first, ...more }));
  const two = testSetup({ choice: { ...testChoice, authorities } });
  const bare: Csr = { ...csr, sans: [] };
  const under = (authority: string) => csrFindings(bare, [], two, authority).map(({ text }) => text);
  expect(under('host\\CA2')).toEqual([]);
  expect(under('host\\CA1').join()).toContain('RFC 2818');
  expect(under('').join()).toMatch(/^If the server chooses CA1/);
});

test('a weak key is told before anything is chosen, and nothing else is', () => {
  const weak: Csr = { ...csr, key: { kind: 'RSA', bits: 1024, label: 'RSA 1024' } };
  expect(csrFindings(weak, [], null).map(({ where }) => where)).toContain('key');
  expect(csrFindings(csr, [], null)).toEqual([]);
  expect(csrFindings(null, [], setup)).toEqual([]);
});

const now = new Date('2026-04-21T19:57:49.900Z');
const none = { pkcs8: null, madeByCommand: false };
const newer = abilitiesOf([], '25.4', true);

describe('the request on the wire', () => {
  test('goes as the PEM that was read, not as it was pasted, with every flag that has a default in words', () => {
    const older = testSetup({ choice: { ...testChoice, key: 'template:4', pattern: null } });
    const typed = { ...values, authority: 'host\\CA1' };
    const post = csrToWire(typed, csr, older, abilitiesOf([], '10.5', false), now, none);
    expect(post).toEqual({
      certificateFormat: 'PEM',
      forceEnroll: false,
      body: {
        CSR: csr.pem,
        Template: testTemplate.name,
        CertificateAuthority: 'host\\CA1',
        SANs: {},
        IncludeChain: true,
        Metadata: {},
        AdditionalEnrollmentFields: {},
        Timestamp: '2026-04-21T19:57:49Z',
      },
    });
  });

  test('names the pattern alone, leaves the CA to the server unless one was chosen, and says that subject lines are not wanted', () => {
    const { body } = csrToWire(values, csr, setup, newer, now, none);
    expect(body).toMatchObject({ EnrollmentPatternId: 1, IncludeSubjectHeader: false, IncludeChain: true });
    expect(Object.keys(body)).not.toContain('Template');
    expect(Object.keys(body)).not.toContain('CertificateAuthority');
  });

  test('carries the names outside the request by their kinds', () => {
    const sans = ['dns:b.example.com', 'upn:user@corp.example', 'ip:10.0.0.1'];
    expect(csrToWire({ ...values, sans }, csr, setup, newer, now, none).body['SANs']).toEqual({
      dns: ['b.example.com'],
      ms_ntprincipalname: ['user@corp.example'],
      ip4: ['10.0.0.1'],
    });
  });

  test('asks for DER, without chain and without subject lines, which DER has no place for', () => {
    const typed = { ...values, format: 'DER', includeChain: false, subjectHeader: true } as const;
    const post = csrToWire(typed, csr, setup, newer, now, none);
    expect(post.certificateFormat).toBe('DER');
    expect(post.body).toMatchObject({ IncludeChain: false, IncludeSubjectHeader: false });
    const lines = csrToWire({ ...typed, format: 'PEM' }, csr, setup, newer, now, none);
    expect(lines.body['IncludeSubjectHeader']).toBe(true);
  });

  test('forces the enrollment of what Command made, known or said', () => {
    expect(csrToWire(values, csr, setup, newer, now, { ...none, madeByCommand: true }).forceEnroll).toBe(true);
    expect(csrToWire({ ...values, forceEnroll: true }, csr, setup, newer, now, none).forceEnroll).toBe(true);
  });

  test('carries a private key only where one was handed over, the server takes it and the template keeps keys', () => {
    const withKey = { ...none, pkcs8: Uint8Array.of(1, 2, 3) };
    expect(csrToWire(values, csr, setup, newer, now, withKey).body['PrivateKey']).toBe('AQID');
    expect(csrToWire(values, csr, setup, newer, now, none).body).not.toHaveProperty('PrivateKey');
    const old = abilitiesOf([], '10.5', false);
    expect(csrToWire(values, csr, setup, old, now, withKey).body).not.toHaveProperty('PrivateKey');
    const keepsNone = testSetup({ retention: 'None' });
    expect(csrToWire(values, csr, keepsNone, newer, now, withKey).body).not.toHaveProperty('PrivateKey');
  });
});

describe('another choice', () => {
  test('keeps the request and drops a CA it does not have', () => {
    const typed = { ...values, authority: 'host\\CA9', sans: ['dns:b.example.com'], format: 'DER' } as const;
    expect(csrValues(setup, { ...typed, sans: [...typed.sans] })).toMatchObject({
      csr: values.csr,
      authority: '',
      source: 'pattern:1',
      sans: ['dns:b.example.com'],
      format: 'DER',
    });
  });

  test('brings its own defaults for details where the former ones still stand', () => {
    const withDefault = (defaultValue: string): Setup => ({
      ...setup,
      metadata: [
        {
          metadataId: 1,
          name: 'Environment',
          kind: 'string',
          use: 'optional',
          defaultValue,
          regex: '',
          message: '',
          caseSensitive: false,
          options: [],
          hint: '',
          description: '',
          order: 1,
        },
      ],
    });
    const [first, second] = [withDefault('Test'), withDefault('Production')];
    const untouched = csrValues(first);
    expect(csrValues(second, untouched, first).metadata).toEqual([{ name: 'Environment', value: 'Production' }]);
    const typed = { ...untouched, metadata: [{ name: 'Environment', value: 'Mine' }] };
    expect(csrValues(second, typed, first).metadata).toEqual([{ name: 'Environment', value: 'Mine' }]);
  });

  test('takes the word for sending a private key back, since it may not keep keys', () => {
    expect(csrValues(setup, { ...values, key: 'given', keyText: 'k' }).key).toBe('none');
  });
});

test('a link fills in names, CA, details and owner, and never a key', () => {
  const query = new URLSearchParams(
    'ca=ca1&san=a.example.com&san=A.example.com&metadata.Owner=me&owner=Web&keyText=x&keyPassword=y&csr=z',
  );
  const found = firstValues(setup, prefillOf(query), newer);
  expect(found).toMatchObject({
    csr: '',
    authority: 'host\\CA1',
    sans: ['dns:a.example.com'],
    owner: 'Web',
    key: 'none',
    keyText: '',
    keyPassword: '',
  });
  expect(firstValues(null, prefillOf(query), newer).metadata).toEqual([{ name: 'Owner', value: 'me' }]);
});
