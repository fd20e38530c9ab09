import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { bundleKind, readPemBundle } from '../../../domain/bundle.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { usePageDeployments } from '../../deploy/useDeployments.ts';
import { answerOf, type ResultProps } from '../enrollOnce.ts';
import { adoptedPfx, type SentPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { AnswerEcho } from './AnswerEcho.tsx';
import { ApprovedStores, RequestEnd } from './ApprovedStores.tsx';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { IssuedNotice } from './IssuedNotice.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { PfxFile } from './PfxFile.tsx';
import { cameToNothing, pfxLoss, typedLoss } from './pfxLoss.ts';
import { PfxStores } from './PfxStores.tsx';
import { PlacesAfterwards } from './PlacesAfterwards.tsx';
import { laterWords, nextWords, passwordUse } from './pfxWords.ts';
import { isDelivery } from './resultNames.ts';
import { Pile } from './resultStyle.ts';
import { ResultFrame } from './ResultFrame.tsx';
import { usePagePassword } from './usePagePassword.ts';
import { deployableLater, isUnasked, lacksDeployment, waitingRequestQuery } from './waitingRequest.ts';
import { WithoutKey } from './WithoutKey.tsx';

type PfxResultProps = ResultProps<SentPfx, PfxAnswer>;

/** Everything after a PFX enrollment was sent: its five ends, the file, its password and the way to the stores. */
export default function PfxResult({ outcome, onChange, onAdopt, onAnother }: PfxResultProps): ReactElement {
  const [saved, setSaved] = useState(false);
  const { sent } = outcome;
  const answer = answerOf(outcome);
  const { generated, download } = sent;
  const password = usePagePassword(answer, sent);
  // Stores get the password by the plan, by a renewal and by a replacement: each asks for the format of a delivery.
  const stores = Math.max(sent.stores, Number(isDelivery(sent.format)));
  const { sendings } = usePageDeployments();
  const ids = deployableLater(answer, sent, useScope());
  // The stores below ask for it.
  const seen = useQuery({ ...waitingRequestQuery(ids), enabled: false }).data?.state;
  const waiting = seen?.kind === 'issued' ? 'issued later' : 'waiting';
  const undeployed = ids !== null && seen?.kind !== 'denied' && lacksDeployment(sent, sendings);
  const loss = cameToNothing(outcome, answer)
    ? typedLoss
    : pfxLoss(answer, { generated, held: password.held, saved, wanted: download, stores, undeployed });
  const unknown = outcome.kind === 'unknown';
  const file = { password, saved, onSaved: () => setSaved(true) };
  return (
    <ResultFrame
      outcome={outcome}
      onChange={onChange}
      onTake={(record) => onAdopt(adoptedPfx(record))}
      onAnother={onAnother}
      loss={loss}
      later={
        <>
          <p>{laterWords(sent, sent.setup.retention, ids !== null).join(' ')}</p>
          {sent.values.replaces !== null && <PlacesAfterwards oldCertificateId={sent.values.replaces} />}
        </>
      }
      renderSince={
        seen?.kind === 'issued' || seen?.kind === 'denied'
          ? (actions) => <RequestEnd state={seen} unasked={isUnasked(sent, sendings)} actions={actions} />
          : undefined
      }
      below={
        unknown && answer !== null && answer.pfx !== null ? (
          <PfxFile answer={answer} sent={sent} {...file} />
        ) : (
          <>
            {ids !== null && sent.password !== null && (
              <ApprovedStores ids={ids} sent={sent} password={sent.password} />
            )}
            <PasswordSection password={password} use={passwordUse(sent, unknown ? 'unknown' : waiting)} />
          </>
        )
      }
      renderIssued={(issued, certificateId, another) => {
        const { answer: known, adopted } = issued;
        const pieces = known.pfx && bundleKind(known.pfx) === 'PEM' ? readPemBundle(known.pfx) : null;
        const leaf = pieces?.leaf ?? undefined;
        return (
          <>
            <Pile>
              <IssuedNotice outcome={issued} received={leaf} another={another}>
                {nextWords(sent, known, adopted)}
              </IssuedNotice>
              {known.chainMissing && (
                <Notice kind="warning" title="The file holds no chain">
                  The server could not build the chain. Install the certificates of the issuing CAs yourself, or tell
                  who runs the server which CA certificate is missing.
                </Notice>
              )}
            </Pile>
            <PfxFile answer={known} sent={sent} adopted={adopted} {...file} />
            <PfxStores certificateId={certificateId} answer={known} sent={sent} adopted={adopted} />
            <IssuedCertificate certificateId={certificateId} outcome={issued} received={leaf} />
            <WithoutKey answer={known} sent={sent} hasPem={pieces !== null && pieces.chain.length > 0} />
            <AnswerEcho answer={known} sent={sent} />
          </>
        );
      }}
    />
  );
}
