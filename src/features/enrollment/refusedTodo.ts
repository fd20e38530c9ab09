import type { UseFormReturn } from 'react-hook-form';
import type { Explained } from '../../api/errors.ts';
import type { DetailValues } from './detailsForm.ts';

/** Marks an error as the server's: the form's own check takes it away when the step is gone through again. */
export const serverError = 'server';

/** Puts the words of a refusal at the fields that it names, as soon as the code for that is there; the result has said them. */
export async function showRefused<V extends DetailValues>(
  form: Pick<UseFormReturn<V>, 'getValues' | 'setError'>,
  error: Explained,
): Promise<void> {
  const found = await import('./refusedDetails.ts').catch(() => null);
  found?.markRefused(form, error);
}

/** What the step of the details says while the words of a refusal stand at one of its fields. */
export function refusedTodo(errors: { metadata?: unknown; fields?: unknown }): string | undefined {
  const rows = [errors.metadata, errors.fields].flatMap((area): unknown[] => (Array.isArray(area) ? area : []));
  const marked = rows.some(
    (row) => typeof row === 'object' && row !== null && 'value' in row && typeOf(row.value) === serverError,
  );
  return marked ? 'The server names a value here' : undefined;
}

const typeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
