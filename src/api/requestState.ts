import type { CertificateId, RequestId } from '../domain/ids.ts';
import type { Scope } from '../domain/scope.ts';
import {
  type AtAuthority,
  certificateOfRequest,
  type Evidence,
  requestAtAuthority,
  workflowOfRequest,
  type WorkflowSeen,
} from './requests.ts';

/** What the calls that can be asked say about one request; null for a call that has nothing to ask for. */
export interface RequestEvidence {
  certificate: Evidence<CertificateId> | null;
  workflow: Evidence<WorkflowSeen> | null;
  authority: Evidence<AtAuthority> | null;
}

/** What became of a request. Only `issued` and `denied` are final. */
export type RequestState =
  | { kind: 'issued'; certificateId: CertificateId }
  | { kind: 'denied'; words: string }
  | { kind: 'waiting'; words: string; slow: boolean }
  | { kind: 'not known'; words: string };

const valueOf = <T>(evidence: Evidence<T> | null): T | null => (evidence?.kind === 'found' ? evidence.value : null);

const sentence = (text: string, said: string) => (said === '' ? text : `${text} The server says: ${said}`);

function ofWorkflow({ status, step, message, word }: WorkflowSeen): RequestState | null {
  const at = step === '' ? '' : ` at “${step}”`;
  switch (status) {
    case 'rejected':
      return { kind: 'denied', words: sentence(`The workflow rejected the request${at}.`, message) };
    case 'failed':
      // It may have failed after the CA had decided.
      return {
        kind: 'not known',
        words: sentence(`The workflow failed${at}. A certificate may exist all the same.`, message),
      };
    case 'suspended':
      return { kind: 'waiting', words: sentence(`The workflow waits for somebody${at}.`, message), slow: false };
    case 'running':
      return { kind: 'waiting', words: `The workflow is at work${at}.`, slow: false };
    case 'canceled for restart':
      return { kind: 'waiting', words: 'The workflow was stopped to be started again.', slow: false };
    case 'unknown':
      return {
        kind: 'waiting',
        words: sentence(`The workflow is in a state that is not known here: ${word}.`, message),
        slow: false,
      };
    default:
      return null;
  }
}

function ofAuthority({ state, word, comment }: AtAuthority): RequestState | null {
  if (state === 'denied') return { kind: 'denied', words: sentence('The CA denied the request.', comment) };
  if (state === 'pending')
    return { kind: 'waiting', words: 'The request waits for a decision at the CA.', slow: false };
  if (state === 'external validation') {
    return { kind: 'waiting', words: 'The CA checks the domain or the organization, which may take days.', slow: true };
  }
  return { kind: 'waiting', words: `The CA has the request in the state “${word}”.`, slow: false };
}

/** The certificate itself proves most, then a workflow that rejected, then the CA, then what else the workflow says. */
export function requestState({ certificate, workflow, authority }: RequestEvidence): RequestState {
  const certificateId = valueOf(certificate);
  if (certificateId !== null) return { kind: 'issued', certificateId };
  const seen = valueOf(workflow);
  const byWorkflow = seen && ofWorkflow(seen);
  if (byWorkflow?.kind === 'denied') return byWorkflow;
  const listed = valueOf(authority);
  const byAuthority = listed && ofAuthority(listed);
  const state = byAuthority ?? byWorkflow;
  if (state) return state;
  if (seen?.status === 'complete') {
    const words =
      certificate?.kind === 'not permitted'
        ? 'The workflow is complete. Whether a certificate came of it you may not see.'
        : 'The workflow is complete. No certificate of this request is to be seen yet.';
    return { kind: 'not known', words };
  }
  const hidden = [certificate, workflow, authority].some((each) => each?.kind === 'not permitted');
  return {
    kind: 'not known',
    words: hidden
      ? 'What you may read says nothing about this request.'
      : 'The server has neither a certificate of this request nor the request itself.',
  };
}

export const isEnd = (state: RequestState): boolean => state.kind === 'issued' || state.kind === 'denied';

/** Five seconds at first, twice as long each time, at most a minute; days of validation are asked for every five minutes. */
export const requestPollMs = (answers: number, slow: boolean): number =>
  slow ? 300_000 : Math.min(60_000, 5_000 * 2 ** Math.min(answers, 5));

/** What one request is asked for by. */
export interface RequestIds {
  requestId: RequestId | null;
  workflowInstanceId: string | null;
  /** The part of the certificates that the caller may read. */
  scope?: Scope | undefined;
}

/**
 * Asks for a waiting request: its workflow where the server has them, its certificate, the CA, each as far as the caller may.
 * Throws what `call` throws, but for rights and calls that are not there.
 */
export async function askRequest(
  { requestId, workflowInstanceId, scope }: RequestIds,
  hasWorkflows: boolean,
  signal: AbortSignal,
): Promise<RequestEvidence> {
  const [workflow, certificate] = await Promise.all([
    workflowInstanceId !== null && hasWorkflows ? workflowOfRequest(workflowInstanceId, signal) : null,
    requestId === null ? null : certificateOfRequest(requestId, signal, scope),
  ]);
  // What a workflow still holds, and what has its certificate, is not at the CA (vendor documentation, Workflow Certificates).
  const held = workflow?.kind === 'found' && !['complete', 'failed', 'unknown'].includes(workflow.value.status);
  const authority =
    requestId === null || held || certificate?.kind === 'found' ? null : await requestAtAuthority(requestId, signal);
  return { workflow, certificate, authority };
}
