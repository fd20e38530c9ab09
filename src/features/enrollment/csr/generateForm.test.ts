import { describe, expect, test } from 'vitest';
import type { KeyChoice } from '../../../domain/policy.ts';
import { prefillOf } from '../prefill.ts';
import { testChoice, testSetup, testTemplate } from '../setupForTests.ts';
import { commandKeys, generateProblems, generateToWire, generateValues, type GenerateValues } from './generateForm.ts';

const keys: KeyChoice[] = [
  { keyType: 'RSA', bits: 1024, label: 'RSA 1024' },
  { keyType: 'RSA', bits: 3072, label: 'RSA 3072' },
  { keyType: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7', label: 'ECC P-256' },
  { keyType: 'Ed25519', bits: 255, label: 'Ed25519' },
];
const abilities = { enrollmentPatterns: true, keyChoice: true };
const noLink = prefillOf(new URLSearchParams());
const setup = testSetup({ keys, defaults: [{ part: 'O', value: 'Key Example' }] });
const subjectOf = (values: GenerateValues) =>
  Object.fromEntries(values.subject.rows.filter((row) => row.value !== '').map((row) => [row.type, row.value]));
const named = (cn: string) => generateValues(setup, abilities, prefillOf(new URLSearchParams({ cn })));

describe('what the form starts with', () => {
  test('is the defaults of the choice and a usual key that is allowed', () => {
    const values = generateValues(setup, abilities, noLink);
    expect(subjectOf(values)).toEqual({ O: 'Key Example' });
    expect(values.key).toBe('RSA 3072');
  });

  test('is what a link asks for, over the defaults', () => {
    expect(subjectOf(named('app01.example.com'))).toEqual({ CN: 'app01.example.com', O: 'Key Example' });
    const whole = prefillOf(new URLSearchParams('subject=CN%3Da,C%3DSE&san=a.example.com'));
    const values = generateValues(setup, abilities, whole);
    expect(subjectOf(values)).toEqual({ CN: 'a', C: 'SE' });
    expect(values.sans).toEqual(['dns:a.example.com']);
    const linked = (subject: string) => generateValues(setup, abilities, prefillOf(new URLSearchParams({ subject })));
    expect(generateToWire(linked('OU=x+CN=a,C=SE'), setup, abilities)['Subject']).toBe('OU=x+CN=a,C=SE');
    // What cannot be read is shown as it came.
    expect(linked('CN=b,=').subject.text).toBe('CN=b,=');
  });

  test('stays as typed when something else is chosen, and what held the old default takes the new one', () => {
    const other = testSetup({ keys: keys.slice(2), defaults: [{ part: 'O', value: 'Other' }] });
    const typed = { values: { ...named('app01.example.com'), key: 'Ed25519' }, setup };
    const values = generateValues(other, abilities, noLink, typed);
    expect(subjectOf(values)).toEqual({ CN: 'app01.example.com', O: 'Other' });
    expect(values.key).toBe('Ed25519');
    expect(generateValues(testSetup({ keys: keys.slice(0, 2) }), abilities, noLink, typed).key).toBe('RSA 3072');
  });
});

test('Edwards curves are offered only where the server makes them', () => {
  expect(commandKeys(setup, { enrollmentPatterns: false }).map(({ label }) => label)).not.toContain('Ed25519');
  expect(commandKeys(setup, abilities).map(({ label }) => label)).toContain('Ed25519');
});

describe('what keeps a request from being made', () => {
  const paths = (values: GenerateValues, of = setup) =>
    generateProblems(values, of).map(({ path }) => path.slice(0, 1).join('.'));

  test('is nothing when it has a subject and a key', () => {
    expect(paths(named('app01.example.com'))).toEqual([]);
  });

  test('is a missing subject, a missing key, a name that cannot be read, or rules that are not there', () => {
    expect(paths(generateValues(testSetup({ keys }), abilities, noLink))).toEqual(['subject']);
    expect(paths({ ...named('a.example.com'), key: '' })).toEqual(['key']);
    expect(paths({ ...named('a.example.com'), sans: ['10.0.0.0/8'] })).toEqual(['sans']);
    expect(generateProblems(named('a.example.com'), null).map(({ path }) => path)).toEqual([['key']]);
  });

  test('is a rule that an enrollment would certainly break, at its field', () => {
    const subject = [{ part: 'CN', regex: '^x', message: '', caseSensitive: false }];
    const strict = testSetup({ keys, rules: { ...setup.rules, subject, allowWildcards: false } });
    expect(paths(named('app01.example.com'), strict)).toEqual(['subject']);
    expect(paths({ ...named('x.example.com'), sans: ['dns:*.example.com'] }, strict)).toEqual(['sans']);
  });
});

describe('the request to Command', () => {
  test('names pattern, subject, key and names, the algorithm in capitals', () => {
    const values = { ...named('app01.example.com'), sans: ['dns:app01.example.com'], key: 'ECC P-256' };
    expect(generateToWire(values, setup, abilities)).toEqual({
      Subject: 'CN=app01.example.com,O=Key Example',
      KeyType: 'ECC',
      KeyLength: 256,
      Curve: '1.2.840.10045.3.1.7',
      EnrollmentPatternId: 1,
      SANs: { dns: ['app01.example.com'] },
    });
    expect(generateToWire({ ...values, key: 'Ed25519' }, setup, abilities)).toMatchObject({
      KeyType: 'ED25519',
      KeyLength: 255,
    });
  });

  test('names a second, post-quantum key where one is listed and chosen, and no other', () => {
    const alternative = [
      { name: 'ML-DSA-44', bitLengths: [], curves: [] },
      { name: 'Other', bitLengths: [1, 2], curves: [] },
    ];
    const hybrid = testSetup({ keys, alternative });
    const values = { ...named('a.example.com'), alternativeKey: 'ML-DSA-44' };
    const body = generateToWire(values, hybrid, abilities);
    expect(body).toMatchObject({ KeyType: 'RSA', AlternativeKeyType: 'ML-DSA-44' });
    expect(body).not.toHaveProperty('AlternativeKeyLength');
    const sized = generateToWire({ ...values, alternativeKey: 'Other 2' }, hybrid, abilities);
    expect(sized).toMatchObject({ AlternativeKeyType: 'Other', AlternativeKeyLength: 2 });
    for (const [of, key] of [
      [hybrid, ''],
      [setup, 'ML-DSA-44'],
    ] as const) {
      expect(generateToWire({ ...values, alternativeKey: key }, of, abilities)).not.toHaveProperty(
        'AlternativeKeyType',
      );
    }
    const typed = { values, setup: hybrid };
    expect(generateValues(hybrid, abilities, noLink, typed).alternativeKey).toBe('ML-DSA-44');
    expect(generateValues(setup, abilities, noLink, typed).alternativeKey).toBe('');
  });

  test('leaves the length out for a curve whose size is not known', () => {
    const odd = testSetup({ keys: [{ keyType: 'ECC', bits: 0, curve: '1.2.3.4', label: 'ECC 1.2.3.4' }] });
    const values = { ...named('a.example.com'), key: 'ECC 1.2.3.4' };
    const body = generateToWire(values, odd, abilities);
    expect(body).toMatchObject({ KeyType: 'ECC', Curve: '1.2.3.4' });
    expect(body).not.toHaveProperty('KeyLength');
  });

  test('names the template and no curve on servers that know neither patterns nor curves', () => {
    const older = testSetup({ keys, choice: { ...testChoice, pattern: null } });
    const body = generateToWire({ ...named('a.example.com'), key: 'ECC P-256' }, older, { keyChoice: false });
    expect(body).toMatchObject({ Template: testTemplate.name, KeyLength: 256 });
    expect(Object.keys(body)).not.toContain('Curve');
    expect(Object.keys(body)).not.toContain('EnrollmentPatternId');
  });
});
