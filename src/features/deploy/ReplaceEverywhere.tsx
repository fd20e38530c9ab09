import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import type { CertificateId, RequestId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { asked } from './askedStores.ts';
import { storesWord } from './deployForm.ts';
import { askedAfter, type Sending } from './deployments.ts';
import { Buttons, Notices, Quiet } from './deployStyle.ts';
import { FollowStores } from './FollowStores.tsx';
import { followedPlaces } from './places.ts';
import { usePageDeployments } from './useDeployments.ts';
import { useIsOver } from './useIsOver.ts';

interface ReplaceEverywhereProps {
  newCertificateId: CertificateId;
  /** Set where the request of the new one was pending. */
  requestId?: RequestId | undefined;
  oldCertificateId: CertificateId;
  commonName: string;
  password: string;
  issuedAtServerMs: number;
  /** When the stores are to get it, ISO text in UTC; null: at once. */
  startsAt: string | null;
  /** The part of the certificates that the caller may read. */
  scope: Scope;
}

/** The places of an older certificate, each on its way to the new one. */
export function ReplaceEverywhere(props: ReplaceEverywhereProps): ReactElement {
  const { newCertificateId, oldCertificateId, commonName, password, issuedAtServerMs, startsAt, scope } = props;
  const page = usePageDeployments();
  const sendings = page.sendings.filter((each) => each.what === 'replace' && each.certificateId === newCertificateId);
  const last = sendings.at(-1);
  const over = useIsOver(issuedAtServerMs + deployWindowMs);
  const [asking, setAsking] = useState(false);
  const closedReason = over ? 'The five minutes after enrollment are over.' : undefined;
  const places = useQuery(storesOfCertificateQuery(oldCertificateId, scope));
  const unsent = asked(followedPlaces(places.data ?? []), null, null, startsAt);
  const all = last === undefined ? unsent : askedAfter([], sendings);
  const answered = sendings.some(({ state }) => state === 'answered');
  const without = all.filter(({ accepted }) => accepted === false).length;
  const replace = (): void => {
    setAsking(false);
    void page.replace(
      { certificateId: newCertificateId, requestId: props.requestId, commonName, password, startsAt, from: 'list' },
      oldCertificateId,
    );
  };
  return (
    <section aria-label={`Places of certificate ${oldCertificateId}`}>
      <h3>Places of certificate {oldCertificateId}</h3>
      <Notices>
        {last?.state === 'under way' && (
          <Notice kind="info" title="Asking the server to replace the certificate in its places" />
        )}
        {last?.error && <ErrorNotice error={last.error} />}
        {answered && all.length === 0 && (
          <Notice kind="info" title="No store got a job">
            By their last inventories no store holds the old certificate. One that was never looked at is not reached.
          </Notice>
        )}
        {answered && without > 0 && (
          <Notice kind="warning" title={`${storesWord(without)} did not take the replacement`}>
            The server gives no reason for each. Add them below, with what their type asks for: the others are not sent
            again.
          </Notice>
        )}
      </Notices>
      <FollowStores certificateId={newCertificateId} all={all} scope={scope} />
      {!answered && (
        <Buttons>
          <ActionButton
            kind="primary"
            busy={page.busy}
            disabledReason={closedReason}
            onClick={() => (wasLost(sendings) ? setAsking(true) : replace())}
          >
            {last === undefined ? 'Replace in its places' : 'Replace again'}
          </ActionButton>
        </Buttons>
      )}
      {!answered && closedReason !== undefined && <Quiet>{closedReason} What is still possible is said below.</Quiet>}
      <ConfirmDialog
        open={asking}
        title="Replace again without knowing what the last request did?"
        body={
          <p>
            No answer to the last request is known. A second set of jobs may be created for the places of certificate{' '}
            {oldCertificateId}.
          </p>
        }
        confirmLabel="Replace again"
        onConfirm={replace}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

const wasLost = (sendings: readonly Sending[]) => sendings.some(({ state }) => state === 'lost');
