import { expect, test } from 'vitest';
import { ApiError } from './errors.ts';
import { missingRight, rowsOf, rowsOrNull, wasRefused } from './unread.ts';

const http = (status: number, missingPermission: string | null = null) =>
  new ApiError({ kind: 'http', status, missingPermission });

test('a refused read tells the right that the server named, and any other failure is thrown', () => {
  expect(missingRight(http(403, '/agents/management/read/'))).toEqual({ permission: '/agents/management/read/' });
  expect(missingRight(http(404))).toEqual({ permission: null });
  const failure = http(500);
  expect(() => missingRight(failure)).toThrow(failure);
});

test('rows that may not be read are null, or none for whoever asks for rows only', () => {
  expect([rowsOrNull([1]), rowsOrNull({ permission: 'x' })]).toEqual([[1], null]);
  expect([rowsOf([1]), rowsOf({ permission: 'x' }), rowsOf(undefined)]).toEqual([[1], [], []]);
});

test.each([
  ['nothing that was read', { data: null }, true],
  ['a missing right', { data: { permission: null } }, true],
  ['a missing right for a part', { data: { stores: {}, historyMissing: { permission: '/agents/' } } }, true],
  ['a refusal', { error: http(403) }, true],
  ['a refusal of jobs', { error: http(401) }, true],
  ['another failure', { error: http(500) }, false],
  ['a failure after an answer', { data: null, error: http(500) }, false],
  ['an answer', { data: { stores: {}, historyMissing: null } }, false],
  ['rows', { data: [{ permission: 'x' }] }, false],
  ['nothing asked yet', {}, false],
])('what may be more with more rights: %s', (_what, state, expected) => {
  expect(wasRefused({ error: null, ...state })).toBe(expected);
});
