import type { ReactNode } from 'react';
import { choiceText, heldChoice } from './choices.ts';
import type { Choice } from './choices.ts';

export interface RowColumn {
  /** The member of the row; the form library reserves `id`. */
  name: string;
  label: string;
  mono?: boolean;
  /** CSS grid width, `minmax(0, 1fr)` unless told. */
  width?: number | string;
  /** `select` for a few choices, `picker` for many: it is searched by typing. */
  kind?: 'text' | 'select' | 'switch' | 'picker' | 'custom';
  options?: readonly Choice[];
  /** The choices are on their way: until then no value is called unknown. */
  loading?: boolean;
  placeholder?: string;
  /** For kind "custom": draws the cell itself, under the given field path. */
  render?: (path: string, rowName: string) => ReactNode;
  /** For kind "custom": the cell in words, for rows that are drawn as text. */
  text?: (value: unknown) => string;
}

const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** What a cell says while its row is drawn as text; empty where the cell is. */
export function cellText(column: RowColumn, value: unknown): string {
  if (column.text) return column.text(value);
  if (column.kind === 'switch') return value === true ? 'On' : 'Off';
  if (column.kind !== 'select' && column.kind !== 'picker') return plain(value);
  const choice = heldChoice(column.options ?? [], value);
  if (choice === null) return '';
  return column.loading === true ? choice.label : choiceText(choice);
}
