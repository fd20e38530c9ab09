import Box from '@mui/material/Box';
import { useRef } from 'react';
import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { type PlannedStore, storesWord } from './deployForm.ts';
import { PlannedStoreCard } from './PlannedStoreCard.tsx';
import { StorePicker } from './StorePicker.tsx';

interface DeployPlanProps {
  /** Path of the plan in the form. */
  name: string;
  /** Stores that have a job already. */
  asked?: readonly string[];
}

/** The part of a form that holds a plan: which stores, and what each of them is told. */
export function DeployPlanStep({ name, asked = [] }: DeployPlanProps): ReactElement {
  const { setValue, setFocus } = useFormContext();
  const plan = (useWatch({ name }) ?? []) as PlannedStore[];
  const added = useRef<HTMLHeadingElement>(null);
  const add = (store: PlannedStore): void => {
    const at = plan.length;
    replace([...plan, store]);
    // The card exists after the next drawing; without an alias to type there is only its heading to go to.
    requestAnimationFrame(() => {
      if (store.rules.alias === 'forbidden') added.current?.focus();
      else setFocus(`${name}.${at}.alias`);
    });
  };
  const replace = (next: PlannedStore[]) => setValue(name, next, { shouldDirty: true });
  return (
    <Box>
      {plan.length > 0 && (
        <Box component="section" aria-label="Stores in the plan" sx={{ mb: 2 }}>
          <h3 ref={added} tabIndex={-1}>
            {storesWord(plan.length)} in the plan
          </h3>
          {plan.map((store, at) => (
            <PlannedStoreCard
              key={store.storeId}
              name={`${name}.${at}`}
              store={store}
              onRemove={() => replace(plan.filter((other) => other.storeId !== store.storeId))}
            />
          ))}
        </Box>
      )}
      <h3>{plan.length === 0 ? 'Choose stores' : 'Add a store'}</h3>
      <StorePicker chosen={plan.map((store) => store.storeId)} asked={asked} onAdd={add} />
    </Box>
  );
}
