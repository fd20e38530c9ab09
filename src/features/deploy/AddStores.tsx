import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Form } from '../../form/Form.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import type { Reason } from '../../ui/reasonWays.tsx';
import { idSet } from './askedStores.ts';
import { nothingToSend, type PlannedStore, storesWord } from './deployForm.ts';
import { DeployPlanStep } from './DeployPlan.tsx';
import { Buttons } from './deployStyle.ts';
import type { AddLaterValues } from './entriesForm.ts';
import { replacesSome } from './SendQuestion.tsx';
import { StartText } from './StartText.tsx';

const Said = styled('div')({ marginTop: 8 });

interface AddStoresProps {
  form: UseFormReturn<AddLaterValues>;
  /** Stores that have a job already. */
  asked: readonly string[];
  busy: boolean;
  closedReason: Reason | undefined;
  /** When the jobs will start, ISO text in UTC; null: at once. */
  startsAt: string | null;
  /** Why the last deployment from this form failed; what was typed stays. */
  error: Explained | null;
  onDeploy: (plan: readonly PlannedStore[]) => void;
  onClose: () => void;
}

/** More stores for a certificate that was issued a moment ago, or a refused one with a better plan. */
export function AddStores(props: AddStoresProps): ReactElement {
  const { form, asked, busy, closedReason, startsAt, error, onDeploy, onClose } = props;
  const plan = useWatch({ control: form.control, name: 'stores' });
  const taken = idSet(asked);
  const fresh = plan.filter(({ storeId }) => !taken.has(storeId));
  return (
    <Form
      form={form}
      label="Add stores"
      onSubmit={form.handleSubmit(() => {
        if (!busy && closedReason === undefined && fresh.length > 0) onDeploy(fresh);
      })}
    >
      <DeployPlanStep name="stores" asked={asked} keys="always" />
      {startsAt !== null && <StartText startsAt={startsAt} />}
      {error && (
        <Said>
          <ErrorNotice error={error} />
        </Said>
      )}
      <Buttons>
        <ActionButton
          kind="primary"
          type="submit"
          busy={busy}
          disabledReason={closedReason ?? (fresh.length === 0 ? nothingToSend(plan.length) : undefined)}
        >
          {fresh.length === 0 ? 'Deploy' : `Deploy to ${storesWord(fresh.length)}${replacesSome(fresh) ? '…' : ''}`}
        </ActionButton>
        <ActionButton kind="quiet" disabledReason={busy ? 'Wait for the answer.' : undefined} onClick={onClose}>
          Close
        </ActionButton>
      </Buttons>
    </Form>
  );
}
