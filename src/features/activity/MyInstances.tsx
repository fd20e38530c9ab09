import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { myInstancesQuery, type InstanceRow } from '../../api/approvals.ts';
import { serverAddress, serverNow } from '../../api/client.ts';
import { explain } from '../../api/errors.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { keepRequest, keptRequests, useKept } from '../../kept.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Time } from '../../ui/Time.tsx';
import { toldApart, waitingTitle } from './approvalForm.ts';
import { requestFromId } from './followForm.ts';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& > li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: '4px 16px',
    padding: '4px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  '& > li:first-of-type': { borderTop: 0 },
}));
const Title = styled('span')({ flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere' });
const Quiet = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));
const Sentence = styled(Quiet)({ display: 'block' });

/** How many are drawn; the newest say most. */
const most = 20;

/** What is followed here ends with a certificate, which a revocation does not. */
const isEnrollment = ({ workflowType }: InstanceRow) => workflowType === '' || /enroll/i.test(workflowType);

/** What the server knows of the workflows that this person started and that are not in the list above. Nothing where it does not tell. */
export function MyInstances(): ReactElement | null {
  const abilities = useQuery(serverQuery()).data?.abilities;
  const me = useQuery(meQuery()).data?.name ?? null;
  const mine = useQuery({ ...myInstancesQuery(), enabled: abilities?.workflows === true });
  const { requests } = useKept(keptRequests);
  if (mine.error) return <ErrorNotice error={explain(mine.error)} onRetry={() => void mine.refetch()} />;
  if (mine.data?.kind !== 'found') return null;
  const here = new Set(requests.map((request) => request.workflowInstanceId?.toLowerCase()));
  const others = mine.data.value
    .filter((row) => !here.has(row.instanceId.toLowerCase()))
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (others.length === 0) return null;
  const shown = others.slice(0, most);
  const names = toldApart(
    shown.map((row) => ({ kind: 'workflow', row })),
    (waiting) => waitingTitle(waiting),
  );
  const follow = (row: InstanceRow): void =>
    keepRequest(requestFromId(row.instanceId, { server: serverAddress(), user: me, now: serverNow() }));
  return (
    <Section
      id="mine"
      title="Your other workflow instances"
      count={others.length}
      hint="What the server lists as started by you and is not followed above by its id: from elsewhere, revocations, and requests whose answer named no workflow."
    >
      <List aria-label="Your other workflow instances">
        {shown.map((row, at) => (
          <li key={row.instanceId}>
            <Title>
              {waitingTitle({ kind: 'workflow', row })}
              {row.title !== '' && <Sentence>{row.title}</Sentence>}
            </Title>
            <span>{row.status}</span>
            <Quiet>{row.startedAt !== '' && <Time value={row.startedAt} />}</Quiet>
            {isEnrollment(row) && (
              <ActionButton label={`Follow here: ${names[at] ?? ''}`} onClick={() => follow(row)}>
                Follow here
              </ActionButton>
            )}
          </li>
        ))}
      </List>
      {others.length > most && <Quiet>The {most} newest are shown.</Quiet>}
    </Section>
  );
}
