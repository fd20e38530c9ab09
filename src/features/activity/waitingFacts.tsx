import type { Fact } from '../../ui/Facts.tsx';
import { Time } from '../../ui/Time.tsx';
import type { Waiting } from './approvalForm.ts';

/** What is known of something that waits for a decision, in its list and again where it is decided. */
export function waitingFacts(waiting: Waiting): Fact[] {
  const given = (label: string, value: string): Fact[] => (value === '' ? [] : [{ label, value }]);
  const since = (iso: string): Fact[] => (iso === '' ? [] : [{ label: 'Since', value: <Time value={iso} /> }]);
  if (waiting.kind === 'workflow') {
    const { workflowType, step, reference, startedAt } = waiting.row;
    return [
      ...given('Workflow', workflowType),
      ...given('Step', step),
      ...(reference === null ? [] : [{ label: 'Reference', value: String(reference), copy: String(reference) }]),
      ...since(startedAt),
    ];
  }
  const { subject, requester, template, authority, requestId, submittedAt } = waiting.row;
  return [
    ...given('Subject', subject),
    ...given('Requester', requester),
    ...given('Template', template),
    ...given('CA', authority),
    { label: 'Request id', value: String(requestId), copy: String(requestId) },
    ...since(submittedAt),
  ];
}
