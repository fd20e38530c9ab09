import type { ReactElement } from 'react';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { hasMoved, type SaveTarget } from './saveFlow.ts';

export interface ServerMovedProps {
  /** Whether there are changes that the server does not hold. */
  changed: boolean;
  base: WireDocument;
  latest: WireDocument;
  project: SaveTarget['project'];
  what: string;
  onLoad: () => void;
}

/** Says that a refetch brought something newer than what is being edited; it never replaces what was typed by itself. */
export function ServerMoved(props: ServerMovedProps): ReactElement | null {
  const { changed, base, latest, project, what, onLoad } = props;
  if (base === latest || !hasMoved({ project }, base, latest)) return null;
  return (
    <Notice
      kind="info"
      title={`This ${what} has changed on the server since you opened it`}
      actions={changed ? undefined : <ActionButton onClick={onLoad}>Show what the server holds</ActionButton>}
    >
      {changed ? 'Your changes are kept. Saving shows both, and asks where they clash.' : null}
    </Notice>
  );
}
