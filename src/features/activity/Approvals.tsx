import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { assignedQuery, waitingAtCaQuery } from '../../api/approvals.ts';
import { explain } from '../../api/errors.ts';
import type { Evidence } from '../../api/requests.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { waitingTitle, type Waiting } from './approvalForm.ts';
import { DecisionDialog } from './DecisionDialog.tsx';
import { waitingFacts } from './waitingFacts.tsx';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
const Item = styled('li')(({ theme }) => ({
  padding: '12px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& h3': { margin: 0, fontSize: '1rem', lineHeight: '24px', overflowWrap: 'anywhere' },
  '& dl': { margin: '4px 0 8px' },
}));
const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0 8px', color: theme.palette.text.secondary }));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

const found = <T,>(evidence: Evidence<T[]> | undefined): T[] => (evidence?.kind === 'found' ? evidence.value : []);

/** Requests of others that wait for this person, in workflows and at CAs. Who may not see any is told which permission that takes. */
export function Approvals(): ReactElement | null {
  const abilities = useQuery(serverQuery()).data?.abilities;
  const assigned = useQuery({ ...assignedQuery(), enabled: abilities?.workflows === true });
  const atCa = useQuery({ ...waitingAtCaQuery(), enabled: abilities !== undefined });
  const [deciding, setDeciding] = useState<{ waiting: Waiting; approve: boolean } | null>(null);
  const [open, setOpen] = useState(false);
  const [decided, setDecided] = useState<{ waiting: Waiting; approve: boolean } | null>(null);
  const closed = whyNot(useQuery(meQuery()).data, 'decideAtCa');
  const decides = assigned.data?.kind === 'found' || atCa.data?.kind === 'found';
  const error = assigned.error ?? atCa.error;
  const asking = assigned.isFetching || atCa.isFetching;
  const again = (): void =>
    void Promise.all([abilities?.workflows === true && assigned.refetch(), abilities && atCa.refetch()]);
  if (!decides && error === null) {
    if (assigned.isLoading || atCa.isLoading) return <Loading what="what waits for your decision" />;
    const lacked = [assigned.data, atCa.data].flatMap((one) => (one?.kind === 'not permitted' ? [one.permission] : []));
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
  const all: Waiting[] = [
    ...found(assigned.data).map((row) => ({ kind: 'workflow' as const, row })),
    ...found(atCa.data).map((row) => ({ kind: 'authority' as const, row })),
  ];
  const ask = (waiting: Waiting, approve: boolean): void => {
    setDeciding({ waiting, approve });
    setOpen(true);
  };
  return (
    <Section
      id="approvals"
      title="Waiting for a decision"
      count={all.length}
      hint="Workflow steps assigned to you, and requests that wait at a CA. What you decide cannot be taken back."
    >
      {error !== null && <ErrorNotice error={explain(error)} onRetry={again} />}
      {decided && (
        <Notice
          kind="success"
          title={`You ${decided.approve ? 'approved' : 'denied'} ${waitingTitle(decided.waiting)}`}
        />
      )}
      {all.length === 0 ? (
        error === null && 'Nothing waits for you.'
      ) : (
        <List aria-label="Waiting for a decision">
          {all.map((waiting) => {
            const title = waitingTitle(waiting);
            const why = waiting.kind === 'authority' ? closed : undefined;
            return (
              <Item key={keyOf(waiting)} aria-label={title}>
                <h3>{title}</h3>
                <Facts items={waitingFacts(waiting)} />
                <Buttons>
                  <ActionButton label={`Approve ${title}`} onClick={() => ask(waiting, true)} disabledReason={why}>
                    Approve…
                  </ActionButton>
                  <ActionButton label={`Deny ${title}`} onClick={() => ask(waiting, false)} disabledReason={why}>
                    Deny…
                  </ActionButton>
                </Buttons>
                {why !== undefined && <Quiet>{why}</Quiet>}
              </Item>
            );
          })}
        </List>
      )}
      {deciding && (
        <DecisionDialog
          key={`${keyOf(deciding.waiting)} ${deciding.approve}`}
          {...deciding}
          closed={closed}
          open={open}
          onClose={() => setOpen(false)}
          onDone={() => setDecided(deciding)}
        />
      )}
    </Section>
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
