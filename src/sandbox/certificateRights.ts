import { placesByInventory } from './certificateWire.ts';
import { lackingRights } from './gate.ts';
import { ModelRefusal, notFound, type Call } from './http.ts';
import { may, permissions, type Permission } from './permissions.ts';
import { mayAtStore } from './storeChecks.ts';
import type { CertificateRow } from './storeRows.ts';

/** collectionId or containerId, which count in the query only (reported by client authors for Renew). */
function scope(call: Call, name: string): number | null {
  const text = call.query(name);
  if (text === undefined || text === '') return null;
  if (!/^-?\d{1,9}$/.test(text)) throw new ModelRefusal({ [name]: [`The value '${text}' is not valid.`] });
  return Number(text);
}

/**
 * A right on a certificate: everywhere, or for the collection that the query names; reading since 25.x also for the
 * container that the query names, if one of its stores holds the certificate (vendor documentation, GET Certificates).
 * This company has no collections: whichever id a role names holds every certificate.
 */
function mayOn(call: Call, row: CertificateRow | undefined, right: Permission): boolean {
  const { world, user } = call;
  const collection = scope(call, 'collectionId');
  const container = scope(call, 'containerId');
  if (may(world, user, right)) return true;
  if (!world.profile.pathPermissions) return false;
  if (collection !== null && may(world, user, { v10: '', v11: `${right.v11}${collection}/` })) return true;
  if (right !== permissions.certificatesRead || world.profile.major < 25 || row === undefined) return false;
  return placesByInventory(world, row.Id).some(
    ({ store }) => container !== null && store.containerId === container && mayAtStore(world, user, store, 'read'),
  );
}

/** The certificate with this id, if the caller may read it; without the right it is 403 whether it exists or not. */
export function readableCertificate(call: Call, id: number): CertificateRow {
  const row = call.world.certificates.get(id);
  requireRight(call, row, permissions.certificatesRead);
  if (row === undefined) throw notFound('Certificate', id);
  return row;
}

/** Refuses with 403 where the caller may not read this certificate. */
export function requireReadable(call: Call, row: CertificateRow | undefined): void {
  requireRight(call, row, permissions.certificatesRead);
}

/** Refuses with 403 where the caller lacks a right on this certificate. */
export function requireRight(call: Call, row: CertificateRow | undefined, right: Permission): void {
  if (!mayOn(call, row, right)) throw lackingRights(call.world, call.user, [right]);
}
