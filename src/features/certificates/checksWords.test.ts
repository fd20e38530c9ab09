import { expect, test } from 'vitest';
import { checkLines } from './checksWords.ts';

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
