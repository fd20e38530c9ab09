import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
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
import { approvalSignal, decisionSchema, waitingTitle, type DecisionValues, type Waiting } from './approvalForm.ts';
import { waitingFacts } from './waitingFacts.tsx';

interface DecisionDialogProps {
  /** Why one may not decide at a CA. */
  closed: string | undefined;
  waiting: Waiting;
  approve: boolean;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
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
      onDone();
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
          <p>{waitingTitle(waiting)}</p>
          {waiting.kind === 'authority' && <Facts items={waitingFacts(waiting)} />}
          {detail.error && <ErrorNotice error={explain(detail.error)} onRetry={() => void detail.refetch()} />}
          {detail.data && (
            <Facts
              items={detail.data.asked.map(({ name, value }) => ({ label: name, value, mono: name !== 'Comment' }))}
            />
          )}
          {comments && (
            <Form form={form} label="Decision" onSubmit={submit}>
              <TextField name="comment" label="Comment" multiline rows={3} required={!approve} />
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
