import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { merge3, type Json } from '../../../domain/merge.ts';
import { isKeyedList, keyed, rowName, unkeyed } from './keyedRows.ts';

const p256 = '1.2.840.10045.3.1.7';
const p384 = '1.3.132.0.34';
const brainpool384 = '1.3.36.3.3.2.8.1.1.11';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
const names = fc.constantFrom(
  'TemplateRegexes',
  'MetadataFields',
  'PrimaryKeyAlgorithms',
  'AllowedRequesters',
  'CertificateAuthorities',
  'ECDSA',
  '=',
  '__proto__',
  'Other',
);
const some = fc.array(fc.constantFrom<Json[]>(p256, p384, 256, 384, '', null), { maxLength: 3 });
const algorithm = fc
  .uniqueArray(fc.constantFrom('name', 'bit_lengths', 'curves', 'Later'), { maxLength: 4 })
  .chain((members) =>
    fc.tuple(...members.map((member) => fc.tuple(fc.constant(member), fc.oneof(some, json)))).map(Object.fromEntries),
  );
const rowMembers = fc.constantFrom('SubjectPart', 'MetadataId', 'name', 'Name', 'Value');
const row = fc.dictionary(
  rowMembers,
  fc.oneof(fc.constantFrom('CN', 'CN (2)', '4', ''), fc.integer({ min: 0, max: 5 }), json),
);
const rows = fc.array(fc.oneof(row, algorithm), { maxLength: 5 });

test('keying and undoing it gives the document back, rows in their order, twins and nameless rows included', () => {
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(rows, some, algorithm, json)), (document) => {
      const came = JSON.parse(JSON.stringify(document)) as Json;
      expect(JSON.stringify(unkeyed(keyed(came), keyed(came)))).toBe(JSON.stringify(came));
      expect(JSON.stringify(unkeyed(keyed(came, keyed({ ECDSA: [] }))))).toBe(JSON.stringify(came));
    }),
    { numRuns: 1000 },
  );
});

test('rows the server holds keep its order, new rows follow', () => {
  const server = keyed({ Defaults: [{ SubjectPart: 'O' }, { SubjectPart: 'CN' }] });
  const mine = keyed({ Defaults: [{ SubjectPart: 'L' }, { SubjectPart: 'CN' }, { SubjectPart: 'O' }] });
  expect(unkeyed(mine, server)).toEqual({
    Defaults: [{ SubjectPart: 'O' }, { SubjectPart: 'CN' }, { SubjectPart: 'L' }],
  });
});

test('an emptied list stays a list', () => {
  const empty = keyed({ Defaults: [], AllowedRequesters: [] });
  expect(unkeyed(empty, empty)).toEqual({ Defaults: [], AllowedRequesters: [] });
});

test('a list is known by its name, never by its looks', () => {
  expect(isKeyedList('Regexes', { '\uE000': true })).toBe(true);
  expect(isKeyedList('AllowedRequesters', { '\uE000': true })).toBe(true);
  expect(isKeyedList('Other', { '\uE000': true })).toBe(false);
  expect(rowName('\uE000CN (2)')).toBe('CN (2)');
});

/** Merges three states of a document as a save does. */
function merged(base: Json, mine: Json, theirs: Json): { result: Json; clashes: number } {
  const was = keyed(base);
  const now = keyed(theirs, was);
  const { merged: value, clashes } = merge3(was, keyed(mine, was), now);
  return { result: unkeyed(value, now), clashes: clashes.length };
}

test('two people who add and remove different roles both get theirs', () => {
  expect(
    merged(
      { AllowedRequesters: ['A', 'B'] },
      { AllowedRequesters: ['A', 'B', 'C'] },
      { AllowedRequesters: ['D', 'A'] },
    ),
  ).toEqual({ result: { AllowedRequesters: ['D', 'A', 'C'] }, clashes: 0 });
});

test('two people who add different curves both get theirs, each with its bit length, wherever the algorithm lies', () => {
  const with_ = (bits: number[], curves: string[]): Json => ({
    KeyInfo: { ECDSA: { bit_lengths: bits, curves }, RSA: { bit_lengths: bits.slice(0, 1) } },
    PrimaryKeyAlgorithms: [{ name: 'ECDSA', bit_lengths: bits, curves }],
  });
  const mine = with_([256, 384], [p256, p384]);
  const theirs = with_([384, 256], [brainpool384, p256]);
  expect(merged(with_([256], [p256]), mine, theirs)).toEqual({
    result: {
      ...(with_([384, 256, 384], [brainpool384, p256, p384]) as object),
      KeyInfo: {
        ECDSA: { bit_lengths: [384, 256, 384], curves: [brainpool384, p256, p384] },
        RSA: { bit_lengths: [384] },
      },
    },
    clashes: 0,
  });
});

test('bit lengths and curves that do not go together are one value each, so that a merge never pairs them wrongly', () => {
  const of = (bits: number[], curves: string[]): Json => ({ ECDSA: { bit_lengths: bits, curves } });
  expect(merged(of([256], [p256, 'x']), of([256, 1], [p256, 'x']), of([256, 2], [p256, 'x'])).clashes).toBe(1);
  const crossed = [p256, p384];
  const mine = of([384, 256, 512], [...crossed, '1.3.36.3.3.2.8.1.1.13']);
  const theirs = of([384, 256, 384], [...crossed, brainpool384]);
  expect(merged(of([384, 256], crossed), mine, theirs).clashes).toBe(2);
});

test('of two regexes for one part, one can go while somebody else changes the other', () => {
  const regexes = (...list: string[]): Json => ({ Regexes: list.map((Regex) => ({ SubjectPart: 'CN', Regex })) });
  expect(merged(regexes('a', 'b'), regexes('b'), regexes('a', 'b2'))).toEqual({ result: regexes('b2'), clashes: 0 });
  expect(merged(regexes('a', 'b'), regexes('b'), regexes('a2', 'b')).clashes).toBe(1);
  expect(merged(regexes('a', 'b'), regexes('a2', 'b'), regexes('a', 'b2'))).toEqual({
    result: regexes('a2', 'b2'),
    clashes: 0,
  });
  expect(merged(regexes('a', 'b'), regexes('b'), regexes('a', 'b', 'c'))).toEqual({
    result: regexes('b', 'c'),
    clashes: 0,
  });
});
