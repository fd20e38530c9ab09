import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DerError, hex, readDer, readOid } from './der.ts';
import { element, fromHex, integer, oidBody, sequence, setOf, textBytes } from './derWriter.ts';

describe('written DER', () => {
  test('is read back with the same tag and content, whatever its length', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65535, 65536]) {
      const node = readDer(element(4, new Uint8Array(length).fill(7)));
      expect([node.tag, node.body.length]).toEqual([4, length]);
    }
    const nested = readDer(sequence(integer(1), sequence(textBytes(''), element(5))));
    expect(nested.kids.map((kid) => kid.tag)).toEqual([2, 0x30]);
  });

  test('an integer is as short as it can be and never negative', () => {
    const bytes = (value: number | Uint8Array) => hex(readDer(integer(value)).body);
    expect([0, 127, 128, 255, 256, 600_000].map(bytes)).toEqual(['00', '7F', '0080', '00FF', '0100', '0927C0']);
    expect(bytes(fromHex('0000FF'))).toBe('00FF');
    expect(bytes(new Uint8Array(66))).toBe('00');
  });

  test('the members of a set are in the order of their bytes', () => {
    const parts = ['0C0162', '0C026161', '0C0161'].map(fromHex);
    expect(hex(setOf(parts))).toBe('310A0C01610C01620C026161');
  });

  test('every object identifier is read back as it was, also with arcs of 128 bits', () => {
    const arc = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
    const dotted = fc.oneof(
      fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt({ min: 0n, max: 39n }), arc),
      fc.tuple(
        fc.constant(2n),
        arc.filter((n) => n < 2n ** 127n),
        arc,
      ),
    );
    fc.assert(
      fc.property(dotted, (arcs) => {
        expect(readOid(oidBody(arcs.join('.')))).toBe(arcs.join('.'));
      }),
    );
    for (const wrong of ['', '1', '3.1', '1.40', '1.2.', 'CN']) expect(() => oidBody(wrong)).toThrow(DerError);
  });
});
