import { updateRequest, type KeptRequest } from '../../kept.ts';
import { keepDeployment } from '../deploy/keptDeployments.ts';

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
