import { useEffect, useState, type RefObject } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { arrivals, formsHere, type OpenForm } from './secrets.ts';

/** What to say where the values of a form came back; `whole`: all of them did. Null where none did. */
type CameBack = { said: string; whole: boolean } | null;

/**
 * Has what is entered in a form kept while its page is away for a sign-in, without what lies at `secrets`, and put back when
 * it comes again. `element`: where it is drawn.
 */
export function useDraft<V extends FieldValues, Out>(
  form: UseFormReturn<V, unknown, Out>,
  secrets: ReadonlySet<string>,
  element: RefObject<HTMLElement | null>,
): CameBack {
  const [back, setBack] = useState<CameBack>(null);
  const { getValues, reset } = form;
  useEffect(() => {
    const here: OpenForm = {
      inDialog: () => element.current?.closest('[role="dialog"]') != null,
      secrets,
      values: getValues,
      defaults: () => form.formState.defaultValues ?? {},
      take(values, said, whole) {
        reset({ ...getValues(), ...values }, { keepDefaultValues: true });
        setBack({ said, whole });
      },
    };
    formsHere.add(here);
    arrivals.tell?.(here);
    return () => {
      formsHere.delete(here);
    };
  }, [form, getValues, secrets, element, reset]);
  return back;
}
