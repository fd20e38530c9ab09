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
import { startsAtOf } from '../pfx/followUp.ts';
import type { SentPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { CertificateLink } from './CertificateLink.tsx';
import { Buttons } from './resultStyle.ts';
import { askedWithRequest } from './storeAnswers.ts';
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
  // What went with the request got its jobs with the approval.
  const stores = askedWithRequest(sent) ? [] : sent.values.stores;
  const { replaces } = sent.values;
  const seen = request.data ?? null;
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
        <>
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
            answered={null}
            issuedAtServerMs={seen.atMs}
            windowNote="It is counted from when this page saw the certificate; the server may count from earlier."
            askedAt={sent.startedAt.toISOString()}
          />
        </>
      ) : (
        <>
          <p>{waitingWords(seen?.state, stores.length, replaces)}</p>
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

function waitingWords(state: RequestState | undefined, stores: number, replaces: number | null): string {
  const plan = `the ${storesWord(stores)} of the plan`;
  if (state?.kind === 'denied') {
    const kept = replaces === null ? '' : `Certificate ${replaces} keeps its places.`;
    return `${stores === 0 ? '' : `Nothing is put into ${plan}. `}${kept}`.trim();
  }
  const ways = [
    ...(stores === 0 ? [] : [`be deployed to ${plan}`]),
    ...(replaces === null ? [] : [`take the places of certificate ${replaces}`]),
  ];
  return `Once the certificate is issued, it can ${ways.join(' and ')} from this page, which asks for it by itself.`;
}

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
        {undeployed ? 'Nothing has got it yet: deploy it below.' : 'Below is what becomes of the stores.'}
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
