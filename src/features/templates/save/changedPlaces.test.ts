import { expect, test } from 'vitest';
import { changedPlaces } from './changedPlaces.ts';

const p256 = '1.2.840.10045.3.1.7';
const p384 = '1.3.132.0.34';

test('a set is one place, with the whole of it before and after, and its order is none', () => {
  expect(changedPlaces({ AllowedRequesters: ['A', 'B', 'C'] }, { AllowedRequesters: ['D', 'C'] })).toEqual([
    { path: ['AllowedRequesters'], before: ['A', 'B', 'C'], after: ['C', 'D'] },
  ]);
  expect(changedPlaces({ CertificateAuthorities: [1, 2] }, { CertificateAuthorities: [2, 1] })).toEqual([]);
});

test('the curves of an algorithm are one place, with their bit lengths', () => {
  const of = (bit_lengths: number[], curves: string[]) => ({
    Policies: { PrimaryKeyAlgorithms: [{ name: 'ECDSA', bit_lengths, curves }] },
  });
  expect(changedPlaces(of([256], [p256]), of([256, 384], [p256, p384]))).toEqual([
    {
      path: ['Policies', 'PrimaryKeyAlgorithms', '\uE000ECDSA', 'curves'],
      before: [p256],
      after: [p256, p384],
    },
  ]);
});

test('a row that came or went has its lists as they are on the wire', () => {
  const row = { name: 'ECDSA', bit_lengths: [256], curves: [p256] };
  expect(changedPlaces({ PrimaryKeyAlgorithms: [] }, { PrimaryKeyAlgorithms: [row] })).toEqual([
    { path: ['PrimaryKeyAlgorithms', '\uE000ECDSA'], before: undefined, after: row },
  ]);
});

test('every changed member of a row is a place of its own', () => {
  const was = { Regexes: [{ SubjectPart: 'CN', Regex: 'a', Error: 'b' }] };
  const now = { Regexes: [{ SubjectPart: 'CN', Regex: 'x', Error: 'y' }] };
  expect(changedPlaces(was, now).map(({ path }) => path.at(-1))).toEqual(['Regex', 'Error']);
});

test('a document that was nothing is one place', () => {
  expect(changedPlaces({ TemplatePolicy: null }, { TemplatePolicy: { RSAValidKeySizes: [1] } })).toEqual([
    { path: ['TemplatePolicy'], before: null, after: { RSAValidKeySizes: [1] } },
  ]);
});

test('curves that no longer stand beside their lengths are told as well', () => {
  const of = (bit_lengths: number[], curves: string[]) => ({ ECDSA: { bit_lengths, curves } });
  expect(changedPlaces(of([256], [p256]), of([256], [p256, '1.2.3']))).toEqual([
    { path: ['ECDSA', 'curves'], before: [p256], after: [p256, '1.2.3'] },
  ]);
});
