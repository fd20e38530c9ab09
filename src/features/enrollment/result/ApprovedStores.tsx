import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { explain } from '../../../api/errors.ts';
import type { RequestState } from '../../../api/requestState.ts';
import { commonName } from '../../../domain/dn.ts';
import { asCertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import { ReplaceEverywhere } from '../../deploy/ReplaceEverywhere.tsx';
import { StoresInHead } from '../../deploy/StoresInHead.tsx';
import { DeploymentsContext, usePageDeployments } from '../../deploy/useDeployments.ts';
import { installedByRequest, startsAtOf } from '../pfx/followUp.ts';
import type { SentPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { CertificateLink } from './CertificateLink.tsx';
import { Buttons } from './resultStyle.ts';
import { answeredStores, askedWithRequest } from './storeAnswers.ts';
import { followedRequestQuery, type DeployableLater } from './waitingRequest.ts';

interface ApprovedStoresProps {
  ids: DeployableLater;
  sent: SentPfx;
  /** Of the PFX. */
  password: string;
}

/** The stores of a request that waits: it is followed here, and once it has a certificate, it can be deployed from here. */
export function ApprovedStores({ ids, sent, password }: ApprovedStoresProps): ReactElement {
  const scope = useScope();
  const request = useQuery(followedRequestQuery(ids));
  const page = usePageDeployments();
  const { stores, replaces } = sent.values;
  const seen = request.data ?? null;
  // What went with the request gets its jobs with the approval, and no answer tells which.
  const untold = {
    certificateId: seen?.state.kind === 'issued' ? seen.state.certificateId : null,
    successfulStores: null,
  };
  const installed = installedByRequest(untold, sent, true);
  const staged = {
    requestId: ids.requestId,
    commonName: commonName(sent.subject) ?? '',
    password,
    startsAt: startsAtOf(sent.values),
    scope,
  };
  return (
    <section aria-label="Stores">
      <h2>Stores</h2>
      {seen?.state.kind === 'issued' ? (
        <DeploymentsContext value={installed === null ? page : { ...page, sendings: [installed, ...page.sendings] }}>
          {replaces !== null && (
            <ReplaceEverywhere
              newCertificateId={seen.state.certificateId}
              oldCertificateId={asCertificateId(replaces)}
              {...staged}
              issuedAtServerMs={seen.atMs}
            />
          )}
          <DeployProgress
            certificateId={seen.state.certificateId}
            {...staged}
            stores={stores}
            answered={answeredStores(untold, sent, true)}
            issuedAtServerMs={seen.atMs}
            windowNote="It is counted from when this page saw the certificate; the server may count from earlier."
            askedAt={sent.startedAt.toISOString()}
          />
        </DeploymentsContext>
      ) : (
        <>
          <p>{waitingWords(seen?.state, sent)}</p>
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

function waitingWords(state: RequestState | undefined, sent: SentPfx): string {
  const { stores, replaces } = sent.values;
  const plan = `the ${storesWord(stores.length)} of the plan`;
  if (state?.kind === 'denied') {
    const kept = replaces === null ? '' : `Certificate ${replaces} stays in its stores.`;
    return `${stores.length === 0 ? '' : `Nothing is put into ${plan}. `}${kept}`.trim();
  }
  const ways = [
    ...(stores.length === 0 || askedWithRequest(sent) ? [] : [`be deployed to ${plan}`]),
    ...(replaces === null ? [] : [`replace certificate ${replaces} in its stores`]),
  ];
  return `Once the certificate is issued, it can ${ways.join(' and ')} from this page, which asks for it by itself.`;
}

interface RequestEndProps {
  state: RequestState;
  /** No store can have got it, by the request or from here. */
  unasked: boolean;
  actions: ReactNode;
}

/** In the place of what a request waited for: what it came to. */
export function RequestEnd({ state, unasked, actions }: RequestEndProps): ReactElement | null {
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
        {unasked ? 'Nothing has got it yet: deploy it below.' : 'Below is what becomes of the stores.'}
        <StoresInHead />
      </Notice>
    );
  }
  return state.kind === 'denied' ? (
    <Notice kind="error" title="Denied meanwhile: no certificate was issued" actions={actions}>
      {state.words}
    </Notice>
  ) : null;
}
