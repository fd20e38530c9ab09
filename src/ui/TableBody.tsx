import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode, RefObject } from 'react';
import { useHref } from 'react-router';
import type { Column } from './columns.ts';
import { placeOf } from './rowKeys.ts';
import type { Pointed } from './rowKeys.ts';
import { TableRow } from './TableRow.tsx';
import { focusedBeside } from './tree.ts';
import { useRowPointer } from './useRowPointer.ts';
import { useRowWindow } from './useRowWindow.ts';

interface TableBodyProps<T> {
  /** With gaps where rows are on their way. */
  rows: readonly (T | undefined)[];
  /** Height of each, px. */
  rowPx: number;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowHref: ((row: T) => string) | undefined;
  /** What a click or Enter does with a row that does not open. */
  onPick: ((row: T) => void) | undefined;
  onNear: ((row: T) => void) | undefined;
  /** What is asked for; when it changes, the table starts at its first row again. */
  view: string | undefined;
  /** Asked for more rows when the last ones come near; undefined when there are no more or not now. */
  onEnd: (() => void) | undefined;
  /** Told which rows are drawn, up to but not including `to`. */
  onRange: ((from: number, to: number) => void) | undefined;
  /** The box that scrolls, and the most it can be high (px); 0 while nobody knows. */
  scroller: RefObject<HTMLElement | null>;
  height: number;
  /** Rows that stand for those on their way. */
  children?: ReactNode;
}

const start: Pointed = { index: 0, key: '' };

/** The rows of a table that are in view. It alone is drawn again when the table is scrolled. */
export function TableBody<T>(props: TableBodyProps<T>): ReactElement {
  const { rows, rowPx, columns, rowKey, rowHref, onPick, onNear, view, onEnd, onRange, scroller, height, children } =
    props;
  const [pointed, setPointed] = useState(start);
  const focusWanted = useRef(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to, scrolling, show, toTop } = useRowWindow(scroller, height, rowPx, rows.length);
  const active = useMemo(
    () => placeOf(rows, pointed, (row) => (row === undefined ? '' : rowKey(row))),
    [rows, pointed, rowKey],
  );

  const lastView = useRef(view);
  useLayoutEffect(() => {
    if (lastView.current === view) return;
    lastView.current = view;
    setPointed(start);
    toTop();
  }, [view, toTop]);

  useEffect(() => {
    if (onEnd && rows.length > 0 && to >= rows.length - 15) onEnd();
  }, [onEnd, to, rows.length]);
  useEffect(() => onRange?.(from, to), [onRange, from, to]);

  const pointAt = (index: number): void => {
    const row = rows[index];
    setPointed({ index, key: row === undefined ? '' : rowKey(row) });
  };
  const { inside, handlers } = useRowPointer({ rows, columns, rowHref, onPick, onNear, onFocusRow: pointAt });

  const move = (place: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, place));
    if (index === active) return;
    focusWanted.current = true;
    pointAt(index);
    show(index);
  };
  // The focus goes with the active row, also where rows came before it or its element is gone.
  useLayoutEffect(() => {
    const at = focusedBeside(body.current);
    // With the focus nowhere a document answers its body, a shadow root nothing.
    const nowhere = at === null || at === document.body;
    const ours = inside.current && (nowhere || body.current?.contains(at) === true);
    if (!focusWanted.current && !ours) return;
    focusWanted.current = false;
    const link = body.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${active + 2}"] [data-row-focus]`);
    link?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['rowFocus'] === undefined) return;
    const here = rows[active];
    if (event.key === 'Enter' && onPick && here !== undefined) {
      // A form around it would be submitted.
      event.preventDefault();
      onPick(here);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const place = steps[event.key];
    if (place === undefined) return;
    event.preventDefault();
    move(place);
  };

  const base = useHref('/').replace(/\/$/, '');
  const rowAt = (index: number): ReactElement => {
    const row = rows[index];
    return (
      <TableRow
        key={index}
        row={row}
        index={index}
        columns={columns}
        href={rowHref && row && base + rowHref(row)}
        takesClick={rowHref !== undefined || onPick !== undefined}
        active={index === active}
      />
    );
  };
  // The row that Tab leads to is drawn wherever the list is scrolled to.
  const above = active >= 0 && active < from;
  const below = active >= to;
  return (
    // It answers for the links in its rows, which are what the keyboard uses.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody ref={body} data-scrolling={scrolling || undefined} onKeyDown={onKeyDown} {...handlers}>
      <Gap key="first" rows={above ? active : from} rowPx={rowPx} />
      {above && [rowAt(active), <Gap key="above" rows={from - active - 1} rowPx={rowPx} />]}
      {Array.from({ length: to - from }, (_, at) => rowAt(from + at))}
      {below && [<Gap key="below" rows={active - to} rowPx={rowPx} />, rowAt(active)]}
      <Gap key="last" rows={rows.length - 1 - (below ? active : to - 1)} rowPx={rowPx} />
      {children}
    </tbody>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ rows, rowPx }: { rows: number; rowPx: number }): ReactElement {
  return <tr aria-hidden="true" hidden={rows <= 0} style={{ height: Math.max(0, rows) * rowPx }} />;
}
