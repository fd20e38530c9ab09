import { asCertificateId, type CertificateId, type RequestId } from '../domain/ids.ts';
import { noScope, type Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { fetchPage } from './lists.ts';
import { scopeQuery } from './scope.ts';
import { enumNumber, int, loose, maybe, numberOrName, parseInstant, read, text } from './wire.ts';

/** What one call says about a request; `absent` also where this server does not have the call. */
export type Evidence<T> =
  | { kind: 'found'; value: T }
  | { kind: 'absent' }
  /** `permission` in the server's spelling, null where it names none. */
  | { kind: 'not permitted'; permission: string | null };

/** What asking gives: null counts as absent, and so does a call that the server does not have. Other failures are thrown. */
export async function evidence<T>(ask: () => Promise<T | null>): Promise<Evidence<T>> {
  try {
    const value = await ask();
    return value === null ? { kind: 'absent' } : { kind: 'found', value };
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'http') {
      if (error.status === 403) return { kind: 'not permitted', permission: error.missingPermission };
      if ([404, 405, 501].includes(error.status ?? 0)) return { kind: 'absent' };
    }
    throw error;
  }
}

/** States of a workflow instance (vendor documentation, GET Workflow Instances). */
export type WorkflowStatus =
  | 'running'
  | 'suspended'
  | 'complete'
  | 'failed'
  | 'rejected'
  | 'canceled for restart'
  | 'unknown';

export interface WorkflowSeen {
  status: WorkflowStatus;
  /** The server's own word, "status 4" for a number. */
  word: string;
  message: string;
  step: string;
  title: string;
  /** ISO text in UTC, empty where the server says nothing. */
  changedAt: string;
}

const statuses: Readonly<Record<string, WorkflowStatus>> = {
  RUNNING: 'running',
  SUSPENDED: 'suspended',
  COMPLETE: 'complete',
  FAILED: 'failed',
  REJECTED: 'rejected',
  CANCELEDFORRESTART: 'canceled for restart',
};

const wireInstance = loose({
  Status: maybe(numberOrName),
  StatusMessage: maybe(text),
  CurrentStepDisplayName: maybe(text),
  Title: maybe(text),
  LastModified: maybe(text),
});

/** One workflow instance. What the numbers of some servers stand for is not published, so that they stay unknown. */
export function readWorkflow(body: unknown): WorkflowSeen {
  const wire = read(wireInstance, body, 'the workflow instance');
  const word = typeof wire.Status === 'number' ? `status ${wire.Status}` : (wire.Status ?? '');
  return {
    status: statuses[word.toUpperCase().replaceAll(/[^A-Z]/g, '')] ?? 'unknown',
    word,
    message: wire.StatusMessage ?? '',
    step: wire.CurrentStepDisplayName ?? '',
    title: wire.Title ?? '',
    changedAt: parseInstant(wire.LastModified)?.toISOString() ?? '',
  };
}

/** GET Workflow/Instances/{guid}: needs a right to read instances, one's own at least. */
export function workflowOfRequest(instanceId: string, signal: AbortSignal): Promise<Evidence<WorkflowSeen>> {
  return evidence(async () =>
    readWorkflow((await call(`/Workflow/Instances/${encodeURIComponent(instanceId)}`, { signal })).body),
  );
}

export interface AtAuthority {
  state: 'pending' | 'denied' | 'external validation' | 'other';
  /** The server's own word. */
  word: string;
  commonName: string;
  /** The account that asked, empty where the server says nothing. */
  requester: string;
  comment: string;
}

const wireRequest = loose({
  State: maybe(int),
  StateString: maybe(text),
  CommonName: maybe(text),
  Requester: maybe(text),
  DenialComment: maybe(text),
});

/** A certificate request as the CA knows it. The name counts; the numbers are those of certificate states, as far as known. */
export function readAtAuthority(body: unknown): AtAuthority {
  const wire = read(wireRequest, body, 'the certificate request');
  const word = (wire.StateString ?? '').replace(/ \(\d+\)$/, '');
  const names = { DENIED: 3, FAILED: 4, PENDING: 5, EXTERNALVALIDATION: 8 };
  const number = enumNumber(word.toUpperCase().replaceAll(/[^A-Z]/g, ''), names) ?? wire.State ?? 0;
  const states: Readonly<Record<number, AtAuthority['state']>> = {
    3: 'denied',
    4: 'denied',
    5: 'pending',
    8: 'external validation',
  };
  return {
    state: states[number] ?? 'other',
    word: word === '' ? `state ${number}` : word,
    commonName: wire.CommonName ?? '',
    requester: wire.Requester ?? '',
    comment: wire.DenialComment ?? '',
  };
}

/** GET Workflow/Certificates/{id}: requests that wait at a CA or were denied there. Needs the right to read alerts. */
export function requestAtAuthority(requestId: RequestId, signal: AbortSignal): Promise<Evidence<AtAuthority>> {
  return evidence(async () => readAtAuthority((await call(`/Workflow/Certificates/${requestId}`, { signal })).body));
}

/** The certificate that came of a request; its id is another number than the request's. Needs the right to read certificates. */
export function certificateOfRequest(
  requestId: RequestId,
  signal: AbortSignal,
  scope: Scope = noScope,
): Promise<Evidence<CertificateId>> {
  return evidence(async () => {
    const page = await fetchPage(
      '/Certificates',
      1,
      { queryString: `CertRequestId -eq ${requestId}`, pageSize: 1 },
      loose({ Id: int }),
      { query: { includeRevoked: true, includeExpired: true, ...scopeQuery(scope) }, signal },
    );
    const [row] = page.rows;
    return row ? asCertificateId(row.Id) : null;
  });
}
