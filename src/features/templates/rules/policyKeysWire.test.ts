import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDocument } from '../../../api/wireDocument.ts';
import { curves } from '../../../domain/oids.ts';
import { listToWire, rowsFromList } from './policyKeysWire.ts';

const p256 = '1.2.840.10045.3.1.7';
const p384 = '1.3.132.0.34';
const p521 = '1.3.132.0.35';
const brainpool256 = '1.3.36.3.3.2.8.1.1.7';
const nowhere = '1.2.3.4';

/** What an ECDSA entry with these lists becomes when these curves are chosen. */
function chosen(bit_lengths: number[] | null, oids: string[], wanted: string[]) {
  const list = [{ name: 'ECDSA', bit_lengths, curves: oids }];
  const written = listToWire(
    list,
    rowsFromList(list).map((row) => ({ ...row, curves: wanted })),
  );
  const entry = Array.isArray(written) ? written[0] : undefined;
  return isDocument(entry) ? [entry['bit_lengths'], entry['curves']] : undefined;
}

describe('lengths and curves of one entry', () => {
  test('where each length stands beside its curve, they stay pairs', () => {
    expect(chosen([256, 384, 256], [p256, p384, brainpool256], [p256, p384])).toEqual([
      [256, 384],
      [p256, p384],
    ]);
    expect(chosen([256, 384], [p256, p384], [p256, p384, brainpool256])).toEqual([
      [256, 384, 256],
      [p256, p384, brainpool256],
    ]);
  });

  const recorded = [256, 384, 521, 256, 256, 384, 384, 256, 256, 256];

  test('elsewhere a dropped curve takes its length along only when no remaining curve has it', () => {
    expect(chosen(recorded, [p256, p384, p521], [p256, p384])).toEqual([
      [256, 384, 256, 256, 384, 384, 256, 256, 256],
      [p256, p384],
    ]);
    expect(chosen([521, 256], [p256, p521, brainpool256], [p521, brainpool256])).toEqual([
      [521, 256],
      [p521, brainpool256],
    ]);
  });

  test('a remaining curve of unknown size may need any length, so all of them stay', () => {
    expect(chosen([256, 384], [p256, p384, nowhere], [p384, nowhere])).toEqual([
      [256, 384],
      [p384, nowhere],
    ]);
  });

  test('a dropped curve of unknown size takes no length along', () => {
    expect(chosen([256, 384, 512], [p256, p384, nowhere], [p256, p384])).toEqual([
      [256, 384, 512],
      [p256, p384],
    ]);
  });

  test('an added curve brings its length once, also where there was no list', () => {
    expect(chosen(recorded, [p256, p384], [p256, p384, p521, brainpool256])).toEqual([
      recorded,
      [p256, p384, p521, brainpool256],
    ]);
    expect(chosen(null, [], [p384])).toEqual([[384], [p384]]);
  });

  test('curves taken out and put back, in any order, leave the list that came', () => {
    const oids = fc.uniqueArray(fc.constantFrom(...curves.keys(), nowhere), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(oids, fc.array(fc.nat(600), { maxLength: 12 }), (all, lengths) => {
        const list = [{ name: 'ECDSA', bit_lengths: lengths, curves: all }];
        const rows = rowsFromList(list).map((row) => ({ ...row, curves: all.toReversed() }));
        expect(listToWire(list, rows)).toBe(list);
      }),
    );
  });

  test('what remains is what was chosen, and every length that a known curve needs stays', () => {
    const oids = fc.uniqueArray(fc.constantFrom(...curves.keys(), nowhere), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(oids, fc.array(fc.nat(600), { maxLength: 6 }), fc.nat(), (all, more, pick) => {
        const lengths = [...all.flatMap((oid) => curves.get(oid)?.bits ?? []), ...more];
        const wanted = all.filter((_, at) => at !== pick % all.length);
        const [after, left] = chosen(lengths, all, wanted) ?? [];
        expect(left).toEqual(wanted);
        const needed = wanted.flatMap((oid) => curves.get(oid)?.bits ?? []);
        expect(after).toEqual(expect.arrayContaining(needed));
      }),
    );
  });
});

describe('sizes', () => {
  const sized = (bit_lengths: number[], wanted: number[]) => {
    const list = [{ name: 'RSA', bit_lengths, curves: [] }];
    const written = listToWire(
      list,
      rowsFromList(list).map((row) => ({ ...row, bitLengths: wanted })),
    );
    return Array.isArray(written) && isDocument(written[0]) ? written[0]['bit_lengths'] : undefined;
  };

  test('an ascending list stays ascending, another one grows at its end', () => {
    expect(sized([2048, 4096], [2048, 4096, 3072])).toEqual([2048, 3072, 4096]);
    expect(sized([4096, 2048], [4096, 2048, 3072])).toEqual([4096, 2048, 3072]);
  });

  test('repeats stay until their size is dropped', () => {
    expect(sized([2048, 2048, 4096], [2048, 4096, 8192])).toEqual([2048, 2048, 4096, 8192]);
    expect(sized([2048, 2048, 4096], [4096])).toEqual([4096]);
  });
});
