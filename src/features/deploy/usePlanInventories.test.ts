import { expect, test } from 'vitest';
import type { KnownInventories } from './planFindings.ts';
import { sharedInventories } from './usePlanInventories.ts';

const known = (change: Partial<NonNullable<KnownInventories[string]>> = {}) => ({
  entries: undefined,
  gone: false,
  failed: false,
  takenAt: null,
  agentSeen: undefined,
  ...change,
});

test('what is known of the planned stores stays one object until one of them changes, and then the others stay', () => {
  const before = { a: known(), b: known({ takenAt: 5 }) };
  expect(sharedInventories(before, { a: known(), b: known({ takenAt: 5 }) })).toBe(before);
  const after = sharedInventories(before, { a: known({ entries: [] }), b: known({ takenAt: 5 }) });
  expect(after['a']).toEqual(known({ entries: [] }));
  expect(after['b']).toBe(before.b);
  expect(Object.keys(sharedInventories(before, { a: known() }))).toEqual(['a']);
});
