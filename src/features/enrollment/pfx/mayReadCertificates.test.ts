import { expect, test } from 'vitest';
import { mayReadCertificates } from './mayReadCertificates.ts';

test('everything, all certificates, one collection and the old name allow reading; other rights do not', () => {
  for (const held of ['/', '/certificates/', '/certificates/collections/read/4/', 'Certificates: Read']) {
    expect(mayReadCertificates([held])).toBe(true);
  }
  expect(mayReadCertificates(['/certificates/enrollment/pfx/', 'Certificates: Import'])).toBe(false);
  expect(mayReadCertificates([])).toBe(false);
  expect(mayReadCertificates(null)).toBe(true);
});
