import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ReactElement } from 'react';
import { importTemplates } from '../../../api/importTemplates.ts';
import { whyNot } from '../../../api/rights.ts';
import { meQuery } from '../../../api/server.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }));

/** The button that imports templates. A running import goes on when its dialog is closed, and is found here again. */
export function ImportTemplates(): ReactElement {
  const [dialog, setDialog] = useState<'never opened' | 'open' | 'closed'>('never opened');
  const run = useMutation(importTemplates());
  const closed = whyNot(useQuery(meQuery()).data, 'templates');
  return (
    <>
      <ActionButton onClick={() => setDialog('open')} disabledReason={closed}>
        {run.isPending ? 'Importing templates…' : 'Import templates'}
      </ActionButton>
      <Suspense fallback={null}>
        {dialog !== 'never opened' && (
          <ImportDialog open={dialog === 'open'} run={run} closed={closed} onClose={() => setDialog('closed')} />
        )}
      </Suspense>
    </>
  );
}
