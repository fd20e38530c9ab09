import { startTransition } from 'react';

/** Up to this many rows all have inputs; in longer lists the far ones are drawn as text. */
export const shortList = 20;

/** How far beyond the window a group of rows has inputs already. */
const margin = '250px 0px';

/** What a row of a list can be told. */
interface RowHandle {
  hold: (on: boolean) => void;
  ask: (path: string) => void;
}

/** The rows of one list on the page: which are near the window, beside the focus, or asked for. */
export interface RowPlaces {
  /** Tells whether a group of rows is near the window, until the function that it returns is called. */
  watch: (group: Element, near: (on: boolean) => void) => () => void;
  /** Knows a row until the function that it returns is called. */
  know: (row: Element, handle: RowHandle) => () => void;
  /** Keeps the inputs of a row and of the rows beside it, so that Tab finds the next one wherever the page is scrolled to. */
  hold: (row: Element) => void;
  /** Draws the inputs of a row and puts the focus on the field of that path. */
  ask: (row: Element, path: string) => void;
  /** The row at this path, which is not on the page yet, takes the focus when it is. */
  want: (path: string) => void;
  isWanted: (path: string) => boolean;
}

// At the edge of a group the next row is in the next one.
const rowBefore = (row: Element): Element | null =>
  row.previousElementSibling ?? row.parentElement?.previousElementSibling?.lastElementChild ?? null;
const rowAfter = (row: Element): Element | null =>
  row.nextElementSibling ?? row.parentElement?.nextElementSibling?.firstElementChild ?? null;

export function rowPlaces(): RowPlaces {
  const groups = new Map<Element, (near: boolean) => void>();
  const handles = new Map<Element, RowHandle>();
  let held: Element[] = [];
  let observer: IntersectionObserver | undefined;
  let wanted: string | undefined;

  const report = (entries: readonly IntersectionObserverEntry[]): void =>
    // Typing and scrolling go before drawing inputs that nobody sees yet.
    startTransition(() => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        // Without a box the list is hidden for a while, and what was typed beside the form's values must outlive that.
        if (isIntersecting || boundingClientRect.width > 0) groups.get(target)?.(isIntersecting);
      }
    });

  const places: RowPlaces = {
    want: (path) => {
      wanted = path;
    },
    isWanted: (path) => wanted === path,
    watch: (group, near) => {
      groups.set(group, near);
      // The document as root: in the frame of another site the margin would not count otherwise.
      observer ??= new IntersectionObserver(report, {
        root: group.ownerDocument,
        rootMargin: margin,
        scrollMargin: margin,
      });
      observer.observe(group);
      return () => {
        observer?.unobserve(group);
        groups.delete(group);
      };
    },
    know: (row, handle) => {
      handles.set(row, handle);
      return () => handles.delete(row);
    },
    hold: (row) => {
      wanted = undefined;
      const rows = [rowBefore(row), row, rowAfter(row)].filter((other) => other !== null);
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
