import { queryOptions } from '@tanstack/react-query';
import { certificateOfRequest, requestAtAuthority, workflowOfRequest } from '../../api/requests.ts';
import { serverQuery } from '../../api/server.ts';
import { asRequestId } from '../../domain/ids.ts';
import { updateRequest, type KeptRequest } from '../../kept.ts';
import { missingRights, requestState, storesWords, type RequestState } from './requestState.ts';

/** What was found out about a request at one time. */
export interface Followed {
  state: RequestState;
  /** What the caller may not read, in sentences. */
  missing: readonly string[];
  /** The workflow's own title, empty where it is not known. */
  title: string;
}

/** Whether anything can be asked about a request: it waits, and one of its ids is known. */
export const canFollow = (request: KeptRequest): boolean =>
  request.disposition !== 'issued' &&
  request.disposition !== 'denied' &&
  (request.requestId !== null || request.workflowInstanceId !== null);

const isFinal = (state: RequestState) => state.kind === 'issued' || state.kind === 'denied';

/** Five seconds at first, twice as long each time, at most a minute; days of validation are asked for every five minutes. */
export const pollMs = (answers: number, slow: boolean): number =>
  slow ? 300_000 : Math.min(60_000, 5_000 * 2 ** Math.min(answers, 5));

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
      const [workflow, certificate] = await Promise.all([
        workflowInstanceId !== null && abilities.workflows ? workflowOfRequest(workflowInstanceId, signal) : null,
        id === null ? null : certificateOfRequest(id, signal, scope),
      ]);
      // What a workflow still holds, and what has its certificate, is not at the CA (vendor documentation, Workflow Certificates).
      const held = workflow?.kind === 'found' && !['complete', 'failed', 'unknown'].includes(workflow.value.status);
      const authority =
        id === null || held || certificate?.kind === 'found' ? null : await requestAtAuthority(id, signal);
      const evidence = { workflow, certificate, authority };
      const state = requestState(evidence);
      const named = authority?.kind === 'found' ? authority.value.commonName : '';
      if (isFinal(state)) {
        updateRequest(request, {
          disposition: state.kind === 'issued' ? 'issued' : 'denied',
          certificateId: state.kind === 'issued' ? state.certificateId : null,
          reason: state.kind === 'denied' ? state.words : storesWords(request),
        });
      }
      const title = workflow?.kind === 'found' ? workflow.value.title : named;
      return { state, missing: missingRights(evidence), title };
    },
    refetchInterval: ({ state }) =>
      state.data !== undefined && isFinal(state.data.state)
        ? false
        : pollMs(
            state.dataUpdateCount + state.errorUpdateCount,
            state.data?.state.kind === 'waiting' && state.data.state.slow,
          ),
    staleTime: 5_000,
  });
}
