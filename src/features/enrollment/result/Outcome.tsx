import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement, type ReactNode } from 'react';
import { newCertificatesQuery, type CertificateRecord } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { explain, type Explained } from '../../../api/errors.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Time } from '../../../ui/Time.tsx';

/** The facts that let someone find the request again, whatever became of it. */
export function answerFacts(answer: Enrolled): Fact[] {
  const numbered = (label: string, value: number | null): Fact[] =>
    value === null ? [] : [{ label, value: String(value), copy: String(value), mono: true }];
  return [
    ...numbered('Certificate id', answer.certificateId),
    ...numbered('Request id', answer.requestId),
    ...numbered('Workflow', answer.workflowReference),
    ...(answer.message === '' ? [] : [{ label: 'The server says', value: answer.message }]),
    ...(answer.correlationId === null
      ? []
      : [{ label: 'Correlation id', value: answer.correlationId, copy: answer.correlationId, mono: true }]),
  ];
}

interface NotIssuedProps {
  answer: Enrolled;
  /** What happens to key and stores when the request is approved later. */
  later: ReactNode;
  onChange: () => void;
  /** The button that starts a new enrollment. */
  another: ReactElement;
}

/** A request that waits or was refused: the state in words, and what to do next. */
export function NotIssued({ answer, later, onChange, another }: NotIssuedProps): ReactElement {
  return (
    <>
      {answer.disposition === 'pending' && (
        <Notice kind="info" title="Waiting for approval: no certificate has been issued yet" actions={another}>
          <p>Keep the request id. Someone with the right to approve has to decide, in Command or at the CA.</p>
          {later}
        </Notice>
      )}
      {answer.disposition === 'external validation' && (
        <Notice
          kind="info"
          title="Waiting for validation by the CA: no certificate has been issued yet"
          actions={another}
        >
          <p>The CA checks the domain or the organization itself, which may take days. Keep the request id.</p>
          {later}
        </Notice>
      )}
      {answer.disposition === 'denied' && (
        <Notice
          kind="error"
          title="Denied: no certificate was issued"
          actions={<ActionButton onClick={onChange}>Change the request</ActionButton>}
        >
          <p>The server or the CA refused the request. Correct what it names below, or ask who runs the CA.</p>
        </Notice>
      )}
      <h2>Request</h2>
      <Facts items={answerFacts(answer)} />
    </>
  );
}

const Candidates = styled('ul')({ margin: '8px 0', paddingLeft: 20 });

function Candidate({ record }: { record: CertificateRecord }): ReactElement {
  return (
    <li>
      <Facts
        items={[
          {
            label: 'Certificate id',
            value: String(record.certificateId),
            copy: String(record.certificateId),
            mono: true,
          },
          { label: 'Subject', value: record.subject, mono: true },
          { label: 'Taken in', value: <Time value={record.importedAt} /> },
          { label: 'CA', value: record.authorityName, mono: true },
          { label: 'Requester', value: record.requesterName },
          { label: 'Serial number', value: record.serialNumber, copy: record.serialNumber, mono: true },
        ]}
      />
    </li>
  );
}

function Found({ rows }: { rows: readonly CertificateRecord[] | null }): ReactElement {
  if (rows === null) {
    return <p>The common name holds a double quote, which the server’s search cannot take. Look by date instead.</p>;
  }
  if (rows.length === 0) {
    return <p>No new certificate of this name so far. The server may still be at work: search again in a minute.</p>;
  }
  return (
    <>
      <p>
        {rows.length === 1 ? 'One certificate' : `${rows.length} certificates`} of this name came in since the request
        was sent. Compare names and requester before you take one for yours.
      </p>
      <Candidates aria-label="Candidates">
        {rows.map((row) => (
          <Candidate key={row.certificateId} record={row} />
        ))}
      </Candidates>
    </>
  );
}

interface TwinsProps {
  commonName: string;
  /** Server time at which the request was sent, in milliseconds. */
  startedAtMs: number;
  certificateId: CertificateId;
}

/** The clock of the server is known to about a second. */
const clockErrorMs = 2000;

/**
 * Other certificates of the name that came in since the request was sent. Chromium sends a POST again by itself when a kept
 * connection breaks before the first byte of the answer, and nothing in a page can forbid it: the page sees one answer, the
 * CA has issued twice.
 */
export function Twins({ commonName, startedAtMs, certificateId }: TwinsProps): ReactElement | null {
  const search = useQuery({
    ...newCertificatesQuery(commonName, startedAtMs),
    enabled: commonName !== '',
    retry: false,
  });
  const others = (search.data ?? []).filter(
    (row) => row.certificateId !== certificateId && Date.parse(row.importedAt) >= startedAtMs - clockErrorMs,
  );
  if (others.length === 0) return null;
  return (
    <Notice kind="warning" title="Another certificate of this name came in at the same time">
      <p>
        If nobody else asked for it, the connection broke and the browser sent the request more than once. Revoke what
        nobody needs.
      </p>
      <Candidates aria-label="Other certificates">
        {others.map((row) => (
          <Candidate key={row.certificateId} record={row} />
        ))}
      </Candidates>
    </Notice>
  );
}

interface UnknownOutcomeProps {
  commonName: string;
  /** Server time at which the request was sent, in milliseconds. */
  startedAtMs: number;
  error?: Explained;
  answer?: Enrolled;
}

/** The answer was lost, or says nothing known. There is no "try again": a second request makes a second certificate. */
export function UnknownOutcome({ commonName, startedAtMs, error, answer }: UnknownOutcomeProps): ReactElement {
  const [asked, setAsked] = useState(false);
  const search = useQuery({ ...newCertificatesQuery(commonName, startedAtMs), enabled: asked });
  const look = (): void => {
    if (asked) void search.refetch();
    setAsked(true);
  };
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Notice
        kind="warning"
        title="Whether a certificate was issued is not known"
        actions={
          commonName === '' ? undefined : (
            <ActionButton kind="primary" busy={search.isFetching} onClick={look}>
              {asked ? 'Search again' : 'Search for the certificate'}
            </ActionButton>
          )
        }
      >
        <p>
          {answer
            ? `The server answered “${answer.dispositionWord}”, which this page does not know.`
            : 'The request was sent, but no usable answer came back.'}{' '}
          The certificate may exist. Sending the request again could issue a second one, so look first.
        </p>
        {commonName === '' && <p>The request has no common name to search for. Look at the newest certificates.</p>}
      </Notice>
      {asked && search.isPending && <Loading what="new certificates" />}
      {search.error && <ErrorNotice error={explain(search.error)} />}
      {search.data !== undefined && <Found rows={search.data} />}
      <Facts
        items={[
          { label: 'Common name', value: commonName, mono: true },
          { label: 'Sent', value: <Time value={new Date(startedAtMs)} /> },
          ...(answer ? answerFacts(answer) : []),
        ]}
      />
    </>
  );
}
