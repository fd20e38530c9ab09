import { expect, test } from 'vitest';
import type { WireDocument } from '../../api/wireDocument.ts';
import { patternRuleFacts, templateRuleFacts } from './ruleFacts.ts';
import { cleanUpFacts, keyRetentionFacts } from './templateFacts.ts';

const corpus = import.meta.glob<WireDocument>('../../api/corpus/*.json', { eager: true, import: 'default' });
const named = (name: string): WireDocument => corpus[`../../api/corpus/${name}.json`] ?? {};
const policyOf = (name: string) =>
  Object.fromEntries((templateRuleFacts(named(name)).policy ?? []).map(({ label, value }) => [label, value]));

test('a rule that is off is told apart from one that is not set', () => {
  expect(policyOf('template-25.4-pattern-full')).toMatchObject({
    'Allow key reuse': 'On',
    'Allow wildcards': 'Off',
    'RFC 2818 enforcement': 'Not set here: the system-wide rule applies',
  });
});

test('key rules are read from every shape of a policy, and an empty list means not restricted', () => {
  expect(policyOf('template-25.4-pattern-full')['Key algorithms']).toContain(
    'ECDSA P-256, P-384, P-521; RSA 2048, 3072',
  );
  expect(policyOf('template-24.4')['Key algorithms']).toBe('RSA 2048');
  expect(policyOf('template-25.4-pattern-unset')['Key algorithms']).toBe('Not restricted here');
  expect(policyOf('template-10.5-full')).toMatchObject({ 'RSA key sizes': '2048, 4096', 'ECC curves': 'P-256, P-384' });
  expect(templateRuleFacts(named('template-25.4-no-pattern')).policy).toBeNull();
});

test('metadata fields show how they are asked for and what is set, choices of Command 10 included', () => {
  expect(templateRuleFacts(named('template-10.5-full')).metadata).toEqual([
    { metadataId: 4, use: 'Optional', details: ['default: Net', 'choices: Net,Apps'] },
  ]);
  expect(templateRuleFacts(named('template-25.4-pattern-full')).metadata.map(({ use }) => use)).toEqual([
    'Required',
    'Hidden',
  ]);
});

test('who may enroll is told for templates and patterns alike', () => {
  expect(templateRuleFacts(named('template-10.5-full')).requesters.roles).toEqual(['Power Users']);
  expect(patternRuleFacts(named('pattern-25.4-full')).requesters.roles).toEqual(['Ops Enrollers', 'Administrator']);
  expect(patternRuleFacts(named('pattern-25.1')).requesters.rule).toContain('Active Directory');
});

test('approval without kept keys is pointed out where enrollment is allowed', () => {
  const stuck = { ...named('template-10.5-full'), RequiresApproval: true, KeyRetention: 'None' };
  expect(keyRetentionFacts(stuck)[0]?.help).toContain('only when keys are kept');
  expect(keyRetentionFacts({ ...stuck, AllowedEnrollmentTypes: 0 })[0]?.help).not.toContain('only when keys are kept');
});

test('clean-up is shown only where the server knows it', () => {
  expect(cleanUpFacts(named('template-10.5-full'))).toEqual([]);
  expect(cleanUpFacts(named('template-25.4-pattern-full')).map(({ value }) => value)).toEqual(['On', '2 weeks', 'Off']);
});
