import { useState, type ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { bundleKind, readPemBundle } from '../../../domain/bundle.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { answerOf, type ResultProps } from '../enrollOnce.ts';
import { adoptedPfx, type SentPfx } from '../sent.ts';
import { AnotherButton } from './AnotherButton.tsx';
import { AnswerEcho } from './AnswerEcho.tsx';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { IssuedNotice } from './IssuedNotice.tsx';
import { NotIssued } from './NotIssued.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { PfxFile } from './PfxFile.tsx';
import { cameToNothing, passwordLoss, pfxLoss, typedLoss } from './pfxLoss.ts';
import { PfxStores } from './PfxStores.tsx';
import { laterWords, nextWords, passwordUse } from './pfxWords.ts';
import { isDelivery } from './resultNames.ts';
import { Pile } from './resultStyle.ts';
import { Refused } from './Refused.tsx';
import { UnknownOutcome } from './UnknownOutcome.tsx';
import { usePagePassword } from './usePagePassword.ts';
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
  const loss = cameToNothing(outcome, answer)
    ? typedLoss
    : pfxLoss(answer, { generated, held: password.held, saved, wanted: download, stores });
  const another = <AnotherButton onAnother={onAnother} loss={loss} />;
  const guard = <LeaveGuard when={loss !== null} {...(loss ?? passwordLoss)} />;
  const onSaved = (): void => setSaved(true);
  if (outcome.kind === 'refused') {
    return (
      <>
        <Refused outcome={outcome} onChange={onChange} another={another} />
        {guard}
      </>
    );
  }
  if (outcome.kind === 'unknown') {
    return (
      <>
        <UnknownOutcome
          outcome={outcome}
          onAdopt={(record) => onAdopt(adoptedPfx(record))}
          onAgain={onChange}
          another={another}
        />
        {answer === null || answer.pfx === null ? (
          <PasswordSection password={password} use={passwordUse(sent, 'unknown')} />
        ) : (
          <PfxFile answer={answer} sent={sent} password={password} saved={saved} onSaved={onSaved} />
        )}
        {guard}
      </>
    );
  }
  const { answer: known, adopted } = outcome;
  const { certificateId } = known;
  if (known.disposition !== 'issued' || certificateId === null) {
    return (
      <>
        <NotIssued
          answer={known}
          sent={sent}
          later={<p>{laterWords(sent, sent.setup.retention).join(' ')}</p>}
          onChange={onChange}
          another={another}
        />
        {known.disposition !== 'denied' && <PasswordSection password={password} use={passwordUse(sent, 'waiting')} />}
        {guard}
      </>
    );
  }
  const pieces = known.pfx && bundleKind(known.pfx) === 'PEM' ? readPemBundle(known.pfx) : null;
  const leaf = pieces?.leaf ?? undefined;
  return (
    <>
      <Pile>
        <IssuedNotice outcome={outcome} received={leaf} another={another}>
          {nextWords(sent, known, adopted)}
        </IssuedNotice>
        {known.chainMissing && (
          <Notice kind="warning" title="The file holds no chain">
            The server could not build the chain. Install the certificates of the issuing CAs yourself, or tell who runs
            the server which CA certificate is missing.
          </Notice>
        )}
      </Pile>
      <PfxFile answer={known} sent={sent} adopted={adopted} password={password} saved={saved} onSaved={onSaved} />
      <PfxStores certificateId={certificateId} answer={known} sent={sent} adopted={adopted} />
      <IssuedCertificate certificateId={certificateId} answer={known} asked={sent} received={leaf} />
      <WithoutKey answer={known} sent={sent} hasPem={pieces !== null && pieces.chain.length > 0} />
      <AnswerEcho answer={known} sent={sent} />
      {guard}
    </>
  );
}
