import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  header: string;
  /** Fixed width in px; a column without one shares what is left. */
  width?: number;
  minWidth?: number;
  align?: 'start' | 'end';
  mono?: boolean;
  /** The name the server sorts by; a column without one cannot be sorted. */
  sortField?: string;
  /** The column is left out where the table is narrower than this many px. */
  hideBelow?: number;
  /** The whole text, for hovering over a cell that is cut off. */
  title?: (row: T) => string;
  /** `tabIndex` is for the control of a column that takes the row's focus. */
  cell: (row: T, tabIndex: number) => ReactNode;
  /** The cell holds a control that carries the row's focus (`data-row-focus`), so that Tab stops once in the table. */
  takesFocus?: boolean;
}

export interface Sort {
  field: string;
  descending: boolean;
}
