import { logicalName } from '../../api/authorities.ts';
import type { Fact } from '../../ui/Facts.tsx';
import { Time } from '../../ui/Time.tsx';
import type { Waiting } from './approvalForm.ts';
import { useTemplateNames } from './useTemplateNames.ts';

/** What is known of something that waits for a decision, in its list and again where it is decided. */
export function useWaitingFacts(waiting: Waiting): Fact[] {
  const shortName = waiting.kind === 'authority' ? waiting.row.template : '';
  const names = useTemplateNames(shortName);
  const given = (label: string, value: string): Fact[] => (value === '' ? [] : [{ label, value }]);
  const since = (iso: string): Fact[] => (iso === '' ? [] : [{ label: 'Since', value: <Time value={iso} /> }]);
  if (waiting.kind === 'workflow') {
    const { workflowType, step, reference, startedAt } = waiting.row;
    const number = String(reference);
    return [
      ...given('Workflow', workflowType),
      ...given('Step', step),
      ...(reference === null ? [] : [{ label: 'Workflow reference', value: number, copy: number }]),
      ...since(startedAt),
    ];
  }
  const { subject, requester, template, authority, requestId, submittedAt } = waiting.row;
  return [
    ...given('Subject', subject),
    ...given('Requester', requester),
    ...given('Template', names?.template || template),
    ...given('CA', logicalName(authority)),
    { label: 'Request id', value: String(requestId), copy: String(requestId) },
    ...since(submittedAt),
  ];
}
