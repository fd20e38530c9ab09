import { expect, test } from 'vitest';
import { titleOf } from './titleOf.ts';

const bare = { commonName: '', subject: '', requestId: null, sans: [] };

test('a request is called by its name, else by the title of its workflow, else by its number', () => {
  expect(titleOf({ ...bare, commonName: 'a', requestId: 7 }, 'Approve')).toBe('a');
  expect(titleOf({ ...bare, subject: 'O=x' })).toBe('O=x');
  expect(titleOf({ ...bare, sans: [{ kind: 'dns', value: 'b' }] }, 'Approve')).toBe('b');
  expect(titleOf(bare, 'Approve')).toBe('Approve');
  expect(titleOf({ ...bare, requestId: 301 })).toBe('Request 301');
  expect(titleOf(bare)).toBe('Request of a workflow');
});
