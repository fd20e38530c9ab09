import type { Scope } from '../domain/scope.ts';
import { heldPath, toldAsPaths, type Right } from './rights.ts';
import type { Me } from './server.ts';
import { mayScheduleNowhere } from './stores.ts';

/**
 * What one may do with a certificate, beside reading it; to enroll its successor and to schedule jobs of stores takes no
 * right on the certificate itself.
 */
export type CertificateAct = 'recover' | 'revoke' | 'metadata' | 'owner' | 'enroll' | 'deploy';

const collections = '/certificates/collections/';

/** The exact path of the right to recover is UNCONFIRMED: anything below `private_key` counts. */
const rights: Record<CertificateAct, Right> = {
  recover: { path: `${collections}private_key/`, v10: 'Certificates: Recover' },
  revoke: { path: `${collections}revoke/`, v10: 'Certificates: Revoke' },
  enroll: { path: '/certificates/enrollment/pfx/', v10: 'CertificateEnrollment: EnrollPFX' },
  metadata: { path: `${collections}metadata/modify/`, v10: 'Certificates: EditMetadata' },
  // Certificates have an owner since 12 only.
  owner: { path: `${collections}change_owner/`, v10: '' },
  deploy: { path: '/certificate_stores/schedule/', v10: 'CertificateStoreManagement: Schedule' },
};

/** The collection that a path below a right ends in (`/certificates/collections/revoke/7/`), or null for all of them. */
const collectionOf = (path: string) => /\/(\d+)\/?$/.exec(path)?.[1] ?? null;

/** Holding a path grants everything below it; a path for one collection grants that one only. */
function grants(held: string, right: string, { collectionId }: Scope): boolean {
  const path = heldPath(held);
  if (right.startsWith(path)) return true;
  if (!path.startsWith(right)) return false;
  const only = collectionOf(path);
  return only === null || only === String(collectionId);
}

/**
 * Whether jobs may be scheduled nowhere: by paths; or by names, where the server tells those on single containers, too
 * (since 25, vendor documentation, GET Security My).
 */
function lackedForStores({ permissions, granular }: Me, { path, v10 }: Right): string | undefined {
  if (mayScheduleNowhere(permissions)) return path;
  const named = permissions !== null && !toldAsPaths(permissions);
  if (!named || !granular || permissions.includes(v10)) return undefined;
  // The area of such a right is UNCONFIRMED.
  return granular.some((held) => held.endsWith(': Schedule')) ? undefined : v10;
}

/**
 * The right that the caller lacks for an act on a certificate in this scope, as the server spells it; undefined where they
 * hold it or the server does not tell their rights. In version 10, rights on single collections are not told: with a
 * collection nothing is certain. In a store container neither.
 */
export function lackedRight(me: Me | undefined, act: CertificateAct, scope: Scope): string | undefined {
  const permissions = me?.permissions;
  if (!permissions) return undefined;
  const { path, v10 } = rights[act];
  // One container is enough, and which one is the store's affair.
  if (act === 'deploy') return lackedForStores(me, { path, v10 });
  if (scope.containerId !== null && act !== 'enroll') return undefined;
  if (toldAsPaths(permissions)) {
    return permissions.some((held) => grants(held, path, scope)) ? undefined : path;
  }
  const unknown = v10 === '' || (scope.collectionId !== null && act !== 'enroll');
  return unknown || permissions.includes(v10) ? undefined : v10;
}
