import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  header: string;
  /** Fixed width in px; a column without one shares what is left. */
  width?: number;
  minWidth?: number;
  align?: 'start' | 'end';
  mono?: boolean;
  /** The name the server sorts by. */
  sortField?: string;
  /** The server does not sort by it, or may not: loaded rows are sorted, by `sortValue`, else by `text`. */
  sortsHere?: boolean;
  sortValue?: (row: T) => string | number;
  /** The column is left out where the table is narrower than this many px, unless it was chosen. */
  hideBelow?: number;
  /** Shown only where it was chosen. */
  optional?: boolean;
  /** What the cell says: drawn, told on hovering, and what loaded rows are searched and sorted by. */
  text?: (row: T) => string;
  /** The whole text, for hovering over a cell that is cut off, where it is not `text`. */
  title?: (row: T) => string;
  /** What is drawn, where it is not `text`. `tabIndex` is for the control of a column that takes the row's focus. */
  cell?: (row: T, tabIndex: number) => ReactNode;
  /** The cell holds a control that carries the row's focus (`data-row-focus`), so that Tab stops once in the table. */
  takesFocus?: boolean;
}

export interface Sort {
  field: string;
  descending: boolean;
}

/** Which columns a person chose to see or not to see, and how wide (px). The rest goes by the room there is. */
export interface ColumnChoice {
  shown: readonly string[];
  hidden: readonly string[];
  widths: Readonly<Record<string, number>>;
}

export const noChoice: ColumnChoice = { shown: [], hidden: [], widths: {} };

export const leastWidth = 64;
export const mostWidth = 1200;

/** What a sort by this column is called: the server's name where it sorts, else the column's key. */
export const sortIdOf = <T>(column: Column<T>): string | undefined =>
  column.sortField ?? (column.sortsHere === true ? column.key : undefined);

/** Whether a column is drawn in a table of this width (px). The first one always is: it names the row. */
export function isShown<T>(column: Column<T>, at: number, choice: ColumnChoice, width: number): boolean {
  if (at === 0 || choice.shown.includes(column.key)) return true;
  if (choice.hidden.includes(column.key) || column.optional === true) return false;
  return column.hideBelow === undefined || width >= column.hideBelow;
}

/** The choice with one column switched on or off. */
export function withColumn(choice: ColumnChoice, key: string, on: boolean): ColumnChoice {
  const others = (keys: readonly string[]) => keys.filter((each) => each !== key);
  return {
    ...choice,
    shown: on ? [...others(choice.shown), key] : others(choice.shown),
    hidden: on ? others(choice.hidden) : [...others(choice.hidden), key],
  };
}

/** The choice with one column's width set in px, or left to the table again. */
export function withWidth(choice: ColumnChoice, key: string, width: number | null): ColumnChoice {
  const widths = Object.fromEntries(Object.entries(choice.widths).filter(([each]) => each !== key));
  if (width !== null) widths[key] = Math.round(Math.max(leastWidth, Math.min(mostWidth, width)));
  return { ...choice, widths };
}

/**
 * The width of each drawn column in px: as chosen, else its own; those with neither share what is left by their least
 * widths. When all have one, the last takes what is left. Until the table is measured, the sharing ones are undefined.
 */
export function columnWidths<T>(
  columns: readonly Column<T>[],
  chosen: ColumnChoice['widths'],
  width: number,
): (number | undefined)[] {
  const own = columns.map((column) => chosen[column.key] ?? column.width);
  const least = columns.map((column, at) => (own[at] === undefined ? (column.minWidth ?? 100) : 0));
  const fixed = own.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const shares = least.reduce((sum, each) => sum + each, 0);
  const left = width - fixed;
  return own.map((each, at) => {
    if (each !== undefined) return shares === 0 && at === own.length - 1 && left > 0 ? each + left : each;
    if (!Number.isFinite(width)) return undefined;
    return Math.max(least[at] ?? 0, (left * (least[at] ?? 0)) / shares);
  });
}
