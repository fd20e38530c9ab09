import type { ReactElement, ReactNode } from 'react';
import type { Enrolled } from '../../../api/enrollment.ts';
import { paths } from '../../../paths.ts';
import { ActionButton, ActionLink } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { SentRequest } from '../sent.ts';
import { AskedFor } from './AskedFor.tsx';
import { AnswerEcho } from './AnswerEcho.tsx';
import { refusalWord } from './answerFacts.ts';
import { SaveReceipt } from './SaveReceipt.tsx';

interface NotIssuedProps {
  answer: Enrolled;
  sent: SentRequest;
  /** What happens to key and stores when the request is approved later. */
  later: ReactNode;
  onChange: () => void;
  /** What the request came to since, in the place of what it waits for; takes what can be done next. */
  renderSince?: ((actions: ReactNode) => ReactNode) | undefined;
  /** The button that starts a new enrollment. */
  another: ReactElement;
}

/** A request that waits or was refused: the state in words, and what to do next. */
export function NotIssued({ answer, sent, later, onChange, renderSince, another }: NotIssuedProps): ReactElement {
  const outcome = { kind: 'answered', sent, answer, adopted: false } as const;
  const receipt = <SaveReceipt outcome={outcome} />;
  const waiting = (
    <>
      <ActionLink to={paths.activity()} kind="primary">
        Follow it in Activity
      </ActionLink>
      {receipt}
      {another}
    </>
  );
  const decider =
    answer.workflowInstanceId === null
      ? 'Someone with the right to approve has to decide, in Command or at the CA.'
      : 'It runs in a workflow of Command: somebody there has to decide, or the CA. Activity shows which.';
  return (
    <>
      {renderSince?.(
        <>
          {receipt}
          {another}
        </>,
      )}
      {!renderSince && answer.disposition === 'pending' && (
        <Notice kind="info" title="Waiting for approval: no certificate has been issued yet" actions={waiting}>
          <p>{decider} Give them the numbers below. Sending the request again would only make them decide twice.</p>
          {later}
          <p>This page can be closed: Activity keeps the request on this browser and shows what becomes of it.</p>
        </Notice>
      )}
      {!renderSince && answer.disposition === 'external validation' && (
        <Notice
          kind="info"
          title="Waiting for validation by the CA: no certificate has been issued yet"
          actions={waiting}
        >
          <p>
            The CA checks the domain or the organization itself, which may take days. Whoever holds the account at the
            CA is told what has to be proven.
          </p>
          {later}
          <p>This page can be closed: Activity keeps the request on this browser and shows what becomes of it.</p>
        </Notice>
      )}
      {answer.disposition === 'denied' && (
        <Notice
          kind="error"
          title={`${refusalWord(answer)}: no certificate was issued`}
          actions={
            <>
              <ActionButton kind="primary" onClick={onChange}>
                Change the request
              </ActionButton>
              {receipt}
              {another}
            </>
          }
        >
          <p>
            The server or the CA did not carry the request out. Correct what it names below, or ask who runs the CA.
            What you entered is still there, except for secrets: passwords and private keys have to be given again.
          </p>
        </Notice>
      )}
      <AskedFor outcome={outcome} />
      <AnswerEcho answer={answer} sent={sent} />
    </>
  );
}
