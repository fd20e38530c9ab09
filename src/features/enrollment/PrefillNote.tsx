import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { asCertificateId } from '../../domain/ids.ts';
import { paths } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Time } from '../../ui/Time.tsx';
import type { KeptRequest } from '../../kept.ts';
import { type LinkTaken, prefillNotes } from './prefillNotes.ts';
import { CertificateLink } from './result/CertificateLink.tsx';
import type { Prefill } from './prefill.ts';
import { linkedRequest, useSentBefore } from './sentBefore.ts';

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
}

/** What the link that opened the page filled in, what it could not, and whether it was sent before. */
export function PrefillNote({ prefill, taken: asked, kind }: PrefillNoteProps): ReactElement | null {
  const { taken, left } = prefillNotes(prefill, asked);
  const before = useSentBefore(kind ? linkedRequest(kind, prefill, asked.choice) : null);
  if (taken.length === 0 && left.length === 0) return null;
  return (
    <>
      {before && <SentBefore request={before} />}
      <Place>
        <Notice
          kind="info"
          title={`A link filled in this form. Check it: nothing has been sent${before ? ' from this page' : ''}.`}
        >
          {taken.length > 0 && (
            <>
              Taken from the link:
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
    </>
  );
}
