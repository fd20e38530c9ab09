import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { revokeCertificate, type Revoked } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { serverAddress, serverNow } from '../../api/client.ts';
import { ApiError, explain, explainPage } from '../../api/errors.ts';
import { scopeNamesQuery } from '../../api/scopeNames.ts';
import { meQuery } from '../../api/server.ts';
import { asCertificateId, type CertificateId } from '../../domain/ids.ts';
import { reasonWords, removeFromHold } from '../../domain/revocation.ts';
import { scopeWords, type Scope } from '../../domain/scope.ts';
import { paths, scopeOfUrl, scopeToUrl } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Time } from '../../ui/Time.tsx';
import { useUrlMembers } from '../../ui/useUrlMembers.ts';
import { CertificateActions } from './CertificateActions.tsx';
import { certificateTitle } from './certificateColumns.tsx';
import { CertificateFacts, OriginFacts } from './CertificateFacts.tsx';
import { ChecksPart } from './ChecksPart.tsx';
import { FilesPart } from './FilesPart.tsx';
import { HistoryPart } from './HistoryPart.tsx';
import { keepRevocation } from './keptRevocations.ts';
import { MetadataPart } from './MetadataPart.tsx';
import { isDone } from './openRevocations.ts';
import { Pile, Sections } from './pageStyle.ts';
import { RefusedScope } from './RefusedScope.tsx';
import { RevocationUnderway } from './RevocationUnderway.tsx';
import { outcomeWords } from './revokeForm.ts';
import { shownCertificateQuery } from './shownCertificate.ts';
import { StateMark, stateNow } from './StateMark.tsx';
import { StoresPart } from './StoresPart.tsx';

const RevokeDialog = lazy(() => import('./RevokeDialog.tsx'));

/** One certificate: what it says, where it is, and what can be done with it. The scope comes with the URL. */
export default function CertificatePage(): ReactElement {
  const text = useParams()['id'] ?? '';
  const [params] = useSearchParams();
  const id = /^[1-9]\d{0,8}$/.test(text) ? asCertificateId(Number(text)) : null;
  if (id === null) {
    return (
      <Page title="Certificate">
        <EmptyState
          title="This address names no certificate"
          text="A certificate is named by its id, a whole number."
          action={<ActionLink to={paths.certificates()}>Search certificates</ActionLink>}
        />
      </Page>
    );
  }
  const { collectionId, containerId } = scopeOfUrl(params);
  // Another certificate, or the same in another scope, is another page: nothing of the one before stays.
  return <One key={`${id} ${collectionId} ${containerId}`} id={id} scope={{ collectionId, containerId }} />;
}

function One({ id, scope }: { id: CertificateId; scope: Scope }): ReactElement {
  const query = useQuery(shownCertificateQuery(id, scope));
  if (query.data) return <Shown record={query.data} scope={scope} stale={query.error} />;
  return (
    <Page title={`Certificate ${id}`}>
      {query.error ? (
        <Refused error={query.error} scope={scope} onRetry={() => void query.refetch()} />
      ) : (
        <Loading what="the certificate" />
      )}
    </Page>
  );
}

/** Why the certificate is not shown; a missing right may end at a collection or container that the URL does not name. */
function Refused({ error, scope, onRetry }: { error: Error; scope: Scope; onRetry: () => void }): ReactElement {
  const [, change] = useUrlMembers();
  const refused = error instanceof ApiError && error.status === 403;
  const search = <ActionLink to={paths.certificates(scopeToUrl(scope))}>Search certificates</ActionLink>;
  const shared = { error: explainPage(error), onRetry, actions: search };
  return refused ? <RefusedScope {...shared} scope={scope} onChange={change} /> : <ErrorNotice {...shared} />;
}

interface ShownProps {
  record: CertificateDetails;
  scope: Scope;
  /** Why it could not be read again. */
  stale: Error | null;
}

function Shown({ record, scope, stale }: ShownProps): ReactElement {
  const [asking, setAsking] = useState<'revoke' | 'unhold' | null>(null);
  const { certificateId } = record;
  const user = useQuery(meQuery()).data?.name ?? null;
  const revoke = useMutation({
    ...revokeCertificate(),
    onSuccess: ({ outcome, workflowId }, { reason }) => {
      if (outcome !== 'suspended') return;
      const askedAt = serverNow().toISOString();
      keepRevocation({ server: serverAddress(), user, askedAt, certificateId, reason, workflowId });
    },
  });
  const asked = revoke.variables?.reason ?? null;
  // What was said of the answer no longer holds once somebody has approved.
  const outdated = revoke.data?.outcome === 'suspended' && isDone(stateNow(record).name, asked);
  // The page says that it is revoked or on hold already.
  const seen = asked !== removeFromHold && revoke.data?.outcome === 'done' && isDone(stateNow(record).name, asked);
  const ask = (what: 'revoke' | 'unhold') => {
    revoke.reset();
    setAsking(what);
  };
  const scoped = scopeWords(scope, useQuery(scopeNamesQuery(scope)).data);
  return (
    <Page
      title={certificateTitle(record)}
      subtitle={
        <>
          <StateMark facts={record} /> · certificate {record.certificateId}
          {scoped !== '' && ` · seen in ${scoped}`}
        </>
      }
      actions={
        <CertificateActions
          record={record}
          scope={scope}
          onRevoke={() => ask('revoke')}
          onUnhold={() => ask('unhold')}
        />
      }
      banner={
        <Pile>
          {stale && <ErrorNotice error={explain(stale)} />}
          {revoke.data && !outdated && !seen && <Outcome revoked={revoke.data} asked={asked} />}
          <RevocationUnderway record={record} told={revoke.data?.workflowId ?? null} />
          <StateNotice record={record} />
        </Pile>
      }
    >
      <Sections>
        <div>
          <CertificateFacts record={record} />
          <ChecksPart
            certificateId={record.certificateId}
            scope={scope}
            state={`${record.stateNumber} ${record.revocationReason}`}
            stateName={stateNow(record).name}
          />
        </div>
        <div>
          <OriginFacts record={record} />
          <MetadataPart record={record} scope={scope} />
          <FilesPart record={record} scope={scope} />
        </div>
        <div className="wide">
          <StoresPart record={record} scope={scope} />
          <HistoryPart certificateId={record.certificateId} scope={scope} />
        </div>
      </Sections>
      <Suspense fallback={null}>
        {asking && (
          <RevokeDialog
            record={record}
            scope={scope}
            unhold={asking === 'unhold'}
            run={revoke}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** What became of a revocation. What waits for an approval is found again in Activity. */
function Outcome({ revoked, asked }: { revoked: Revoked; asked: number | null }): ReactElement {
  const { kind, title, text } = outcomeWords(revoked, asked);
  return (
    <Notice
      kind={kind}
      title={title}
      {...(revoked.outcome === 'suspended'
        ? { actions: <ActionLink to={paths.activity()}>Open Activity</ActionLink> }
        : {})}
    >
      {text}
      {revoked.workflowId !== null && <div>Workflow instance {revoked.workflowId}</div>}
    </Notice>
  );
}

/** Why a certificate is not in use, and since when. */
function StateNotice({ record }: { record: CertificateDetails }): ReactElement | null {
  const { name } = stateNow(record);
  if (name === 'expired') {
    return (
      <Notice kind="warning" title="This certificate has expired">
        It ended <Time value={record.notAfter} />. Nothing trusts it any more.
      </Notice>
    );
  }
  if (name !== 'revoked' && name !== 'on hold') return null;
  return (
    <Notice kind="warning" title={name === 'on hold' ? 'This certificate is on hold' : 'This certificate is revoked'}>
      {reasonWords(record.revocationReason)}
      {record.revokedAt !== '' && (
        <>
          {' '}
          since <Time value={record.revokedAt} />
        </>
      )}
      {record.revocationComment !== '' && <>. Comment: {record.revocationComment}</>}
      {name === 'on hold' && (
        <div>
          Until it is taken from hold, it is on the revocation list (CRL), and not trusted. “Take from hold…” makes it
          valid again, “Revoke…” with another reason ends it for good.
        </div>
      )}
    </Notice>
  );
}
