import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import { changes, type Json } from '../../../domain/merge.ts';
import { anyDocument, paths, sample, samples } from './documentsForTests.ts';
import {
  policyFromWire,
  policyReach,
  policyShape,
  policyToWire,
  policyValues,
  type PolicyValues,
} from './policyForm.ts';
import type { AlgorithmRow } from './policyKeysWire.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';

const kinds = ['template', 'pattern', 'settings'] as const;
const any = (of: readonly RuleKind[], stable: readonly string[] = []) =>
  fc.nat().map((seed) => anyDocument(seed, of, stable));
const policyName = (document: WireDocument, kind: RuleKind) => ruleMembers(kind, document).policy;
const edit = (document: WireDocument, kind: RuleKind, values: Partial<PolicyValues>) =>
  policyToWire(document, { ...policyFromWire(document, kind), ...values }, kind);

describe('without an edit', () => {
  test.each(samples)('$name is the very same object, and the form accepts it', ({ document, kind }) => {
    expect(samples.length).toBeGreaterThan(11);
    const values = policyFromWire(document, kind);
    expect(policyToWire(document, values, kind)).toBe(document);
    expect(policyValues.safeParse(values).success).toBe(true);
  });

  test('so is whatever a server may send', () => {
    fc.assert(
      fc.property(any(kinds), ({ document, kind }) => {
        expect(policyToWire(document, policyFromWire(document, kind), kind)).toBe(document);
      }),
    );
  });
});

describe('one edit changes one place', () => {
  const scalars = [
    ['allowKeyReuse', 'AllowKeyReuse'],
    ['allowWildcards', 'AllowWildcards'],
    ['rfcEnforcement', 'RFCEnforcement'],
  ] as const;

  test('each rule, to each of its values', () => {
    fc.assert(
      fc.property(
        any(kinds),
        fc.constantFrom(...scalars),
        fc.constantFrom(true, false, null),
        ({ document, kind }, [name, member], value) => {
          fc.pre(policyFromWire(document, kind)[name] !== value);
          const edited = edit(document, kind, { [name]: value });
          const policy = policyName(document, kind);
          const whole = !isDocument(document[policy]);
          expect(paths(document, edited)).toEqual([whole ? [policy] : [policy, member]]);
          expect(policyFromWire(edited, kind)[name]).toBe(value);
        },
      ),
    );
  });

  test('the owner role, its default and the override', () => {
    const owner = ['CertificateOwnerRole', 'DefaultCertificateOwnerRoleId', 'DefaultCertificateOwnerOverride'];
    fc.assert(
      fc.property(any(['pattern'], ['Policies', ...owner]), fc.nat(2), ({ document, kind }, pick) => {
        const { overrideOwner } = policyFromWire(document, kind);
        const values = [{ ownerRole: 2 }, { defaultOwnerRoleId: 77 }, { overrideOwner: !overrideOwner }][pick];
        const edited = edit(document, kind, values ?? {});
        expect(paths(document, edited)).toEqual([['Policies', owner[pick]]]);
      }),
    );
  });

  test('one algorithm taken out leaves every other entry the object it was', () => {
    fc.assert(
      fc.property(any(kinds), fc.nat(), ({ document, kind }, pick) => {
        const { algorithms } = policyFromWire(document, kind);
        fc.pre(algorithms.length > 0);
        const gone = algorithms[pick % algorithms.length];
        const edited = edit(document, kind, { algorithms: algorithms.filter((row) => row !== gone) });
        const found = paths(document, edited);
        expect(found).toHaveLength(1);
        expect(found[0]?.[0]).toBe(policyName(document, kind));
        const left = policyFromWire(edited, kind).algorithms;
        expect(left.map(({ name }) => name)).toEqual(algorithms.filter((row) => row !== gone).map(({ name }) => name));
        expect(objectsIn(document).filter((object) => objectsIn(edited).includes(object))).toHaveLength(
          objectsIn(document).length - (policyShape(document, kind) === 'sizes' ? 0 : 1),
        );
      }),
    );
  });

  /** The algorithm objects of a policy, by reference. */
  function objectsIn(document: WireDocument): Json[] {
    const policy = document['Policies'] ?? document['TemplatePolicy'];
    if (!isDocument(policy)) return [];
    const list = policy['PrimaryKeyAlgorithms'];
    if (Array.isArray(list)) return list.filter((entry: Json) => isDocument(entry));
    if (Object.hasOwn(policy, 'PrimaryKeyAlgorithms')) return [];
    const info = policy['KeyInfo'];
    return isDocument(info) ? Object.values(info).filter((entry) => isDocument(entry)) : [];
  }
});

const row = (row: Partial<AlgorithmRow> & { name: string }): AlgorithmRow => ({
  source: -1,
  bitLengths: [],
  curves: [],
  ...row,
});
const p256 = '1.2.840.10045.3.1.7';
const p384 = '1.3.132.0.34';

describe('Command 10: plain lists', () => {
  const document = sample('template-10.5-full');

  test('a size added or dropped, a curve dropped', () => {
    const [rsa, ecdsa] = policyFromWire(document, 'template').algorithms;
    if (!rsa || !ecdsa) throw new Error('the sample has both');
    const edited = edit(document, 'template', {
      algorithms: [
        { ...rsa, bitLengths: [2048, 3072, 4096] },
        { ...ecdsa, curves: [p384] },
      ],
    });
    expect(changes(document, edited)).toEqual([
      { path: ['TemplatePolicy', 'RSAValidKeySizes'], before: [2048, 4096], after: [2048, 3072, 4096] },
      { path: ['TemplatePolicy', 'ECCValidCurves'], before: [p256, p384], after: [p384] },
    ]);
  });

  test('an emptied list is null on a template, and empty in the system-wide rules, which take no null', () => {
    expect(edit(document, 'template', { algorithms: [] })['TemplatePolicy']).toMatchObject({
      RSAValidKeySizes: null,
      ECCValidCurves: null,
    });
    expect(edit(sample('settings-10.5'), 'settings', { algorithms: [] })['TemplatePolicy']).toMatchObject({
      RSAValidKeySizes: [],
      ECCValidCurves: [],
    });
  });

  test('the Edwards curves are switches where they came, and cannot be chosen where they did not', () => {
    const policy = { RSAValidKeySizes: null, AllowEd448: true, AllowEd25519: false };
    const old = { Id: 1, TemplatePolicy: policy };
    expect(policyReach(old, 'template').names).toEqual(['RSA', 'ECDSA', 'Ed25519', 'Ed448']);
    expect(policyFromWire(old, 'template').algorithms).toEqual([row({ source: 3, name: 'Ed448' })]);
    const edited = edit(old, 'template', { algorithms: [row({ name: 'Ed25519', bitLengths: [255] })] });
    expect(edited['TemplatePolicy']).toEqual({ RSAValidKeySizes: null, AllowEd448: false, AllowEd25519: true });
    expect(policyReach(document, 'template').names).toEqual(['RSA', 'ECDSA']);
    const { algorithms } = policyFromWire(document, 'template');
    expect(edit(document, 'template', { algorithms: [...algorithms, row({ name: 'Ed448' })] })).toBe(document);
    expect(edit(document, 'template', {}).TemplatePolicy).toBe(document['TemplatePolicy']);
  });

  test('owner roles are not known and not written', () => {
    expect(policyReach(document, 'template')).toMatchObject({
      ownerRole: false,
      defaultOwner: false,
      alternative: false,
    });
  });
});

describe('24.4 and 25.1: KeyInfo', () => {
  const document = sample('template-24.4');

  test('a key that is null is taken for the algorithm added; a dropped one becomes null', () => {
    const edited = edit(document, 'template', { algorithms: [row({ name: 'Ed448', bitLengths: [448] })] });
    expect(changes(document, edited)).toEqual([
      {
        path: ['TemplatePolicy', 'KeyInfo', 'RSA'],
        before: { name: 'RSA', bit_lengths: [2048], curves: [] },
        after: null,
      },
      {
        path: ['TemplatePolicy', 'KeyInfo', 'Ed448'],
        before: null,
        after: { name: 'Ed448', bit_lengths: [448], curves: [] },
      },
    ]);
  });

  test('MLDSA44 is the key of ML-DSA-44, and only keys that came can be named', () => {
    const pattern = sample('pattern-25.1');
    expect(policyReach(pattern, 'pattern').names).toContain('MLDSA44');
    const { algorithms } = policyFromWire(pattern, 'pattern');
    const edited = edit(pattern, 'pattern', { algorithms: [...algorithms, row({ name: 'ML-DSA-44' })] });
    expect(changes(pattern, edited)).toEqual([
      {
        path: ['Policies', 'KeyInfo', 'MLDSA44'],
        before: null,
        after: { name: 'ML-DSA-44', bit_lengths: [], curves: [] },
      },
    ]);
  });

  test('entries without names stay without, and so do new ones', () => {
    const bare = { Id: 1, TemplatePolicy: { KeyInfo: { RSA: { bit_lengths: [2048], 'x-more': 1 }, ECDSA: null } } };
    const [rsa] = policyFromWire(bare, 'template').algorithms;
    if (!rsa) throw new Error('RSA is there');
    const algorithms = [{ ...rsa, bitLengths: [2048, 4096] }, row({ name: 'ECDSA', curves: [p256, p384] })];
    expect(edit(bare, 'template', { algorithms })['TemplatePolicy']).toEqual({
      KeyInfo: {
        RSA: { bit_lengths: [2048, 4096], 'x-more': 1 },
        ECDSA: { bit_lengths: [256, 384], curves: [p256, p384] },
      },
    });
  });
});

describe('later 25: lists', () => {
  const document = sample('pattern-25.4-full');

  test('unknown names, order and members of an entry stay; KeyInfo beside the lists is not touched', () => {
    const odd = { name: 'FALCON-512', bit_lengths: [7], curves: null, 'x-level': 1 };
    const rsa = { name: 'RSA', bit_lengths: [4096, 2048], curves: [], 'x-a': true };
    const policy = { KeyInfo: { RSA: rsa }, PrimaryKeyAlgorithms: [odd, rsa, 'text'], AlternativeKeyAlgorithms: [] };
    const pattern = { Id: 1, Policies: policy };
    const { algorithms } = policyFromWire(pattern, 'pattern');
    expect(algorithms.map(({ source, name }) => [source, name])).toEqual([
      [0, 'FALCON-512'],
      [1, 'RSA'],
    ]);
    const grown = algorithms.map((each) => (each.name === 'RSA' ? { ...each, bitLengths: [4096, 2048, 3072] } : each));
    const edited = edit(pattern, 'pattern', { algorithms: [...grown, row({ name: 'ML-DSA-65' })] });
    expect(edited['Policies']).toEqual({
      ...policy,
      PrimaryKeyAlgorithms: [
        odd,
        { name: 'RSA', bit_lengths: [4096, 2048, 3072], curves: [], 'x-a': true },
        'text',
        { name: 'ML-DSA-65', bit_lengths: [], curves: [] },
      ],
    });
    expect(isDocument(edited['Policies']) && edited['Policies']['KeyInfo']).toBe(policy.KeyInfo);
  });

  test('alternative keys are a list of their own', () => {
    const edited = edit(document, 'pattern', { alternative: [row({ name: 'SLH-DSA-SHA2-128S' })] });
    expect(changes(document, edited)).toEqual([
      {
        path: ['Policies', 'AlternativeKeyAlgorithms'],
        before: [],
        after: [{ name: 'SLH-DSA-SHA2-128S', bit_lengths: [], curves: [] }],
      },
    ]);
  });

  test('emptied lists are sent empty', () => {
    expect(edit(document, 'pattern', { algorithms: [] })['Policies']).toMatchObject({ PrimaryKeyAlgorithms: [] });
  });
});
