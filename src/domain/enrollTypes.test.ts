import { expect, test } from 'vitest';
import { enrollTypesText, readEnrollTypes, writeEnrollTypes } from './enrollTypes.ts';

test('every mask from 0 to 7 comes back as it was', () => {
  for (let mask = 0; mask < 8; mask++) expect(writeEnrollTypes(readEnrollTypes(mask))).toBe(mask);
});
test('bit 1 is PFX, bit 2 CSR, bit 4 CSR generation', () => {
  expect([0, 1, 2, 4, 7].map(enrollTypesText)).toEqual([
    'None',
    'PFX',
    'CSR',
    'CSR generation',
    'PFX, CSR, CSR generation',
  ]);
});
