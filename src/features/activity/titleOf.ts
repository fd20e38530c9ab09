import type { KeptRequest } from '../../kept.ts';

/** What a request is called in lists: its name, else what the workflow calls it, else its number. */
export function titleOf(
  request: Pick<KeptRequest, 'commonName' | 'subject' | 'requestId' | 'sans'>,
  workflowTitle = '',
): string {
  const named = request.commonName || request.subject || request.sans[0]?.value || workflowTitle;
  if (named !== '') return named;
  return request.requestId === null ? 'Request of a workflow' : `Request ${request.requestId}`;
}
