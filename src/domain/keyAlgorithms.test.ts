import { describe, expect, test } from 'vitest';
import {
  algorithmFacts,
  algorithmRank,
  algorithmsText,
  commonCurves,
  curveFits,
  curveName,
  families,
  foldCurves,
  isPostQuantum,
  knownAlgorithms,
  sameAlgorithm,
} from './keyAlgorithms.ts';
import { curves } from './oids.ts';

const [p256 = '', p384 = '', p521 = ''] = commonCurves;

describe('names of algorithms', () => {
  test.each([
    ['MLDSA44', 'ML-DSA-44', true],
    ['ml-dsa-87', 'ML-DSA-87', true],
    ['ECC', 'ECDSA', false],
    ['SLH-DSA-SHAKE-256F', 'SLH-DSA-SHAKE-256F', true],
    ['Ed448', 'Ed448', false],
  ])('%s is %s', (spelling, name, postQuantum) => {
    expect(algorithmFacts(spelling).name).toBe(name);
    expect(isPostQuantum(spelling)).toBe(postQuantum);
    expect(sameAlgorithm(spelling, name)).toBe(true);
  });

  test('an unknown name stays as it came and is taken as a whole', () => {
    expect(algorithmFacts('FALCON-512')).toEqual({
      name: 'FALCON-512',
      family: 'Not known here',
      shape: 'whole',
      bits: [],
    });
    expect(isPostQuantum('FALCON-512')).toBeNull();
    expect(algorithmRank('FALCON-512')).toBe(knownAlgorithms.length);
    expect(algorithmRank('RSA')).toBe(0);
  });

  test('the nineteen of a recorded 25.4 server are known, each once', () => {
    expect(knownAlgorithms).toHaveLength(19);
    expect(new Set(knownAlgorithms.map(({ name }) => name)).size).toBe(19);
    const titles = families.map(({ family }) => family);
    expect(knownAlgorithms.filter(({ family }) => !titles.includes(family))).toEqual([]);
  });
});

describe('curves', () => {
  test.each([
    [p256, 'P-256', 256],
    [p384, 'P-384', 384],
    [p521, 'P-521', 521],
    ['1.3.132.0.10', 'secp256k1', 256],
    ['1.3.132.0.39', 'sect571r1', 571],
    ['1.2.840.10045.3.1.6', 'prime239v3', 239],
    ['1.2.840.10045.3.0.20', 'c2tnb431r1', 431],
    ['1.3.36.3.3.2.8.1.1.14', 'brainpoolP512t1', 512],
  ])('%s is %s of %i bits', (oid, name, bits) => {
    expect(curveName(oid)).toBe(name);
    expect(curves.get(oid)?.bits).toBe(bits);
  });

  test('no two curves share a name, and each has a size', () => {
    expect(new Set([...curves.values()].map(({ name }) => name)).size).toBe(curves.size);
    expect([...curves.values()].filter(({ bits }) => !(bits >= 100))).toEqual([]);
  });

  test('a curve without a name here stays its OID', () => {
    expect(curveName('1.2.3.4')).toBe('1.2.3.4');
  });

  test('a search finds by any name and by OID', () => {
    expect([...curves.keys()].filter((oid) => curveFits(oid, ' Prime256V1 '))).toEqual([p256]);
    expect(curveFits(p384, '132.0.34')).toBe(true);
    expect(curveFits('1.2.3.4', '3.4')).toBe(true);
    expect(curveFits(p384, 'brainpool')).toBe(false);
  });

  test('the common ones come first and in their order, the others as they came, each once', () => {
    expect(foldCurves(['1.3.132.0.10', p521, p256, '9.9', '1.3.132.0.10'])).toEqual({
      common: [p256, p521],
      others: ['1.3.132.0.10', '9.9'],
    });
  });
});

test('a policy in words', () => {
  expect(
    algorithmsText([
      { name: 'RSA', bitLengths: [2048, 4096, 2048], curves: [] },
      { name: 'ECDSA', bitLengths: [256, 384, 256], curves: [p384, p256, '9.9'] },
      { name: 'Ed448', bitLengths: [448], curves: [] },
      { name: 'MLDSA44', bitLengths: [], curves: [] },
    ]),
  ).toBe('RSA 2048, 4096; ECDSA P-256, P-384, 9.9; Ed448; ML-DSA-44');
  const every = [...curves.keys()];
  expect(algorithmsText([{ name: 'ECDSA', bitLengths: [], curves: every }])).toBe(
    `ECDSA P-256, P-384, P-521, sect163k1, sect163r1, sect239k1, and ${every.length - 6} more`,
  );
});
