import type { RequestEvidence, RequestState } from '../../api/requestState.ts';
import type { KeptRequest } from '../../kept.ts';

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
 * What a decision made here leaves in the list where nothing else of the request may be read; `comment`: what was said with it.
 * A denial ends it here, an approval may be one of several (UNCONFIRMED), so that it is followed on.
 */
export function decisionNote(approve: boolean, comment: string): Partial<KeptRequest> {
  const said = comment === '' ? '.' : `: ${comment}${/[.!?]$/.test(comment) ? '' : '.'}`;
  if (approve) return { reason: `Approved on this browser${said}` };
  const reason = `Denied on this browser${said} What the server made of it could not be read.`;
  return { disposition: 'denied', certificateId: null, carried: undefined, reason };
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
