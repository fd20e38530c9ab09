import { useState, type ReactElement } from 'react';
import type { CertificateRecord, FoundCertificates } from '../../../api/certificates.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { SentRequest } from '../sent.ts';
import { CandidateFacts, Candidates } from './CandidateFacts.tsx';
import { judgeCandidates, type Candidate } from './matching.ts';

interface FoundCandidatesProps {
  sent: SentRequest;
  /** Name of the caller, null where the server does not tell. */
  own: string | null;
  /** Null: the server’s search does not take the names of the request. */
  found: FoundCertificates | null;
  onAdopt: (record: CertificateRecord) => void;
}

/** What the search found, each graded, to be taken for the certificate of this request by the person alone. */
export function FoundCandidates({ sent, own, found, onAdopt }: FoundCandidatesProps): ReactElement {
  const [doubtful, setDoubtful] = useState<Candidate | null>(null);
  if (found === null) {
    return (
      <p>
        The server’s search does not take alternative names, and the request has no common name that it takes. Look at
        the newest certificates in Keyfactor Command, or ask the CA.
      </p>
    );
  }
  const { rows, complete } = found;
  const many = !complete && <p>There are more than a thousand certificates of this name; the newest were looked at.</p>;
  if (rows.length === 0) {
    return (
      <>
        <p>
          <output>No new certificate of this name so far. The server may still be at work.</output>
        </p>
        {many}
      </>
    );
  }
  const take = (candidate: Candidate): void => {
    if (candidate.differences.length > 0) setDoubtful(candidate);
    else onAdopt(candidate.record);
  };
  return (
    <Notice kind="info" title={rows.length === 1 ? 'A certificate was found' : 'Certificates were found'}>
      <p>
        {rows.length === 1 ? 'One certificate' : `${rows.length} certificates`} of this name came in since the request
        was sent. Compare names and requester before you take one for yours.
        {rows.some((row) => row.importedAt === '') && ' Where “taken in” is not known, it may be older.'}
      </p>
      {many}
      <Candidates aria-label="Candidates">
        {judgeCandidates(sent, own, rows).map((candidate) => (
          <li key={candidate.record.certificateId}>
            <Grade candidate={candidate} />
            <CandidateFacts record={candidate.record} />
            <Take sent={sent} candidate={candidate} onTake={() => take(candidate)} />
          </li>
        ))}
      </Candidates>
      <ConfirmDialog
        open={doubtful !== null}
        danger
        title={`Take certificate ${doubtful?.record.certificateId} although it differs?`}
        body={`It differs from the request in: ${doubtful?.differences.join(', ')}. It may be another person’s, or one of an earlier request.`}
        confirmLabel="Take it"
        onConfirm={() => {
          if (doubtful) onAdopt(doubtful.record);
        }}
        onClose={() => setDoubtful(null)}
      />
    </Notice>
  );
}

/** Whether a candidate can be this request's, in words. */
function Grade({ candidate }: { candidate: Candidate }): ReactElement {
  const { differences, notCompared, sameKey } = candidate;
  const left = notCompared.length === 0 ? '' : ` Not compared, as one side is not known: ${notCompared.join(', ')}.`;
  if (differences.length > 0) {
    return (
      <p>
        <StatusMark kind="warning" text={`Differs in ${differences.join(', ')}.${left}`} />
      </p>
    );
  }
  const proof = sameKey ? ' It holds the key of the request.' : '';
  return (
    <p>
      <StatusMark kind="ok" text={`Fits in everything that can be compared.${proof}${left}`} />
    </p>
  );
}

interface TakeProps {
  sent: SentRequest;
  candidate: Candidate;
  onTake: () => void;
}

function Take({ sent, candidate, onTake }: TakeProps): ReactElement {
  const { certificateId } = candidate.record;
  if (sent.spki !== null && candidate.differences.includes('key')) {
    return <p>It holds another key than the request, so it cannot be the one.</p>;
  }
  return (
    <p>
      <ActionButton label={`This is the one: certificate ${certificateId}`} onClick={onTake}>
        This is the one
      </ActionButton>
    </p>
  );
}
