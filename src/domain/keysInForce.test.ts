import { expect, test } from 'vitest';
import { keysInForce } from './keysInForce.ts';
import type { KeyAlgorithm } from './keyAlgorithms.ts';

const rsa = (...bitLengths: number[]): KeyAlgorithm => ({ name: 'RSA', bitLengths, curves: [] });
const whole = (name: string): KeyAlgorithm => ({ name, bitLengths: [], curves: [] });

test('keys are those that every layer allows, with all layers that restrict as their origin', () => {
  const found = keysInForce([
    { origin: 'system-wide', algorithms: [rsa(2048, 3072, 4096), whole('ML-DSA-44'), whole('ML-DSA-65')] },
    { origin: 'pattern', algorithms: [rsa(3072, 4096, 8192), whole('ML-DSA-44')] },
    { origin: 'CA', algorithms: [rsa(2048, 4096), whole('ML-DSA-44'), whole('SLH-DSA-SHA2-128S')] },
  ]);
  expect(found).toEqual({ keys: ['RSA 4096', 'ML-DSA-44'], origins: ['system-wide', 'pattern', 'CA'] });
});

test('a layer that is empty or says nothing restricts nothing and is no origin', () => {
  const found = keysInForce([
    { origin: 'system-wide', algorithms: [rsa(2048)] },
    { origin: 'pattern', algorithms: [] },
    { origin: 'CA', algorithms: null },
  ]);
  expect(found).toEqual({ keys: ['RSA 2048'], origins: ['system-wide'] });
  expect(keysInForce([{ origin: 'CA', algorithms: null }])).toEqual({ keys: null, origins: [] });
});

test('layers that have nothing in common leave nothing', () => {
  const layers = [
    { origin: 'pattern' as const, algorithms: [rsa(2048)] },
    { origin: 'CA' as const, algorithms: [whole('ML-DSA-87')] },
  ];
  expect(keysInForce(layers).keys).toEqual([]);
});

test('the key of KeyInfo and the name of a list mean the same algorithm', () => {
  const layers = [
    { origin: 'system-wide' as const, algorithms: [whole('MLDSA44')] },
    { origin: 'CA' as const, algorithms: [whole('ML-DSA-44')] },
  ];
  expect(keysInForce(layers).keys).toEqual(['ML-DSA-44']);
});

test('a curve is shown by the name people know and a repeated one once', () => {
  const p256 = '1.2.840.10045.3.1.7';
  const algorithms = [{ name: 'ECDSA', bitLengths: [256, 256], curves: [p256, p256] }];
  expect(keysInForce([{ origin: 'CA', algorithms }]).keys).toEqual(['ECC P-256']);
});
