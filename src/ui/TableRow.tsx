import { memo } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { Link } from 'react-router';
import type { Column } from './columns.ts';

interface TableRowProps<T> {
  row: T;
  index: number;
  columns: readonly Column<T>[];
  href: string | undefined;
  /** Whether Tab stops here. */
  active: boolean;
  onActive: (index: number) => void;
}

const classOf = (mono: boolean | undefined, align: string | undefined): string | undefined =>
  [mono === true ? 'mono' : '', align === 'end' ? 'end' : ''].join(' ').trim() || undefined;

/** A click beside the link opens the row as well, unless text was being selected. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button, input, select') !== null) return;
  if ((window.getSelection()?.toString() ?? '') !== '') return;
  event.currentTarget.querySelector<HTMLElement>('a.open')?.click();
}

function Row<T>({ row, index, columns, href, active, onActive }: TableRowProps<T>): ReactElement {
  const tabIndex = active ? 0 : -1;
  return (
    // The link in the first cell is what the keyboard uses; the row only enlarges its target.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      className={href === undefined ? undefined : 'row'}
      aria-rowindex={index + 2}
      onClick={href === undefined ? undefined : openRow}
      onFocus={() => onActive(index)}
    >
      {columns.map((column, place) => {
        const className = classOf(column.mono, column.align);
        const content = column.cell(row, tabIndex);
        const title = column.title?.(row);
        if (place > 0 || column.takesFocus === true) {
          return (
            <td key={column.key} className={className} title={title}>
              {content}
            </td>
          );
        }
        return (
          <td key={column.key} className={className} title={title}>
            {href === undefined ? (
              <span tabIndex={tabIndex} data-row-focus="">
                {content}
              </span>
            ) : (
              <Link className="open" to={href} tabIndex={tabIndex} data-row-focus="">
                {content}
              </Link>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** One row, drawn again only when what it shows has changed. */
export const TableRow = memo(Row) as typeof Row;
