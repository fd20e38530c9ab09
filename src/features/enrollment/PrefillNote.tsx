import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { scopeNamesQuery } from '../../api/scopeNames.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { Time } from '../../ui/Time.tsx';
import type { KeptRequest } from '../../kept.ts';
import { filledBy, prefillNotes, type LinkTaken } from './prefillNotes.ts';
import { CertificateLink } from './result/CertificateLink.tsx';
import type { Prefill } from './prefill.ts';
import type { OldCertificate } from './renewal/oldCertificate.ts';
import { linkedRequest, useSentBefore } from './sentBefore.ts';
import type { EnrollChoice } from './setup.ts';

const Place = styled('div')({ margin: '0 0 16px', maxWidth: 860 });
const Lines = styled('ul')({ margin: '2px 0 0', paddingLeft: 20 });

function List({ items }: { items: readonly string[] }): ReactElement {
  return (
    <Lines>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </Lines>
  );
}

const ends: Readonly<Record<KeptRequest['disposition'], string>> = {
  issued: 'A certificate was issued',
  pending: 'It waited for an approval when it was last asked after',
  'external validation': 'It waited for the validation by the CA when it was last asked after',
  denied: 'It was denied',
  unknown: 'Whether a certificate was issued is not known',
};

/** The request of this browser that asked for the same: the form is filled in again, and nothing else says so. */
function SentBefore({ request }: { request: KeptRequest }): ReactElement {
  const { certificateId, disposition, sentAt, source } = request;
  return (
    <Place>
      <Notice
        kind="warning"
        title="What this link asks for was sent from this browser before"
        actions={
          <>
            <ActionLink to={paths.activity()}>Show it in Activity</ActionLink>
            {certificateId !== null && <CertificateLink certificateId={asCertificateId(certificateId)} />}
          </>
        }
      >
        Sent <Time value={sentAt} /> with {source}. {ends[disposition]}. Sending this form is another request.
      </Notice>
    </Place>
  );
}

interface PrefillNoteProps {
  prefill: Prefill;
  taken: LinkTaken;
  /** The enrollment, where the link tells what is asked for before the form is filled in. */
  kind?: KeptRequest['kind'];
  /** Chooses what to enroll with, where several choices fit the certificate of the link. */
  onPick?: (choice: EnrollChoice) => void;
}

/** More patterns than this are only named. */
const offeredAtOnce = 6;

/** Several choices fit the certificate of the link: which they are, each one press away. */
function FittingChoices({
  old,
  onPick,
}: {
  old: OldCertificate;
  onPick: (choice: EnrollChoice) => void;
}): ReactElement {
  const { setValue } = useFormContext<{ source: string }>();
  const offered = old.fitting.slice(0, offeredAtOnce);
  const more = old.fitting.length - offered.length;
  return (
    <Place>
      <Notice
        kind="info"
        title={`Choose what to enroll with: ${formatCount(old.fitting.length)} fit certificate ${old.certificateId}`}
        actions={offered.map((choice) => (
          <ActionButton
            key={choice.key}
            onClick={() => {
              setValue('source', choice.key, { shouldDirty: true });
              onPick(choice);
            }}
          >
            {choice.label}
          </ActionButton>
        ))}
      >
        They are for its template {old.templateName}. Which of them it came by is not known here.
        {more > 0 && ` ${formatCount(more)} more are in the list below.`}
      </Notice>
    </Place>
  );
}

/** What the link that opened the page filled in, what it could not, and whether it was sent before. */
export default function PrefillNote({ prefill, taken: asked, kind, onPick }: PrefillNoteProps): ReactElement | null {
  const source = useWatch<{ source: string }, 'source'>({ name: 'source' });
  const scope = { collectionId: prefill.collection, containerId: prefill.container };
  const names = useQuery(scopeNamesQuery(scope)).data;
  const { taken, left } = prefillNotes(prefill, { ...asked, names });
  const before = useSentBefore(kind ? linkedRequest(kind, prefill, asked.choice) : null);
  if (taken.length === 0 && left.length === 0) return null;
  return (
    <>
      {before && <SentBefore request={before} />}
      <Place>
        <Notice
          kind="info"
          title={`${filledBy(prefill, asked.old?.names ?? null)} Check it: nothing has been sent${before ? ' from this page' : ''}.`}
        >
          {taken.length > 0 && (
            <>
              Taken over:
              <List items={taken} />
            </>
          )}
          {left.length > 0 && (
            <>
              Not used:
              <List items={left} />
            </>
          )}
        </Notice>
      </Place>
      {asked.old && asked.old.fitting.length > 1 && source === '' && onPick && (
        <FittingChoices old={asked.old} onPick={onPick} />
      )}
    </>
  );
}
