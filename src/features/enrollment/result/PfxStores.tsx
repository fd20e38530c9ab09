import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { storesByIdQuery } from '../../../api/stores.ts';
import { commonName } from '../../../domain/dn.ts';
import { asCertificateId, type CertificateId } from '../../../domain/ids.ts';
import { Mono } from '../../../ui/Mono.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useKnownJobs } from '../../deploy/askedJobs.ts';
import { askedAfter } from '../../deploy/deployments.ts';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import { FollowStores } from '../../deploy/FollowStores.tsx';
import { ReplaceEverywhere } from '../../deploy/ReplaceEverywhere.tsx';
import { usePageDeployments } from '../../deploy/useDeployments.ts';
import { plannedByRequest, startsAtOf } from '../pfx/followUp.ts';
import type { SentPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { NoStores } from './NoStores.tsx';
import { Pile } from './resultStyle.ts';
import { answeredStores, otherStores } from './storeAnswers.ts';

interface PfxStoresProps {
  certificateId: CertificateId;
  answer: PfxAnswer;
  sent: SentPfx;
  /** No answer came: what the enrollment did to the stores is not known. */
  adopted: boolean;
}

/** What became of each store, and the way to more of them. */
export function PfxStores({ certificateId, answer, sent, adopted }: PfxStoresProps): ReactElement | null {
  const password = answer.password ?? sent.password;
  const scope = useScope();
  const { stores, replaces } = sent.values;
  const others = otherStores(answer, sent);
  const { sendings } = usePageDeployments();
  const ofCertificate = sendings.filter((each) => each.certificateId === certificateId);
  // Those of the plan that went with the request may have jobs, too, whatever is known of their answer.
  const all = useKnownJobs(askedAfter(plannedByRequest(answer, sent, adopted), ofCertificate));
  const nothing =
    stores.length === 0 && replaces === null && others.length === 0 && answer.invalidForRenewal.length === 0;
  // Without file and plan there is nothing of this page that stores could get, except for a staged key.
  if (nothing && answer.pfx === null && !adopted) return null;
  const name = commonName(sent.subject) ?? '';
  const deployment =
    password === null ? null : { commonName: name, password, startsAt: startsAtOf(sent.values), scope };
  return (
    <section aria-label="Stores">
      <h2>Stores</h2>
      <Pile>
        {answer.invalidForRenewal.length > 0 && (
          <Notice
            kind="warning"
            title={`${storesWord(answer.invalidForRenewal.length)} cannot take the renewed certificate`}
          >
            <p>
              They keep the old certificate, which still expires. Deploy another certificate to them, or take it out.
            </p>
            <StoreNames ids={answer.invalidForRenewal} />
          </Notice>
        )}
      </Pile>
      {deployment === null ? (
        <>
          <NoStores />
          <FollowStores certificateId={certificateId} all={all} scope={scope} />
        </>
      ) : (
        <>
          {replaces !== null && (
            <ReplaceEverywhere
              newCertificateId={certificateId}
              oldCertificateId={asCertificateId(replaces)}
              issuedAtServerMs={answer.answeredAtMs}
              {...deployment}
            />
          )}
          <DeployProgress
            certificateId={certificateId}
            stores={stores}
            answered={answeredStores(answer, sent, adopted)}
            issuedAtServerMs={answer.answeredAtMs}
            askedAt={sent.startedAt.toISOString()}
            {...deployment}
          />
        </>
      )}
    </section>
  );
}

/** Stores by name where they may be read, else by id. */
function StoreNames({ ids }: { ids: readonly string[] }): ReactElement {
  const stores = useQuery(storesByIdQuery(ids));
  const nameOf = (id: string) => stores.data?.find(({ storeId }) => storeId.toLowerCase() === id)?.displayName;
  return (
    <ul aria-label="Stores">
      {ids.map((id) => (
        <li key={id}>{nameOf(id) ?? <Mono>{id}</Mono>}</li>
      ))}
    </ul>
  );
}
