import { issue, type IssueOrder } from './issuing.ts';
import { createJob } from './jobQueue.ts';
import type { RequestRow, WantedStore } from './storeRows.ts';
import { nextNumber, type World } from './world.ts';
import { stage } from './staging.ts';
import { whyNotAdd } from './storeChecks.ts';
import { findUser } from './users.ts';

/** A request `approved-later.…` is approved this long after it was made; ms of the world's clock. */
const approvalMs = 30_000;

/** Files a request that was not issued. `order` is what an approval would issue; null: nobody will approve it. */
export function fileRequest(
  world: World,
  request: {
    disposition: RequestRow['disposition'];
    subject: string;
    requester: string;
    order: IssueOrder | null;
    stores: WantedStore[];
    passwordHash: string | null;
  },
  at: number,
): RequestRow {
  const id = nextNumber(world, 'request') + 300;
  return world.requests.put({
    Id: id,
    disposition: request.disposition,
    subject: request.subject,
    requester: request.requester,
    submittedAt: at,
    approvedAt: request.order === null ? null : at + approvalMs,
    certificateId: null,
    order: request.order === null ? null : JSON.stringify({ ...request.order, requestId: id }),
    stores: request.stores,
    passwordHash: request.passwordHash,
  });
}

/** Issues what was approved by `at`, and creates the jobs its request asked for where the stores can take it. */
export function approveDue(world: World, at: number): void {
  for (const request of world.requests.all()) {
    if (request.approvedAt === null || request.approvedAt > at || request.order === null) continue;
    const order = JSON.parse(request.order) as IssueOrder;
    const row = issue(world, order, request.approvedAt);
    world.requests.put({ ...request, order: null, certificateId: row.Id });
    const user = findUser(request.requester);
    if (user !== undefined && request.passwordHash) {
      const { passwordHash } = request;
      stage(world, { certificateId: row.Id, requestId: request.Id, user, passwordHash }, request.approvedAt);
    }
    for (const wanted of request.stores) {
      const store = world.stores.get(wanted.storeId);
      if (store === undefined || user === undefined || whyNotAdd(world, user, wanted, true) !== null) continue;
      createJob(world, {
        kind: 'Add',
        store,
        certificateId: row.Id,
        alias: wanted.alias,
        overwrite: wanted.overwrite,
        includePrivateKey: true,
        parameters: wanted.parameters,
        requester: request.requester,
        startAt: null,
      });
    }
  }
}
