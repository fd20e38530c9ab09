import type { AtAuthority, Evidence, WorkflowSeen } from '../../api/requests.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { KeptRequest } from '../../kept.ts';

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

/** What to do next about a request that is followed; empty where its words say it all. `hidden`: some of it may not be read. */
export function nextWords(state: RequestState, hidden: boolean): string {
  const ask = 'Ask somebody who may read them, with the numbers below, or whoever approves requests.';
  switch (state.kind) {
    case 'issued':
      return '';
    case 'denied':
      return 'Correct what was said, and enroll anew.';
    case 'waiting':
      return hidden ? ask : 'Nothing is left to do here. Whoever approves needs the numbers below.';
    default:
      return hidden
        ? ask
        : 'Look for its certificate in the list, or ask whoever runs the server, with the numbers below.';
  }
}

/**
 * What became of the planned stores of a request that was issued later than it was sent; empty where nothing is known. Its
 * password is gone with the page that sent it, and whether the five minutes for a deployment begin with the approval is not
 * published, so that the way that is open at any time is named (vendor documentation, POST Enrollment PFX Deploy).
 */
export function storesWords({ stores, storesCarried }: Pick<KeptRequest, 'stores' | 'storesCarried'>): string {
  if (stores === 0 || storesCarried === undefined) return '';
  const [planned, them] = stores === 1 ? ['The store of the plan', 'it'] : [`The ${stores} stores of the plan`, 'them'];
  return storesCarried
    ? `${planned} went with the request: the page of the certificate shows what becomes of ${them}.`
    : `${planned} did not go with the request: nothing was put into ${them}. If the template keeps keys, the certificate can be added on its page; otherwise that takes a new enrollment.`;
}

const rights: Readonly<Record<keyof RequestEvidence, string>> = {
  certificate: 'certificates',
  workflow: 'workflow instances',
  authority: 'requests that wait at a CA',
};

/** What the caller may not read, each with the permission that the server named. */
export function missingRights(evidence: RequestEvidence): string[] {
  return (['workflow', 'authority', 'certificate'] as const).flatMap((name) => {
    const each = evidence[name];
    if (each?.kind !== 'not permitted') return [];
    return `You may not read ${rights[name]}${each.permission === null ? '' : ` (${each.permission})`}.`;
  });
}
