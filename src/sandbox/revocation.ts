import { recordEvent } from './certificateHistory.ts';
import type { RevocationOrder, WorkflowRow } from './requestRows.ts';
import type { World } from './world.ts';
import { updateWorkflow } from './workflowRecords.ts';

/** Takes a certificate off hold (vendor documentation, Certificates/Revoke, Reason). */
export const unhold = -1;
/** Revoked until further notice (RFC 5280, section 5.3.1, certificateHold). */
const hold = 6;

/**
 * Revokes or takes off hold at `at`, ms of the world's clock. False when there is nothing to do: a revoked certificate is not
 * revoked again unless it is on hold, and only what is on hold comes off it.
 */
export function revokeNow(world: World, order: RevocationOrder, at: number): boolean {
  const row = world.certificates.get(order.certificateId);
  if (row === undefined) return false;
  const held = row.state === 2 && row.revocationReason === hold;
  const event = { certificateId: row.Id, user: order.requester, comment: order.comment, at };
  if (order.reason === unhold) {
    if (!held) return false;
    const free = { state: 1, revokedAt: null, revocationReason: null, revocationComment: null };
    world.certificates.put({ ...row, ...free });
    recordEvent(world, { ...event, action: 'Certificate removed from hold' });
    return true;
  }
  if (row.state !== 1 && !(held && order.reason !== hold)) return false;
  const { reason, comment } = order;
  const revokedAt = order.effectiveAt ?? at;
  world.certificates.put({ ...row, state: 2, revokedAt, revocationReason: reason, revocationComment: comment });
  recordEvent(world, { ...event, action: 'Certificate revoked' });
  return true;
}

/** Carries out the revocation that a suspended instance holds back; what became impossible meanwhile changes nothing. */
export function grantRevocation(world: World, row: WorkflowRow, order: RevocationOrder, at: number): void {
  revokeNow(world, order, at);
  updateWorkflow(world, row.Id, { status: 'Complete', at });
}

/** Ends a revocation that was denied: nothing happens to the certificate. */
export function refuseRevocation(world: World, row: WorkflowRow, message: string, at: number): void {
  updateWorkflow(world, row.Id, { status: 'Rejected', message, at });
}
