import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactElement, ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { scopeToUrl } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import { Buttons } from './pageStyle.ts';

interface RefusedScopeProps {
  error: Explained;
  scope: Scope;
  onChange: (members: Readonly<Record<string, string>>) => void;
  onRetry: () => void;
  /** Where else one can go. */
  actions?: ReactNode;
}

const id = z.string().check(z.trim(), z.regex(/^\d{0,9}$/, 'An id is a whole number.'));
const schema = z
  .object({ collection: id, container: id })
  .check(z.refine((typed) => typed.collection + typed.container !== '', { error: 'Type an id.', path: ['collection'] }))
  .check(
    z.refine((typed) => typed.collection === '' || typed.container === '', {
      error: 'Only one of the two can be asked for.',
      path: ['container'],
    }),
  );

/** A refusal, once, and the collection or container to be named for those whose rights end at one. */
export function RefusedScope({ error, scope, onChange, onRetry, actions }: RefusedScopeProps): ReactElement {
  const { collection = '', container = '' } = scopeToUrl(scope);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { collection, container } });
  const submit = form.handleSubmit((typed) => onChange(typed));
  return (
    <>
      <ErrorNotice error={error} onRetry={onRetry} actions={actions} />
      <p>
        If your rights end at a certificate collection or a store container, type its id: the server then looks there.
        Whoever gave you the rights knows the id.
      </p>
      <Form form={form} onSubmit={submit} label="Part of the certificates">
        <TextField name="collection" label="Collection id" width={160} />
        <TextField name="container" label="Container id" width={160} />
        <Buttons>
          <ActionButton kind="primary" type="submit">
            Look there
          </ActionButton>
        </Buttons>
      </Form>
    </>
  );
}
