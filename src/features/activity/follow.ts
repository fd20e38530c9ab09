import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { askRequest, isEnd, requestPollMs, requestState, type RequestState } from '../../api/requestState.ts';
import { serverQuery } from '../../api/server.ts';
import { asRequestId } from '../../domain/ids.ts';
import { updateRequest, type KeptRequest } from '../../kept.ts';
import { noteIssued, storesWords } from '../deploy/issuedLater.ts';
import { nameInTitle } from './approvalForm.ts';
import { decisionNote, missingRights } from './requestState.ts';

/** What was found out about a request at one time. */
export interface Followed {
  state: RequestState;
  /** What the caller may not read, in sentences. */
  missing: readonly string[];
  /** The name that the CA has, else the one in the workflow's title, else that title; empty where it is not known. */
  title: string;
}

/** Whether anything can be asked about a request: it waits, and one of its ids is known. */
export const canFollow = (request: KeptRequest): boolean =>
  request.disposition !== 'issued' &&
  request.disposition !== 'denied' &&
  (request.requestId !== null || request.workflowInstanceId !== null);

/**
 * Asks what became of a waiting request: its workflow, its certificate, the CA, each as far as the caller may. What is final
 * is kept, so that nobody asks again. A hidden tab does not ask.
 */
export function followQuery(request: KeptRequest) {
  const { requestId, workflowInstanceId, scope } = request;
  return queryOptions({
    queryKey: ['request', requestId, workflowInstanceId, scope],
    queryFn: async ({ client, signal }): Promise<Followed> => {
      const { abilities } = await client.ensureQueryData(serverQuery());
      const id = requestId === null ? null : asRequestId(requestId);
      const evidence = await askRequest({ requestId: id, workflowInstanceId, scope }, abilities.workflows, signal);
      const { workflow, authority } = evidence;
      const state = requestState(evidence);
      const named = authority?.kind === 'found' ? authority.value.commonName : '';
      if (state.kind === 'issued') noteIssued(request, state.certificateId, storesWords(request));
      if (state.kind === 'denied') {
        const ended = { certificateId: null, reason: state.words, carried: undefined };
        updateRequest(request, { disposition: 'denied', ...ended });
      }
      const sentence = workflow?.kind === 'found' ? workflow.value.title : '';
      const title = named || nameInTitle(sentence) || sentence;
      return { state, missing: missingRights(evidence), title };
    },
    refetchInterval: ({ state }) =>
      state.data !== undefined && isEnd(state.data.state)
        ? false
        : requestPollMs(
            state.dataUpdateCount + state.errorUpdateCount,
            state.data?.state.kind === 'waiting' && state.data.state.slow,
          ),
    staleTime: 5_000,
  });
}

/** Writes a decision that was taken here into its request where nothing that may be read says what became of it. */
export async function noteDecision(
  client: QueryClient,
  request: KeptRequest,
  approve: boolean,
  comment: string,
): Promise<void> {
  const seen = await client.fetchQuery({ ...followQuery(request), staleTime: 0 }).catch(() => null);
  if (seen?.state.kind === 'not known') updateRequest(request, decisionNote(approve, comment));
}
