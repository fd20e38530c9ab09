import { authorityName } from './companyRows.ts';
import type { Judged } from './enrollment.ts';
import type { Call } from './http.ts';
import type { IssueOrder } from './issuing.ts';
import { fileRequest } from './pending.ts';
import { hashPassword } from './pki/crypto.ts';
import { formatDn } from './pki/names.ts';
import { keyFacts } from './pki/signatures.ts';
import type { RequestRow, WorkflowRow } from './requestRows.ts';
import type { CertificateRow, WantedStore } from './storeRows.ts';
import { updateWorkflow, issuedData, startWorkflow, type WorkflowStart } from './workflowRecords.ts';

/** Why a request is not issued at once, who decides it, and when that happens by itself (ms later; null: never). */
interface Held {
  disposition: 'PENDING' | 'EXTERNAL_VALIDATION' | 'DENIED';
  decidedBy: RequestRow['decidedBy'];
  afterMs: number | null;
}

const approvalMs = 30_000;
const validationMs = 3 * 86_400_000;

const messages: Record<Held['disposition'], string> = {
  PENDING: 'The request is waiting for approval.',
  EXTERNAL_VALIDATION: 'The request is being processed by the CA.',
  DENIED: 'The request was denied by policy.',
};

/**
 * Requests that are not issued at once: a template that requires approval (an approver agrees after a while), and
 * common names that begin with `approved-later.`, `pending.`, `manager.`, `external.` or `denied.`.
 */
export function heldBack(judged: Judged): Held | null {
  const name = judged.commonName.toLowerCase();
  if (name.startsWith('pending.')) return { disposition: 'PENDING', decidedBy: 'workflow', afterMs: null };
  if (name.startsWith('manager.')) return { disposition: 'PENDING', decidedBy: 'ca', afterMs: null };
  if (name.startsWith('denied.')) return { disposition: 'DENIED', decidedBy: 'ca', afterMs: null };
  if (name.startsWith('external.')) {
    return { disposition: 'EXTERNAL_VALIDATION', decidedBy: 'ca', afterMs: validationMs };
  }
  const asks = name.startsWith('approved-later.') || judged.target.template?.RequiresApproval === true;
  return asks ? { disposition: 'PENDING', decidedBy: 'workflow', afterMs: approvalMs } : null;
}

/** What a workflow instance says about the request; the documentation names some members and no complete list. */
function describe(judged: Judged): Record<string, unknown> {
  const { template, pattern, authority } = judged.target;
  const kinds = [...new Set(judged.sans.map((san) => san.kind))];
  const values = (kind: string) => judged.sans.filter((san) => san.kind === kind).map((san) => san.value);
  return {
    Subject: formatDn(judged.subject),
    SANs: Object.fromEntries(kinds.map((kind) => [kind, values(kind)])),
    Template: template?.CommonName ?? null,
    EnrollmentPatternId: pattern?.Id ?? null,
    CertificateAuthority: authorityName(authority),
    Metadata: judged.metadata,
    OwnerRoleName: judged.owner.name,
    AdditionalAttributes: {},
  };
}

/** The ids of an instance as enrollment answers write them; none on 10.x, which does not send them. */
function idsOf(row: WorkflowRow | null): Record<string, unknown> {
  return row === null ? {} : { WorkflowInstanceId: row.Id, WorkflowReferenceId: row.referenceId };
}

function begin(call: Call, judged: Judged, how: WorkflowStart): WorkflowRow | null {
  if (call.world.profile.major < 11) return null;
  return startWorkflow(call.world, {
    how,
    requester: call.user.login,
    subject: formatDn(judged.subject),
    data: describe(judged),
    at: call.now.getTime(),
  });
}

/** The workflow members of the answer to an enrollment that was issued at once; files its instance. */
export function workflowOfIssued(call: Call, judged: Judged, row: CertificateRow): Record<string, unknown> {
  const workflow = begin(call, judged, 'issued');
  updateWorkflow(call.world, workflow?.Id ?? null, {
    status: 'Complete',
    data: { ...issuedData(row), KeyfactorRequestId: 0 },
    at: call.now.getTime(),
  });
  return idsOf(workflow);
}

function startOf(held: Held): WorkflowStart {
  if (held.disposition === 'DENIED') return 'denied by the CA';
  return held.decidedBy === 'workflow' ? 'waits for approval' : 'left to the CA';
}

/**
 * Files a request that is held back, with its workflow instance (`workflow`: the members for the answer). 10.x has the
 * CA's own approval only. `password`: that of the PFX, kept as a hash only; null where there is none.
 */
export function hold(
  call: Call,
  judged: Judged,
  held: Held,
  order: IssueOrder,
  delivery: { stores: WantedStore[]; password: string | null },
): RequestRow & { message: string; workflow: Record<string, unknown> } {
  const { world } = call;
  const at = call.now.getTime();
  const key = keyFacts(Buffer.from(order.spki, 'base64'));
  const workflow = begin(call, judged, startOf(held));
  const row = fileRequest(world, {
    disposition: held.disposition,
    decidedBy: workflow === null ? 'ca' : held.decidedBy,
    subject: formatDn(judged.subject),
    commonName: judged.commonName,
    sans: judged.sans.map(({ kind, value }) => ({ kind, value })),
    requester: call.user.login,
    submittedAt: at,
    approvedAt: held.afterMs === null ? null : at + held.afterMs,
    order: held.disposition === 'DENIED' ? null : order,
    stores: delivery.stores,
    passwordHash: delivery.password === null ? null : hashPassword(delivery.password),
    workflowId: workflow?.Id ?? null,
    authorityId: judged.target.authority.Id,
    templateId: judged.target.template?.Id ?? null,
    keyBits: key.bits,
    curve: key.curve ?? null,
    metadata: judged.metadata,
  });
  const message = messages[held.disposition];
  if (workflow !== null) {
    const data = { KeyfactorRequestId: row.Id, RequestDisposition: held.disposition, DispositionMessage: message };
    updateWorkflow(world, workflow.Id, { status: workflow.status, data, at });
  }
  return { ...row, message, workflow: idsOf(workflow) };
}
