import { startTransition } from 'react';

/** Up to this many rows all have inputs; in longer lists the far ones are drawn as text. */
export const shortList = 20;

/** How far beyond the window rows have inputs already: nine rows or more for the keyboard to walk into. */
const margin = '400px 0px';

/** What a row of a list can be told. */
interface RowHandle {
  near: (on: boolean) => void;
  hold: (on: boolean) => void;
  ask: (path: string) => void;
}

/** The rows of one list on the page: which are near the window, beside the focus, or asked for. */
export interface RowPlaces {
  watch: (row: Element, handle: RowHandle) => () => void;
  /** Keeps the inputs of a row and of the rows beside it, so that Tab finds the next one wherever the page is scrolled to. */
  hold: (row: Element) => void;
  /** Draws the inputs of a row and puts the focus on the field of that path. */
  ask: (row: Element, path: string) => void;
  /** The row at this path, which is not on the page yet, takes the focus when it is. */
  want: (path: string) => void;
  isWanted: (path: string) => boolean;
}

export function rowPlaces(): RowPlaces {
  const handles = new Map<Element, RowHandle>();
  let held: Element[] = [];
  let observer: IntersectionObserver | undefined;
  let wanted: string | undefined;

  const report = (entries: readonly IntersectionObserverEntry[]): void =>
    // Typing and scrolling go before drawing inputs that nobody sees yet.
    startTransition(() => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        // Without a box the list is hidden for a while, and what was typed beside the form's values must outlive that.
        if (isIntersecting || boundingClientRect.width > 0) handles.get(target)?.near(isIntersecting);
      }
    });

  const places: RowPlaces = {
    want: (path) => {
      wanted = path;
    },
    isWanted: (path) => wanted === path,
    watch: (row, handle) => {
      handles.set(row, handle);
      // The document as root: in the frame of another site the margin would not count otherwise.
      observer ??= new IntersectionObserver(report, {
        root: row.ownerDocument,
        rootMargin: margin,
        scrollMargin: margin,
      });
      observer.observe(row);
      return () => {
        observer?.unobserve(row);
        handles.delete(row);
      };
    },
    hold: (row) => {
      wanted = undefined;
      const rows = [row.previousElementSibling, row, row.nextElementSibling].filter((other) => other !== null);
      for (const other of held) if (!rows.includes(other)) handles.get(other)?.hold(false);
      for (const other of rows) handles.get(other)?.hold(true);
      held = rows;
    },
    ask: (row, path) => {
      places.hold(row);
      handles.get(row)?.ask(path);
    },
  };
  return places;
}
