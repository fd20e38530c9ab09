import { expect, test } from 'vitest';
import { checkLines, stateRemark } from './checksWords.ts';

const nothing = { valid: null, chainBuilt: null, revocationServerOnline: null, results: [] };
const kinds = (change: Partial<Parameters<typeof checkLines>[0]>) =>
  checkLines({ ...nothing, ...change }).map(({ kind }) => kind);

test('each fact that was told has a line of its own, and no other has one', () => {
  expect(kinds({ chainBuilt: true, revocationServerOnline: false })).toEqual(['ok', 'warning']);
  expect(kinds({ chainBuilt: false })).toEqual(['error']);
  expect(kinds({ valid: false })).toEqual(['error']);
  expect(kinds({ valid: true, revocationServerOnline: true })).toEqual(['ok', 'ok']);
});

test('results under the server’s own names are repeated and not judged', () => {
  const results = [{ name: 'Revoked', value: 'true' }];
  expect(checkLines({ ...nothing, valid: false, results })[1]).toEqual({ kind: 'info', text: 'Revoked: true' });
});

test('a failure that the state of the certificate explains is put down to it, and no other', () => {
  const failed = { ...nothing, chainBuilt: false };
  expect(stateRemark(failed, 'on hold')).toMatch(/on hold: that is the likely reason/);
  expect(stateRemark({ ...nothing, valid: false }, 'revoked')).toMatch(/revoked/);
  expect(stateRemark(failed, 'active')).toBeUndefined();
  expect(stateRemark({ ...nothing, chainBuilt: true }, 'on hold')).toBeUndefined();
});
