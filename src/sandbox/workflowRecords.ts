import type { RevocationOrder, WorkflowRow, WorkflowStatus } from './requestRows.ts';
import { uuid } from './pki/crypto.ts';
import { rolesOf } from './permissions.ts';
import type { CertificateRow } from './storeRows.ts';
import type { User } from './users.ts';
import { nextNumber, type World } from './world.ts';

/** The workflow definitions of this company; the first one runs for enrollments that need no approval. */
export const workflowDefinitions = {
  plain: {
    Id: '5f0a1b34-7c1d-4c58-9d5a-2f4f2a1e0b01',
    DisplayName: 'Global Enrollment Workflow',
    Version: 1,
    WorkflowType: 'Enrollment',
  },
  approval: {
    Id: '5f0a1b34-7c1d-4c58-9d5a-2f4f2a1e0b02',
    DisplayName: 'Enrollment with approval',
    Version: 3,
    WorkflowType: 'Enrollment',
  },
  revocation: {
    Id: '5f0a1b34-7c1d-4c58-9d5a-2f4f2a1e0b03',
    DisplayName: 'Revocation with approval',
    Version: 1,
    WorkflowType: 'Revocation',
  },
} as const;

interface Step {
  Id: string;
  displayName: string;
  uniqueName: string;
}

/** Where an instance can stand. Only the unique name of an approval step is documented (POST Workflow Instances Signals). */
export const workflowSteps: Record<WorkflowRow['step'], Step> = {
  approval: {
    Id: '9c2d6e10-41aa-4d0c-8f3b-6a1c52d70a01',
    displayName: 'Require approval',
    uniqueName: 'RequireApproval1',
  },
  enroll: { Id: '9c2d6e10-41aa-4d0c-8f3b-6a1c52d70a02', displayName: 'Keyfactor-Enroll', uniqueName: 'EnrollStep1' },
  end: { Id: '9c2d6e10-41aa-4d0c-8f3b-6a1c52d70a03', displayName: 'End-NOOP', uniqueName: 'End-NOOP' },
};

/** Id of the signal that the approval step waits for. */
export const approvalSignalId = '9c2d6e10-41aa-4d0c-8f3b-6a1c52d70b01';
/** Roles that the approval step names: whoever holds one of them may decide. */
const approverRoles = ['Administrator', 'Power Users'];

/** Does this person hold a role that the approval step names? */
export function isApprover(world: World, user: User): boolean {
  return rolesOf(world, user).some((role) => approverRoles.includes(role.Name));
}

/** What an instance says of itself in each state; wording is a guess but for the states. */
const statusMessages = {
  waiting: 'Awaiting 1 more approval(s) from approval roles.',
  complete: 'Instance Complete.',
};

/** How the enrollment that an instance stands for went on at once. */
export type WorkflowStart = 'waits for approval' | 'issued' | 'left to the CA' | 'denied by the CA';

/** Files the instance of an enrollment that began at `at`, ms of the world's clock. `data` describes the request. */
export function startWorkflow(
  world: World,
  o: { how: WorkflowStart; requester: string; subject: string; data: Record<string, unknown>; at: number },
): WorkflowRow {
  const waits = o.how === 'waits for approval';
  const failed = o.how === 'denied by the CA';
  return world.workflows.put({
    Id: uuid(),
    referenceId: nextNumber(world, 'workflow') + 100,
    status: waits ? 'Suspended' : failed ? 'Failed' : 'Complete',
    statusMessage: waits
      ? statusMessages.waiting
      : failed
        ? `Step '${workflowSteps.enroll.uniqueName}' failed: the CA denied the request.`
        : statusMessages.complete,
    step: waits ? 'approval' : failed ? 'enroll' : 'end',
    needsApproval: waits,
    revocation: null,
    title: `${o.requester} is enrolling for a certificate with ${o.subject}.`,
    requester: o.requester,
    startedAt: o.at,
    modifiedAt: o.at,
    initialData: o.data,
    currentData: o.data,
  });
}

/**
 * Files the instance of a revocation that waits for approval since `at`, ms. Members of its data as documented for
 * revocations (vendor documentation, GET Workflow Instances Instance ID).
 */
export function startRevocation(world: World, order: RevocationOrder, row: CertificateRow, at: number): WorkflowRow {
  const data = {
    CertificateId: row.Id,
    SerialNumberString: row.serial,
    Thumbprint: row.thumbprint,
    RevokeCode: order.reason,
    EffectiveDate: new Date(order.effectiveAt ?? at).toISOString(),
    Comment: order.comment,
    Delegate: null,
    OperationStart: new Date(at).toISOString(),
  };
  return world.workflows.put({
    Id: uuid(),
    referenceId: nextNumber(world, 'workflow') + 100,
    status: 'Suspended',
    statusMessage: statusMessages.waiting,
    step: 'approval',
    needsApproval: true,
    revocation: order,
    title: `${order.requester} is revoking certificate with CN=${row.commonName}.`,
    requester: order.requester,
    startedAt: at,
    modifiedAt: at,
    initialData: data,
    currentData: data,
  });
}

/** Moves an instance on; `data` is added to what is known of it. Does nothing for one that is not there. */
export function updateWorkflow(
  world: World,
  id: string | null,
  o: { status: WorkflowStatus; message?: string; data?: Record<string, unknown>; at: number },
): void {
  const row = id === null ? undefined : world.workflows.get(id);
  if (row === undefined) return;
  world.workflows.put({
    ...row,
    status: o.status,
    statusMessage: o.message ?? (o.status === 'Complete' ? statusMessages.complete : row.statusMessage),
    step: o.status === 'Complete' ? 'end' : row.step,
    modifiedAt: o.at,
    currentData: { ...row.currentData, ...o.data },
  });
}

/** What a workflow knows of a certificate once it is there. */
export function issuedData(row: { Id: number; serial: string; thumbprint: string | null }): Record<string, unknown> {
  return {
    KeyfactorId: row.Id,
    SerialNumber: row.serial,
    Thumbprint: row.thumbprint,
    RequestDisposition: 'ISSUED',
  };
}
