import { useTheme } from '@mui/material/styles';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { columnWidths, isShown, noChoice, withWidth } from './columns.ts';
import type { Column, ColumnChoice, Sort } from './columns.ts';
import { EmptyState } from './EmptyState.tsx';
import type { EmptyStateProps } from './EmptyState.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import type { Explained } from './ErrorNotice.tsx';
import { formatCount } from './numbers.ts';
import { selectColumn, selectHead } from './selectColumn.tsx';
import type { RowSelection } from './selectColumn.tsx';
import { TableBody } from './TableBody.tsx';
import { TableHead } from './TableHead.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { Bone, ErrorBar, Foot, Frame, Progress, Scroller, Table, tallRowPx } from './tableParts.ts';

export type { Column, Sort } from './columns.ts';
export type { RowSelection } from './selectColumn.tsx';

export interface DataTableProps<T> {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly Column<T>[];
  /** With gaps where rows are on their way, in a list that is read by place (`onRange`). */
  rows: readonly (T | undefined)[];
  /** How many rows there are on the server, loaded or not. */
  total: number;
  /** How many rows are loaded, where `rows` are only those of them that fit a filter made here. */
  loaded?: number | undefined;
  rowKey: (row: T) => string;
  /** Where Enter and a click lead. Without it rows do not open. */
  rowHref?: (row: T) => string;
  /** Without it rows cannot be chosen. Made anew only when something about it changes. */
  selection?: RowSelection<T>;
  /** Told when a person seems about to open a row. */
  onNear?: (row: T) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Which columns are shown and how wide; with `onChoice` their edges can be moved. */
  choice?: ColumnChoice;
  onChoice?: (choice: ColumnChoice) => void;
  /** Asked for more rows when the last loaded ones come near. */
  onEndReached?: (() => void) | undefined;
  /** Told which rows are drawn, up to but not including `to`. */
  onRange?: (from: number, to: number) => void;
  /** What is asked for; when it changes, the table starts at its first row again. */
  view?: string;
  loading: boolean;
  error?: Explained | null;
  onRetry?: () => void;
  empty: EmptyStateProps;
  /** Rows have two lines. */
  tall?: boolean;
  /** CSS height limit of the scrolling part. */
  height?: string;
  /** More words for the line below the table. */
  footer?: ReactNode;
}

/** What a table has room for (px): its width, and the most it can be high. */
interface Room {
  width: number;
  height: number;
}

const unknown: Room = { width: Number.POSITIVE_INFINITY, height: 0 };
/** As each table was last, by its name: drawn for that at first, it need not be laid out to be measured. */
const rooms = new Map<string, Room>();

const bones = Array.from({ length: 8 }, (_, index) => index);

/**
 * A native table that draws only the rows in view. Arrows move between rows, Enter opens one, Space chooses one; the last
 * good rows stay when a refresh fails.
 */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { label, total, loaded, selection, rowKey, rowHref, onNear, sort, onSort, onEndReached, onRange } = props;
  const {
    loading,
    error,
    tall = false,
    choice = noChoice,
    onChoice,
    onRetry,
    empty,
    height = 'max(280px, calc(var(--view, 100dvh) - 128px - 2 * var(--control)))',
    footer,
  } = props;
  const { rowPx } = useTheme();
  // Drawn when there is time, so that a key or a click is answered first.
  const rows = useDeferredValue(props.rows);
  const view = useDeferredValue(props.view);
  const scroller = useRef<HTMLDivElement>(null);
  const [{ width, height: mostPx }, setRoom] = useState(() => rooms.get(label) ?? unknown);
  const [drag, setDrag] = useState<{ key: string; width: number } | null>(null);

  const placed = useCallback(
    (box: HTMLDivElement | null) => {
      scroller.current = box;
      if (!box) return undefined;
      const measure = () => {
        const most = Number.parseFloat(getComputedStyle(box).maxHeight) || box.clientHeight;
        const room = { width: box.clientWidth, height: most };
        rooms.set(label, room);
        setRoom((before) => (before.width === room.width && before.height === room.height ? before : room));
      };
      // Measured while it is empty, so that rows are drawn once, with the columns that there is room for.
      if (!rooms.has(label)) measure();
      const observer = new ResizeObserver(measure);
      observer.observe(box);
      return () => observer.disconnect();
    },
    [label],
  );

  const columns = useMemo(
    () => (selection ? [selectColumn(selection), ...props.columns] : props.columns),
    [selection, props.columns],
  );
  // By which they are, not by the width: rows are drawn anew where their columns are.
  const which = columns.map((column, at) => (isShown(column, at, choice, width) ? at : '')).join();
  const shown = useMemo(() => {
    const places = which.split(',');
    return columns.filter((_column, at) => places[at] !== '');
  }, [columns, which]);
  const heads = useMemo(() => selectHead(rows, selection), [rows, selection]);
  const chosen = drag === null ? choice.widths : withWidth(choice, drag.key, drag.width).widths;

  // Not while the drawn rows lag behind the loaded ones: that would ask for a page that is there.
  const settled = rows === props.rows;
  const more = settled && rows.length < total && !loading && !error;
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
      <Scroller ref={placed} style={{ maxHeight: height, minHeight: leastHeight(height, waiting, loaded, rowPx) }}>
        <Table
          data-tall={tall || undefined}
          aria-label={label}
          aria-rowcount={(loaded === undefined ? total : rows.length) + 1}
          aria-busy={loading}
        >
          <TableHead
            columns={shown}
            heads={heads}
            widths={columnWidths(shown, chosen, width)}
            sort={sort}
            onSort={onSort}
            onDrag={(key, width) => setDrag(width === null ? null : { key, width })}
            onWidth={
              onChoice &&
              ((key, width) => {
                setDrag(null);
                onChoice(withWidth(choice, key, width));
              })
            }
            partial={(loaded ?? rows.length) < total}
          />
          <TableBody
            rows={rows}
            rowPx={tall ? tallRowPx : rowPx}
            columns={shown}
            rowKey={rowKey}
            rowHref={rowHref}
            onPick={selection && ((row: T) => selection.onChoose([row], !selection.isChosen(row)))}
            onNear={onNear}
            view={view}
            onRange={onRange}
            onEnd={more ? onEndReached : undefined}
            scroller={scroller}
            height={mostPx}
          >
            {waiting && bones.map((bone) => <BoneRow key={`bone ${bone}`} columns={shown.length} />)}
          </TableBody>
        </Table>
        {nothing && !waiting && !error && <EmptyState {...empty} />}
      </Scroller>
      <Foot>
        <output>
          {nothing && loaded === undefined
            ? waiting && <VisuallyHidden>Loading</VisuallyHidden>
            : countText(rows.length, total, loaded)}
        </output>
        {footer}
      </Foot>
    </Frame>
  );
}

/** What the rows that are on their way, or were filtered out here, would take. */
function leastHeight(height: string, waiting: boolean, loaded: number | undefined, rowPx: number): string | undefined {
  if (waiting) return height;
  return loaded === undefined ? undefined : `min(${height}, ${(loaded + 1) * rowPx}px)`;
}

/** How many rows are shown, loaded and there, in words. */
function countText(shown: number, total: number, loaded: number | undefined): string {
  const all = `${formatCount(total)} ${total === 1 ? 'row' : 'rows'}`;
  if (loaded !== undefined) return `${formatCount(shown)} of ${formatCount(loaded)} loaded rows fit`;
  return shown < total ? `${formatCount(shown)} of ${formatCount(total)} loaded` : all;
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
