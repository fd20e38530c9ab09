import { createContext, useContext } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ChosenSetup } from '../chosenSetup.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import type { EnrollChoice, Setup } from '../setup.ts';
import type { CsrValues } from './csrForm.ts';
import type { DryRun } from './dryRun.ts';
import type { MadeRequest } from './makeForm.ts';
import type { HeldRequest } from './useRequest.ts';

/** What every step of the CSR wizard may know and do. */
export interface CsrParts {
  start: EnrollStart;
  form: UseFormReturn<CsrValues>;
  values: CsrValues;
  chosen: ChosenSetup;
  /** The rules of what is chosen now; null while nothing is, or while they are on their way. */
  setup: Setup | null;
  /** Chooses what to enroll with, and gives its rules once they are there; null when they cannot be had. */
  pick: (choice: EnrollChoice) => Promise<Setup | null>;
  request: HeldRequest;
  dryRun: DryRun;
  /** The key made in this browser for the request that is in use now. */
  madeKey: MadeRequest | null;
}

const context = createContext<CsrParts | null>(null);

export const CsrContext = context.Provider;

/** What the wizard around knows. */
export function useCsr(): CsrParts {
  const parts = useContext(context);
  if (parts === null) throw new Error('a step outside the CSR wizard');
  return parts;
}
