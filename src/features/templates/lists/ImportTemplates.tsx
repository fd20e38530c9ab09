import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ReactElement } from 'react';
import { importTemplates } from '../../../api/importTemplates.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }));

/** The button that imports templates. A running import goes on when its dialog is closed, and is found here again. */
export function ImportTemplates(): ReactElement {
  const [dialog, setDialog] = useState<'never opened' | 'open' | 'closed'>('never opened');
  const run = useMutation(importTemplates());
  return (
    <>
      <ActionButton onClick={() => setDialog('open')}>
        {run.isPending ? 'Importing templates…' : 'Import templates'}
      </ActionButton>
      <Suspense fallback={null}>
        {dialog !== 'never opened' && (
          <ImportDialog open={dialog === 'open'} run={run} onClose={() => setDialog('closed')} />
        )}
      </Suspense>
    </>
  );
}
