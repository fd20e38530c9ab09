import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { logicalName } from '../../../api/authorities.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { formatDn } from '../../../domain/dn.ts';
import { bothSpellings } from '../../../domain/idn.ts';
import { sanLabels } from '../../../domain/sans.ts';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { Time } from '../../../ui/Time.tsx';
import { answerOf, type Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { answerFacts } from './answerFacts.ts';
import { requesterQuery, requesterWords, unknownRequester } from './requester.ts';

/** What was asked for, while there is no certificate to compare it with. */
function askedFacts(sent: SentRequest): Fact[] {
  const subject = formatDn(sent.subject);
  const stores = sent.storeNames ?? [];
  const more = stores.length > 20 ? [`and ${formatCount(stores.length - 20)} more`] : [];
  return [
    { label: 'CA', value: sent.authority === null ? 'left to the server' : logicalName(sent.authority) },
    { label: 'Subject', value: subject, mono: true, ...(subject === '' ? {} : { copy: subject }) },
    {
      label: 'Alternative names',
      value: sent.sans.map((san) => `${bothSpellings(san)} (${sanLabels[san.kind]})`).join(', ') || 'none',
    },
    { label: 'Key', value: sent.key?.label ?? 'as the server decides' },
    ...(stores.length === 0 ? [] : [{ label: 'Stores', value: [...stores.slice(0, 20), ...more].join(', ') }]),
  ];
}

/** With what, by whom and when a request was made, as its receipt says it too. */
export function useSentFacts(outcome: Ended<SentRequest, Enrolled>): Fact[] {
  const { data, isPending } = useQuery(requesterQuery(outcome, useScope()));
  const { sent } = outcome;
  return [
    { label: 'Enrolled with', value: sent.source },
    { label: 'Requested by', value: isPending ? 'being asked …' : requesterWords(data ?? unknownRequester) },
    { label: 'Sent', value: <Time value={sent.startedAt} /> },
  ];
}

/** A request that made no certificate, as far as is known: its numbers, and what was asked for, by whom and when. */
export function AskedFor({ outcome }: { outcome: Ended<SentRequest, Enrolled> }): ReactElement {
  const answer = answerOf(outcome);
  const sentFacts = useSentFacts(outcome);
  return (
    <section aria-label="Request">
      <h2>Request</h2>
      <Facts
        items={[
          ...(answer ? answerFacts(answer) : []),
          ...sentFacts,
          ...(answer ? [{ label: 'Answered', value: <Time value={new Date(answer.answeredAtMs)} /> }] : []),
          ...askedFacts(outcome.sent),
        ]}
      />
    </section>
  );
}
