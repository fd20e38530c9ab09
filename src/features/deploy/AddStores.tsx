import Box from '@mui/material/Box';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import * as z from 'zod/mini';
import { Form } from '../../form/Form.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { emptyPlan, type PlannedStore, plannedStoreSchema, storesWord } from './deployForm.ts';
import { DeployPlanStep } from './DeployPlan.tsx';

const schema = z.object({ stores: z.array(plannedStoreSchema) });

interface AddStoresProps {
  /** Stores that are on their way already. */
  chosen: readonly string[];
  busy: boolean;
  closedReason: string | undefined;
  onDeploy: (plan: readonly PlannedStore[]) => void;
}

/** More stores for a certificate that was issued a moment ago. */
export function AddStores({ chosen, busy, closedReason, onDeploy }: AddStoresProps): ReactElement {
  const [opened, setOpened] = useState(false);
  const form = useForm<{ stores: PlannedStore[] }>({
    resolver: zodResolver(schema),
    defaultValues: { stores: emptyPlan() },
  });
  const plan = useWatch({ control: form.control, name: 'stores' });
  const fresh = plan.filter((store) => !chosen.includes(store.storeId));
  if (!opened) {
    return (
      <ActionButton disabledReason={closedReason} onClick={() => setOpened(true)}>
        Add a store
      </ActionButton>
    );
  }
  return (
    <Form
      form={form}
      label="Add stores"
      onSubmit={form.handleSubmit(() => {
        if (busy || closedReason !== undefined || fresh.length === 0) return;
        onDeploy(fresh);
        form.reset({ stores: emptyPlan() });
        setOpened(false);
      })}
    >
      <DeployPlanStep name="stores" hasPrivateKey />
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
        <ActionButton
          kind="primary"
          type="submit"
          busy={busy}
          disabledReason={closedReason ?? (fresh.length === 0 ? 'Choose a store first.' : undefined)}
        >
          {fresh.length === 0 ? 'Deploy' : `Deploy to ${storesWord(fresh.length)}`}
        </ActionButton>
        <ActionButton kind="quiet" onClick={() => setOpened(false)}>
          Close
        </ActionButton>
      </Box>
    </Form>
  );
}
