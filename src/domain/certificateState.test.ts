import { expect, test } from 'vitest';
import { certificateState } from './certificateState.ts';

const now = Date.parse('2026-04-01T12:00:00Z');
const at = (stateNumber: number | null, notAfter: string, revocationReason: number | null = null, state = 'Active') =>
  certificateState({ stateNumber, state, notAfter, revocationReason }, now).word;

test('a certificate past its end is expired, although the server calls it active', () => {
  expect(at(1, '2026-04-01T11:59:59Z')).toBe('Expired');
  expect(at(1, '2027-04-01T00:00:00Z')).toBe('Active');
});

test('one that ends within 30 days says when', () => {
  expect(at(1, '2026-04-01T13:00:00Z')).toBe('Ends within a day');
  expect(at(1, '2026-04-03T11:00:00Z')).toBe('Ends in 1 day');
  expect(at(1, '2026-04-20T12:00:00Z')).toBe('Ends in 19 days');
  expect(at(1, '2026-05-02T12:00:00Z')).toBe('Active');
});

test('revoked counts more than expired, and a hold is no final revocation', () => {
  expect(at(2, '2025-01-01T00:00:00Z', 1)).toBe('Revoked');
  expect(at(2, '2027-01-01T00:00:00Z', 6)).toBe('On hold');
  expect(at(2, '2027-01-01T00:00:00Z', null)).toBe('Revoked');
});

test('other states keep the server’s word, and nothing is said where nothing is known', () => {
  expect(at(5, '', null, 'Pending')).toBe('Pending');
  expect(at(6, '2030-01-01T00:00:00Z', null, 'Certificate Authority')).toBe('Certificate Authority');
  expect(at(0, '2030-01-01T00:00:00Z', null, '')).toBe('Unknown');
  expect(at(null, '')).toBe('Active');
});
