import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import type { Column, Sort } from './columns.ts';
import { EmptyState } from './EmptyState.tsx';
import type { EmptyStateProps } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import type { Explained } from './ErrorNotice.tsx';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { Bone, ErrorBar, Foot, Frame, Progress, rowHeightPx, Scroller, Table } from './tableParts.ts';

export type { Column, Sort } from './columns.ts';

export interface DataTableProps<T> {
  /** Names the table for screen readers, and the rows in the line below it ("templates"). */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** How many rows there are on the server, loaded or not. */
  total: number;
  rowKey: (row: T) => string;
  /** Where Enter and a click lead. Without it rows do not open. */
  rowHref?: (row: T) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Asked for more rows when the last loaded ones come near. */
  onEndReached?: () => void;
  loading: boolean;
  error?: Explained | null;
  onRetry?: () => void;
  empty: EmptyStateProps;
  /** CSS height limit of the scrolling part. */
  height?: string;
  /** More words for the line below the table. */
  footer?: ReactNode;
}

const bones = Array.from({ length: 8 }, (_, index) => index);

/** Rows that are drawn: those in view and, so that the keyboard does not lose its place, the active one. */
const withActive = (indexes: number[], active: number, count: number): number[] =>
  active < 0 || active >= count || indexes.includes(active) ? indexes : [...indexes, active].toSorted((a, b) => a - b);

/**
 * A native table that draws only the rows in view. Arrows move between rows, Enter opens one; the last good rows stay
 * when a refresh fails.
 */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { label, columns, total, rowKey, rowHref, sort, onSort, onEndReached, loading, error, onRetry, empty } = props;
  const { height = 'max(280px, calc(100dvh - 192px))', footer } = props;
  const rows = useDeferredValue(props.rows);
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    setWidth(box.clientWidth);
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  // The virtualiser hands out functions that change with scrolling, which only a compiler that memoises would trip over.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    // The header takes one row's height of what the virtualiser believes to be room for rows.
    scrollPaddingEnd: rowHeightPx,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const indexes: number[] = [];
      const from = Math.max(0, range.startIndex - range.overscan);
      const to = Math.min(range.count - 1, range.endIndex + range.overscan);
      for (let index = from; index <= to; index += 1) indexes.push(index);
      return withActive(indexes, active, range.count);
    },
  });
  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? -1;

  // Not while the drawn rows lag behind the loaded ones: that would ask for a page that is there.
  const settled = rows === props.rows;
  const more = settled && rows.length > 0 && onEndReached !== undefined && rows.length < total && !loading && !error;
  useEffect(() => {
    if (more && lastSeen >= rows.length - 15) onEndReached();
  }, [more, lastSeen, rows.length, onEndReached]);

  const shown = columns.filter((column) => column.hideBelow === undefined || width >= column.hideBelow);

  const move = (to: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    if (index === active) return;
    focusWanted.current = true;
    setActive(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    const link = scroller.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${active + 2}"] [data-row-focus]`);
    link?.focus({ preventScroll: true });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['rowFocus'] === undefined) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };

  const body: ReactElement[] = [];
  let end = 0;
  for (const item of items) {
    const row = rows[item.index];
    if (row === undefined) continue;
    if (item.start > end) body.push(<Gap key={`gap-${end}`} height={item.start - end} />);
    body.push(
      <TableRow
        key={rowKey(row)}
        row={row}
        index={item.index}
        columns={shown}
        href={rowHref?.(row)}
        active={item.index === Math.min(active, rows.length - 1)}
        onActive={setActive}
      />,
    );
    end = item.end;
  }
  const rest = virtual.getTotalSize() - end;
  if (rest > 0) body.push(<Gap key="gap-end" height={rest} />);

  const nothing = rows.length === 0;
  const waiting = nothing && (loading || !settled);
  return (
    <Frame>
      {error && (
        <ErrorBar>
          <ErrorNotice error={error} {...(onRetry ? { onRetry } : {})} />
          {!nothing && <p>Below is what was loaded before; it may be out of date.</p>}
        </ErrorBar>
      )}
      {loading && <Progress />}
      <Scroller ref={scroller} style={{ maxHeight: height, minHeight: waiting ? height : undefined }}>
        <Table aria-label={label} aria-rowcount={total + 1} aria-busy={loading} onKeyDown={onKeyDown}>
          <TableHead columns={shown} widths={shareOut(shown, width)} sort={sort} onSort={onSort} />
          <tbody>
            {body}
            {waiting && bones.map((bone) => <BoneRow key={bone} columns={shown.length} />)}
          </tbody>
        </Table>
        {nothing && !waiting && !error && <EmptyState {...empty} />}
      </Scroller>
      <Foot>
        <output>{nothing ? waiting && <VisuallyHidden>Loading</VisuallyHidden> : countText(rows.length, total)}</output>
        {footer}
      </Foot>
    </Frame>
  );
}

/** Columns without a width share what is left by their least widths; evenly until the table has been measured. */
function shareOut<T>(columns: readonly Column<T>[], width: number): (number | undefined)[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const least = columns.reduce((sum, column) => sum + (column.width === undefined ? (column.minWidth ?? 100) : 0), 0);
  const left = Math.max(0, width - fixed);
  return columns.map(
    ({ width: own, minWidth = 100 }) => own ?? (Number.isFinite(left) ? (left * minWidth) / least : undefined),
  );
}

const countText = (loaded: number, total: number): string =>
  loaded < total
    ? `${loaded.toLocaleString()} of ${total.toLocaleString()} loaded`
    : `${total.toLocaleString()} ${total === 1 ? 'row' : 'rows'}`;

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }): ReactElement {
  return <tr aria-hidden="true" style={{ height }} />;
}

function BoneRow({ columns }: { columns: number }): ReactElement {
  return (
    <tr aria-hidden="true">
      {Array.from({ length: columns }, (_, index) => (
        <td key={index}>
          <Bone />
        </td>
      ))}
    </tr>
  );
}
