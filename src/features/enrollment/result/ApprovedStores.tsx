import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { explain } from '../../../api/errors.ts';
import { isEnd, requestPollMs, type RequestState } from '../../../api/requestState.ts';
import { commonName } from '../../../domain/dn.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import { startsAtOf } from '../pfx/followUp.ts';
import type { SentPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { CertificateLink } from './CertificateLink.tsx';
import { Buttons } from './resultStyle.ts';
import { type DeployableLater, waitingRequestQuery } from './waitingRequest.ts';

interface ApprovedStoresProps {
  ids: DeployableLater;
  sent: SentPfx;
  /** Of the PFX. */
  password: string;
}

/** The stores of a request that waits: it is followed here, and once it has a certificate, it can be deployed from here. */
export function ApprovedStores({ ids, sent, password }: ApprovedStoresProps): ReactElement {
  const scope = useScope();
  const request = useQuery({
    ...waitingRequestQuery(ids),
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
      const seen = data?.state;
      if (seen !== undefined && isEnd(seen)) return false;
      return requestPollMs(dataUpdateCount + errorUpdateCount, seen?.kind === 'waiting' && seen.slow);
    },
    // The end is seen once: the five minutes are counted from then.
    staleTime: ({ state }) => (state.data && isEnd(state.data.state) ? Infinity : 5_000),
  });
  const { stores } = sent.values;
  const seen = request.data ?? null;
  return (
    <section aria-label="Stores">
      <h2>Stores</h2>
      {seen?.state.kind === 'issued' ? (
        <DeployProgress
          certificateId={seen.state.certificateId}
          requestId={ids.requestId}
          commonName={commonName(sent.subject) ?? ''}
          password={password}
          stores={stores}
          answered={null}
          issuedAtServerMs={seen.atMs}
          windowNote="It is counted from when this page saw the certificate; the server may count from earlier."
          askedAt={sent.startedAt.toISOString()}
          startsAt={startsAtOf(sent.values)}
          scope={scope}
        />
      ) : (
        <>
          <p>{waitingWords(seen?.state, storesWord(stores.length))}</p>
          {request.error && <ErrorNotice error={explain(request.error)} />}
          {seen?.state.kind !== 'denied' && (
            <Buttons>
              <ActionButton busy={request.isFetching} onClick={() => void request.refetch()}>
                Ask now
              </ActionButton>
              {seen && <StatusMark kind="waiting" text={seen.state.words} />}
            </Buttons>
          )}
        </>
      )}
    </section>
  );
}

const waitingWords = (state: RequestState | undefined, stores: string): string =>
  state?.kind === 'denied'
    ? `Nothing is put into the ${stores} of the plan.`
    : `The ${stores} of the plan can be deployed to from this page, once the certificate is issued. It asks for that by itself.`;

interface RequestEndProps {
  state: RequestState;
  /** Nothing of the plan was deployed from here yet. */
  undeployed: boolean;
  actions: ReactNode;
}

/** In the place of what a request waited for: what it came to. */
export function RequestEnd({ state, undeployed, actions }: RequestEndProps): ReactElement | null {
  if (state.kind === 'issued') {
    return (
      <Notice
        kind="success"
        title={`Issued meanwhile: certificate ${state.certificateId}`}
        actions={
          <>
            <CertificateLink certificateId={state.certificateId} />
            {actions}
          </>
        }
      >
        {undeployed
          ? 'The stores of the plan have not got it: deploy to them below.'
          : 'Below is what becomes of the stores.'}
      </Notice>
    );
  }
  return state.kind === 'denied' ? (
    <Notice kind="error" title="Denied meanwhile: no certificate was issued" actions={actions}>
      {state.words}
    </Notice>
  ) : null;
}
