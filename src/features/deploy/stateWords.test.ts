import { expect, test } from 'vitest';
import { stateWarning } from './stateWords.ts';

const nowMs = Date.parse('2026-04-22T02:00:00Z');
const active = { stateNumber: 1, state: 'Active', notAfter: '2027-04-22T02:00:00Z', revocationReason: null };

test('a certificate that is revoked, on hold or expired is warned of before it goes to stores, no other', () => {
  expect(stateWarning({ ...active, stateNumber: 2, revocationReason: 4 }, nowMs)).toMatch(
    /^The certificate is revoked/,
  );
  expect(stateWarning({ ...active, stateNumber: 2, revocationReason: 6 }, nowMs)).toMatch(
    /^The certificate is on hold/,
  );
  expect(stateWarning({ ...active, notAfter: '2026-04-21T02:00:00Z' }, nowMs)).toMatch(/^The certificate has expired/);
  expect([stateWarning(active, nowMs), stateWarning(undefined, nowMs)]).toEqual([null, null]);
});
