import { expect, test } from 'vitest';
import type { KeyAlgorithm } from './keyAlgorithms.ts';
import { missingKeys } from './missingKeys.ts';

const rsa = (...bitLengths: number[]): KeyAlgorithm => ({ name: 'RSA', bitLengths, curves: [] });
const everyRsa = rsa(2048, 3072, 4096, 6144, 8192);

test('a missing key names every layer that lacks it, and no other', () => {
  const missing = missingKeys([
    { origin: 'system-wide', algorithms: [everyRsa, { name: 'Ed25519', bitLengths: [255], curves: [] }] },
    { origin: 'pattern', algorithms: null },
    { origin: 'CA', algorithms: [rsa(2048, 4096)] },
  ]);
  const of = (label: string) => missing.find((key) => key.label === label)?.origins;
  expect(of('RSA 2048')).toBeUndefined();
  expect(of('RSA 3072')).toEqual(['CA']);
  expect(of('Ed25519')).toEqual(['CA']);
  expect(of('ECC P-256')).toEqual(['system-wide', 'CA']);
});

test('where nothing restricts, nothing is missing', () => {
  expect(missingKeys([])).toEqual([]);
  expect(missingKeys([{ origin: 'template', algorithms: null }])).toEqual([]);
});
