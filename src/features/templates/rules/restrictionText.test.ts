import { describe, expect, test } from 'vitest';
import { readOwnRules } from '../../../api/resolvedSettings.ts';
import { readRuleSet, type RuleSet } from '../../../api/ruleSet.ts';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import { rulesInForce } from '../../../domain/inForce.ts';
import { keysInForce } from '../../../domain/keysInForce.ts';
import type { Json } from '../../../domain/merge.ts';
import { sample, samples } from './documentsForTests.ts';
import { leftToSystem, policyFromWire } from './policyForm.ts';
import { restrictionText } from './policyKeys.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';

const p256 = '1.2.840.10045.3.1.7';

/** The sentence for a document as it came, over system-wide rules. */
function said(kind: RuleKind, document: WireDocument, system: RuleSet | null): string {
  const rows = policyFromWire(document, kind).algorithms;
  return restrictionText({ kind, rows, left: leftToSystem(document, kind, rows), system: system?.algorithms });
}

const command10 = (policy: Record<string, Json>): WireDocument => ({
  ...sample('template-10.5-full'),
  TemplatePolicy: policy,
});
const settings = (TemplatePolicy: Record<string, Json>) => readRuleSet({ TemplatePolicy });
const curvesOnly = settings({ RSAValidKeySizes: [], ECCValidCurves: [p256] });

test('on Command 10 a family that is not set is told with what the system-wide rules allow of it', () => {
  const text = said('template', command10({ RSAValidKeySizes: [2048], ECCValidCurves: null }), curvesOnly);
  expect(text).toMatch(/^RSA: only what is chosen here, .*\. ECDSA: not set here, system-wide: P-256\.$/);
  const both = command10({ RSAValidKeySizes: [2048], ECCValidCurves: ['1.3.132.0.34'] });
  expect(said('template', both, curvesOnly)).toMatch(/^Only what is chosen here may be used/);
});

test('on Command 10 a switch that came counts as set, one that did not is inherited', () => {
  const system = settings({ RSAValidKeySizes: [2048], ECCValidCurves: [p256], AllowEd25519: true });
  const lists = { RSAValidKeySizes: [4096], ECCValidCurves: [p256] };
  expect(said('template', command10(lists), system)).toContain('Ed25519: not set here, system-wide: allowed.');
  expect(said('template', command10({ ...lists, AllowEd25519: false }), system)).toMatch(/^Only what is chosen/);
});

test('where the system-wide rules are not known, nothing is said to be all that counts beside what they decide', () => {
  const text = said('template', command10({ RSAValidKeySizes: [2048], ECCValidCurves: null, AllowEd448: true }), null);
  expect(text).toContain('ECDSA, Ed25519: not set here, the system-wide rules are in force.');
  expect(said('pattern', sample('pattern-25.4-full'), null)).toMatch(/^Only what is chosen here may be used/);
});

test('what no choice means is said: the system-wide rules by name, that they restrict nothing, or that they are unknown', () => {
  const unset = { rows: [], left: [] };
  const system = [{ name: 'RSA', bitLengths: [4096], curves: [] }];
  expect(restrictionText({ ...unset, kind: 'pattern', system })).toContain('system-wide rules: RSA 4096.');
  expect(restrictionText({ ...unset, kind: 'template', system: null })).toContain('restrict no keys either');
  expect(restrictionText({ ...unset, kind: 'template', system: undefined })).toBe(
    'Not restricted here: the system-wide rules are in force.',
  );
  expect(restrictionText({ ...unset, kind: 'settings', system: undefined })).toContain('restrict no keys');
});

test('what the system-wide rules choose counts for every enrollment', () => {
  expect(said('settings', sample('settings-10.5'), null)).toBe(
    'Only what is chosen here may be used, by every enrollment.',
  );
});

/** Each document of the corpus as it came, and with each list and switch of its keys unset, on and off. */
const documents = samples
  .filter(({ kind }) => kind !== 'settings')
  .flatMap(({ name, kind, document }) => {
    const member = ruleMembers(kind, document).policy;
    const policy = document[member];
    if (!isDocument(policy)) return [{ name, kind, document }];
    const changes: Record<string, Json>[] = [{}];
    for (const list of ['RSAValidKeySizes', 'ECCValidCurves', 'PrimaryKeyAlgorithms', 'KeyInfo']) {
      if (Object.hasOwn(policy, list)) changes.push({ [list]: null });
    }
    if (Object.hasOwn(policy, 'RSAValidKeySizes')) {
      changes.push({ ECCValidCurves: null, AllowEd25519: true, AllowEd448: null }, { AllowEd448: false });
      changes.push({ RSAValidKeySizes: [2048], ECCValidCurves: [] }, { RSAValidKeySizes: [], ECCValidCurves: [p256] });
    }
    return changes.map((change) => ({
      name: `${name} ${JSON.stringify(change)}`,
      kind,
      document: { ...document, [member]: { ...policy, ...change } },
    }));
  });

const systems: [string, RuleSet | null][] = [
  ...samples.flatMap(({ name, kind, document }): [string, RuleSet][] =>
    kind === 'settings' ? [[name, readRuleSet(document)]] : [],
  ),
  ['curves only', curvesOnly],
  ['switches', settings({ RSAValidKeySizes: [2048], ECCValidCurves: [p256], AllowEd25519: true, AllowEd448: true })],
  ['nothing restricted', settings({})],
  ['not known', null],
];

/** What the sentence says, and what it has to say by the keys in force: is only what is chosen allowed? */
function judged(kind: RuleKind, document: WireDocument, system: RuleSet | null) {
  const ownOrigin = kind === 'pattern' ? 'pattern' : 'template';
  const own = readOwnRules(document, system);
  const { keys } = rulesInForce({ system, own, ownOrigin, ownerOverride: null, ca: null }).keys;
  const { algorithms } = policyFromWire(document, kind);
  const chosen = keysInForce([{ origin: ownOrigin, algorithms }]).keys;
  // What unread rules would add is not among the keys in force.
  const unread = system === null && leftToSystem(document, kind, algorithms).length > 0;
  const bounded = chosen !== null && !unread && (keys ?? []).every((key) => chosen.includes(key));
  return { says: said(kind, document, system).startsWith('Only what is chosen'), bounded };
}

describe.each(systems)('over the system-wide rules of %s', (_, system) => {
  test.each(documents)('$name: “only what is chosen” is said where that bounds the keys in force', (each) => {
    const { says, bounded } = judged(each.kind, each.document, system);
    expect(says).toBe(bounded);
  });
});
