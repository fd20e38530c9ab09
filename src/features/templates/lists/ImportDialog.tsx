import type { UseMutationResult } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportCount } from '../../../api/importTemplates.ts';
import { ApiError, explain } from '../../../api/errors.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Reason } from '../../../ui/reasonWays.tsx';
import { importWords } from './importWords.ts';
import { TenantFilter } from './TenantFilter.tsx';

const Parts = styled('div')({ display: 'grid', gap: 12, justifyItems: 'start', '& p': { margin: 0 } });

interface ImportDialogProps {
  open: boolean;
  run: UseMutationResult<ImportCount, Error, string>;
  /** Why one may not import. */
  closed: Reason | undefined;
  onClose: () => void;
}

/** Chooses a configuration tenant and lets the server read its templates from the CAs. */
export function ImportDialog({ open, run, closed, onClose }: ImportDialogProps): ReactElement {
  const [tenant, setTenant] = useState('');
  const { isPending, data, error, variables = '' } = run;
  const lost = error instanceof ApiError && error.outcomeUnknown;
  const chosen = tenant.trim();
  return (
    <ConfirmDialog
      open={open}
      title="Import templates"
      confirmLabel="Import templates"
      cancelLabel={isPending ? 'Close and let it run' : 'Close'}
      error={error && explain(error)}
      disabledReason={
        closed ??
        (isPending ? 'An import is running' : chosen === '' ? 'Choose the configuration tenant first' : undefined)
      }
      onConfirm={() => run.mutate(chosen)}
      onClose={onClose}
      body={
        <Parts>
          <p>
            Command asks the CAs of one configuration tenant for their templates. It may take minutes. New templates
            come without key retention and cannot be enrolled before that is allowed.
          </p>
          <TenantFilter value={tenant} onChange={setTenant} ask={open} any="Choose a tenant" />
          {isPending && (
            <Notice kind="info" title={`Importing from ${variables}`}>
              The list is read again when the server answers. Closing this does not stop the import.
            </Notice>
          )}
          {data && <Notice kind="success" title={importWords(data)} />}
          {lost && (
            <Notice kind="warning" title="The import may still have happened, or be running">
              It is not repeated by itself. Look at the list in some minutes before you import again.
            </Notice>
          )}
        </Parts>
      }
    />
  );
}
