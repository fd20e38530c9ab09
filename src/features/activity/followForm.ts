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

/** A request of which only its id is known, as if it had been made here now. */
export function requestFromId(id: string, around: { server: string; user: string | null; now: Date }): KeptRequest {
  const text = id.trim();
  const byWorkflow = guid.test(text);
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
    requestId: byWorkflow ? null : Number(text),
    certificateId: null,
    workflowInstanceId: byWorkflow ? text.toLowerCase() : null,
    workflowReference: null,
    stores: 0,
    sans: [],
    reason: '',
  };
}
