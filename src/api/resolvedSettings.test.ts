import { expect, test } from 'vitest';
import { readCaKeys, readOwnRules } from './resolvedSettings.ts';
import { readRuleSet } from './ruleSet.ts';
import type { WireDocument } from './wireDocument.ts';

const corpus = import.meta.glob<WireDocument>('./corpus/*.json', { eager: true, import: 'default' });
const read = (name: string): WireDocument => corpus[`./corpus/${name}.json`] ?? {};
const withPolicy = (policy: WireDocument): WireDocument => ({ ...read('template-10.5-full'), TemplatePolicy: policy });
const system = readRuleSet(read('settings-10.5'));

test('on Command 10 a list of keys that is not set leaves its family to the system-wide rules', () => {
  const named = (policy: WireDocument) =>
    readOwnRules(withPolicy(policy), system).algorithms?.map(({ name, bitLengths }) => [name, bitLengths]);
  expect(named({ RSAValidKeySizes: [8192], ECCValidCurves: null })).toEqual([
    ['RSA', [8192]],
    ['ECDSA', [256, 384]],
  ]);
  expect(named({ RSAValidKeySizes: [], ECCValidCurves: ['1.3.132.0.35'] })).toEqual([
    ['ECDSA', [521]],
    ['RSA', [2048, 4096]],
  ]);
  expect(named({ RSAValidKeySizes: null, ECCValidCurves: null })).toBeUndefined();
});

test('later policies are one list, in which a family that is missing is not allowed', () => {
  const own = readOwnRules(read('template-24.4'), readRuleSet(read('settings-24.4')));
  expect(own.algorithms?.map(({ name }) => name)).toEqual(['RSA']);
});

test('only a pattern has a switch for its default owner', () => {
  expect(readOwnRules(read('pattern-25.4-full'), null).ownerOverride).toBe(true);
  expect(readOwnRules(read('template-24.4'), null).ownerOverride).toBeNull();
  expect(readOwnRules(read('template-25.4-no-pattern'), null).ownerOverride).toBeNull();
});

test('what the CA supports is read with its alternative keys, and is not known where the template does not tell', () => {
  const keys = readCaKeys(read('template-24.4'));
  expect(keys?.algorithms?.map(({ name }) => name)).toContain('SLH-DSA-SHA2-128S');
  expect(keys?.alternative?.map(({ name }) => name)).toEqual(['ML-DSA-44']);
  expect(readCaKeys(read('template-10.5-full'))).toBeNull();
});

test('a CA’s list that is null tells nothing, whatever KeyInfo beside it says; KeyInfo alone is read', () => {
  const KeyInfo = { RSA: { bit_lengths: [2048] }, MLDSA44: null };
  const nothing = { algorithms: null, alternative: null };
  expect(readCaKeys({ KeyAlgorithms: { PrimaryKeyAlgorithms: null, AlternativeKeyAlgorithms: null } })).toEqual(
    nothing,
  );
  expect(readCaKeys({ KeyAlgorithms: { PrimaryKeyAlgorithms: null, KeyInfo } })).toEqual(nothing);
  expect(readCaKeys({ KeyAlgorithms: { KeyInfo } })?.algorithms).toEqual([
    { name: 'RSA', bitLengths: [2048], curves: [] },
  ]);
});
