import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { explain } from '../api/errors.ts';
import { tellHost } from '../host.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isLostPart } from '../ui/LostPart.tsx';
import { Page } from '../ui/Page.tsx';
import { LostPage } from './LostPage.tsx';

const reload = (
  <ActionButton kind="primary" onClick={() => window.location.reload()}>
    Reload
  </ActionButton>
);

/** In place of a screen that failed. After a new build the old code is gone from the server: then reloading helps. */
export function RouteError(): ReactElement {
  const error = useRouteError();
  useEffect(() => tellHost({ type: 'error', what: 'screen', message: explain(error).summary }), [error]);
  if (isLostPart(error)) return <LostPage />;
  return (
    <Page title="This page failed">
      <ErrorNotice error={explain(error)} actions={reload} />
    </Page>
  );
}
