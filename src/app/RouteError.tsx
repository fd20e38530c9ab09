import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { explain } from '../api/errors.ts';
import { tellHost } from '../host.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';

/** What browsers say when the code of a page is gone: Chromium, Firefox, Safari. */
const missingCode = /dynamically imported module|importing a module script failed|module script|preload CSS/i;

const reload = (
  <ActionButton kind="primary" onClick={() => window.location.reload()}>
    Reload
  </ActionButton>
);

/** In place of a screen that failed. After a new build the old code is gone from the server: then reloading helps. */
export function RouteError(): ReactElement {
  const error = useRouteError();
  useEffect(() => tellHost({ type: 'error', message: explain(error).summary }), [error]);
  if (error instanceof Error && missingCode.test(error.message)) {
    return (
      <Page title="Reload needed">
        <Notice kind="warning" title="A part of this page could not be loaded" actions={reload}>
          A new version may have been installed, or the connection was lost. Reload to go on.
        </Notice>
      </Page>
    );
  }
  return (
    <Page title="This page failed">
      <ErrorNotice error={explain(error)} actions={reload} />
    </Page>
  );
}
