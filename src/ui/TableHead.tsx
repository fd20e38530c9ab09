import type { ReactElement, ReactNode } from 'react';
import { ColumnEdge } from './ColumnEdge.tsx';
import { sortIdOf } from './columns.ts';
import type { Column, Sort } from './columns.ts';
import { SortDownIcon, SortUpIcon } from './icons.tsx';
import { SortButton } from './tableParts.ts';

interface TableHeadProps<T> {
  columns: readonly Column<T>[];
  /** Width of each column in px, as far as it is known. */
  widths: readonly (number | undefined)[];
  /** What headers show that show no name, by the key of the column. */
  heads: Readonly<Record<string, ReactNode>>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  /** Told a column's key and width (px) while its edge is dragged; null when nothing came of it. */
  onDrag: (key: string, width: number | null) => void;
  /** Told when a width is decided, null for the table's own. Without it widths are fixed. */
  onWidth: ((key: string, width: number | null) => void) | undefined;
  /** More rows are on the server than are loaded. */
  partial: boolean;
}

/** Column widths, and headers that sort. */
export function TableHead<T>(props: TableHeadProps<T>): ReactElement {
  const { columns, widths, heads, sort, onSort, onDrag, onWidth, partial } = props;
  return (
    <>
      <colgroup>
        {columns.map((column, index) => (
          <col key={column.key} style={{ width: widths[index] }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column, index) => {
            const width = widths[index];
            const { key, header } = column;
            const head = heads[key];
            const here = sort !== undefined && sort.field === sortIdOf(column);
            return (
              <th
                key={key}
                scope="col"
                // Not also what the edge says: the name is read with every cell.
                aria-label={header}
                className={column.align === 'end' ? 'end' : undefined}
                aria-sort={sortWord(column, here, sort)}
              >
                {head === undefined ? (
                  <HeadText column={column} sort={here ? sort : undefined} onSort={onSort} partial={partial} />
                ) : (
                  head
                )}
                {onWidth !== undefined && head === undefined && width !== undefined && index < columns.length - 1 && (
                  <ColumnEdge
                    name={header}
                    width={width}
                    onDrag={(to) => onDrag(key, to)}
                    onWidth={(to) => onWidth(key, to)}
                  />
                )}
              </th>
            );
          })}
        </tr>
      </thead>
    </>
  );
}

function sortWord<T>(column: Column<T>, here: boolean, sort: Sort | undefined) {
  if (sortIdOf(column) === undefined) return undefined;
  if (!here) return 'none';
  return sort?.descending === true ? 'descending' : 'ascending';
}

/** The header's words; a button where the column can be sorted. `sort` is given where it is the column sorted by. */
function HeadText<T>({
  column,
  sort,
  onSort,
  partial,
}: {
  column: Column<T>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  partial: boolean;
}): ReactElement {
  const { header } = column;
  const field = sortIdOf(column);
  if (field === undefined || !onSort) return <span className="head">{header}</span>;
  const descending = sort?.descending === true;
  const onlyHere = partial && column.sortField === undefined;
  return (
    <SortButton
      type="button"
      title={onlyHere ? 'The server does not sort by this: the loaded rows are sorted' : undefined}
      onClick={() => onSort({ field, descending: sort !== undefined && !descending })}
    >
      <span className="head">{header}</span>
      {sort && (descending ? <SortDownIcon size={14} /> : <SortUpIcon size={14} />)}
    </SortButton>
  );
}
