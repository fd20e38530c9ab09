import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactElement, ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { SelectField } from '../../form/SelectField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { scopeToUrl } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import { Buttons } from './pageStyle.ts';
import { useScopeParts } from './scopeParts.ts';

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
  .check(
    z.refine((typed) => typed.collection + typed.container !== '', {
      error: 'Name one of the two.',
      path: ['collection'],
    }),
  )
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
  const { collections, containers } = useScopeParts();
  const field = (name: 'collection' | 'container', named: typeof collections) => {
    const label = name === 'collection' ? 'Collection' : 'Container';
    return named.length === 0 ? (
      <TextField name={name} label={`${label} id`} width={160} />
    ) : (
      <SelectField name={name} label={label} width={280} options={[{ value: '', label: 'None' }, ...named]} />
    );
  };
  const submit = form.handleSubmit((typed) => onChange(typed));
  return (
    <>
      <ErrorNotice error={error} onRetry={onRetry} actions={actions} />
      <p>
        If your rights end at a certificate collection or a store container, name it: the server then looks there.
        {(collections.length === 0 || containers.length === 0) && ' Whoever gave you the rights knows the id.'}
      </p>
      <Form form={form} onSubmit={submit} label="Part of the certificates">
        {field('collection', collections)}
        {field('container', containers)}
        <Buttons>
          <ActionButton kind="primary" type="submit">
            Look there
          </ActionButton>
        </Buttons>
      </Form>
    </>
  );
}
