import { expect, test } from 'vitest';
import { keyUsageNames } from './keyUsage.ts';

test('160 is signature and key encipherment, 224 also non-repudiation, 0 says nothing', () => {
  expect(keyUsageNames(160)).toEqual(['Digital signature', 'Key encipherment']);
  expect(keyUsageNames(224)).toEqual(['Digital signature', 'Non-repudiation', 'Key encipherment']);
  expect(keyUsageNames(0)).toEqual([]);
  expect(keyUsageNames(32768 + 8)).toEqual(['Key agreement', 'Decipher only']);
});
