import { expect, test } from 'vitest';
import { readCaKeys, readOwnRules } from '../../../api/resolvedSettings.ts';
import { readRuleSet } from '../../../api/ruleSet.ts';
import { rulesInForce } from '../../../domain/inForce.ts';
import { sample } from '../rules/documentsForTests.ts';
import { inForceRows } from './inForceRows.ts';

function rows(kind: 'template' | 'pattern', name: string, settings: string | null, templateName = name) {
  const system = settings === null ? null : readRuleSet(sample(settings));
  const own = readOwnRules(sample(name), system);
  const ca = readCaKeys(sample(templateName));
  const found = rulesInForce({ system, own, ownOrigin: kind, ownerOverride: own.ownerOverride, ca });
  return inForceRows(kind, found).map(({ rule, values, setBy }) => [rule, values.join(', '), setBy]);
}

test('a template of 10 tells each rule, its value and who sets it', () => {
  expect(rows('template', 'template-10.5-full', 'settings-10.5')).toEqual([
    ['Regex for CN', '^[a-z0-9.-]+(?<!-)\\.example\\.com$', 'This template'],
    ['Default for O', 'Example', 'This template'],
    ['Default for C', 'DE', 'System-wide rules'],
    ['Allow key reuse', 'Off', 'This template'],
    ['Allow wildcards', 'On', 'System-wide rules'],
    ['RFC 2818 enforcement', 'On', 'This template'],
    ['Keys', 'RSA 2048, RSA 4096, ECC P-256, ECC P-384', 'System-wide rules, this template'],
  ]);
});

test('a pattern of 25 tells owners, too', () => {
  const found = rows('pattern', 'pattern-25.4-full', 'settings-25.4', 'template-25.4-pattern-full');
  expect(found).toContainEqual(['Certificate owner role', 'Value 0', 'This pattern']);
  expect(found).toContainEqual(['Default owner', 'InstanceOwner', 'This pattern']);
  expect(found.find(([rule]) => rule === 'Keys')?.[2]).toBe('System-wide rules, this pattern, certificate authority');
});

test('alternative keys have a row only where the document itself names some', () => {
  const [system, pattern] = [readRuleSet(sample('settings-25.4')), sample('pattern-25.4-full')];
  const of = (document: typeof pattern) => {
    const own = readOwnRules(document, system);
    const found = rulesInForce({ system, own, ownOrigin: 'pattern', ownerOverride: null, ca: null });
    return inForceRows('pattern', found).filter(({ rule }) => rule === 'Alternative keys');
  };
  expect(system.alternative).toHaveLength(1);
  expect(of(pattern)).toEqual([]);
  const Policies = { PrimaryKeyAlgorithms: [], AlternativeKeyAlgorithms: [{ name: 'ML-DSA-44' }] };
  expect(of({ ...pattern, Policies })).toMatchObject([
    { values: ['ML-DSA-44'], setBy: 'System-wide rules, this pattern' },
  ]);
});

test('where the system-wide rules cannot be read, what they decide is not known', () => {
  const found = rows('template', 'template-10.5-unset', null);
  const why = 'Not known: the system-wide rules cannot be read';
  expect(found).toContainEqual(['Allow wildcards', 'Not known', why]);
  expect(found).toContainEqual(['Keys', 'Not known', why]);
});
