import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import * as z from 'zod/mini';
import { Form } from '../../form/Form.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import { type PlannedStore, plannedStoreSchema, storesWord } from './deployForm.ts';
import { DeployPlanStep } from './DeployPlan.tsx';
import { Buttons } from './deployStyle.ts';
import { StartText } from './StartText.tsx';

const Said = styled('div')({ marginTop: 8 });

export interface AddStoresValues {
  stores: PlannedStore[];
}

/** The schema of the form, for the one who makes it. */
export const addStoresSchema = z.object({ stores: z.array(plannedStoreSchema) });

interface AddStoresProps {
  form: UseFormReturn<AddStoresValues>;
  /** Stores that have a job already. */
  asked: readonly string[];
  busy: boolean;
  closedReason: string | undefined;
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
  const fresh = plan.filter((store) => !asked.includes(store.storeId));
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
          disabledReason={closedReason ?? (fresh.length === 0 ? 'Choose a store first.' : undefined)}
        >
          {fresh.length === 0 ? 'Deploy' : `Deploy to ${storesWord(fresh.length)}`}
        </ActionButton>
        <ActionButton kind="quiet" disabledReason={busy ? 'Wait for the answer.' : undefined} onClick={onClose}>
          Close
        </ActionButton>
      </Buttons>
    </Form>
  );
}
