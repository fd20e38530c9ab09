import { expect, test } from 'vitest';
import { readableCertificate } from './certificateRights.ts';
import type { Call } from './http.ts';
import { profiles, type ProfileName } from './profiles.ts';
import { roleRow } from './seed/roles.ts';
import type { CertificateRow, StoreRow } from './storeRows.ts';
import type { TemplateRow } from './templateRows.ts';
import { emptyWorld } from './world.ts';

/**
 * A call of somebody with these rights, to whom certificates in a store of container 3 are shown: 7 of WebServer2Y (so in
 * collection 3), 9 of nothing known.
 */
function call(rights: readonly string[], query: Record<string, string>, profile: ProfileName = '25.4'): Call {
  const user = { name: 'somebody', login: 'KEYEXAMPLE\\somebody', title: '', roles: ['Some'] };
  const world = emptyWorld('test', profiles[profile], user);
  world.roles.put(roleRow(5, 'Some', '', rights));
  world.templates.put({ Id: 17, CommonName: 'WebServer2Y' } as TemplateRow);
  world.certificates.put({ Id: 7, templateId: 17, state: 1, importedAt: 0 } as CertificateRow);
  world.certificates.put({ Id: 9, templateId: null, state: 1, importedAt: 0 } as CertificateRow);
  world.stores.put({
    Id: 'store',
    containerId: 3,
    inventory: [{ certificateId: 7 }, { certificateId: 9 }],
  } as unknown as StoreRow);
  return {
    world,
    user,
    now: new Date(),
    params: {},
    query: (name) => query[name],
    header: () => undefined,
    apiVersion: 1,
    body: { collectionId: 3, containerId: 3 },
  };
}

const collection = ['/certificates/collections/read/3/'];
const container = ['/certificate_stores/read/3/'];
const lacks = 'required permissions';

test('a collection’s right counts for the collection that the query names, never for one in the body', () => {
  expect(readableCertificate(call(collection, { collectionId: '3' }), 7).Id).toBe(7);
  expect(readableCertificate(call(collection, { collectionId: '3' }, '24.4'), 7).Id).toBe(7);
  expect(() => readableCertificate(call(collection, {}), 7)).toThrow('/certificates/collections/read/');
  expect(() => readableCertificate(call(collection, { collectionId: '0' }), 7)).toThrow(lacks);
  expect(() => readableCertificate(call(collection, { collectionId: '5' }), 7)).toThrow(lacks);
  expect(() => readableCertificate(call([], { collectionId: '3' }), 7)).toThrow(lacks);
});

test('10.5 knows collections too, under the old name of the right', () => {
  expect(readableCertificate(call(collection, { collectionId: '3' }, '10.5'), 7).Id).toBe(7);
  expect(() => readableCertificate(call(collection, {}, '10.5'), 7)).toThrow('Certificates: Read');
});

test('a collection’s right counts for the certificates in it only', () => {
  expect(() => readableCertificate(call(collection, { collectionId: '3' }), 9)).toThrow(lacks);
  expect(readableCertificate(call(['/certificates/'], { collectionId: '3' }), 9).Id).toBe(9);
});

test('since 25.x a right to read a container’s stores counts for the certificates in them', () => {
  expect(readableCertificate(call(container, { containerId: '3' }), 7).Id).toBe(7);
  expect(readableCertificate(call(['/certificate_stores/'], { containerId: '3' }), 7).Id).toBe(7);
  expect(() => readableCertificate(call(container, {}), 7)).toThrow(lacks);
  expect(() => readableCertificate(call(container, { containerId: '4' }), 7)).toThrow(lacks);
  expect(() => readableCertificate(call(container, { containerId: '3' }, '24.4'), 7)).toThrow(lacks);
});

test('without the right nobody learns whether a certificate exists', () => {
  expect(() => readableCertificate(call([], {}), 8)).toThrow(lacks);
  expect(() => readableCertificate(call(collection, { collectionId: '3' }), 8)).toThrow(lacks);
  expect(() => readableCertificate(call(['/certificates/'], {}), 8)).toThrow('does not exist');
});
