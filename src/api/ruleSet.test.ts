import { describe, expect, test } from 'vitest';
import { readAlgorithms, readRuleSet, readSubjectRules } from './ruleSet.ts';

const p256 = '1.2.840.10045.3.1.7';
const rsa = { name: 'RSA', bit_lengths: [2048, 4096], curves: [] };
const ecdsa = { name: 'ECDSA', bit_lengths: [256], curves: [p256] };

describe('the key policy of every generation', () => {
  const wanted = [
    { name: 'RSA', bitLengths: [2048, 4096], curves: [] },
    { name: 'ECDSA', bitLengths: [256], curves: [p256] },
  ];

  test('the lists of later 25 servers', () => {
    expect(readAlgorithms({ PrimaryKeyAlgorithms: [rsa, ecdsa] })).toEqual(wanted);
  });

  test('KeyInfo of 24 and 25.1, where an algorithm that is not allowed is null', () => {
    const { name: _, ...unnamed } = rsa;
    expect(readAlgorithms({ KeyInfo: { RSA: unnamed, ECDSA: ecdsa, Ed448: null, MLDSA44: null } })).toEqual(wanted);
  });

  test('the lists count where both came', () => {
    expect(readAlgorithms({ PrimaryKeyAlgorithms: [rsa], KeyInfo: { ECDSA: ecdsa } })).toEqual([wanted[0]]);
  });

  test('a list that is null beside KeyInfo sets nothing, as an empty one', () => {
    for (const PrimaryKeyAlgorithms of [null, []]) {
      expect(readAlgorithms({ PrimaryKeyAlgorithms, KeyInfo: { ECDSA: ecdsa } })).toBeNull();
    }
  });

  test('the sizes and curves of version 10', () => {
    expect(readAlgorithms({ RSAValidKeySizes: [2048, 4096], ECCValidCurves: [p256] })).toEqual(wanted);
    expect(readAlgorithms({ RSAValidKeySizes: [2048], AllowEd25519: true, AllowEd448: false })).toEqual([
      { name: 'RSA', bitLengths: [2048], curves: [] },
      { name: 'Ed25519', bitLengths: [255], curves: [] },
    ]);
    const odd = ['1.3.132.0.10', '1.2.3.4'];
    expect(readAlgorithms({ ECCValidCurves: odd })).toEqual([{ name: 'ECDSA', bitLengths: [256, 0], curves: odd }]);
  });

  test.each([[null], [undefined], [{}], [{ PrimaryKeyAlgorithms: [] }], [{ KeyInfo: { RSA: null } }]])(
    'a policy of %j restricts nothing',
    (policy) => {
      expect(readAlgorithms(policy)).toBeNull();
    },
  );
});

describe('resolved settings', () => {
  test('a template and a pattern say the same under other member names', () => {
    const regexes = [{ SubjectPart: 'CN', Regex: '.+', Error: 'is required' }];
    const defaults = [{ SubjectPart: 'C', Value: 'US' }];
    const policy = { AllowWildcards: false, RFCEnforcement: true, CertificateOwnerRole: 1, RSAValidKeySizes: [2048] };
    const ofTemplate = readRuleSet({ TemplateRegexes: regexes, TemplateDefaults: defaults, TemplatePolicy: policy });
    const ofPattern = readRuleSet({ Regexes: regexes, Defaults: defaults, Policies: policy });
    expect(ofTemplate).toEqual(ofPattern);
    expect(ofPattern).toStrictEqual({
      subjectRules: [{ part: 'CN', regex: '.+', message: 'is required', caseSensitive: undefined }],
      defaults: [{ part: 'C', value: 'US' }],
      algorithms: [{ name: 'RSA', bitLengths: [2048], curves: [] }],
      alternative: null,
      allowKeyReuse: null,
      allowWildcards: false,
      rfcEnforcement: true,
      ownerRole: 1,
      defaultOwnerRoleId: null,
      ownerAsked: true,
      defaultOwner: '',
    });
  });

  test.each([
    [{}, undefined],
    [{ CaseSensitive: null }, undefined],
    [{ CaseSensitive: false }, false],
    [{ CaseSensitive: true }, true],
  ])('letter case that is not sent is not taken for "does not count": %j', (member, caseSensitive) => {
    const rules = readSubjectRules([{ SubjectPart: 'CN', Regex: 'a', ...member }]);
    expect(rules.map((rule) => rule.caseSensitive)).toEqual([caseSensitive]);
  });

  test('a row with an empty regex is no rule, an empty default no default', () => {
    const settings = readRuleSet({
      Regexes: [{ SubjectPart: 'CN', Regex: '', Error: '', CaseSensitive: false }],
      Defaults: [{ SubjectPart: 'O', Value: null }],
      Policies: { AllowWildcards: null },
    });
    expect(settings).toMatchObject({ subjectRules: [], defaults: [], allowWildcards: null });
  });

  test('an answer that is no settings is refused', () => {
    expect(() => readRuleSet({ Regexes: 'all' })).toThrow('unreadable');
  });
});
