import { bool, intElement, list, objectBody, oneOf, required, requiredText } from '../bodyReaders.ts';
import { bodyScope, requireInScope, requireRight } from '../certificateRights.ts';
import { readTime } from '../enrollRequest.ts';
import { ModelRefusal, type Call, type Reply, type Route } from '../http.ts';
import { withBytes } from '../issuing.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import type { RevocationOrder } from '../requestRows.ts';
import { revokeNow, unhold } from '../revocation.ts';
import type { CertificateRow } from '../storeRows.ts';
import { startRevocation } from '../workflowRecords.ts';

/** The documented reasons; 7 and 8 are both called "remove from CRL" there and are read as -1 (a guess). */
const reasons = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8];

function readOrder(call: Call, body: object): Omit<RevocationOrder, 'certificateId'> {
  const reason = oneOf(body, 'Reason', reasons) ?? 0;
  // Read for its type only: the sandbox publishes no CRL.
  bool(body, 'PublishCRL');
  return {
    reason: reason > 6 ? unhold : reason,
    comment: requiredText(body, 'Comment').trim(),
    effectiveAt: readTime(body, 'EffectiveDate'),
    requester: call.user.login,
  };
}

/** A workflow with an approval step guards these; 10.x has none. */
function guarded(call: Call, row: CertificateRow): boolean {
  return call.world.profile.major >= 11 && row.state !== 0 && row.commonName.toLowerCase().startsWith('guarded.');
}

/**
 * Revokes at once, or leaves it to a workflow. An id in neither list was not revoked, and nobody says why: unknown, revoked
 * already, of a CA, or not on hold (vendor documentation and client authors, Certificates/Revoke).
 */
async function revoke(call: Call): Promise<Reply> {
  const { world } = call;
  settle(world);
  const body = objectBody(call.body);
  const scope = bodyScope(call, body);
  requireInScope(call, permissions.certificatesRevoke, scope);
  const ids = list(body, 'CertificateIds', intElement) ?? required('CertificateIds');
  if (ids.length === 0) throw new ModelRefusal({ CertificateIds: ['At least one certificate is required.'] });
  const order = readOrder(call, body);
  for (const id of ids) requireRight(call, world.certificates.get(id), permissions.certificatesRevoke, scope);
  const at = call.now.getTime();
  const RevokedIds: number[] = [];
  const SuspendedCerts: object[] = [];
  for (const id of new Set(ids)) {
    const row = world.certificates.get(id);
    if (row === undefined) continue;
    if (guarded(call, row) && (order.reason === unhold || row.state === 1)) {
      const whole = await withBytes(world, row);
      const workflow = startRevocation(world, { ...order, certificateId: id }, whole, at);
      SuspendedCerts.push({ CertId: id, WorkflowId: workflow.Id, Message: workflow.statusMessage });
    } else if (revokeNow(world, { ...order, certificateId: id }, at)) RevokedIds.push(id);
  }
  return { body: { RevokedIds, SuspendedCerts } };
}

export const revokeRoutes: Route[] = [
  {
    method: 'POST',
    path: '/Certificates/Revoke',
    versions: '1.0',
    certificateRight: permissions.certificatesRevoke,
    handle: revoke,
  },
];
