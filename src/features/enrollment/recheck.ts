import { useEffect } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';

/**
 * Checks a field again while it is being corrected. Only fields that show an error are checked, and never on leaving one: an
 * error that appears between press and release would move the button away from under the pointer.
 */
export function useRecheck<V extends FieldValues>(form: UseFormReturn<V>): void {
  const { subscribe, trigger, getFieldState } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          const changed = name as Path<V> | undefined;
          if (changed !== undefined && getFieldState(changed).invalid) void trigger(changed);
        },
      }),
    [subscribe, trigger, getFieldState],
  );
}
