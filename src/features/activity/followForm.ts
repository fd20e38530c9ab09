import * as z from 'zod/mini';
import type { KeptRequest } from '../../kept.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The number of a request, or the id of a workflow instance: only that one works in paths, its short number does not. */
export const followSchema = z.object({
  id: z.string().check(
    z.refine((text) => /^[1-9]\d{0,9}$/.test(text.trim()) || guid.test(text.trim()), {
      error: 'Enter the number of a request, such as 318, or the id of a workflow instance.',
    }),
  ),
});

export type FollowValues = z.infer<typeof followSchema>;

/** What an id that was typed is the id of. */
function idsOf(id: string): Pick<KeptRequest, 'requestId' | 'workflowInstanceId'> {
  const text = id.trim();
  return guid.test(text)
    ? { requestId: null, workflowInstanceId: text.toLowerCase() }
    : { requestId: Number(text), workflowInstanceId: null };
}

/** The request of a list that an id is of; undefined: none is. */
export function followedAlready<R extends Pick<KeptRequest, 'requestId' | 'workflowInstanceId'>>(
  id: string,
  requests: readonly R[],
): R | undefined {
  const { requestId, workflowInstanceId } = idsOf(id);
  return requests.find((each) =>
    requestId === null ? each.workflowInstanceId?.toLowerCase() === workflowInstanceId : each.requestId === requestId,
  );
}

/** A request of which only its id is known, as if it had been made here now. */
export function requestFromId(id: string, around: { server: string; user: string | null; now: Date }): KeptRequest {
  return {
    kind: 'other',
    server: around.server,
    user: around.user,
    sentAt: around.now.toISOString(),
    commonName: '',
    subject: '',
    source: '',
    authority: null,
    disposition: 'pending',
    ...idsOf(id),
    certificateId: null,
    workflowReference: null,
    stores: 0,
    sans: [],
    reason: '',
  };
}
