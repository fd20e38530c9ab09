import { queryOptions } from '@tanstack/react-query';
import { certificateQuery } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { requestAtAuthority, workflowOfRequest } from '../../../api/requests.ts';
import { meQuery, serverQuery } from '../../../api/server.ts';
import type { Scope } from '../../../domain/scope.ts';
import { answerOf, type Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';

/** Who made a request, as the server tells. */
export interface Requester {
  /** Null: nothing that this person may read names one. */
  name: string | null;
  /** Where the name stands, or what is said in its place; empty for the sign-in itself. */
  told: string;
}

/** What the server says of whoever made a request; empty where it says nothing. */
interface Said {
  /** Of its caller. */
  user: string | null;
  /** The roles of its caller; null: not known. */
  roles: readonly string[] | null;
  /** The requester of the certificate that came as the answer. */
  certificate: string;
  /** The requester of the request that waits at its CA. */
  authority: string;
  /** The title of the workflow that holds the request: words that name somebody. */
  workflow: string;
}

/** The requester out of what the server says: its caller, else as a certificate or a CA names one, else nobody but the roles of the sign-in. */
export function requesterOf({ user, roles, certificate, authority, workflow }: Said): Requester {
  if (user !== null && user !== '') return { name: user, told: '' };
  if (certificate !== '') return { name: certificate, told: 'as the certificate says' };
  if (authority !== '') return { name: authority, told: 'as the request at the CA says' };
  // No member of a workflow instance is documented to name who started it.
  if (workflow !== '') return { name: null, told: `${notTold}; its workflow says “${workflow}”` };
  if (roles === null || roles.length === 0) return { name: null, told: notTold };
  const held = `${roles.length === 1 ? 'role' : 'roles'} ${roles.join(', ')}`;
  return { name: null, told: `${notTold}; signed in with the ${held}` };
}

const notTold = 'not told by the server';

/** The requester as one line. */
export const requesterWords = ({ name, told }: Requester): string =>
  name === null ? told : told === '' ? name : `${name} (${told})`;

async function saidOfWaiting(
  { requestId, workflowInstanceId }: Enrolled,
  workflows: boolean,
  signal: AbortSignal,
): Promise<Pick<Said, 'authority' | 'workflow'>> {
  const held = workflowInstanceId === null || !workflows ? null : await workflowOfRequest(workflowInstanceId, signal);
  // What a workflow holds is not at the CA (vendor documentation, Workflow Certificates).
  if (held?.kind === 'found') return { authority: '', workflow: held.value.title };
  const listed = requestId === null ? null : await requestAtAuthority(requestId, signal);
  return { authority: listed?.kind === 'found' ? listed.value.requester : '', workflow: '' };
}

const nothing = { certificate: '', authority: '', workflow: '' };

/** Asks who made a request where the server does not name its caller: the certificate, the workflow, or the CA says. */
export function requesterQuery(outcome: Ended<SentRequest, Enrolled>, scope: Scope) {
  const answer = answerOf(outcome);
  // A certificate that was searched for may be another person's.
  const own = outcome.kind === 'answered' && !outcome.adopted;
  return queryOptions({
    queryKey: ['requester', outcome.sent.startedAt.getTime(), own, answer?.certificateId, answer?.requestId, scope],
    queryFn: async ({ client, signal }): Promise<Requester> => {
      const { name: user, roles } = await client.ensureQueryData(meQuery());
      if (user !== null || answer === null || !own) return requesterOf({ ...nothing, user, roles });
      if (answer.certificateId !== null) {
        const record = await client.ensureQueryData(certificateQuery(answer.certificateId, scope));
        return requesterOf({ ...nothing, user, roles, certificate: record.requesterName });
      }
      if (answer.disposition === 'denied') return requesterOf({ ...nothing, user, roles });
      const { abilities } = await client.ensureQueryData(serverQuery());
      return requesterOf({ ...nothing, user, roles, ...(await saidOfWaiting(answer, abilities.workflows, signal)) });
    },
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** What is known without asking, and when asking has failed. */
export const unknownRequester: Requester = { name: null, told: notTold };
