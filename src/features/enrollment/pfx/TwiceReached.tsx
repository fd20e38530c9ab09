import { styled } from '@mui/material/styles';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useScope } from '../useScope.ts';
import type { PfxValues } from './pfxForm.ts';
import { type Replaced, twiceReached, unreadPlaces } from './replacedStores.ts';

const Place = styled('div')({ maxWidth: 860, '&:focus': { outline: 'none' }, '&:not(:empty)': { margin: '0 0 16px' } });

/** So many stores are named; of more only the number is told. */
const named = 3;

/**
 * What would make two jobs for one store, or keeps that from being known, and the way out; nothing where nothing would. The form's
 * focus on it comes here.
 */
export function TwiceReached({ replaced }: { replaced: readonly Replaced[] }): ReactElement {
  const { setValue, control } = useFormContext<PfxValues>();
  const stores = useWatch({ control, name: 'stores' });
  const { field, fieldState } = useController({ control, name: 'replaces' });
  const client = useQueryClient();
  const scope = useScope();
  const place = useRef<HTMLDivElement>(null);
  const twice = twiceReached({ stores, replaces: field.value }, replaced);
  // Reading takes a moment, in which nobody is in the way: it is said once it has kept somebody from going on.
  const unread = twice === null && fieldState.invalid ? unreadPlaces(stores, replaced) : null;
  // Where the replacement is shown, above, its failure is, with the way to try again.
  const isAbove = unread?.certificateIds.every((id) => id === field.value) === true;
  const ids = twice?.storeIds ?? [];
  const names = stores.filter(({ storeId }) => ids.includes(storeId)).map(({ displayName }) => displayName);
  const more = names.length > named ? `, and ${names.length - named} more` : '';
  // The button goes, and with it what has the focus.
  const holdFocus = (): void => place.current?.focus({ preventScroll: true });
  const readAgain = (): void => {
    holdFocus();
    for (const id of unread?.certificateIds ?? [])
      void client.refetchQueries({ queryKey: storesOfCertificateQuery(id, scope).queryKey });
  };
  const takeOut = (): void => {
    holdFocus();
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
      {unread && (
        <Notice
          kind={unread.state === 'failed' ? 'error' : 'info'}
          title={unread.title}
          actions={unread.state === 'failed' && !isAbove && <ActionButton onClick={readAgain}>Try again</ActionButton>}
        >
          {stores.length > 0 && 'Without them a store of the plan could get two jobs unseen. '}
          {unread.state === 'pending'
            ? 'Go on once they are here.'
            : isAbove
              ? 'Try again above, or do not replace it here.'
              : 'Try again, or switch off in the step What that the renewal replaces it.'}
        </Notice>
      )}
    </Place>
  );
}
