import { int } from './bodyReaders.ts';
import { inCollection } from './certificateCollections.ts';
import { placesByInventory } from './certificateWire.ts';
import { lackingRights } from './gate.ts';
import { ModelRefusal, notFound, type Call } from './http.ts';
import { holdsPath, may, permissions, type Permission } from './permissions.ts';
import type { CertificateRow } from './storeRows.ts';

/** The part of the certificates that a call is about, and by whose rights it is judged; null: not named. */
export interface CertificateScope {
  collectionId: number | null;
  containerId: number | null;
}

function numberQuery(call: Call, name: string): number | null {
  const text = call.query(name);
  if (text === undefined || text === '' || text === '0') return null;
  if (!/^-?\d{1,9}$/.test(text)) throw new ModelRefusal({ [name]: [`The value '${text}' is not valid.`] });
  return Number(text);
}

/** `collectionId` and, since 25.x, `containerId` of the query; 0 names none (vendor documentation, GET Certificates). */
export function queryScope(call: Call): CertificateScope {
  const containerId = call.world.profile.major < 25 ? null : numberQuery(call, 'containerId');
  return { collectionId: numberQuery(call, 'collectionId'), containerId };
}

/** The same two in a body, where Add, Remove and Revoke have them (vendor documentation; ContainerId of Add is a guess). */
export function bodyScope(call: Call, body: object): CertificateScope {
  const read = (name: string) => {
    const id = int(body, name);
    return id === 0 ? null : id;
  };
  return {
    collectionId: read('CollectionId'),
    containerId: call.world.profile.major < 25 ? null : read('ContainerId'),
  };
}

function inContainer(call: Call, id: number, row: CertificateRow): boolean {
  return placesByInventory(call.world, row.Id).some(({ store }) => store.containerId === id);
}

function mayInCollection(call: Call, right: Permission, scope: CertificateScope): boolean {
  return scope.collectionId !== null && holdsPath(call.world, call.user, `${right.v11}${scope.collectionId}/`);
}

/** Since 25.x who may read a container's stores may read the certificates in them (vendor documentation, GET Certificates). */
function mayInContainer(call: Call, right: Permission, scope: CertificateScope): boolean {
  const { containerId } = scope;
  if (containerId === null || right !== permissions.certificatesRead) return false;
  return holdsPath(call.world, call.user, `/certificate_stores/read/${containerId}/`);
}

/**
 * A right on one certificate: everywhere, for the named collection if it holds the certificate, or for the named container
 * if one of its stores does. Whoever has the right everywhere needs to name nothing, and may name anything.
 */
function mayOn(call: Call, row: CertificateRow | undefined, right: Permission, scope: CertificateScope): boolean {
  const { world, user } = call;
  if (may(world, user, right)) return true;
  if (row === undefined) return false;
  const { collectionId, containerId } = scope;
  const inside = collectionId !== null && inCollection(world, collectionId, row, call.now.getTime());
  if (inside && mayInCollection(call, right, scope)) return true;
  return containerId !== null && mayInContainer(call, right, scope) && inContainer(call, containerId, row);
}

/** Does the caller have this right on any certificate of the scope? */
export function mayInScope(call: Call, right: Permission, scope: CertificateScope): boolean {
  return may(call.world, call.user, right) || mayInCollection(call, right, scope) || mayInContainer(call, right, scope);
}

/** Refuses with 403 where the caller has a right on no certificate of the scope. */
export function requireInScope(call: Call, right: Permission, scope: CertificateScope): void {
  if (!mayInScope(call, right, scope)) throw lackingRights(call.world, call.user, [right]);
}

/** The test that a certificate is in what the scope names; both count where both are named. */
export function scopeTest(call: Call, scope: CertificateScope): (row: CertificateRow) => boolean {
  const { collectionId, containerId } = scope;
  const at = call.now.getTime();
  return (row) =>
    (collectionId === null || inCollection(call.world, collectionId, row, at)) &&
    (containerId === null || inContainer(call, containerId, row));
}

/** The certificate with this id, if the caller may read it; without the right it is 403 whether it exists or not. */
export function readableCertificate(call: Call, id: number): CertificateRow {
  return certificateFor(call, id, permissions.certificatesRead);
}

/** The certificate with this id, if the caller has this right on it; without, it is 403 whether it exists or not. */
export function certificateFor(call: Call, id: number, right: Permission, scope = queryScope(call)): CertificateRow {
  const row = call.world.certificates.get(id);
  requireRight(call, row, right, scope);
  if (row === undefined) throw notFound('Certificate', id);
  return row;
}

/** Refuses with 403 where the caller may not read this certificate. */
export function requireReadable(call: Call, row: CertificateRow | undefined): void {
  requireRight(call, row, permissions.certificatesRead);
}

/** Refuses with 403 where the caller lacks a right on this certificate. */
export function requireRight(
  call: Call,
  row: CertificateRow | undefined,
  right: Permission,
  scope = queryScope(call),
): void {
  if (!mayOn(call, row, right, scope)) throw lackingRights(call.world, call.user, [right]);
}
