import { useState, type ReactElement, type ReactNode } from 'react';
import { FormProvider } from 'react-hook-form';
import { Loading } from '../../../ui/Loading.tsx';
import type { EnrollChoice, Setup } from '../setup.ts';
import { SourceField } from '../SourceField.tsx';
import { sourceLabel } from '../WhatStep.tsx';
import { useCsr } from './csrContext.ts';

interface SourcePickerProps {
  /** Told the rules of what was picked, once they are there. */
  onPicked: (next: Setup) => void;
  help?: string;
  /** Why a choice cannot be taken here. */
  closed?: (choice: EnrollChoice) => string | undefined;
}

/** What the wizard enrolls with, to be chosen while its request is made; it is the wizard's own also inside another form. */
export function SourcePicker({ onPicked, closed, ...how }: SourcePickerProps): ReactElement {
  const { start, form, values, chosen, pick } = useCsr();
  const take = async (choice: EnrollChoice): Promise<void> => {
    const next = await pick(choice);
    if (next) onPicked(next);
  };
  return (
    <FormProvider {...form}>
      <SourceField
        {...how}
        {...(closed && { closed })}
        label={sourceLabel(start)}
        choices={closed ? usableFirst(start.choices, closed) : start.choices}
        chosen={chosen}
        source={values.source}
        onPick={(choice) => void take(choice)}
      />
    </FormProvider>
  );
}

/** The choices that can be taken before those that cannot, each group in its order. */
function usableFirst(
  choices: readonly EnrollChoice[],
  closed: (choice: EnrollChoice) => string | undefined,
): EnrollChoice[] {
  return choices.toSorted((a, b) => Number(closed(a) !== undefined) - Number(closed(b) !== undefined));
}

/** Its children, once no rules are on their way that they start from; from then on they stay. */
export function AfterRules({ children }: { children: ReactNode }): ReactNode {
  const { loading } = useCsr().chosen;
  const [open, setOpen] = useState(!loading);
  if (!open && !loading) setOpen(true);
  return open || !loading ? children : <Loading what="the rules" />;
}
