import { expect, test } from 'vitest';
import { noScope } from '../domain/scope.ts';
import { lackedRight } from './certificateRights.ts';
import type { Me } from './server.ts';

const me = (...permissions: string[]): Me => ({ name: 'a', roles: [], permissions, source: '' });
const scoped = { collectionId: 3, containerId: null };

test('a path grants all that lies below it', () => {
  expect(lackedRight(me('/'), 'revoke', noScope)).toBeUndefined();
  expect(lackedRight(me('/certificates/collections/'), 'recover', noScope)).toBeUndefined();
  expect(lackedRight(me('/certificates/collections/read/'), 'revoke', noScope)).toBe(
    '/certificates/collections/revoke/',
  );
});

test('a right on one collection counts in that one only', () => {
  const role = me('/certificates/collections/revoke/3/');
  expect(lackedRight(role, 'revoke', scoped)).toBeUndefined();
  expect(lackedRight(role, 'revoke', { collectionId: 4, containerId: null })).toBeDefined();
  expect(lackedRight(role, 'revoke', noScope)).toBeDefined();
});

test('any spelling below private_key may be the right to recover', () => {
  expect(lackedRight(me('/certificates/collections/private_key/read/'), 'recover', noScope)).toBeUndefined();
  expect(lackedRight(me('/certificates/collections/private_key/read/3/'), 'recover', scoped)).toBeUndefined();
});

test('in version 10 a right is area and permission, and rights on collections are not told', () => {
  expect(lackedRight(me('Certificates: Read'), 'revoke', noScope)).toBe('Certificates: Revoke');
  expect(lackedRight(me('Certificates: Revoke'), 'revoke', noScope)).toBeUndefined();
  expect(lackedRight(me('Certificates: Read'), 'revoke', scoped)).toBeUndefined();
});

test('nothing is held back where the server does not tell rights', () => {
  expect(lackedRight(undefined, 'revoke', noScope)).toBeUndefined();
  expect(lackedRight({ ...me(), permissions: null }, 'revoke', noScope)).toBeUndefined();
  expect(lackedRight(me('/'), 'revoke', { collectionId: null, containerId: 2 })).toBeUndefined();
});
