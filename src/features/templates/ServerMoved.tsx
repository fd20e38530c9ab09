import type { ReactElement } from 'react';
import { useFormState, type FieldValues, type UseFormReturn } from 'react-hook-form';
import type { WireDocument } from '../../api/wireDocument.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sameJson } from './held.ts';
import type { SaveTarget } from './saveFlow.ts';

export interface ServerMovedProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  base: WireDocument;
  latest: WireDocument;
  project: SaveTarget['project'];
  what: string;
  onLoad: () => void;
}

/** Says that a refetch brought something newer than what is being edited; it never replaces what was typed by itself. */
export function ServerMoved<Values extends FieldValues>(props: ServerMovedProps<Values>): ReactElement | null {
  const { form, base, latest, project, what, onLoad } = props;
  const { isDirty } = useFormState({ control: form.control });
  if (base === latest || sameJson(project(base), project(latest))) return null;
  return (
    <Notice
      kind="info"
      title={`This ${what} has changed on the server since you opened it`}
      actions={isDirty ? undefined : <ActionButton onClick={onLoad}>Show what the server holds</ActionButton>}
    >
      {isDirty ? 'Your changes are kept. Saving shows both, and asks where they clash.' : null}
    </Notice>
  );
}
