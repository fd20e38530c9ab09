import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCaKeys } from '../../../api/resolvedSettings.ts';
import { rsaSizes } from '../../../domain/keyAlgorithms.ts';
import { sample } from './documentsForTests.ts';
import { policyFromWire, policyToWire } from './policyForm.ts';
import { curvesOf, everyAlgorithm, isBare, keySlots, sizesOf, withCurves, withSize, withWhole } from './policyKeys.ts';
import type { AlgorithmRow } from './policyKeysWire.ts';

const document = sample('template-25.4-pattern-full');
const loaded = policyFromWire(document, 'template').algorithms;
const offered = readCaKeys(document)?.algorithms ?? [];
const slotOf = (rows: readonly AlgorithmRow[], name: string, from: readonly AlgorithmRow[] = loaded) => {
  const found = keySlots(from, rows, offered).find(({ facts }) => facts.name === name);
  if (found === undefined) throw new Error(`no slot for ${name}`);
  return found;
};

test('every algorithm of the CA and of the policy has a place, each once, the usual ones first', () => {
  const names = keySlots(loaded, loaded, offered).map(({ facts }) => facts.name);
  expect(names.slice(0, 4)).toEqual(['RSA', 'ECDSA', 'Ed25519', 'Ed448']);
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of [...loaded, ...offered]) expect(names).toContain(name);
});

test('an algorithm that is not known here stays in sight, also after it was dropped', () => {
  const odd = { source: 9, name: 'FALCON-512', bitLengths: [], curves: [] };
  const kept = keySlots([...loaded, odd], [...loaded, odd], offered).at(-1);
  expect(kept).toMatchObject({ facts: { name: 'FALCON-512', family: 'Not known here' }, held: odd, offer: null });
  expect(keySlots([...loaded, odd], loaded, offered).at(-1)).toMatchObject({ held: null, loaded: odd });
});

describe('choosing', () => {
  test('the first size brings an algorithm, the last one takes it away', () => {
    const [one = 0, two = 0] = rsaSizes;
    const first = withSize([], slotOf([], 'RSA', []), one, true);
    expect(first).toEqual([{ source: -1, name: 'RSA', bitLengths: [one], curves: [] }]);
    const second = withSize(first, slotOf(first, 'RSA', []), two, true);
    expect(second[0]?.bitLengths).toEqual([one, two]);
    expect(withSize(first, slotOf(first, 'RSA', []), one, false)).toEqual([]);
  });

  test('several curves come and go at once', () => {
    const none = slotOf([], 'ECDSA', []);
    const oids = curvesOf(none);
    const all = withCurves([], none, oids, true);
    expect(all[0]?.curves).toEqual(oids);
    expect(withCurves(all, slotOf(all, 'ECDSA', []), oids.slice(1), false)[0]?.curves).toEqual(oids.slice(0, 1));
    expect(withCurves(all, slotOf(all, 'ECDSA', []), oids, false)).toEqual([]);
  });

  test('what was taken out and is chosen again is what was loaded, at its old place', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(loaded), (taken) => {
        const out = taken.reduce((rows, { name }) => withWhole(rows, slotOf(rows, name), false), loaded);
        expect(out).toHaveLength(loaded.length - taken.length);
        const back = taken.reduce((rows, { name }) => withWhole(rows, slotOf(rows, name), true), out);
        expect(back).toEqual(loaded);
      }),
    );
  });

  test('sizes and curves taken out one by one and chosen again in another order send the document as it came', () => {
    let rows: readonly AlgorithmRow[] = loaded;
    const sizes = slotOf(rows, 'RSA').held?.bitLengths ?? [];
    const oids = slotOf(rows, 'ECDSA').held?.curves ?? [];
    expect([sizes.length > 1, oids.length > 1]).toEqual([true, true]);
    for (const size of sizes) rows = withSize(rows, slotOf(rows, 'RSA'), size, false);
    for (const oid of oids) rows = withCurves(rows, slotOf(rows, 'ECDSA'), [oid], false);
    expect(rows.map(({ name }) => name)).not.toContain('RSA');
    for (const oid of oids.toReversed()) rows = withCurves(rows, slotOf(rows, 'ECDSA'), [oid], true);
    for (const size of sizes.toReversed()) rows = withSize(rows, slotOf(rows, 'RSA'), size, true);
    const values = { ...policyFromWire(document, 'template'), algorithms: [...rows] };
    expect(policyToWire(document, values, 'template')).toBe(document);
  });

  test('an algorithm chosen as a whole takes what the CA says of it', () => {
    const rows = withWhole([], slotOf([], 'Ed448', []), true);
    expect(rows).toEqual([{ source: -1, name: 'Ed448', bitLengths: [448], curves: [] }]);
    const later = { name: 'LATER-9', bitLengths: [9], curves: ['1.2'] };
    const [slot] = keySlots([], [], [later]);
    expect(slot && withWhole([], slot, true)).toEqual([{ source: -1, ...later }]);
  });
});

describe('an entry without sizes or curves', () => {
  const bare = [{ source: 0, name: 'ECDSA', bitLengths: [256], curves: [] }];

  test('is told apart', () => {
    expect(isBare(bare[0] ?? null, slotOf(bare, 'ECDSA', bare))).toBe(true);
    expect(isBare(slotOf(loaded, 'Ed448').held, slotOf(loaded, 'Ed448'))).toBe(false);
    expect(isBare(null, slotOf([], 'RSA', []))).toBe(false);
  });

  test('keeps its lengths when a curve is added to it, and loses them when it was dropped before', () => {
    expect(withCurves(bare, slotOf(bare, 'ECDSA', bare), ['1.3.132.0.34'], true)[0]?.bitLengths).toEqual([256]);
    expect(withCurves([], slotOf([], 'ECDSA', bare), ['1.3.132.0.34'], true)[0]?.bitLengths).toEqual([]);
  });
});

test('sizes are offered in order, held ones that the CA does not offer included', () => {
  const rows = [{ source: -1, name: 'RSA', bitLengths: [5120], curves: [] }];
  const sizes = sizesOf(slotOf(rows, 'RSA', []));
  expect(sizes).toContain(5120);
  expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
});

test('where no CA says what it takes, everything known can be chosen', () => {
  const every = everyAlgorithm();
  expect(every.find(({ name }) => name === 'RSA')?.bitLengths).toEqual(rsaSizes);
  expect(every.find(({ name }) => name === 'ECDSA')?.curves[0]).toBe('1.2.840.10045.3.1.7');
  expect(new Set(every.find(({ name }) => name === 'ECDSA')?.curves).size).toBeGreaterThan(70);
});
