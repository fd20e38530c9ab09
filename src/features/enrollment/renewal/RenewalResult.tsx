import type { ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { commonName } from '../../../domain/dn.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { answerOf, type ResultProps } from '../enrollOnce.ts';
import { AnotherButton } from '../result/AnotherButton.tsx';
import { AnswerEcho } from '../result/AnswerEcho.tsx';
import { IssuedCertificate } from '../result/IssuedCertificate.tsx';
import { IssuedNotice } from '../result/IssuedNotice.tsx';
import { NoStores } from '../result/NoStores.tsx';
import { NotIssued } from '../result/NotIssued.tsx';
import { passwordFact, PasswordHeld, PasswordSection } from '../result/PasswordSection.tsx';
import { passwordLoss, pfxLoss } from '../result/pfxLoss.ts';
import { PlacesAfterwards } from '../result/PlacesAfterwards.tsx';
import { Pile } from '../result/resultStyle.ts';
import { Refused } from '../result/Refused.tsx';
import { UnknownOutcome } from '../result/UnknownOutcome.tsx';
import { usePagePassword } from '../result/usePagePassword.ts';
import { WithoutKey } from '../result/WithoutKey.tsx';
import { adoptedPfx, type SentRequest } from '../sent.ts';
import { useScope } from '../useScope.ts';

/** Everything after a one-click renewal was sent. No file comes: its key goes to stores, or is recovered where it is kept. */
export default function RenewalResult(props: ResultProps<SentRequest, PfxAnswer>): ReactElement {
  const { outcome, onChange, onAdopt, onAnother } = props;
  const { sent } = outcome;
  const scope = useScope();
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
          later={<Later renewed={sent.post.body['CertificateId']} />}
          onChange={onChange}
          another={another}
        />
        {known.disposition !== 'denied' && password.text !== null && <PasswordSection password={password} />}
        {guard}
      </>
    );
  }
  return (
    <>
      <Pile>
        <IssuedNotice outcome={outcome} done="Renewed" another={another}>
          {adopted
            ? 'You took this certificate for the one of your renewal. Compare it below before it is used.'
            : 'The new certificate exists, and the old one stays valid. Nothing was put into a store by it.'}
        </IssuedNotice>
      </Pile>
      <section aria-label="Stores">
        <h2>Stores</h2>
        {password.text === null ? (
          <NoStores />
        ) : (
          <>
            <Pile>
              <Notice kind="warning" title="Deploy it now, unless the template keeps keys">
                A renewal comes without a file. After the five minutes its key can only be recovered, and only where the
                template keeps keys.
              </Notice>
            </Pile>
            <Facts items={[passwordFact(password)]} />
            <PasswordHeld password={password} />
            <DeployProgress
              certificateId={certificateId}
              commonName={commonName(sent.subject) ?? ''}
              password={password.text}
              stores={[]}
              answered={null}
              issuedAtServerMs={known.answeredAtMs}
              askedAt={sent.startedAt.toISOString()}
              startsAt={null}
              scope={scope}
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

/** What an approval leads to. */
function Later({ renewed }: { renewed: unknown }): ReactElement {
  return (
    <>
      <p>
        Nobody is told the password that the server made, so the renewal cannot be deployed from here after approval.
      </p>
      {typeof renewed === 'number' && <PlacesAfterwards oldCertificateId={renewed} />}
    </>
  );
}
