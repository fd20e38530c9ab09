import { expect, test } from 'vitest';
import { readableCertificate } from './certificateRights.ts';
import type { Call } from './http.ts';
import { profiles, type ProfileName } from './profiles.ts';
import { roleRow } from './seed/roles.ts';
import type { CertificateRow, StoreRow } from './storeRows.ts';
import { emptyWorld } from './world.ts';

/** A call of somebody with these rights, to whom certificate 7 in a store of container 3 is shown. */
function call(rights: readonly string[], query: Record<string, string>, profile: ProfileName = '25.4'): Call {
  const user = { name: 'somebody', login: 'KEYEXAMPLE\\somebody', title: '', roles: ['Some'] };
  const world = emptyWorld('test', profiles[profile], user);
  world.roles.put(roleRow(5, 'Some', '', rights));
  world.certificates.put({ Id: 7 } as CertificateRow);
  world.stores.put({ Id: 'store', containerId: 3, inventory: [{ certificateId: 7 }] } as unknown as StoreRow);
  return {
    world,
    user,
    now: new Date(),
    params: {},
    query: (name) => query[name],
    header: () => undefined,
    apiVersion: 1,
    body: { collectionId: 4, containerId: 3 },
  };
}

const collection = ['/certificates/collections/read/4/'];
const container = ['/certificate_stores/read/3/'];

test('a collection’s right counts for the collection that the query names, never for one in the body', () => {
  expect(readableCertificate(call(collection, { collectionId: '4' }), 7).Id).toBe(7);
  expect(() => readableCertificate(call(collection, {}), 7)).toThrow('/certificates/collections/read/');
  expect(() => readableCertificate(call(collection, { collectionId: '5' }), 7)).toThrow('required permissions');
  expect(() => readableCertificate(call([], { collectionId: '4' }), 7)).toThrow('required permissions');
});

test('since 25.x a right to read a container’s stores counts for the certificates in them', () => {
  expect(readableCertificate(call(container, { containerId: '3' }), 7).Id).toBe(7);
  expect(() => readableCertificate(call(container, {}), 7)).toThrow('required permissions');
  expect(() => readableCertificate(call(container, { containerId: '4' }), 7)).toThrow('required permissions');
  expect(() => readableCertificate(call(container, { containerId: '3' }, '24.4'), 7)).toThrow('required permissions');
});

test('without the right nobody learns whether a certificate exists', () => {
  expect(() => readableCertificate(call([], {}), 8)).toThrow('required permissions');
  expect(() => readableCertificate(call(['/certificates/'], {}), 8)).toThrow('does not exist');
});
