import { logicalName } from '../../../api/authorities.ts';
import { formatDn } from '../../../domain/dn.ts';
import { sanLabels } from '../../../domain/sans.ts';
import type { Fact } from '../../../ui/Facts.tsx';
import { Time } from '../../../ui/Time.tsx';
import type { SentRequest } from '../sent.ts';

/** What was asked for, while there is no certificate to compare it with. */
export function requestFacts(sent: SentRequest): Fact[] {
  const subject = formatDn(sent.subject);
  return [
    { label: 'Enrolled with', value: sent.source },
    { label: 'CA', value: sent.authority === null ? 'left to the server' : logicalName(sent.authority) },
    { label: 'Subject', value: subject, mono: true, ...(subject === '' ? {} : { copy: subject }) },
    {
      label: 'Alternative names',
      value: sent.sans.map((san) => `${san.value} (${sanLabels[san.kind]})`).join(', ') || 'none',
    },
    { label: 'Key', value: sent.key?.label ?? 'as the server decides' },
    { label: 'Sent', value: <Time value={sent.startedAt} /> },
  ];
}
