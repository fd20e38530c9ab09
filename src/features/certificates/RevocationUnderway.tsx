import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { revocationsHeldQuery, type RevocationsHeld } from '../../api/certificateRevocations.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { serverAddress } from '../../api/client.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { onHold, reasonWords, removeFromHold } from '../../domain/revocation.ts';
import { useKept } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Time } from '../../ui/Time.tsx';
import { forgetRevocations, keptRevocations } from './keptRevocations.ts';
import { isDone, stillOpen } from './openRevocations.ts';
import { Buttons, Quiet } from './pageStyle.ts';
import { stateNow } from './StateMark.tsx';

interface RevocationUnderwayProps {
  record: CertificateDetails;
  /** The workflow instance that the page tells of already. */
  told: string | null;
}

const none: RevocationsHeld = { waiting: [], ended: [], partly: false, missing: null };
const what = (reason: number | null) =>
  reason === removeFromHold ? 'Taking it from hold' : reason === onHold ? 'Putting it on hold' : 'Its revocation';

/** What was asked for and is not done: as the server tells it, else as this browser remembers it. */
export function RevocationUnderway({ record, told }: RevocationUnderwayProps): ReactElement | null {
  const { name } = stateNow(record);
  const workflows = useQuery(serverQuery()).data?.abilities.workflows;
  const me = useQuery(meQuery()).data?.name ?? null;
  const held = useQuery({
    ...revocationsHeldQuery(record),
    enabled: workflows === true && name !== 'revoked',
  });
  const kept = useKept(keptRevocations).revocations.filter(
    ({ certificateId, server, user }) =>
      certificateId === record.certificateId && server === serverAddress() && (user === null || user === me),
  );
  const again = held.isLoading && held.errorUpdateCount > 0;
  // What the server says comes first: until then nothing is known to be open.
  if (workflows === undefined || (held.isLoading && !again)) return null;
  const found = held.data ?? none;
  const unread = name !== 'revoked' && (found.partly || held.isError || again);
  const isTold = (workflowId: string | null) => told !== null && workflowId?.toLowerCase() === told.toLowerCase();
  const waiting = found.waiting.filter(({ instance, reason }) => !isTold(instance.instanceId) && !isDone(name, reason));
  const open = stillOpen(kept, found, name).filter(({ workflowId }) => !isTold(workflowId));
  return (
    <>
      {waiting.map(({ instance, reason }) => (
        <Notice
          key={instance.instanceId}
          kind="info"
          title={
            /^suspended$/i.test(instance.status)
              ? `${what(reason)} waits for an approval`
              : `${what(reason)} is under way in a workflow`
          }
          actions={<ActionLink to={paths.activity()}>Open Activity</ActionLink>}
        >
          {instance.startedAt !== '' && (
            <>
              Asked for <Time value={instance.startedAt} />
              {reason !== null && reason !== removeFromHold && reason !== onHold && `: ${reasonWords(reason)}`}.{' '}
            </>
          )}
          Nothing changes before somebody approves, and nothing at all if it is denied.
          <div>Workflow instance {instance.instanceId}</div>
        </Notice>
      ))}
      {open.length > 0 && (
        <Notice
          kind="info"
          title={`${what(open[0]?.reason ?? null)} was asked for here and is not done`}
          actions={<ActionButton onClick={() => forgetRevocations(open)}>Forget this</ActionButton>}
        >
          {open.map(({ askedAt, workflowId }) => (
            <div key={askedAt}>
              <Time value={askedAt} />: the server said that it waits for an approval
              {workflowId !== null && ` (workflow instance ${workflowId})`}.
            </div>
          ))}
          The server does not tell you whether somebody has decided since.
        </Notice>
      )}
      {unread && (
        <Buttons>
          <Quiet>Not all workflows were read: a revocation that waits may be missing here.</Quiet>
          <ActionButton kind="quiet" busy={held.isFetching} onClick={() => void held.refetch()}>
            Look again
          </ActionButton>
        </Buttons>
      )}
    </>
  );
}
