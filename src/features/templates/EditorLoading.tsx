import type { ReactElement } from 'react';
import { explainPage } from '../../api/errors.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';

export interface EditorLoadingProps {
  title: string;
  what: string;
  error: unknown;
  onRetry: () => void;
  backTo: string;
  backLabel: string;
}

/** An editor before its document is there: loading, or why it did not come. */
export function EditorLoading({ title, what, error, onRetry, backTo, backLabel }: EditorLoadingProps): ReactElement {
  return (
    <Page title={title}>
      {error === null ? (
        <Loading what={what} />
      ) : (
        <ErrorNotice
          error={explainPage(error)}
          onRetry={onRetry}
          actions={<ActionLink to={backTo}>{backLabel}</ActionLink>}
        />
      )}
    </Page>
  );
}
