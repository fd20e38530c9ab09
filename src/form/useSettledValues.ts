import { startTransition, useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { FieldValues } from 'react-hook-form';
import { settled } from './settled.ts';

/** The form's values once nothing has changed for `pauseMs`: whoever asks is not drawn anew with every key. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as with the form library's own hooks, who asks knows the form
export function useSettledValues<V extends FieldValues>(pauseMs = 300): V {
  const { subscribe, getValues } = useFormContext<V>();
  const [values, setValues] = useState<V>(() => settled(undefined, getValues()) as V);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The next key goes before it.
    const take = (): void => startTransition(() => setValues((before) => settled(before, getValues()) as V));
    // What changed between the drawing and now.
    take();
    const unsubscribe = subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(take, pauseMs);
      },
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [subscribe, getValues, pauseMs]);
  return values;
}
