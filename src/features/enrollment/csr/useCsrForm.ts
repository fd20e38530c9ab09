import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { loadedSetup, loadSetup, useChosenSetup, useSettledSetup } from '../chosenSetup.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import { useRecheck } from '../recheck.ts';
import type { EnrollChoice, Setup } from '../setup.ts';
import { csrSchema, csrValues, firstValues, type CsrReading, type CsrValues } from './csrForm.ts';
import type { CsrParts } from './csrContext.ts';
import { askedOf, useDryRun } from './dryRun.ts';
import { readRetainedKey, type RetainedKey } from './retainedKey.ts';
import { useRequest } from './useRequest.ts';

interface FoundFor {
  setup: Setup | null;
  reading: CsrReading | null;
  /** The private key that goes along; null where none does. */
  key: RetainedKey | null;
}

export interface CsrForm extends CsrParts {
  /** What these values are sent with, once it is there: the same that they are checked against. */
  foundFor: (values: CsrValues) => Promise<FoundFor>;
}

/** The form of the CSR wizard, with the request it is about and the rules of what is chosen. */
export function useCsrForm(start: EnrollStart): CsrForm {
  const client = useQueryClient();
  const settledSetup = useSettledSetup(start.choices);
  const [defaultValues] = useState(() => firstValues(start.initial, start.prefill, start.abilities));
  const resolver: Resolver<CsrValues> = async (given, context, options) => {
    const { setup, reading, key } = await foundFor(given);
    const keyOnlyHere = madeFor(given)?.saved === null;
    return zodResolver(csrSchema(setup, { reading, key, keyOnlyHere }))(given, context, options);
  };
  const form = useForm<CsrValues>({ defaultValues, resolver });
  // Before the check of what is corrected, which then sees what was read last.
  const request = useRequest(form);
  useRecheck(form);
  const madeFor = (given: CsrValues) => (request.made?.csr === given.csr ? request.made : null);
  const keyOf = async (given: CsrValues): Promise<RetainedKey | null> => {
    const reading = await request.settled();
    // What Command made has its key there already.
    if (dryRun.madeByCommand) return null;
    return reading?.ok ? readRetainedKey(given, madeFor(given)?.pkcs8 ?? null, reading.csr) : null;
  };
  const foundFor = async (given: CsrValues): Promise<FoundFor> => {
    const [setup, reading, key] = await Promise.all([settledSetup(given.source), request.settled(), keyOf(given)]);
    return { setup, reading, key };
  };
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as CsrValues;
  const chosen = useChosenSetup(start.choices, values.source, values.filledFrom);
  const pick = async (choice: EnrollChoice): Promise<Setup | null> => {
    form.setValue('source', choice.key, { shouldDirty: true });
    const next = await loadSetup(client, choice);
    if (next === null || form.getValues('source') !== choice.key) return null;
    const typed = form.getValues();
    const before = loadedSetup(client, start.choices, typed.filledFrom);
    form.reset(csrValues(next, typed, before), { keepDefaultValues: true });
    return next;
  };
  const setup = chosen.setup?.choice.key === values.source ? chosen.setup : null;
  const dryRun = useDryRun(askedOf(request, values, setup));
  return { start, form, values, chosen, setup, pick, request, dryRun, madeKey: madeFor(values), foundFor };
}
