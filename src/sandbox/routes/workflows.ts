import { object, objectBody, requiredText, text } from '../bodyReaders.ts';
import { lackingRights } from '../gate.ts';
import {
  invalid,
  listReply,
  ModelRefusal,
  notFound,
  Refusal,
  type Call,
  type Field,
  type Reply,
  type Route,
} from '../http.ts';
import { isoSeconds } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { grantRequest, refuseRequest, undecided } from '../pending.ts';
import { may, permissions } from '../permissions.ts';
import type { WorkflowRow } from '../requestRows.ts';
import { grantRevocation, refuseRevocation } from '../revocation.ts';
import { approvalSignalId, isApprover, workflowDefinitions, workflowSteps } from '../workflowRecords.ts';

function definitionOf(row: WorkflowRow) {
  if (row.revocation !== null) return workflowDefinitions.revocation;
  return row.needsApproval ? workflowDefinitions.approval : workflowDefinitions.plain;
}

/** Query fields as documented for GET Workflow Instances. */
const fields: Record<string, Field<WorkflowRow>> = {
  DefinitionId: (row) => definitionOf(row).Id,
  Id: (row) => row.Id,
  InitiatingUserName: (row) => row.requester,
  LastModified: (row) => new Date(row.modifiedAt).toISOString(),
  ReferenceId: (row) => row.referenceId,
  StartDate: (row) => new Date(row.startedAt).toISOString(),
  Status: (row) => row.status,
  Title: (row) => row.title,
  WorkflowType: (row) => definitionOf(row).WorkflowType,
};

const sortFields: Record<string, Field<WorkflowRow>> = {
  ...fields,
  CurrentStepDisplayName: (row) => workflowSteps[row.step].displayName,
};

function summary(row: WorkflowRow) {
  const step = workflowSteps[row.step];
  return {
    Id: row.Id,
    Status: row.status,
    CurrentStepId: step.Id,
    StatusMessage: row.statusMessage,
    Definition: definitionOf(row),
    CurrentStepDisplayName: step.displayName,
    CurrentStepUniqueName: step.uniqueName,
    Title: row.title,
    LastModified: isoSeconds(row.modifiedAt),
    StartDate: isoSeconds(row.startedAt),
    ReferenceId: row.referenceId,
  };
}

function whole(row: WorkflowRow) {
  const signals =
    row.status === 'Suspended'
      ? [{ SignalName: 'ApprovalStatus', StepSignalId: approvalSignalId, SignalReceived: false }]
      : [];
  return { ...summary(row), Signals: signals, InitialData: row.initialData, CurrentStateData: row.currentData };
}

/** Waits for somebody, and this person may decide it. */
function isAssigned(call: Call, row: WorkflowRow): boolean {
  return row.status === 'Suspended' && isApprover(call.world, call.user);
}

function isMine(call: Call, row: WorkflowRow): boolean {
  return row.requester === call.user.login;
}

function list(shown: (call: Call, row: WorkflowRow) => boolean): (call: Call) => Reply {
  return (call) => {
    settle(call.world);
    const rows = call.world.workflows.all().filter((row) => shown(call, row));
    return listReply(call, rows, { fields, sortFields, defaultSort: 'CurrentStepDisplayName', render: summary });
  };
}

/** Only the GUID works here, not the reference number (vendor documentation, GET Workflow Instances Instance ID). */
function present(call: Call): WorkflowRow {
  settle(call.world);
  const id = (call.params['id'] ?? '').toLowerCase();
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) {
    throw new ModelRefusal({ instanceId: [`The value '${id}' is not valid.`] });
  }
  const row = call.world.workflows.get(id);
  if (row === undefined) throw notFound('Workflow instance', id);
  return row;
}

/** With the two lower rights only one's own and those that wait for oneself can be read (same page). */
function one(call: Call): Reply {
  const { world, user } = call;
  const row = present(call);
  const readable =
    may(world, user, permissions.workflowsRead) ||
    (may(world, user, permissions.workflowsReadMine) && isMine(call, row)) ||
    (may(world, user, permissions.workflowsReadAssigned) && isAssigned(call, row));
  if (!readable) throw lackingRights(world, user, [permissions.workflowsRead]);
  return { body: whole(row) };
}

/** What a suspended instance holds back: an enrollment or a revocation. */
interface Held {
  grant(at: number): void;
  refuse(o: { comment: string; message: string; at: number }): void;
}

function heldBy(call: Call, row: WorkflowRow): Held {
  const { world } = call;
  const { revocation } = row;
  const request = world.requests.all().find((each) => each.workflowId === row.Id);
  if (row.status === 'Suspended' && revocation !== null) {
    return {
      grant: (at) => grantRevocation(world, row, revocation, at),
      refuse: ({ message, at }) => refuseRevocation(world, row, message, at),
    };
  }
  if (row.status !== 'Suspended' || request === undefined || !undecided(request)) {
    throw invalid(`The workflow instance '${row.Id}' is not suspended (${row.status}).`);
  }
  return { grant: (at) => grantRequest(world, request, at), refuse: (o) => refuseRequest(world, request, o) };
}

/** `Data` of an approval: Approved is the text True or False (vendor documentation, POST Workflow Instances Signals). */
function readDecision(body: object): { approved: boolean; comment: string } {
  const data = object(body, 'Data') ?? {};
  const approved = requiredText(data, 'Approved', 'Data');
  if (!/^(true|false)$/i.test(approved)) throw invalid(`'${approved}' is not a valid value for Approved.`);
  return { approved: /^true$/i.test(approved), comment: text(data, 'Comment', 'Data') ?? '' };
}

function signal(call: Call): Reply {
  const { world, user } = call;
  const row = present(call);
  const body = objectBody(call.body);
  const key = requiredText(body, 'SignalKey');
  const decision = readDecision(body);
  const held = heldBy(call, row);
  const wanted = `${workflowSteps[row.step].uniqueName}.ApprovalStatus`;
  if (key.toLowerCase() !== wanted.toLowerCase()) {
    throw invalid(`The signal '${key}' is not expected at the current step. Expected: ${wanted}.`);
  }
  if (!isApprover(world, user)) {
    throw new Refusal(
      403,
      '0xA0140002',
      `The user '${user.login}' does not hold a security role that may send this signal.`,
    );
  }
  const at = call.now.getTime();
  if (decision.approved) held.grant(at);
  else {
    const said = decision.comment === '' ? '' : `: ${decision.comment}`;
    held.refuse({
      comment: decision.comment,
      message: `Step '${workflowSteps[row.step].uniqueName}' was denied by ${user.login}${said}`,
      at,
    });
  }
  return { status: 204 };
}

function stop(call: Call): Reply {
  const row = present(call);
  const held = heldBy(call, row);
  const message = `Rejected by ${call.user.login}.`;
  held.refuse({ comment: '', message, at: call.now.getTime() });
  return { status: 204 };
}

const reading = [permissions.workflowsRead, permissions.workflowsReadMine, permissions.workflowsReadAssigned];

export const workflowRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Workflow/Instances',
    prefix: 'instanceQuery',
    versions: '1.0',
    since: 11,
    permission: permissions.workflowsRead,
    handle: list(() => true),
  },
  {
    method: 'GET',
    path: '/Workflow/Instances/My',
    prefix: 'instanceQuery',
    versions: '1.0',
    since: 11,
    permission: permissions.workflowsReadMine,
    handle: list(isMine),
  },
  {
    method: 'GET',
    path: '/Workflow/Instances/AssignedToMe',
    prefix: 'instanceQuery',
    versions: '1.0',
    since: 11,
    permission: permissions.workflowsReadAssigned,
    handle: list(isAssigned),
  },
  {
    method: 'GET',
    path: '/Workflow/Instances/:id',
    versions: '1.0',
    since: 11,
    anyPermission: reading,
    handle: one,
  },
  // No right of its own: the role that the step names decides (vendor documentation, POST Workflow Instances Signals).
  { method: 'POST', path: '/Workflow/Instances/:id/Signals', versions: '1.0', since: 11, handle: signal },
  {
    method: 'POST',
    path: '/Workflow/Instances/:id/Stop',
    versions: '1.0',
    since: 11,
    permission: permissions.workflowsManage,
    handle: stop,
  },
];
