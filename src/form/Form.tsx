import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { FormProvider } from 'react-hook-form';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { Notice } from '../ui/Notice.tsx';
import { openForms } from './focusField.ts';
import { SecretNames } from './secrets.ts';
import { useDraft } from './useDraft.ts';

export interface FormProps<V extends FieldValues, Out> {
  // The context type of react-hook-form, which no form here uses.
  form: UseFormReturn<V, unknown, Out>;
  /** Runs the submit of the form; usually `form.handleSubmit(…)`. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown;
  id?: string;
  label?: string;
  children: ReactNode;
}

function whileOpen(form: HTMLFormElement): () => void {
  openForms.add(form);
  return () => openForms.delete(form);
}

/** A form without the browser's own validation. Its secret fields are emptied when it leaves the page. */
export function Form<V extends FieldValues, Out = V>({
  form,
  onSubmit,
  id,
  label,
  children,
}: FormProps<V, Out>): ReactElement {
  const [names] = useState(() => new Set<string>());
  const element = useRef<HTMLFormElement>(null);
  const { getValues, setValue } = form;
  const back = useDraft(form, names, element);
  useEffect(
    () => () => {
      // A row that has gone must not come back for its secret.
      for (const name of names as Set<Path<V>>) if (getValues(name)) setValue(name, '' as PathValue<V, Path<V>>);
    },
    [getValues, names, setValue],
  );
  const [hold] = useState(() => (drawn: HTMLFormElement) => {
    element.current = drawn;
    return whileOpen(drawn);
  });
  return (
    <FormProvider {...form}>
      <SecretNames value={names}>
        <form
          ref={hold}
          noValidate
          autoComplete="off"
          {...(id === undefined ? {} : { id })}
          aria-label={label}
          onSubmit={(event) => {
            event.preventDefault();
            // Submits of a form in a dialog must not reach the form around it through the React tree.
            event.stopPropagation();
            void onSubmit(event);
          }}
        >
          {back && <Notice kind="info" title={back.said} />}
          {children}
        </form>
      </SecretNames>
    </FormProvider>
  );
}
