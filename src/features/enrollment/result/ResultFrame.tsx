import type { ReactElement, ReactNode } from 'react';
import type { CertificateRecord } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import type { Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { AnotherButton } from './AnotherButton.tsx';
import { NotIssued } from './NotIssued.tsx';
import { passwordLoss, type Loss } from './pfxLoss.ts';
import { Refused } from './Refused.tsx';
import { UnknownOutcome } from './UnknownOutcome.tsx';

/** An answer with a certificate. */
type Issued<Sent, Answer> = Extract<Ended<Sent, Answer>, { kind: 'answered' }>;

interface ResultFrameProps<Sent, Answer> {
  outcome: Ended<Sent, Answer>;
  onChange: () => void;
  /** Takes a certificate that was searched for. */
  onTake: (record: CertificateRecord) => void;
  onAnother: () => void;
  /** What leaving would lose now; null: nothing. */
  loss: Loss | null;
  /** What an approval leads to, for a request that waits. */
  later: ReactNode;
  /** What such a request came to since; see `NotIssued`. */
  renderSince?: ((actions: ReactNode) => ReactNode) | undefined;
  /** What stands below a request without a certificate that may still get one. */
  below?: ReactNode;
  /** The page of an issued certificate. */
  renderIssued: (outcome: Issued<Sent, Answer>, certificateId: CertificateId, another: ReactElement) => ReactNode;
}

/** The five ends of an enrollment: those without a certificate are alike in every wizard. */
export function ResultFrame<Sent extends SentRequest, Answer extends Enrolled>(
  props: ResultFrameProps<Sent, Answer>,
): ReactElement {
  const { outcome, onChange, onTake, onAnother, loss, later, renderSince, below, renderIssued } = props;
  const another = <AnotherButton onAnother={onAnother} loss={loss} />;
  const end = (): ReactNode => {
    if (outcome.kind === 'refused') return <Refused outcome={outcome} onChange={onChange} another={another} />;
    if (outcome.kind === 'unknown') {
      return (
        <>
          <UnknownOutcome outcome={outcome} onAdopt={onTake} onAgain={onChange} another={another} />
          {below}
        </>
      );
    }
    const { answer, sent } = outcome;
    const { certificateId, disposition } = answer;
    if (disposition === 'issued' && certificateId !== null) return renderIssued(outcome, certificateId, another);
    return (
      <>
        <NotIssued
          answer={answer}
          sent={sent}
          later={later}
          onChange={onChange}
          renderSince={renderSince}
          another={another}
        />
        {disposition !== 'denied' && below}
      </>
    );
  };
  return (
    <>
      {end()}
      <LeaveGuard when={loss !== null} {...(loss ?? passwordLoss)} />
    </>
  );
}
