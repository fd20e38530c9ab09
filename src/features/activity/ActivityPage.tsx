import type { ReactElement } from 'react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

/** What became of the requests made on this browser. */
export default function ActivityPage(): ReactElement {
  return (
    <Page title="Activity">
      <EmptyState title="Nothing yet" text="Requests that you make on this browser appear here." />
    </Page>
  );
}
