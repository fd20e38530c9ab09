import { expect, test } from 'vitest';
import { enrollTypesText, readEnrollTypes } from './enrollTypes.ts';

test('bit 1 is PFX, bit 2 CSR, bit 4 CSR generation', () => {
  expect([0, 1, 2, 4, 7].map(enrollTypesText)).toEqual([
    'None',
    'PFX',
    'CSR',
    'CSR generation',
    'PFX, CSR, CSR generation',
  ]);
  expect(readEnrollTypes(6)).toEqual({ pfx: false, csr: true, csrGeneration: true });
});
