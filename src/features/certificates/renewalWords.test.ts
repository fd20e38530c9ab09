import { expect, test } from 'vitest';
import { notRenewable } from './renewalWords.ts';

test('why there is no renewal is told as the server’s words only where it said something', () => {
  expect(notRenewable('It is revoked', 'revoked')).toBe('It is revoked');
  expect(notRenewable('', 'expired')).toBe('The server does not renew this certificate');
  expect(notRenewable('It is revoked', 'on hold')).toBe('It is on hold. The server says: It is revoked');
  expect(notRenewable('', 'on hold')).toBe('It is on hold, and the server does not renew it');
});
