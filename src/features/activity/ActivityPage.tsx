import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { serverAddress, serverNow } from '../../api/client.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { keptDeployments } from '../deploy/keptDeployments.ts';
import { keepRequest, keptRequests, useKept, type KeptRequest } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Deployments } from './Deployments.tsx';
import { ownOf } from './approvalForm.ts';
import { Approvals } from './Approvals.tsx';
import { canFollow } from './follow.ts';
import { followedAlready, followSchema, requestFromId, type FollowValues } from './followForm.ts';
import { MyInstances } from './MyInstances.tsx';
import { RequestRow } from './RequestRow.tsx';
import { titleOf } from './titleOf.ts';
import { useWaiting } from './useWaiting.ts';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 16px', color: theme.palette.text.secondary }));
const Line = styled('div')({ '& button': { marginTop: 4 } });

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** What became of the requests made on this browser, and of those whose ids were given. */
export default function ActivityPage(): ReactElement {
  const { requests } = useKept(keptRequests);
  const { deployments } = useKept(keptDeployments);
  const rights = useQuery(meQuery()).data;
  const me = rights?.name ?? null;
  const isMine = ({ server, user }: { server: string; user: string | null }) =>
    server === serverAddress() && (user === null || me === null || same(user, me));
  const mine = requests.filter(isMine);
  const waiting = mine.filter((request) => canFollow(request) || request.disposition === 'unknown');
  // What this person may decide as well stands there.
  const toDecide = new Set(useWaiting().all.map((each) => ownOf(each, waiting)));
  const alone = waiting.filter((request) => !toDecide.has(request));
  const done = mine.filter((request) => !waiting.includes(request));
  const others = requests.length - mine.length;
  const sent = deployments.filter(isMine);
  return (
    <Page
      title="Activity"
      subtitle="Requests made or followed on this browser, kept here without secrets. Each waiting one is asked after while this page is open."
    >
      <Approvals requests={waiting} />
      {mine.length === 0 ? (
        <EmptyState
          title="No request yet"
          text="What you enroll on this browser appears here, and a waiting request is followed until it is decided."
          action={
            <>
              <ActionLink to={paths.enrollPfx()} disabledReason={whyNot(rights, 'enrollPfx')}>
                Enroll a PFX
              </ActionLink>{' '}
              <ActionLink to={paths.enrollCsr()} disabledReason={whyNot(rights, 'enrollCsr')}>
                Enroll a CSR
              </ActionLink>
            </>
          }
        />
      ) : (
        <>
          <Requests
            id="waiting"
            title="Your requests: open"
            requests={alone}
            none={alone.length < waiting.length ? 'Nothing else waits.' : 'Nothing waits.'}
          />
          <Requests id="done" title="Your requests: decided" requests={done} none="Nothing has been decided yet." />
        </>
      )}
      {sent.length > 0 && <Deployments deployments={sent} />}
      <MyInstances />
      {others > 0 && (
        <Quiet>
          {others === 1 ? 'One more request' : `${others} more requests`} on this browser belong to another server or
          another person, and are not shown.
        </Quiet>
      )}
      <Section
        id="follow"
        title="Follow another request"
        hint="For a request that was made elsewhere: its number, or the id of its workflow instance."
      >
        <FollowForm user={me} listed={mine} />
      </Section>
    </Page>
  );
}

interface RequestsProps {
  id: string;
  title: string;
  requests: readonly KeptRequest[];
  none: string;
}

function Requests({ id, title, requests, none }: RequestsProps): ReactElement {
  return (
    <Section id={id} title={title} count={requests.length}>
      {requests.length === 0 ? (
        none
      ) : (
        <List aria-label={title}>
          {requests.map((request) => (
            <RequestRow key={`${request.sentAt} ${request.commonName}`} request={request} />
          ))}
        </List>
      )}
    </Section>
  );
}

function FollowForm({ user, listed }: { user: string | null; listed: readonly KeptRequest[] }): ReactElement {
  const form = useForm<FollowValues>({ defaultValues: { id: '' }, resolver: zodResolver(followSchema) });
  const follow = ({ id }: FollowValues): void => {
    const already = followedAlready(id, listed);
    if (already) {
      form.setError('id', { message: `It is in the list already: ${titleOf(already)}.` });
      return;
    }
    keepRequest(requestFromId(id, { server: serverAddress(), user, now: serverNow() }));
    form.reset();
  };
  return (
    <Form form={form} onSubmit={form.handleSubmit(follow)} label="Follow another request">
      <TextField name="id" label="Request id or workflow instance id" width={340} mono />
      <Line>
        <ActionButton type="submit">Follow</ActionButton>
      </Line>
    </Form>
  );
}
