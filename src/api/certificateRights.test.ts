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

test('jobs of stores may be scheduled with the right on all stores or on one container, and only a list of paths denies it', () => {
  const lacks = (...permissions: string[]) => lackedRight(me(...permissions), 'deploy', noScope);
  expect(lacks('/certificate_stores/read/')).toBe('/certificate_stores/schedule/');
  expect(lacks('/certificate_stores/schedule/')).toBeUndefined();
  expect(lacks('/certificate_stores/schedule/2/')).toBeUndefined();
  expect(lacks('/')).toBeUndefined();
  expect(lacks('CertificateStoreManagement: Read')).toBeUndefined();
  const named = (...granular: string[]) =>
    lackedRight({ ...me('CertificateStoreManagement: Read'), granular }, 'deploy', noScope);
  expect(named()).toBe('CertificateStoreManagement: Schedule');
  expect(named('CertificateStoreManagement: Schedule')).toBeUndefined();
  expect(lackedRight({ ...me('CertificateStoreManagement: Schedule'), granular: [] }, 'deploy', noScope)).toBe(
    undefined,
  );
});

test('to change the owner is a right of its own, which servers that name areas do not have', () => {
  const lacks = (...permissions: string[]) => lackedRight(me(...permissions), 'owner', noScope);
  expect(lacks('/certificates/collections/read/')).toBe('/certificates/collections/change_owner/');
  expect(lacks('/certificates/collections/')).toBeUndefined();
  expect(lacks('Certificates: Read')).toBeUndefined();
});
