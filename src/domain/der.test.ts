import { describe, expect, test } from 'vitest';
import { bitLength, DerError, hex, readDer, readOid, readText } from './der.ts';

const bytes = (text: string) =>
  Uint8Array.from(text.replace(/ /g, '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
const oid = (text: string) => readOid(bytes(text));
function nested(levels: number): Uint8Array {
  let inner = '0500';
  for (let i = 1; i < levels; i++)
    inner = `30 81 ${hex(Uint8Array.of(inner.length / 2))}${inner}`.replace(/ /g, '').replace(/^3081([0-7].)/, '30$1');
  return bytes(inner);
}

test('elements come with their tag, content, bytes and children', () => {
  const node = readDer(bytes('30 05 02 01 05 05 00'));
  expect([node.tag, node.kids.length, hex(node.body), hex(node.raw)]).toEqual([
    0x30,
    2,
    '0201050500',
    '30050201050500',
  ]);
  expect(readDer(bytes(`04 81 80 ${'00'.repeat(128)}`)).body).toHaveLength(128);
  expect(readDer(bytes(`04 82 01 00 ${'00'.repeat(256)}`)).body).toHaveLength(256);
});

describe('what is not strict DER is refused, with the reason', () => {
  test.each([
    ['', 'cut off'],
    ['30', 'cut off'],
    ['04 02 00', 'cut off'],
    ['30 03 04 02 00', 'cut off'],
    ['30 04 04 03 00 00', 'cut off'],
    ['05 00 00', 'after the end'],
    ['30 80 00 00', 'length'],
    ['04 81 01 00', 'shortest form'],
    [`04 82 00 80 ${'00'.repeat(128)}`, 'shortest form'],
    ['04 85 00 00 00 00 01 00', 'length'],
    ['04 84 FF FF FF FF', 'cut off'],
    ['1F 81 00 00', 'tag'],
  ])('%s', (text, reason) => {
    expect(() => readDer(bytes(text))).toThrow(DerError);
    expect(() => readDer(bytes(text))).toThrow(reason);
  });
  test('more than 32 levels', () => {
    expect(readDer(nested(32)).tag).toBe(0x30);
    expect(() => readDer(nested(33))).toThrow('too deeply');
  });
});

test('object identifiers are read with every first arc and arcs of 128 bits', () => {
  expect(oid('2A 86 48 86 F7 0D')).toBe('1.2.840.113549');
  expect([oid('00'), oid('27'), oid('28'), oid('4F'), oid('50'), oid('88 37')]).toEqual([
    '0.0',
    '0.39',
    '1.0',
    '1.39',
    '2.0',
    '2.999',
  ]);
  expect(oid(`69 83 ${'FF'.repeat(17)} 7F`)).toBe('2.25.340282366920938463463374607431768211455');
  for (const bad of ['', '80 01', '2A 80 01', '2A 86', `2A ${'FF'.repeat(20)} 01`])
    expect(() => oid(bad)).toThrow(DerError);
});

test('sizes of integers do not count leading zeros', () => {
  expect(['00', '01', '00 FF', '01 00', '00 00 80'].map((text) => bitLength(bytes(text)))).toEqual([0, 1, 8, 9, 8]);
});

test('every kind of text in names is read, anything else is not text', () => {
  const text = (source: string) => readText(readDer(bytes(source)));
  expect(text('0C 04 C3 A5 F0 9F')).toBeUndefined();
  expect(
    ['0C 02 C3 A5', '13 01 41', '16 01 41', '14 01 E5', '1E 02 00 E5', '1C 04 00 01 F6 00', '12 01 31'].map(text),
  ).toEqual(['å', 'A', 'A', 'å', 'å', '😀', '1']);
  expect(['1E 01 41', '1C 04 00 11 00 00', '02 01 05', '05 00'].map(text)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
