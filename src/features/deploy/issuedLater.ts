import { keptRequests, updateRequest, type KeptRequest } from '../../kept.ts';
import { keepDeployment } from './keptDeployments.ts';

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

/**
 * Writes that a certificate came of a request after its answer, and, once, the deployment of the stores that went with it. When
 * it was approved is not told, so that its jobs are looked for from the time of sending on.
 */
export function noteIssued(request: KeptRequest, certificateId: number, reason: string): void {
  const ended = { disposition: 'issued', certificateId, reason, carried: undefined, compare: undefined } as const;
  const before = updateRequest(request, ended);
  if (before?.carried === undefined) return;
  const { server, user, sentAt, commonName, scope, carried } = before;
  const { collectionId, containerId } = scope ?? { collectionId: null, containerId: null };
  keepDeployment({
    server,
    user,
    askedAt: sentAt,
    certificateId,
    commonName,
    collectionId,
    containerId,
    stores: carried,
  });
}

/**
 * The same for a page that knows the request by its number. `deploys`: what did not go with the request is left to that page,
 * so that nothing is said of it.
 */
export function noteIssuedByNumber(
  { server, requestId, certificateId }: { server: string; requestId: number; certificateId: number },
  deploys: boolean,
): void {
  const { requests } = keptRequests.read();
  const waiting = requests.filter((each) => each.server === server && each.requestId === requestId);
  for (const request of waiting.filter(({ disposition }) => disposition !== 'issued')) {
    noteIssued(request, certificateId, deploys && request.storesCarried !== true ? '' : storesWords(request));
  }
}
