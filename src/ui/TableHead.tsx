import type { ReactElement } from 'react';
import type { Column, Sort } from './columns.ts';
import { SortDownIcon, SortUpIcon } from './icons.tsx';
import { SortButton } from './tableParts.ts';

interface TableHeadProps<T> {
  columns: readonly Column<T>[];
  /** Width of each column in px, as far as it is known. */
  widths: readonly (number | undefined)[];
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

/** Column widths, and headers that sort where the server can. */
export function TableHead<T>({ columns, widths, sort, onSort }: TableHeadProps<T>): ReactElement {
  return (
    <>
      <colgroup>
        {columns.map((column, index) => (
          <col key={column.key} style={{ width: widths[index] }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
    </>
  );
}

function HeadCell<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}): ReactElement {
  const { sortField, header } = column;
  const className = column.align === 'end' ? 'end' : undefined;
  if (sortField === undefined || !onSort) {
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    );
  }
  const here = sort?.field === sortField;
  const descending = here && sort.descending;
  return (
    <th scope="col" className={className} aria-sort={here ? (descending ? 'descending' : 'ascending') : 'none'}>
      <SortButton type="button" onClick={() => onSort({ field: sortField, descending: here && !descending })}>
        {header}
        {here && (descending ? <SortDownIcon size={14} /> : <SortUpIcon size={14} />)}
      </SortButton>
    </th>
  );
}
