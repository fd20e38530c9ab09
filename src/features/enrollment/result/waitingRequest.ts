import { queryOptions } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../../api/client.ts';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { isEnd, requestPollMs, type RequestIds, type RequestState } from '../../../api/requestState.ts';
import { serverQuery } from '../../../api/server.ts';
import type { RequestId } from '../../../domain/ids.ts';
import type { Scope } from '../../../domain/scope.ts';
import type { Sending } from '../../deploy/deployments.ts';
import { noteIssuedByNumber } from '../../deploy/issuedLater.ts';
import type { SentPfx } from '../sent.ts';
import { askedWithRequest } from './storeAnswers.ts';

/** What this page last saw of a request, and when by the server's clock, ms. */
interface SeenRequest {
  state: RequestState;
  atMs: number;
}

/** A request that its page can deploy once it is approved. */
export type DeployableLater = RequestIds & { requestId: RequestId };

type Sent = Pick<SentPfx, 'post' | 'stores'> & { values: Pick<SentPfx['values'], 'replaces'> };

/** What did not go with a request, and is left to its page. */
const openParts = (sent: Sent) => ({
  deploy: sent.stores > 0 && !askedWithRequest(sent),
  replace: sent.values.replaces !== null,
});

/**
 * What a waiting request is asked for by where stores of its plan did not go with it, or it replaces another certificate in
 * its places, and the page still has the password;
 * null where there is nothing that this page could deploy.
 */
export function deployableLater(
  answer: Pick<PfxAnswer, 'disposition' | 'requestId' | 'workflowInstanceId'> | null,
  sent: Sent & Pick<SentPfx, 'password'>,
  scope: Scope,
): DeployableLater | null {
  if (answer?.disposition !== 'pending' && answer?.disposition !== 'external validation') return null;
  const { requestId, workflowInstanceId } = answer;
  if (requestId === null || sent.password === null) return null;
  const open = openParts(sent);
  if (!open.deploy && !open.replace) return null;
  return { requestId, workflowInstanceId, scope };
}

/**
 * Does a part of what is left to the page still lack a store that took it? An answer that tells no store may stand for some,
 * and where no store was asked for there is none to wait for.
 */
export function lacksDeployment(
  sent: Sent,
  sendings: readonly (Pick<Sending, 'what' | 'state' | 'accepted'> & { stores: readonly unknown[] })[],
): boolean {
  const took = sendings.filter(
    ({ state, accepted, stores }) => state === 'answered' && (accepted?.length !== 0 || stores.length === 0),
  );
  const open = openParts(sent);
  return (
    (open.deploy && !took.some(({ what }) => what === 'deploy' || what === 'add')) ||
    (open.replace && !took.some(({ what }) => what === 'replace'))
  );
}

/**
 * Is it certain that no store has got the certificate of an approved request? Those that went with it may have jobs, and an
 * answer under way or lost may have made some.
 */
export const isUnasked = (
  { carried = [] }: { carried?: readonly unknown[] },
  sendings: readonly Pick<Sending, 'state'>[],
): boolean => carried.length === 0 && sendings.every(({ state }) => state === 'refused' || state === 'held');

/**
 * Asks what became of a waiting request. An approval is noted with the stores that went with it, as Activity does: the page of
 * its certificate has to know of their jobs, though the answer never told them. Whoever follows it says how often.
 */
export const waitingRequestQuery = (ids: RequestIds | null) =>
  queryOptions({
    queryKey: ['waiting request', ids],
    queryFn: async ({ client, signal }): Promise<SeenRequest | null> => {
      if (ids === null) return null;
      const { askRequest, requestState } = await import('../../../api/requestState.ts');
      const { abilities } = await client.ensureQueryData(serverQuery());
      const state = requestState(await askRequest(ids, abilities.workflows, signal));
      if (state.kind === 'issued' && ids.requestId !== null) {
        const { certificateId } = state;
        noteIssuedByNumber({ server: serverAddress(), requestId: ids.requestId, certificateId }, true);
      }
      return { state, atMs: serverNow().getTime() };
    },
  });

/** The same, asked by itself until the request has come to an end: first after five seconds, then ever more rarely. */
export const followedRequestQuery = (ids: RequestIds) =>
  queryOptions({
    ...waitingRequestQuery(ids),
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
      const seen = data?.state;
      if (seen !== undefined && isEnd(seen)) return false;
      return requestPollMs(dataUpdateCount + errorUpdateCount, seen?.kind === 'waiting' && seen.slow);
    },
    // The end is seen once: the five minutes are counted from then.
    staleTime: ({ state }) => (state.data && isEnd(state.data.state) ? Infinity : 5_000),
  });
