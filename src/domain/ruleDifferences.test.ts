import { expect, test } from 'vitest';
import type { RuleLayer } from './inForce.ts';
import { ruleDifferences } from './ruleDifferences.ts';

const rule = (part: string, regex: string, caseSensitive?: boolean) => ({ part, regex, message: '', caseSensitive });
const rules: RuleLayer = {
  subjectRules: [rule('CN', '^a$', false), rule('OU', '^b$')],
  defaults: [
    { part: 'C', value: 'DE' },
    { part: 'O', value: 'Example' },
  ],
  algorithms: [
    { name: 'RSA', bitLengths: [2048, 4096], curves: [] },
    { name: 'ML-DSA-44', bitLengths: [], curves: [] },
  ],
  alternative: null,
  allowKeyReuse: false,
  allowWildcards: true,
  rfcEnforcement: true,
  ownerRole: 1,
  defaultOwnerRoleId: 2,
  defaultOwner: 'InstanceOwner',
};
const against = (server: Partial<RuleLayer>, fixedKeys = false) =>
  ruleDifferences(rules, { ...rules, ...server }, { fixedKeys });

test('the same rules in another order and spelling do not differ', () => {
  const other = {
    subjectRules: [rule('OU', '^b$', false), { ...rule('cn', '^a$'), message: 'other words' }],
    defaults: rules.defaults.toReversed(),
    algorithms: [
      { name: 'MLDSA44', bitLengths: [], curves: [] },
      { name: 'RSA', bitLengths: [4096, 2048, 2048], curves: [] },
    ],
    defaultOwner: '',
  };
  expect(against(other)).toEqual([]);
});

test.each<[Partial<RuleLayer>, { what: string; here: string; server: string }]>([
  [{ allowWildcards: false }, { what: 'Allow wildcards', here: 'on', server: 'off' }],
  [{ allowKeyReuse: null }, { what: 'Allow key reuse', here: 'off', server: 'not set' }],
  [{ rfcEnforcement: false }, { what: 'RFC 2818 enforcement', here: 'on', server: 'off' }],
  [{ ownerRole: 0 }, { what: 'Certificate owner role', here: 'value 1', server: 'value 0' }],
  [
    { defaultOwnerRoleId: 9, defaultOwner: '' },
    { what: 'Default owner', here: 'InstanceOwner', server: 'role 9' },
  ],
  [
    { subjectRules: [rule('CN', '^a$', true), rule('OU', '^b$')] },
    { what: 'Regex for CN', here: '^a$', server: '^a$ (case sensitive)' },
  ],
  [{ subjectRules: [rule('CN', '^a$')] }, { what: 'Regex for OU', here: '^b$', server: 'not set' }],
  [{ defaults: [{ part: 'C', value: 'DE' }] }, { what: 'Default for O', here: 'Example', server: 'not set' }],
  [
    { algorithms: [{ name: 'RSA', bitLengths: [2048], curves: [] }, ...(rules.algorithms ?? []).slice(1)] },
    { what: 'Keys: RSA', here: 'allowed 2048, 4096', server: 'allowed 2048' },
  ],
  [
    { alternative: [{ name: 'ML-DSA-65', bitLengths: [], curves: [] }] },
    { what: 'Alternative keys: ML-DSA-65', here: 'not set', server: 'allowed' },
  ],
])('%j on the server is a difference', (server, difference) => expect(against(server)).toEqual([difference]));

test('what the old fixed view of keys cannot tell is not compared with it', () => {
  const here = {
    ...rules,
    algorithms: [...(rules.algorithms ?? []), { name: 'SLH-DSA-SHA2-128S', bitLengths: [], curves: [] }],
    alternative: [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }],
  };
  expect(ruleDifferences(here, rules, { fixedKeys: true })).toEqual([]);
  expect(ruleDifferences(here, rules, { fixedKeys: false }).map(({ what }) => what)).toEqual([
    'Keys: SLH-DSA-SHA2-128S',
    'Alternative keys: ML-DSA-44',
  ]);
});
