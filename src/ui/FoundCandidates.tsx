import { useState, type ReactElement } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { CandidateFacts, Candidates, type ShownCertificate } from './CandidateFacts.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Notice } from './Notice.tsx';
import { StatusMark } from './StatusMark.tsx';

/** A found certificate with what comparing it has shown. */
interface Graded<R extends ShownCertificate> {
  record: R;
  /** In what it differs; empty: in nothing that could be compared. */
  differences: readonly string[];
  /** It holds another key than the request, so that it may not be taken. */
  otherKey: boolean;
  grade: string;
}

interface FoundCandidatesProps<R extends ShownCertificate> {
  /** Null: the server’s search does not take the names of the request. `complete` false: there are more than were looked at. */
  found: { candidates: readonly Graded<R>[]; complete: boolean } | null;
  onTake: (record: R) => void;
}

/** What a search for the certificate of a request found, each graded, to be taken for it by the person alone. */
export function FoundCandidates<R extends ShownCertificate>({ found, onTake }: FoundCandidatesProps<R>): ReactElement {
  const [doubtful, setDoubtful] = useState<Graded<R> | null>(null);
  if (found === null) {
    return (
      <p>
        The server’s search does not take alternative names, and the request has no common name that it takes. Look at
        the newest certificates, or ask the CA.
      </p>
    );
  }
  const { candidates, complete } = found;
  const many = !complete && <p>There are more than a thousand certificates of this name; the newest were looked at.</p>;
  if (candidates.length === 0) {
    return (
      <>
        <p>
          <output>No new certificate of this name so far. The server may still be at work.</output>
        </p>
        {many}
      </>
    );
  }
  const one = candidates.length === 1;
  return (
    <Notice kind="info" title={one ? 'A certificate was found' : 'Certificates were found'}>
      <p>
        {one ? 'One certificate' : `${candidates.length} certificates`} of this name came in since the request was sent.
        Compare names and requester before you take one for yours.
        {candidates.some(({ record }) => record.importedAt === '') &&
          ' Where “taken in” is not known, it may be older.'}
      </p>
      {many}
      <Candidates aria-label="Candidates">
        {candidates.map((candidate) => (
          <li key={candidate.record.certificateId}>
            <p>
              <StatusMark kind={candidate.differences.length > 0 ? 'warning' : 'ok'} text={candidate.grade} />
            </p>
            <CandidateFacts record={candidate.record} />
            {candidate.otherKey ? (
              <p>It holds another key than the request, so it cannot be the one.</p>
            ) : (
              <p>
                <ActionButton
                  label={`This is the one: certificate ${candidate.record.certificateId}`}
                  onClick={() => (candidate.differences.length > 0 ? setDoubtful(candidate) : onTake(candidate.record))}
                >
                  This is the one
                </ActionButton>
              </p>
            )}
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
          if (doubtful) onTake(doubtful.record);
          setDoubtful(null);
        }}
        onClose={() => setDoubtful(null)}
      />
    </Notice>
  );
}
