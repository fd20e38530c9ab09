import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement, type ReactNode } from 'react';
import { explain } from '../../api/errors.ts';
import { forgetRequest, type KeptRequest } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { StatusMark, type StatusKind } from '../../ui/StatusMark.tsx';
import { Time } from '../../ui/Time.tsx';
import { canFollow, followQuery } from './follow.ts';
import { IssuedDownload } from './IssuedDownload.tsx';
import { LostAnswer } from './LostAnswer.tsx';
import { nextWords } from './requestState.ts';
import { titleOf } from './titleOf.ts';

/** One request in a list of them. */
export const RequestCard = styled('li')(({ theme }) => ({
  padding: '12px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& h3': { margin: 0, fontSize: '1rem', lineHeight: '24px', overflowWrap: 'anywhere' },
  '& p': { margin: '4px 0' },
  '& dl': { margin: '4px 0 8px' },
}));
const kinds = { pfx: 'PFX', csr: 'CSR' } as const;
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 });

function factsOf(request: KeptRequest): Fact[] {
  const { source, authority, requestId, certificateId, workflowInstanceId, workflowReference, stores } = request;
  const given = (label: string, value: string | number | null, copy = true): Fact[] =>
    value === null || value === ''
      ? []
      : [{ label, value: String(value), mono: copy, ...(copy ? { copy: String(value) } : {}) }];
  return [
    ...given('Enrolled with', source, false),
    ...given('CA', authority),
    { label: request.kind === 'other' ? 'Followed since' : 'Sent', value: <Time value={request.sentAt} /> },
    ...given('Request id', requestId),
    ...given('Certificate id', certificateId),
    ...given('Workflow reference', workflowReference),
    ...given('Workflow instance id', workflowInstanceId),
    ...given('Stores asked for', stores === 0 ? null : stores, false),
  ];
}

const decided: Readonly<Record<KeptRequest['disposition'], { kind: StatusKind; text: string }>> = {
  issued: { kind: 'ok', text: 'Issued' },
  denied: { kind: 'error', text: 'Denied' },
  pending: { kind: 'waiting', text: 'Waiting for approval' },
  'external validation': { kind: 'waiting', text: 'Waiting for validation by the CA' },
  unknown: { kind: 'unknown', text: 'Whether a certificate was issued is not known' },
};

interface RequestRowProps {
  request: KeptRequest;
  /** Where it waits for the same person: what the list of those says of it, and the buttons that decide. */
  more?: { sentence: ReactNode; facts: readonly Fact[]; decision: ReactNode; mayDecide: boolean };
}

/** One request: its state with the evidence, its numbers, and what can be done. */
export function RequestRow({ request, more }: RequestRowProps): ReactElement {
  const follows = canFollow(request);
  const [asking, setAsking] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({ ...followQuery(request), enabled: follows });
  const name = titleOf(request, data?.title);
  const notKnown = follows && data?.state.kind === 'not known';
  const mark =
    notKnown && request.disposition !== 'external validation'
      ? request.reason === ''
        ? { kind: 'unknown' as const, text: 'Not decided, as far as you can see' }
        : { kind: 'waiting' as const, text: 'Approved here, its end is not known' }
      : decided[request.disposition];
  const found = follows ? data : undefined;
  const seen = found && 'words' in found.state ? found.state.words : '';
  // What was decided here says something where nothing else may be read.
  const words = seen === '' ? request.reason : notKnown ? `${request.reason} ${seen}`.trim() : seen;
  const own = factsOf(request);
  const added = more?.facts.filter(({ label }) => label !== 'Since' && own.every((fact) => fact.label !== label)) ?? [];
  return (
    <RequestCard aria-label={name}>
      <h3>
        {name} {request.kind !== 'other' && <small>{kinds[request.kind]}</small>}
      </h3>
      <output aria-label={`State of ${name}`}>
        <StatusMark {...mark} />
        {words !== '' && <p>{words}</p>}
        {found?.missing.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {found && (
          <p>
            {more?.mayDecide
              ? request.kind === 'other'
                ? 'You may decide it.'
                : 'Sent from this browser; you may decide it.'
              : nextWords(found.state, found.missing.length > 0)}
          </p>
        )}
      </output>
      {more?.sentence}
      {error && <ErrorNotice error={explain(error)} />}
      <Facts items={[...own, ...added]} />
      {more?.decision}
      {request.disposition === 'unknown' && !follows && <LostAnswer request={request} />}
      <Buttons>
        {request.disposition === 'issued' && request.certificateId !== null && (
          <>
            <ActionLink to={paths.certificate(request.certificateId, request.scope)}>
              Open certificate {request.certificateId}
            </ActionLink>
            <IssuedDownload
              certificateId={request.certificateId}
              commonName={request.commonName}
              scope={request.scope}
              keyAtServer={request.kind === 'pfx'}
            />
          </>
        )}
        {follows && (
          <ActionButton busy={isFetching} onClick={() => void refetch()} label={`Ask now about ${name}`}>
            {isFetching ? 'Asking …' : 'Ask now'}
          </ActionButton>
        )}
        <ActionButton
          kind="quiet"
          onClick={() => (follows || request.disposition === 'unknown' ? setAsking(true) : forgetRequest(request))}
          label={`Remove from this list: ${name}`}
        >
          Remove from this list
        </ActionButton>
      </Buttons>
      <ConfirmDialog
        open={asking}
        title={`Remove ${name} from this list?`}
        confirmLabel="Remove from this list"
        body="What became of it is not known yet. The request stays as it is on the server, but this browser no longer follows it: note its numbers first."
        onConfirm={() => forgetRequest(request)}
        onClose={() => setAsking(false)}
      />
    </RequestCard>
  );
}
