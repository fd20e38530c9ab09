import { useEffect, useRef } from 'react';
import type { FocusEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { useNavigate } from 'react-router';
import type { Column } from './columns.ts';

/** How long (ms) the pointer or the focus must rest on a row before it counts as about to be opened. */
const restMs = 100;

interface RowPointer {
  handlers: {
    onClick: (event: MouseEvent<HTMLElement>) => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: () => void;
    onWheel: () => void;
  };
  /** Whether the focus was last seen on a row's own control. */
  inside: RefObject<boolean>;
}

const indexOf = (target: EventTarget | null): number => {
  const row = target instanceof Element ? target.closest('tr[aria-rowindex]') : null;
  return row === null ? -1 : Number(row.getAttribute('aria-rowindex')) - 2;
};

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** What a table answers for all its rows: opening them, the text of a cell that is cut off, who is about to be opened. */
export function useRowPointer<T>(o: {
  /** With gaps where rows are on their way. */
  rows: readonly (T | undefined)[];
  columns: readonly Column<T>[];
  rowHref: ((row: T) => string) | undefined;
  /** What a click does with a row that does not open. */
  onPick: ((row: T) => void) | undefined;
  onNear: ((row: T) => void) | undefined;
  onFocusRow: (index: number) => void;
}): RowPointer {
  const navigate = useNavigate();
  const inside = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const near = useRef<T>(undefined);
  const titled = useRef<HTMLElement>(null);
  const tell = (cell: HTMLElement | null, text: string): void => {
    if (titled.current !== cell) titled.current?.removeAttribute('title');
    if (cell && cell.title !== text) cell.title = text;
    titled.current = cell;
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  const approach = (index: number): void => {
    const row = o.rows[index];
    if (near.current === row) return;
    near.current = row;
    clearTimeout(timer.current);
    if (row !== undefined && o.onNear) timer.current = setTimeout(o.onNear, restMs, row);
  };

  return {
    inside,
    handlers: {
      onClick: (event) => {
        const row = o.rows[indexOf(event.target)];
        if (row === undefined || !(event.target instanceof Element) || !isPlain(event)) return;
        const control = event.target.closest('a, button, input, select, label');
        if (event.defaultPrevented || (control !== null && !control.classList.contains('open'))) return;
        // A click beside the link opens the row as well, unless text was being selected.
        if (control === null && (window.getSelection()?.toString() ?? '') !== '') return;
        if (o.rowHref === undefined) {
          o.onPick?.(row);
          return;
        }
        event.preventDefault();
        void navigate(o.rowHref(row));
      },
      onFocus: (event) => {
        const index = indexOf(event.target);
        if (index < 0) return;
        inside.current = event.target.dataset['rowFocus'] !== undefined;
        o.onFocusRow(index);
        approach(index);
      },
      onBlur: () => {
        inside.current = false;
      },
      onPointerMove: (event) => {
        const index = indexOf(event.target);
        approach(index);
        const cell = event.target instanceof Element ? event.target.closest('td') : null;
        const row = o.rows[index];
        const column = cell ? o.columns[cell.cellIndex] : undefined;
        tell(cell, (row !== undefined && (column?.title ?? column?.text)?.(row)) || '');
      },
      onPointerLeave: () => {
        approach(-1);
        tell(null, '');
      },
      // Rows that only pass under the pointer are not about to be opened.
      onWheel: () => approach(-1),
    },
  };
}
