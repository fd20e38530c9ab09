import { lazy, Suspense, type ComponentProps, type ReactElement } from 'react';
import { Loading } from '../../ui/Loading.tsx';
import { isPrefilled } from './prefill.ts';
import type PrefillNote from './PrefillNote.tsx';

/** Few wizards are opened by a link. */
export const loadNote = () => import('./PrefillNote.tsx');
const Note = lazy(loadNote);

/** What the link that opened the page filled in; nothing where none did. */
export function LinkNote(props: ComponentProps<typeof PrefillNote>): ReactElement | null {
  if (!isPrefilled(props.prefill)) return null;
  return (
    <Suspense fallback={<Loading what="what is filled in" />}>
      <Note {...props} />
    </Suspense>
  );
}
