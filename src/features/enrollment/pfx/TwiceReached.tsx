import { styled } from '@mui/material/styles';
import { useRef, type ReactElement } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { PfxValues } from './pfxForm.ts';
import { type Replaced, twiceReached } from './replacedStores.ts';

const Place = styled('div')({ maxWidth: 860, '&:focus': { outline: 'none' }, '&:not(:empty)': { margin: '0 0 16px' } });

/** So many stores are named; of more only the number is told. */
const named = 3;

/** What would make two jobs for one store, and the way out; nothing where nothing would. The form's focus on it comes here. */
export function TwiceReached({ replaced }: { replaced: readonly Replaced[] }): ReactElement {
  const { setValue, control } = useFormContext<PfxValues>();
  const stores = useWatch({ control, name: 'stores' });
  const { field } = useController({ control, name: 'replaces' });
  const place = useRef<HTMLDivElement>(null);
  const twice = twiceReached({ stores, replaces: field.value }, replaced);
  const ids = twice?.storeIds ?? [];
  const names = stores.filter(({ storeId }) => ids.includes(storeId)).map(({ displayName }) => displayName);
  const more = names.length > named ? `, and ${names.length - named} more` : '';
  const takeOut = (): void => {
    // The button goes, and with it what has the focus.
    place.current?.focus({ preventScroll: true });
    const left = stores.filter(({ storeId }) => !ids.includes(storeId));
    setValue('stores', left, { shouldDirty: true });
  };
  return (
    <Place
      tabIndex={-1}
      ref={(element) => {
        place.current = element;
        field.ref(element && { focus: () => element.focus() });
      }}
    >
      {twice && (
        <Notice
          kind="error"
          title={twice.title}
          actions={
            names.length > 0 && (
              <ActionButton onClick={takeOut}>
                {names.length === 1 ? 'Take it out of the plan' : 'Take them out of the plan'}
              </ActionButton>
            )
          }
        >
          {names.length === 0
            ? 'Do not replace it here, or switch off in the step What that the renewal replaces it.'
            : `${names.length === 1 ? 'It' : 'Each'} would get two jobs, maybe under two aliases: ${names.slice(0, named).join(', ')}${more}.`}
        </Notice>
      )}
    </Place>
  );
}
