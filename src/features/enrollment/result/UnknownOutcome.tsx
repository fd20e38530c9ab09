import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { CertificateRecord } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { ApiError, explain, notKnown, type Explained } from '../../../api/errors.ts';
import { meQuery } from '../../../api/server.ts';
import { judgeCandidates } from '../../../domain/candidates.ts';
import { paths } from '../../../paths.ts';
import { ActionButton, ActionLink } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { FoundCandidates } from '../../../ui/FoundCandidates.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Time } from '../../../ui/Time.tsx';
import { answerOf, errorOf, type Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { AskedFor } from './AskedFor.tsx';
import { useLostSearch } from './lostSearch.ts';
import { Pile } from './resultStyle.ts';
import { SaveReceipt } from './SaveReceipt.tsx';

interface UnknownOutcomeProps {
  outcome: Extract<Ended<SentRequest, Enrolled>, { kind: 'unknown' }>;
  onAdopt: (record: CertificateRecord) => void;
  /** Back to the steps, for someone who knows what a second request risks. */
  onAgain: () => void;
  /** The button that starts a new enrollment. */
  another: ReactNode;
}

/** The answer was lost, or says nothing known. Nothing is sent again by itself: a second request makes a second certificate. */
export function UnknownOutcome({ outcome, onAdopt, onAgain, another }: UnknownOutcomeProps): ReactElement {
  const { sent } = outcome;
  const [daring, setDaring] = useState(false);
  const me = useQuery(meQuery());
  const own = me.data?.name ?? null;
  const { search, question, since, repeats, stopped, setStopped } = useLostSearch(sent, own);
  const answer = answerOf(outcome);
  const error = errorOf(outcome);
  const found = (search.data?.rows.length ?? 0) > 0;
  return (
    <>
      <Pile>
        <Notice
          kind="warning"
          title="Whether a certificate was issued is not known"
          actions={
            <>
              {question !== null && (
                <ActionButton
                  kind={found ? 'plain' : 'primary'}
                  busy={search.isFetching}
                  onClick={() => void search.refetch()}
                >
                  Search again
                </ActionButton>
              )}
              {repeats && (
                <ActionButton onClick={() => setStopped(!stopped)}>
                  {stopped ? 'Go on searching' : 'Stop searching'}
                </ActionButton>
              )}
              <ActionButton onClick={() => setDaring(true)}>Send it again…</ActionButton>
              <SaveReceipt outcome={outcome} />
              <ActionLink to={paths.activity()}>Open Activity</ActionLink>
              {another}
            </>
          }
        >
          <p>
            {answer
              ? `The server answered “${answer.dispositionWord}”, which this page does not know.`
              : 'The request was sent, but no usable answer came back.'}{' '}
            The certificate may exist. Sending the request again could issue a second one, so look first.
          </p>
          {error && <WhatCame error={error} />}
          {question === null ? (
            <p>
              The request has no name that the server’s search can take. Look at the{' '}
              <Link to={paths.certificates()}>newest certificates</Link>, or ask the CA.
            </p>
          ) : (
            <p>
              {repeats && !stopped
                ? 'This page searches by itself every few seconds, for five minutes at most, for '
                : 'The search looks for '}
              certificates of the names below that were taken in since <Time value={since} />.
            </p>
          )}
          <p>
            It may also be waiting for approval, where a search finds nothing. Activity keeps the request on this
            browser.
          </p>
        </Notice>
        {question !== null && search.isPending && <Loading what="new certificates" />}
        {search.error && <SearchFailed error={search.error} />}
        {search.data !== undefined && (
          <FoundCandidates
            found={
              search.data && {
                candidates: judgeCandidates(sent, own, search.data.rows),
                complete: search.data.complete,
              }
            }
            onTake={onAdopt}
          />
        )}
      </Pile>
      <AskedFor outcome={outcome} />
      <ConfirmDialog
        open={daring}
        danger
        title="Send the request again?"
        body={<Risk looked={search.data?.rows.length} />}
        confirmLabel="Back to the request"
        onConfirm={onAgain}
        onClose={() => setDaring(false)}
      />
    </>
  );
}

/** Why no usable answer is there, in the server's words as far as it said some. */
function WhatCame({ error }: { error: Explained }): ReactElement {
  const { summary, serverWords, reasons = [], code, correlationId } = error;
  const numbers = [
    code === undefined ? '' : `Code ${code}`,
    correlationId === undefined ? '' : `Correlation id ${correlationId}`,
  ].filter((words) => words !== '');
  return (
    <>
      <p>
        {/* The title says already that the outcome is not known. */}
        {summary.replace(notKnown, '').trim()}
        {serverWords !== undefined && ` The server says: ${serverWords}`} {reasons.join(' ')}
      </p>
      {numbers.length > 0 && <p>{numbers.join(', ')}</p>}
    </>
  );
}

/** `looked`: how many certificates the search found; undefined without an answer to it. */
function Risk({ looked }: { looked: number | undefined }): ReactElement {
  return (
    <>
      <p>
        The first request cannot be called back. If it was carried out, or still is, a second one makes a second
        certificate: both are valid, stores may get both, and the one nobody needs has to be revoked.
      </p>
      <p>
        {looked === undefined && 'No search has told yet whether the first request made a certificate.'}
        {looked === 0 &&
          'The search found no certificate so far, which proves nothing while the server may be at work.'}
        {looked !== undefined &&
          looked > 0 &&
          `The search found ${looked === 1 ? 'one certificate' : `${looked} certificates`} that may be the one.`}
      </p>
      <p>
        You come back to the steps with what you entered, except for secrets: passwords and private keys have to be
        given again. Nothing is sent before you press the button there.
      </p>
    </>
  );
}

function SearchFailed({ error }: { error: Error }): ReactElement {
  if (!(error instanceof ApiError) || error.status !== 403) return <ErrorNotice error={explain(error)} />;
  return (
    <ErrorNotice
      error={{
        ...explain(error),
        summary: `You may not search certificates: that takes ${error.missingPermission ?? 'the right to read them (/certificates/collections/read/, in version 10 Certificates: Read)'}. Ask somebody who may, with the facts below.`,
      }}
    />
  );
}
