import { issue, type IssueOrder } from './issuing.ts';
import { createJob } from './jobQueue.ts';
import type { RequestRow } from './requestRows.ts';
import type { CertificateRow } from './storeRows.ts';
import { nextNumber, type World } from './world.ts';
import { stage } from './staging.ts';
import { whyNotAdd } from './storeChecks.ts';
import { findUser } from './users.ts';
import { updateWorkflow, issuedData } from './workflowRecords.ts';

/** Files a request that was not issued; what an approval issues of it (`order`) names the request from now on. */
export function fileRequest(
  world: World,
  request: Omit<RequestRow, 'Id' | 'order' | 'certificateId' | 'denialComment'> & { order: IssueOrder | null },
): RequestRow {
  const id = nextNumber(world, 'request') + 300;
  const { order } = request;
  return world.requests.put({
    ...request,
    Id: id,
    certificateId: null,
    denialComment: null,
    order: order === null ? null : JSON.stringify({ ...order, requestId: id }),
  });
}

/** Is there still somebody to decide this request? */
export function undecided(request: RequestRow): boolean {
  return request.order !== null && (request.disposition === 'PENDING' || request.disposition === 'EXTERNAL_VALIDATION');
}

function deliverRequested(world: World, request: RequestRow, certificateId: number): void {
  const user = findUser(request.requester);
  for (const wanted of request.stores) {
    const store = world.stores.get(wanted.storeId);
    if (store === undefined || user === undefined || whyNotAdd(world, user, wanted, true) !== null) continue;
    createJob(world, {
      kind: 'Add',
      store,
      certificateId,
      alias: wanted.alias,
      overwrite: wanted.overwrite,
      includePrivateKey: true,
      parameters: wanted.parameters,
      requester: request.requester,
      startAt: null,
    });
  }
}

/**
 * Issues a request that somebody approved at `at` (ms), and creates the jobs it asked for where the stores can take it.
 * Null: nobody can approve it (any more).
 */
export function grantRequest(world: World, request: RequestRow, at: number): CertificateRow | null {
  if (request.order === null || !undecided(request)) return null;
  const row = issue(world, JSON.parse(request.order) as IssueOrder, at);
  world.requests.put({ ...request, disposition: 'ISSUED', order: null, certificateId: row.Id });
  if (request.decidedBy === 'workflow') {
    updateWorkflow(world, request.workflowId, { status: 'Complete', data: issuedData(row), at });
  }
  const user = findUser(request.requester);
  if (user !== undefined && request.passwordHash) {
    const { passwordHash } = request;
    stage(world, { certificateId: row.Id, requestId: request.Id, user, passwordHash }, at);
  }
  deliverRequested(world, request, row.Id);
  return row;
}

/** Ends a request without a certificate at `at` (ms). `comment`: what the person who denied it said. */
export function refuseRequest(
  world: World,
  request: RequestRow,
  o: { comment: string; message: string; at: number },
): void {
  world.requests.put({ ...request, disposition: 'DENIED', order: null, denialComment: o.comment });
  if (request.decidedBy === 'ca') return;
  updateWorkflow(world, request.workflowId, {
    status: 'Rejected',
    message: o.message,
    data: { RequestDisposition: 'DENIED', DispositionMessage: o.message },
    at: o.at,
  });
}

/** Issues what the clock approved by `at`, ms. */
export function approveDue(world: World, at: number): void {
  for (const request of world.requests.all()) {
    if (request.approvedAt === null || request.approvedAt > at) continue;
    grantRequest(world, request, request.approvedAt);
  }
}
