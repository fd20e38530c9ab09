import { useQuery, useQueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import type { KeptRequest } from '../../kept.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Reason, reasonWords } from '../../ui/reasonWays.tsx';
import { Section } from '../../ui/Section.tsx';
import { ownOf, toldApart, waitingTitle, whatIsDecided, type Waiting } from './approvalForm.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { noteDecision } from './follow.ts';
import { RequestCard, RequestRow } from './RequestRow.tsx';
import { useWaiting } from './useWaiting.ts';
import { useWaitingFacts } from './useWaitingFacts.tsx';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0 8px', color: theme.palette.text.secondary }));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 });
const Done = styled('div')({ marginBottom: 12, '&:focus': { outline: 'none' } });

/**
 * Requests that wait for this person, in workflows and at CAs; one that is among `requests`, made here, has the facts of both
 * in one card. Who may not see any is told which permission that takes.
 */
export function Approvals({ requests }: { requests: readonly KeptRequest[] }): ReactElement | null {
  const { all, decides, loading, asking, error, lacked, again } = useWaiting();
  const [deciding, setDeciding] = useState<{ waiting: Waiting; approve: boolean } | null>(null);
  const [open, setOpen] = useState(false);
  const [decided, setDecided] = useState<{ waiting: Waiting; approve: boolean } | null>(null);
  const client = useQueryClient();
  const place = useRef<HTMLDivElement>(null);
  // The button that asked is gone with what it decided.
  useEffect(() => {
    if (decided) place.current?.focus();
  }, [decided]);
  const closed = whyNot(useQuery(meQuery()).data, 'decideAtCa');
  if (!decides && error === null) {
    if (loading) return <Loading what="what waits for your decision" />;
    if (lacked.length === 0) return null;
    return (
      <>
        <Quiet>{hiddenWords(lacked)}</Quiet>
        <ActionButton label="Try again to list what waits for a decision" busy={asking} onClick={again}>
          Try again
        </ActionButton>
      </>
    );
  }
  const names = toldApart(all, whatIsDecided);
  const ask = (waiting: Waiting) => (approve: boolean) => {
    setDeciding({ waiting, approve });
    setOpen(true);
  };
  return (
    <Section
      id="approvals"
      title="Waiting for your decision"
      count={all.length}
      hint="Workflow steps assigned to you, and requests that wait at a CA. What you decide cannot be taken back."
    >
      {error !== null && <ErrorNotice error={explain(error)} onRetry={again} />}
      {decided && (
        <Done ref={place} tabIndex={-1}>
          <Notice
            kind="success"
            title={`You ${decided.approve ? 'approved' : 'denied'} ${whatIsDecided(decided.waiting)}`}
          />
        </Done>
      )}
      {all.length === 0 ? (
        error === null && 'Nothing waits for you.'
      ) : (
        <List aria-label="Waiting for your decision">
          {all.map((waiting, at) => (
            <WaitingItem
              key={keyOf(waiting)}
              waiting={waiting}
              what={names[at] ?? ''}
              own={ownOf(waiting, requests)}
              closed={waiting.kind === 'authority' ? closed : undefined}
              onAsk={ask(waiting)}
            />
          ))}
        </List>
      )}
      {deciding && (
        <DecisionDialog
          key={`${keyOf(deciding.waiting)} ${deciding.approve}`}
          {...deciding}
          closed={closed}
          open={open}
          onClose={() => setOpen(false)}
          onDone={(comment) => {
            const own = ownOf(deciding.waiting, requests);
            if (own) void noteDecision(client, own, deciding.approve, comment);
            setDecided(deciding);
          }}
        />
      )}
    </Section>
  );
}

interface WaitingItemProps {
  waiting: Waiting;
  /** What is decided, told apart from the others. */
  what: string;
  /** The request itself, where it was made here. */
  own: KeptRequest | undefined;
  /** Why one may not decide. */
  closed: Reason | undefined;
  onAsk: (approve: boolean) => void;
}

function WaitingItem({ waiting, what, own, closed, onAsk }: WaitingItemProps): ReactElement {
  const facts = useWaitingFacts(waiting);
  const sentence = waiting.kind === 'workflow' && waiting.row.title !== '' && <Quiet>{waiting.row.title}</Quiet>;
  const decision = (
    <>
      <Buttons>
        <ActionButton label={`Approve ${what}`} onClick={() => onAsk(true)} disabledReason={closed}>
          Approve…
        </ActionButton>
        <ActionButton label={`Deny ${what}`} onClick={() => onAsk(false)} disabledReason={closed}>
          Deny…
        </ActionButton>
      </Buttons>
      {closed !== undefined && <Quiet>{reasonWords(closed)}</Quiet>}
    </>
  );
  if (own) {
    return <RequestRow request={own} more={{ sentence, facts, decision, mayDecide: closed === undefined }} />;
  }
  const title = waitingTitle(waiting);
  return (
    <RequestCard aria-label={title}>
      <h3>{title}</h3>
      {sentence}
      <Facts items={facts} />
      {decision}
    </RequestCard>
  );
}

/** `lacked`: as the server spells them, null where it names none. */
function hiddenWords(lacked: readonly (string | null)[]): string {
  const named = [...new Set(lacked)].filter((permission) => permission !== null);
  const what = named.length === 0 ? 'a permission that you do not have' : `the permission ${named.join(' or ')}`;
  return `Requests that wait for somebody’s decision are not shown: seeing them takes ${what}.`;
}

const keyOf = (waiting: Waiting): string =>
  waiting.kind === 'workflow' ? waiting.row.instanceId : `request ${waiting.row.requestId}`;
