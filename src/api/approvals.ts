import * as z from 'zod/mini';
import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { asRequestId, type RequestId } from '../domain/ids.ts';
import { isSan, sanWords } from '../domain/sans.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { fetchAll } from './lists.ts';
import { evidence, type Evidence } from './requests.ts';
import { takes } from './rights.ts';
import { bool, int, listOf, loose, maybe, parseInstant, read, text } from './wire.ts';

/** A workflow instance that waits for somebody, or was started by the caller. Times are ISO text in UTC, empty where unknown. */
export interface InstanceRow {
  instanceId: string;
  /** The number that people are told; it opens nothing. */
  reference: number | null;
  title: string;
  status: string;
  message: string;
  step: string;
  /** First part of the signal that moves it on. */
  stepKey: string;
  workflowType: string;
  startedAt: string;
}

export const wireInstance = loose({
  Id: text,
  ReferenceId: maybe(int),
  Title: maybe(text),
  Status: maybe(z.unknown()),
  StatusMessage: maybe(text),
  CurrentStepDisplayName: maybe(text),
  CurrentStepUniqueName: maybe(text),
  Definition: maybe(loose({ WorkflowType: maybe(text) })),
  StartDate: maybe(text),
});

const isoOf = (value: string | null | undefined): string => parseInstant(value)?.toISOString() ?? '';

/** One row of the lists of workflow instances (vendor documentation, GET Workflow Instances). */
export function readInstance(row: z.infer<typeof wireInstance>): InstanceRow {
  const status = row.Status ?? '';
  return {
    instanceId: row.Id,
    reference: row.ReferenceId ?? null,
    title: row.Title ?? '',
    // What the numbers of some servers stand for is not published.
    status: typeof status === 'number' ? `status ${status}` : typeof status === 'string' ? status : '',
    message: row.StatusMessage ?? '',
    step: row.CurrentStepDisplayName ?? '',
    stepKey: row.CurrentStepUniqueName ?? '',
    workflowType: row.Definition?.WorkflowType ?? '',
    startedAt: isoOf(row.StartDate),
  };
}

const instances = (path: string) => (signal: AbortSignal) =>
  evidence(async () => (await fetchAll(path, {}, wireInstance, { prefix: 'instanceQuery', signal })).map(readInstance));

/** Every minute, unless the caller may not read it. */
const whileReadable = ({ state }: { state: { data?: Evidence<unknown> | undefined } }): number | false =>
  state.data === undefined || state.data.kind === 'found' ? 60_000 : false;

/** Workflow instances that wait for a role of the caller (`/workflows/instances/read/pending/`). */
export const assignedQuery = () =>
  queryOptions({
    queryKey: ['workflow instances', 'assigned'],
    queryFn: ({ signal }): Promise<Evidence<InstanceRow[]>> => instances('/Workflow/Instances/AssignedToMe')(signal),
    refetchInterval: whileReadable,
  });

/** Workflow instances that the caller started (`/workflows/instances/read/mine/`). */
export const myInstancesQuery = () =>
  queryOptions({
    queryKey: ['workflow instances', 'mine'],
    queryFn: ({ signal }): Promise<Evidence<InstanceRow[]>> => instances('/Workflow/Instances/My')(signal),
    staleTime: 30_000,
  });

/** What whoever decides has to know: the signals that an instance waits for, and what was asked for. */
export interface InstanceDetail {
  signals: readonly string[];
  /** Name and value of the members that are known to hold nothing secret. */
  asked: readonly { name: string; value: string }[];
}

const wireDetail = loose({
  Signals: listOf(loose({ SignalName: maybe(text), SignalReceived: maybe(bool) })),
  InitialData: maybe(z.unknown()),
});

// InitialData may hold secrets, so that only members documented as harmless are read (vendor documentation, GET Workflow
// Instances Instance ID).
const shownMembers: readonly (readonly [member: string, label: string])[] = [
  ['Subject', 'Subject'],
  ['SANs', 'Alternative names'],
  ['Template', 'Template'],
  // Not in the documented part of the members.
  ['EnrollmentPatternId', 'Enrollment pattern id'],
  ['CertificateAuthority', 'CA'],
  ['CertificateId', 'Certificate id'],
  ['SerialNumberString', 'Serial number'],
  ['Thumbprint', 'Thumbprint'],
  ['RevokeCode', 'Reason code'],
  ['EffectiveDate', 'Effective date'],
  ['Comment', 'Comment'],
];

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, each]) => [name, plain(each)] as const)
    .filter(([, each]) => each !== '')
    .map(([name, each]) => `${name}: ${each}`)
    .join('; ');
}

/** Alternative names by their kinds; what is written in another way stays as it is, since the form is UNCONFIRMED. */
function sansText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return plain(value);
  const names = Object.entries(value).flatMap(([kind, values]) =>
    (Array.isArray(values) ? values.map(plain) : [plain(values)])
      .filter((name) => name !== '')
      .map((name) => ({ kind: kind.toLowerCase(), value: name })),
  );
  return names.map((name) => (isSan(name) ? sanWords(name) : `${name.kind}: ${name.value}`)).join(', ');
}

/** One instance as its decider needs it. */
export function readInstanceDetail(body: unknown): InstanceDetail {
  const wire = read(wireDetail, body, 'the workflow instance');
  const data = new Map(
    Object.entries(typeof wire.InitialData === 'object' && wire.InitialData !== null ? wire.InitialData : {}),
  );
  return {
    signals: wire.Signals.filter((signal) => signal.SignalReceived !== true).flatMap(({ SignalName }) =>
      SignalName ? [SignalName] : [],
    ),
    asked: shownMembers.flatMap(([member, label]) => {
      const value = member === 'SANs' ? sansText(data.get(member)) : plain(data.get(member));
      return value === '' ? [] : [{ name: label, value }];
    }),
  };
}

/** GET Workflow/Instances/{guid}, for the one who decides. */
export const instanceDetailQuery = (instanceId: string) =>
  queryOptions({
    queryKey: ['workflow instance', instanceId],
    queryFn: async ({ signal }) =>
      readInstanceDetail((await call(`/Workflow/Instances/${encodeURIComponent(instanceId)}`, { signal })).body),
    staleTime: 30_000,
  });

/** A request that waits for a manager of its CA. */
export interface WaitingAtCa {
  requestId: RequestId;
  commonName: string;
  subject: string;
  requester: string;
  template: string;
  authority: string;
  submittedAt: string;
}

const wireWaiting = loose({
  Id: int,
  CommonName: maybe(text),
  DistinguishedName: maybe(text),
  Requester: maybe(text),
  Template: maybe(text),
  CertificateAuthority: maybe(text),
  SubmissionDate: maybe(text),
});

/** One row of GET Workflow/Certificates/Pending. */
export const readWaiting = (row: z.infer<typeof wireWaiting>): WaitingAtCa => ({
  requestId: asRequestId(row.Id),
  commonName: row.CommonName ?? '',
  subject: row.DistinguishedName ?? '',
  requester: row.Requester ?? '',
  template: row.Template ?? '',
  authority: row.CertificateAuthority ?? '',
  submittedAt: isoOf(row.SubmissionDate),
});

/** Requests that wait at a CA (`/monitoring/alerts/read/`); those that a workflow holds are not among them. */
export const waitingAtCaQuery = () =>
  queryOptions({
    queryKey: ['requests at the CA'],
    queryFn: ({ signal }): Promise<Evidence<WaitingAtCa[]>> =>
      evidence(async () =>
        (await fetchAll('/Workflow/Certificates/Pending', {}, wireWaiting, { prefix: 'pagedQuery', signal })).map(
          readWaiting,
        ),
      ),
    refetchInterval: whileReadable,
  });

/** A decision as it is sent, once. */
export type Decision = { approve: boolean; comment: string } & (
  | { instanceId: string; signalKey: string }
  | { requestId: RequestId }
);

const wireItem = loose({ KeyfactorRequestId: maybe(int), Comment: maybe(text) });
const wireDecided = loose({ Failures: listOf(wireItem), Denials: listOf(wireItem), Successes: listOf(wireItem) });

/** What came of a decision: `done`, or why the CA did not take it; a refusal at a CA answers 200. */
export type Decided = { kind: 'done' } | { kind: 'not taken'; words: string };

/** The answer of Approve and Deny about one request (vendor documentation, POST Workflow Certificates Approve). */
export function readDecided(body: unknown): Decided {
  const wire = read(wireDecided, body, 'the answer to the decision', { afterWrite: true });
  if (wire.Successes.length > 0) return { kind: 'done' };
  const others = [...wire.Denials, ...wire.Failures];
  if (others.length === 0) {
    const reasons = ['Successes, Denials, Failures: the request is in none of them'];
    throw new ApiError({ kind: 'unreadable', outcomeUnknown: true, reasons });
  }
  const words = others.map((item) => item.Comment ?? '').find((each) => each !== '');
  return { kind: 'not taken', words: words ?? 'The server gives no reason.' };
}

async function send(decision: Decision): Promise<Decided> {
  const { approve, comment } = decision;
  if ('instanceId' in decision) {
    // "Approved" is text, not a boolean (vendor documentation, POST Workflow Instances Signals).
    const body = { SignalKey: decision.signalKey, Data: { Approved: approve ? 'True' : 'False', Comment: comment } };
    await call(`/Workflow/Instances/${encodeURIComponent(decision.instanceId)}/Signals`, { method: 'POST', body });
    return { kind: 'done' };
  }
  const answer = approve
    ? await call('/Workflow/Certificates/Approve', { method: 'POST', body: [decision.requestId] })
    : await call('/Workflow/Certificates/Deny', {
        method: 'POST',
        body: { Comment: comment, CertificateRequestIds: [decision.requestId] },
      });
  return readDecided(answer.body);
}

/**
 * Approves or denies one request, in a workflow or at its CA. Sent once; what waits is read again whatever came. At a CA
 * that takes a right; for a step of a workflow the role that it names (vendor documentation, POST Workflow Certificates
 * Deny and POST Workflow Instances Signals).
 */
export function decide(where: 'workflow' | 'authority') {
  return mutationOptions({
    ...(where === 'authority' && { meta: takes('decideAtCa') }),
    mutationFn: (decision: Decision) => send(decision),
    onSettled: (_decided, _error, _decision, _kept, { client }) =>
      Promise.all(
        [['workflow instances'], ['requests at the CA'], ['request'], ['certificates']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    retry: false,
    gcTime: 0,
  });
}
