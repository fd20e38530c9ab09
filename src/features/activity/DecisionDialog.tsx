import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { decide, instanceDetailQuery, type Decision } from '../../api/approvals.ts';
import { explain } from '../../api/errors.ts';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Reason } from '../../ui/reasonWays.tsx';
import { Time } from '../../ui/Time.tsx';
import {
  approvalSignal,
  askedByName,
  decisionSchema,
  waitingTitle,
  type DecisionValues,
  type Waiting,
} from './approvalForm.ts';
import { useTemplateNames } from './useTemplateNames.ts';
import { useWaitingFacts } from './useWaitingFacts.tsx';

const What = styled('div')(({ theme }) => ({
  marginBottom: 16,
  '& p': { margin: '0 0 8px', color: theme.palette.text.secondary },
  '& h3': { margin: '0 0 4px', fontSize: '1rem', lineHeight: '24px', fontWeight: 600 },
}));
const inProse: ReadonlySet<string> = new Set([
  'Template',
  'Enrollment pattern',
  'CA',
  'Alternative names',
  'Reason',
  'Effective date',
  'Comment of the requester',
]);

interface DecisionDialogProps {
  /** Why one may not decide at a CA. */
  closed: Reason | undefined;
  waiting: Waiting;
  approve: boolean;
  open: boolean;
  onClose: () => void;
  /** With what was said. */
  onDone: (comment: string) => void;
}

/** Asks for the comment, names what is decided, and says what the server made of it. */
export function DecisionDialog({ closed, waiting, approve, open, onClose, onDone }: DecisionDialogProps): ReactElement {
  const form = useForm<DecisionValues>({
    defaultValues: { comment: '' },
    resolver: zodResolver(decisionSchema(approve)),
  });
  const sending = useMutation(decide(waiting.kind));
  const instanceId = waiting.kind === 'workflow' ? waiting.row.instanceId : '';
  const detail = useQuery({ ...instanceDetailQuery(instanceId), enabled: open && instanceId !== '' });
  const signalKey =
    waiting.kind === 'workflow' ? approvalSignal(detail.data?.signals ?? [], waiting.row.stepKey) : null;
  const facts = useWaitingFacts(waiting);
  const asked = detail.data?.asked ?? [];
  const names = useTemplateNames(asked.find(({ name }) => name === 'Template')?.value ?? '');
  // At a CA only a denial takes a comment.
  const comments = waiting.kind === 'workflow' || !approve;
  const submit = form.handleSubmit(async ({ comment }) => {
    const said = { approve, comment: comment.trim() };
    const decision: Decision | null =
      waiting.kind === 'authority'
        ? { ...said, requestId: waiting.row.requestId }
        : signalKey === null
          ? null
          : { ...said, instanceId, signalKey };
    if (decision === null || sending.isPending) return;
    try {
      const decided = await sending.mutateAsync(decision);
      if (decided.kind !== 'done') return;
      onClose();
      onDone(said.comment);
    } catch {
      // The dialog shows it.
    }
  });
  const verb = approve ? 'Approve' : 'Deny';
  return (
    <ConfirmDialog
      open={open}
      title={`${verb} this request?`}
      confirmLabel={verb}
      danger={!approve}
      entered={form.formState.isDirty}
      busy={sending.isPending}
      error={sending.error ? explain(sending.error) : null}
      disabledReason={waiting.kind === 'workflow' ? whyNotYet(detail.data !== undefined, signalKey) : closed}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <>
          <What>
            <h3>{waitingTitle(waiting, asked)}</h3>
            {waiting.kind === 'workflow' && waiting.row.title !== '' && <p>{waiting.row.title}</p>}
            {detail.error && <ErrorNotice error={explain(detail.error)} onRetry={() => void detail.refetch()} />}
            <Facts
              items={[
                ...(waiting.kind === 'authority' ? facts : []),
                ...askedByName(asked, names).map(({ name, value }) => ({
                  label: name,
                  value: name === 'Effective date' ? <Time value={value} /> : value,
                  mono: !inProse.has(name),
                })),
              ]}
            />
          </What>
          {comments && (
            <Form form={form} label="Decision" onSubmit={submit}>
              <TextField name="comment" label="Your comment" multiline rows={3} required={!approve} />
            </Form>
          )}
          {sending.data?.kind === 'not taken' && (
            <Notice kind="error" title="The decision was not taken">
              {sending.data.words}
            </Notice>
          )}
        </>
      }
    />
  );
}

function whyNotYet(read: boolean, signalKey: string | null): string | undefined {
  if (!read) return 'The request is being read';
  return signalKey === null ? 'Its present step is not one that is approved or denied' : undefined;
}
