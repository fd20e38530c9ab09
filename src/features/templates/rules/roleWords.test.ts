import { expect, test } from 'vitest';
import { ownerRoleLabel, unknownRoles } from './roleWords.ts';

test('a name that is none of the server’s roles is told, letter case counts', () => {
  const roles = [{ id: 1, name: 'Ops', description: '' }];
  expect(unknownRoles(roles, ['Ops', 'ops', 'Gone'])).toEqual(['ops', 'Gone']);
  expect(unknownRoles(roles, undefined)).toEqual([]);
});

test('the words for the owner rule are never given as fact, and an unknown value stays a number', () => {
  expect([0, 1, 2].map(ownerRoleLabel).every((label) => /^Value \d \(probably \w+\)$/.test(label))).toBe(true);
  expect(ownerRoleLabel(7)).toBe('Value 7');
});
