import { describe, expect, test } from 'vitest';
import { parseDn } from './dn.ts';
import type { KeyAlgorithm } from './keyAlgorithms.ts';
import { findings, keyChoices, type Rules } from './policy.ts';
import type { San } from './sans.ts';

const [p256, p384, p521] = ['1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35'] as const;
const rsa = (...bitLengths: number[]): KeyAlgorithm => ({ name: 'RSA', bitLengths, curves: [] });
const ecdsa = (...curves: string[]): KeyAlgorithm => ({ name: 'ECDSA', bitLengths: [256, 384, 521, 256], curves });
const labels = (...layers: (readonly KeyAlgorithm[] | null)[]) => keyChoices(layers).map((key) => key.label);

describe('the keys to choose from', () => {
  test('are what all layers allow; a layer that is empty or not there restricts nothing', () => {
    expect(labels([rsa(2048, 3072, 4096), ecdsa(p256, p384)], null, [], [rsa(4096, 3072), ecdsa(p384)])).toEqual([
      'RSA 3072',
      'RSA 4096',
      'ECC P-384',
    ]);
    expect(labels([rsa(2048)], [ecdsa(p256)])).toEqual([]);
  });
  test('are named by any spelling of their algorithm', () => {
    const spelled = (name: string) => [{ name, bitLengths: [256], curves: [p256] }];
    expect(labels(spelled('EC'), spelled('ecdsa'))).toEqual(['ECC P-256']);
    expect(labels(spelled('ED-25519'))).toEqual(['Ed25519']);
  });
  test('of an algorithm without sizes are those another layer names, else the usual ones, marked as assumed', () => {
    const [anyRsa, anyEc] = [rsa(), { name: 'ECDSA', bitLengths: [], curves: [] }];
    expect(keyChoices([[anyRsa], [rsa(1024, 4096), ecdsa(p256)]]).map((key) => [key.label, key.assumed])).toEqual([
      ['RSA 4096', undefined],
      ['RSA 1024', undefined],
    ]);
    expect(keyChoices([[anyEc]]).map((key) => [key.label, key.assumed])).toEqual([
      ['ECC P-256', true],
      ['ECC P-384', true],
      ['ECC P-521', true],
    ]);
  });
  test('are what Keyfactor offers where no layer restricts', () => {
    expect(labels(null, [])).toEqual([
      'RSA 2048',
      'RSA 3072',
      'RSA 4096',
      'RSA 6144',
      'RSA 8192',
      'ECC P-256',
      'ECC P-384',
      'ECC P-521',
      'Ed25519',
      'Ed448',
    ]);
  });
  test('name ECDSA as ECC with the curve, whose size never comes from the list of lengths', () => {
    expect(keyChoices([[ecdsa(p521, p256, '1.2.3.4', p521)]])).toEqual([
      { keyType: 'ECC', bits: 521, curve: p521, label: 'ECC P-521' },
      { keyType: 'ECC', bits: 256, curve: p256, label: 'ECC P-256' },
      { keyType: 'ECC', bits: 0, curve: '1.2.3.4', label: 'ECC 1.2.3.4' },
    ]);
  });
  test('take the curves from the lengths where no curve is named, and leave out what a request cannot name', () => {
    expect(
      labels([
        { name: 'ECDSA', bitLengths: [384], curves: [] },
        { name: 'ML-DSA-44', bitLengths: [], curves: [] },
      ]),
    ).toEqual(['ECC P-384']);
  });
});

const open: Rules = { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null };
const rule = (part: string, regex: string, more: object = {}) => ({
  part,
  regex,
  message: '',
  caseSensitive: false,
  ...more,
});

function advice(
  subject: string,
  rules: Partial<Rules>,
  sans: readonly San[] = [],
  key: Parameters<typeof findings>[0]['key'] = null,
) {
  const name = parseDn(subject);
  if (!name.ok) throw new Error(name.reason);
  return findings({ subject: name.value, sans, key }, { ...open, ...rules });
}
const grades = (...input: Parameters<typeof advice>) => advice(...input).map((f) => `${f.grade} ${f.where}`);
const dns = (value: string): San => ({ kind: 'dns', value });

describe('regexes of subject parts', () => {
  test('a part that does not match is refused, with the rule, its message and where it is set', () => {
    expect(
      advice('CN=a.other.com', {
        subject: [rule('CN', '\\.keyexample\\.com$', { message: 'Only ours.', source: 'template' })],
      }),
    ).toEqual([
      {
        grade: 'refused',
        where: 'subject.CN',
        source: 'template',
        text: expect.stringMatching(/a\.other\.com.*Only ours\..*keyexample/),
      },
    ]);
  });
  test('the words of the administrator come first, and the regex once behind them', () => {
    const words = (message: string, cn = 'CN=a') =>
      advice(cn, { subject: [rule('CN', '^b$', { message })] }).map(({ text }) => text);
    expect(words('Only b.')).toEqual(['Common name “a”: Only b. (regex ^b$)']);
    expect(words('Write ^b$ please')).toEqual(['Common name “a”: Write ^b$ please']);
    expect(words('')).toEqual(['Common name “a” does not match the regex ^b$.']);
    expect(words('Only b.', 'O=x')).toEqual(['Common name is empty: Only b. (regex ^b$)']);
    expect(words('', 'O=x')).toEqual(['Common name is empty, which does not match the regex ^b$.']);
  });
  test('a part that is left out counts as empty text', () => {
    expect(grades('O=x', { subject: [rule('CN', '.+')] })).toEqual(['refused subject.CN']);
    expect(grades('O=x', { subject: [rule('CN', '^$|x')] })).toEqual([]);
  });
  test('only an absent common name is certain to be refused; another part is so only when it is there and does not match', () => {
    expect(grades('CN=a', { subject: [rule('OU', '.+')] })).toEqual(['likely refused subject.OU']);
    expect(grades('CN=a,OU=b', { subject: [rule('OU', '^c$')] })).toEqual(['refused subject.OU']);
  });
  test('where the server does not say whether letter case counts, both ways must agree', () => {
    const unsaid = { caseSensitive: undefined };
    expect(grades('CN=A', { subject: [rule('CN', '^a$', unsaid)] })).toEqual(['worth a look subject.CN']);
    expect(grades('CN=b', { subject: [rule('CN', '^a$', unsaid)] })).toEqual(['refused subject.CN']);
    expect(grades('CN=a', { subject: [rule('CN', '^a$', unsaid)] })).toEqual([]);
  });
  test('an empty regex is no rule', () => expect(grades('O=x', { subject: [rule('CN', '')] })).toEqual([]));
  test('letter case counts only where the rule says so', () => {
    expect(grades('CN=A', { subject: [rule('CN', '^a$')] })).toEqual([]);
    expect(grades('CN=A', { subject: [rule('CN', '^a$', { caseSensitive: true })] })).toEqual(['refused subject.CN']);
  });
  test('a value that is not text is never called refused', () => {
    expect(grades('OU=#02012A', { subject: [rule('OU', '^a$')] })).toEqual(['worth a look subject.OU']);
  });
  test('what cannot be judged here is never called refused', () => {
    expect(grades('CN=A', { subject: [rule('CN', '\\Ab')] })).toEqual(['worth a look subject.CN']);
  });
  test('of several values one that does not match is not certain to be refused, all are', () => {
    expect(grades('OU=a,OU=b', { subject: [rule('OU', '^a$')] })).toEqual(['likely refused subject.OU']);
    expect(grades('OU=a,OU=b', { subject: [rule('OU', '^c$')] })).toEqual(['refused subject.OU']);
  });
  test('rules for alternative names and for parts not known here are never certain', () => {
    expect(grades('CN=a', { subject: [rule('DNS', '^a$')] }, [dns('b'), dns('a')])).toEqual(['likely refused sans']);
    expect(grades('CN=a', { subject: [rule('DNS', '^a$')] })).toEqual([]);
    expect(grades('CN=a', { subject: [rule('XYZ', 'a')] })).toEqual(['likely refused subject.XYZ']);
  });
});

describe('wildcards', () => {
  test('are refused where they are not allowed, in the common name and in DNS names', () => {
    expect(grades('CN=*.a.com', { allowWildcards: false }, [dns('*.a.com'), dns('b.com')])).toEqual([
      'refused subject.CN',
      'refused sans',
    ]);
  });
  test.each([true, null])('are no finding where the policy says %s', (allowWildcards) => {
    expect(grades('CN=*.a.com', { allowWildcards }, [dns('*.a.com')])).toEqual([]);
  });
});

describe('a star', () => {
  test('in one of several common names is not certain to be refused, in all of them it is', () => {
    const none = { allowWildcards: false };
    expect(grades('CN=*.a.com,CN=b.com', none)).toEqual(['likely refused subject.CN']);
    expect(grades('CN=*.a.com,CN=*.b.com', none)).toEqual(['refused subject.CN', 'refused subject.CN']);
  });
  test('that is no wildcard is not certain to be refused, and worth a look where wildcards are allowed', () => {
    expect(grades('CN=a*.b.com', { allowWildcards: false })).toEqual(['likely refused subject.CN']);
    expect(grades('CN=a.*.com', {})).toEqual(['worth a look subject.CN']);
    expect(grades('CN=a', { allowWildcards: false }, [dns('a*.b.com')])).toEqual(['likely refused sans']);
  });
  test('in names of another kind is none of its business', () => {
    expect(grades('CN=a,O=5* hotel', { allowWildcards: false }, [{ kind: 'other', value: '1.2.3;*' }])).toEqual([]);
  });
});

describe('RFC 2818 enforcement', () => {
  test('a common name that the server adds as DNS name is worth a look', () => {
    expect(grades('CN=a.com', { rfcEnforcement: true })).toEqual(['worth a look sans']);
    expect(grades('CN=A.com', { rfcEnforcement: true }, [dns('a.COM')])).toEqual([]);
    expect(grades('CN=a.com', { rfcEnforcement: false })).toEqual([]);
  });
  test('without common name and DNS name there is nothing to add', () => {
    expect(grades('O=x', { rfcEnforcement: true })).toEqual(['likely refused sans']);
    expect(grades('O=x', { rfcEnforcement: true }, [dns('a.com')])).toEqual([]);
  });
});

test('a malformed alternative name is likely refused', () => {
  expect(grades('CN=a', {}, [dns('a..b')])).toEqual(['likely refused sans']);
});

describe('keys', () => {
  const keys = keyChoices([[rsa(2048, 4096), ecdsa(p384), { name: 'Ed25519', bitLengths: [255], curves: [] }]]);
  test('on the list are fine', () => {
    for (const key of keys) expect(grades('CN=a', { keys }, [], key)).toEqual([]);
    expect(grades('CN=a', { keys }, [], { kind: 'ECC', bits: 384, curve: p384, label: '' })).toEqual([]);
  });
  test('not on the list are refused, whatever size or curve comes near', () => {
    expect(grades('CN=a', { keys }, [], { kind: 'RSA', bits: 3072, label: 'RSA 3072' })).toEqual(['refused key']);
    expect(grades('CN=a', { keys }, [], { kind: 'ECC', bits: 384, curve: '1.3.36.3.3.2.8.1.1.11', label: '' })).toEqual(
      ['refused key'],
    );
    expect(grades('CN=a', { keys }, [], { kind: 'Ed448', bits: 448, label: '' })).toEqual(['refused key']);
    expect(grades('CN=a', { keys: [] }, [], { kind: 'RSA', bits: 2048, label: '' })).toEqual(['refused key']);
  });
  test('that the list cannot name are not certain to be refused', () => {
    expect(grades('CN=a', { keys }, [], { kind: 'other', bits: 0, label: 'ML-DSA-44' })).toEqual([
      'likely refused key',
    ]);
    expect(grades('CN=a', { keys }, [], { kind: 'ECC', bits: 384, label: '' })).toEqual(['likely refused key']);
  });
  test('are not certain to be refused where the policy names the algorithm without its sizes', () => {
    const open = { keys: keyChoices([[rsa()]]) };
    expect(grades('CN=a', open, [], { kind: 'RSA', bits: 5120, label: '' })).toEqual(['likely refused key']);
    expect(grades('CN=a', open, [], { kind: 'Ed25519', bits: 255, label: '' })).toEqual(['refused key']);
  });
  test('with a curve spelled out are likely refused, once, whatever the policy', () => {
    for (const allowed of [keys, null])
      expect(grades('CN=a', { keys: allowed }, [], { kind: 'ECC', bits: 256, label: '' })).toEqual([
        'likely refused key',
      ]);
  });
  test('and hashes that are weak are told with what the policy says', () => {
    const name = parseDn('CN=a');
    const request = { subject: name.ok ? name.value : [], sans: [], key: null, signatureAlgorithm: 'MD5withRSA' };
    expect(findings(request, open).map((f) => `${f.grade} ${f.where}`)).toEqual(['likely refused signature']);
  });
  test('are free where nothing restricts, but a weak one is worth a look', () => {
    expect(grades('CN=a', {}, [], { kind: 'RSA', bits: 3072, label: '' })).toEqual([]);
    expect(grades('CN=a', {}, [], { kind: 'RSA', bits: 1024, label: '' })).toEqual(['worth a look key']);
  });
});
