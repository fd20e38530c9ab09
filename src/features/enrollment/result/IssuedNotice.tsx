import type { ReactElement, ReactNode } from 'react';
import type { Enrolled } from '../../../api/enrollment.ts';
import type { CertificateView } from '../../../domain/certificate.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { StoresInHead } from '../../deploy/StoresInHead.tsx';
import type { Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { CertificateLink } from './CertificateLink.tsx';
import { SaveReceipt } from './SaveReceipt.tsx';
import { Twins } from './Twins.tsx';

interface IssuedNoticeProps {
  outcome: Extract<Ended<SentRequest, Enrolled>, { kind: 'answered' }>;
  /** What was done, as the first word. */
  done?: string;
  /** The certificate that came with the answer. */
  received?: CertificateView | undefined;
  /** The button that starts a new enrollment. */
  another: ReactElement;
  children: ReactNode;
}

/** The head of a result with a certificate: which one, the receipt, and whether another one came in beside it. */
export function IssuedNotice(props: IssuedNoticeProps): ReactElement {
  const { outcome, done = 'Issued', received, another, children } = props;
  const { answer, sent, adopted } = outcome;
  return (
    <>
      <Notice
        kind="success"
        title={`${done}: certificate ${answer.certificateId}${adopted ? ', found by searching' : ''}`}
        actions={
          <>
            <SaveReceipt outcome={outcome} received={received} />
            {answer.certificateId !== null && <CertificateLink certificateId={answer.certificateId} />}
            {another}
          </>
        }
      >
        {children}
        <StoresInHead />
      </Notice>
      <Twins sent={sent} answer={answer} />
    </>
  );
}
