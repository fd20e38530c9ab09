import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { commonName } from '../../../domain/dn.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { deployWindowMs } from '../../../domain/window.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { usePageDeployments } from '../../deploy/useDeployments.ts';
import { useIsOver } from '../../deploy/useIsOver.ts';
import { answerOf, type ResultProps } from '../enrollOnce.ts';
import { AnotherButton } from '../result/AnotherButton.tsx';
import { AnswerEcho } from '../result/AnswerEcho.tsx';
import { IssuedCertificate } from '../result/IssuedCertificate.tsx';
import { IssuedNotice } from '../result/IssuedNotice.tsx';
import { NoStores } from '../result/NoStores.tsx';
import { NotIssued } from '../result/NotIssued.tsx';
import { type PagePassword, passwordFact, PasswordHeld, PasswordSection } from '../result/PasswordSection.tsx';
import { passwordLoss, pfxLoss } from '../result/pfxLoss.ts';
import { PlacesAfterwards } from '../result/PlacesAfterwards.tsx';
import { Pile } from '../result/resultStyle.ts';
import { Refused } from '../result/Refused.tsx';
import { UnknownOutcome } from '../result/UnknownOutcome.tsx';
import { usePagePassword } from '../result/usePagePassword.ts';
import { WithoutKey } from '../result/WithoutKey.tsx';
import { adoptedPfx } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { OldPlaces } from './OldPlaces.tsx';
import { keyAdvice, renewalPasswordUse, renewedWords } from './renewalWords.ts';
import type { SentRenewal } from './renewedCertificate.ts';

/** Everything after a one-click renewal was sent. No file comes: its key goes to stores, or is recovered where it is kept. */
export default function RenewalResult(props: ResultProps<SentRenewal, PfxAnswer>): ReactElement {
  const { outcome, onChange, onAdopt, onAnother } = props;
  const { sent } = outcome;
  const scope = useScope();
  const { sendings } = usePageDeployments();
  const answer = answerOf(outcome);
  // The server makes it, and gives it out with this answer only.
  const password = usePagePassword(answer, { password: null, generated: false });
  const loss = pfxLoss(answer, { generated: false, held: password.held, saved: false, wanted: false, stores: 0 });
  const another = <AnotherButton onAnother={onAnother} loss={loss} />;
  const guard = <LeaveGuard when={loss !== null} {...(loss ?? passwordLoss)} />;
  if (outcome.kind === 'refused') return <Refused outcome={outcome} onChange={onChange} another={another} />;
  if (outcome.kind === 'unknown') {
    const adopt = (record: Parameters<typeof adoptedPfx>[0]): void => onAdopt(adoptedPfx(record));
    return (
      <>
        <UnknownOutcome outcome={outcome} onAdopt={adopt} onAgain={onChange} another={another} />
        {password.text !== null && <PasswordSection password={password} />}
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
          later={<Later renewed={sent.renews} />}
          onChange={onChange}
          another={another}
        />
        {known.disposition !== 'denied' && password.text !== null && <PasswordSection password={password} />}
        {guard}
      </>
    );
  }
  const deployment = {
    commonName: commonName(sent.subject) ?? '',
    issuedAtServerMs: known.answeredAtMs,
    startsAt: sendings.find(({ from }) => from === 'enrollment')?.startsAt ?? null,
    scope,
  };
  return (
    <>
      <Pile>
        <IssuedNotice outcome={outcome} done="Renewed" another={another}>
          {adopted
            ? 'You took this certificate for the one of your renewal. Compare it below before it is used.'
            : renewedWords({ sent: sendings.length > 0 })}
        </IssuedNotice>
      </Pile>
      <section aria-label="Stores">
        <h2>Stores</h2>
        {password.text === null ? (
          <NoStores />
        ) : (
          <>
            <Key certificateId={certificateId} answeredAtMs={known.answeredAtMs} password={password} />
            <OldPlaces
              newCertificateId={certificateId}
              oldCertificateId={sent.renews}
              {...deployment}
              password={password.text}
            />
            <DeployProgress
              certificateId={certificateId}
              stores={[]}
              answered={null}
              askedAt={sent.startedAt.toISOString()}
              {...deployment}
              password={password.text}
            />
          </>
        )}
      </section>
      <IssuedCertificate certificateId={certificateId} outcome={outcome} />
      <WithoutKey answer={known} sent={sent} />
      <AnswerEcho answer={known} sent={sent} />
      {guard}
    </>
  );
}

interface KeyProps {
  certificateId: CertificateId;
  answeredAtMs: number;
  password: PagePassword;
}

/** What the server still does with the new key, and its password, as both are by now. */
function Key({ certificateId, answeredAtMs, password }: KeyProps): ReactElement {
  const { sendings } = usePageDeployments();
  const known = {
    kept: useQuery(certificateQuery(certificateId, useScope())).data?.hasPrivateKey,
    over: useIsOver(answeredAtMs + deployWindowMs),
    sent: sendings.length > 0,
    reached: sendings.some(({ accepted }) => accepted !== null && accepted.length > 0),
  };
  const advice = keyAdvice(known);
  return (
    <>
      <Pile>
        {advice && (
          <Notice kind={advice.kind} title={advice.title}>
            {advice.text}
          </Notice>
        )}
      </Pile>
      <Facts items={[passwordFact(password, renewalPasswordUse(known))]} />
      <PasswordHeld password={password} />
    </>
  );
}

/** What an approval leads to. */
function Later({ renewed }: { renewed: CertificateId }): ReactElement {
  return (
    <>
      <p>
        Nobody is told the password that the server made, so the renewal cannot be deployed from here after approval.
      </p>
      <PlacesAfterwards oldCertificateId={renewed} />
    </>
  );
}
