import { memo } from 'react';
import type { ReactElement } from 'react';
import type { Column } from './columns.ts';

interface TableRowProps<T> {
  /** Undefined while it is on its way. */
  row: T | undefined;
  index: number;
  columns: readonly Column<T>[];
  href: string | undefined;
  takesClick: boolean;
  /** Whether Tab stops here. */
  active: boolean;
}

const classOf = (mono: boolean | undefined, align: string | undefined): string | undefined => {
  if (mono === true) return align === 'end' ? 'mono end' : 'mono';
  return align === 'end' ? 'end' : undefined;
};

function Row<T>({ row, index, columns, href, takesClick, active }: TableRowProps<T>): ReactElement {
  const tabIndex = active ? 0 : -1;
  if (row === undefined) {
    const focused = Math.max(
      0,
      columns.findIndex((column) => column.takesFocus),
    );
    return (
      <tr aria-rowindex={index + 2} data-bone="">
        {columns.map((column, place) => (
          <td key={column.key}>
            {place === focused && (
              <span tabIndex={tabIndex} data-row-focus="">
                <span className="unseen">Loading</span>
              </span>
            )}
            {(place !== focused || column.takesFocus !== true) && <span className="bone" />}
          </td>
        ))}
      </tr>
    );
  }
  return (
    // What the pointer does beside the link in the first cell, the table answers for all rows.
    <tr className={takesClick ? 'row' : undefined} aria-rowindex={index + 2}>
      {columns.map((column, place) => {
        const content = column.cell ? column.cell(row, tabIndex) : column.text?.(row);
        const bare = place > 0 || column.takesFocus === true;
        return (
          <td key={column.key} className={classOf(column.mono, column.align)}>
            {bare ? (
              content
            ) : href === undefined ? (
              <span tabIndex={tabIndex} data-row-focus="">
                {content}
              </span>
            ) : (
              <a className="open" href={href} tabIndex={tabIndex} data-row-focus="">
                {content}
              </a>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** One row, drawn again only when what it shows has changed. It has no handlers: the table has them for all rows. */
export const TableRow = memo(Row) as typeof Row;
