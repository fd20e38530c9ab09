import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { storesOfCertificateQuery, type HeldAt } from '../../api/renewals.ts';
import type { CertificateId, RequestId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { asked } from './askedStores.ts';
import { storesWord } from './deployForm.ts';
import { askedAfter, wasAskedFor } from './deployments.ts';
import { Buttons, Notices, Quiet } from './deployStyle.ts';
import { FollowStores } from './FollowStores.tsx';
import { followedPlaces } from './places.ts';
import { ReplacedEntries } from './ReplacedEntries.tsx';
import { StartText } from './StartText.tsx';
import { usePageDeployments } from './useDeployments.ts';
import { useAskedElsewhere } from './useKeptStanding.ts';
import { useIsOver } from './useIsOver.ts';
import { useWhyNotDeploy } from './useWhyNotDeploy.ts';

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

/** Why these places cannot be replaced all together: some were asked to take the certificate, and would get a second job. */
function twiceWords(
  sendings: Parameters<typeof wasAskedFor>[0],
  elsewhere: ReadonlySet<string>,
  places: readonly HeldAt[],
): string | undefined {
  const isElsewhere = ({ storeId }: HeldAt) => elsewhere.has(storeId.toLowerCase());
  const taken = places.filter((place) => isElsewhere(place) || wasAskedFor(sendings, place.storeId));
  if (taken.length === 0) return undefined;
  if (taken.length < places.length) return 'Of these stores some were asked to take it already: add the others below.';
  return taken.some(isElsewhere)
    ? 'From another page, all of them were asked to take it already.'
    : 'Below is what was asked for there already.';
}

/** The stores that hold an older certificate, each on its way to the new one. */
export function ReplaceEverywhere(props: ReplaceEverywhereProps): ReactElement {
  const { newCertificateId, oldCertificateId, commonName, password, issuedAtServerMs, startsAt, scope } = props;
  const page = usePageDeployments();
  const sendings = page.sendings.filter((each) => each.what === 'replace' && each.certificateId === newCertificateId);
  const last = sendings.at(-1);
  const over = useIsOver(issuedAtServerMs + deployWindowMs);
  const lost = sendings.some(({ state }) => state === 'lost');
  const [asking, setAsking] = useState(false);
  const { lacking } = useWhyNotDeploy();
  const tooLate = over ? 'The five minutes after enrollment are over.' : undefined;
  const places = useQuery(storesOfCertificateQuery(oldCertificateId, scope));
  const elsewhere = useAskedElsewhere(newCertificateId, page.sendings);
  const twice = twiceWords(page.sendings, elsewhere, places.data ?? []);
  const unsent = asked(followedPlaces(places.data ?? []), null, null, startsAt);
  const all = sendings.every(({ state }) => state === 'held') ? unsent : askedAfter([], sendings);
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
    <section aria-label={`Stores that hold certificate ${oldCertificateId}`} style={{ marginBottom: 16 }}>
      <h3>Stores that hold certificate {oldCertificateId}</h3>
      <Quiet>In each of them the new certificate takes the place of the old one, by a job of its own.</Quiet>
      <Notices>
        {last?.state === 'under way' && (
          <Notice kind="info" title="Asking the server to replace the certificate in its stores" />
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
            disabledReason={lacking ?? tooLate ?? twice}
            onClick={() => setAsking(true)}
          >
            {sendings.every(({ state }) => state === 'held') ? 'Replace in these stores…' : 'Replace again…'}
          </ActionButton>
        </Buttons>
      )}
      {!answered && tooLate !== undefined && <Quiet>{tooLate} What is still possible is said below.</Quiet>}
      {!answered && tooLate === undefined && twice !== undefined && <Quiet>{twice}</Quiet>}
      <ConfirmDialog
        open={asking}
        title={
          lost
            ? 'Replace again without knowing what the last request did?'
            : `Replace certificate ${oldCertificateId} in ${all.length === 0 ? 'its stores' : storesWord(all.length)}?`
        }
        body={
          <>
            {lost && (
              <p>
                No answer to the last request is known. A second set of jobs may be created for the stores that hold
                certificate {oldCertificateId}.
              </p>
            )}
            <ReplacedEntries entries={all.map(({ store }) => store)} />
            <p>The server picks the stores once more, by its inventories.</p>
            <StartText startsAt={startsAt} />
          </>
        }
        confirmLabel={lost ? 'Replace again' : 'Replace'}
        onConfirm={replace}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
