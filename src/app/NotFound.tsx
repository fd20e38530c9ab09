import { type ReactElement, useEffect } from 'react';
import { useLocation } from 'react-router';
import { tellHost } from '../host.ts';
import { paths } from '../paths.ts';
import { ActionLink } from '../ui/ActionButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';

/** For an address that this app does not have. */
export function NotFound(): ReactElement {
  const { pathname } = useLocation();
  const message = `There is no page at ${pathname}`;
  useEffect(() => tellHost({ type: 'error', what: 'screen', message }), [message]);
  return (
    <Page title="Page not found">
      <EmptyState
        title={message}
        text="The link may be from another version of this app, or mistyped."
        action={<ActionLink to={paths.templates()}>Open templates</ActionLink>}
      />
    </Page>
  );
}
