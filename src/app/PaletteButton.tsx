import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { SearchIcon } from '../ui/icons.tsx';
import { focusedBeside, listenInTree, treeOf } from '../ui/tree.ts';
import { IconButton } from './shellStyle.ts';

const Palette = lazy(() => import('./Palette.tsx'));

/** Opens the search over everything, as Ctrl-K and Cmd-K do from anywhere. */
export function PaletteButton(): ReactElement {
  const [open, setOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      // Over another dialog it would lead away from what is asked there.
      if (treeOf(button.current).querySelector('[role="dialog"]') !== null) return;
      before.current = focusedBeside(button.current);
      setOpen(true);
    };
    return listenInTree(button.current, onKey);
  }, []);
  const show = (): void => {
    before.current = focusedBeside(button.current);
    setOpen(true);
  };
  const close = (opened: boolean): void => {
    // Gone before the focus moves: an open dialog keeps it.
    flushSync(() => setOpen(false));
    // A page that opens takes the focus from the button; where only the question of the page changes, it stays there.
    if (opened) button.current?.focus();
    else if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <>
      <IconButton
        ref={button}
        type="button"
        aria-label="Search everything"
        aria-keyshortcuts="Control+K Meta+K"
        title="Search everything (Ctrl-K)"
        onClick={show}
      >
        <SearchIcon />
      </IconButton>
      <Suspense fallback={null}>{open && <Palette onClose={close} />}</Suspense>
    </>
  );
}
