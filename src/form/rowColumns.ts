import type { ReactNode } from 'react';
import type { Choice } from './choices.ts';

export interface RowColumn {
  /** The member of the row; the form library reserves `id`. */
  name: string;
  label: string;
  mono?: boolean;
  /** CSS grid width, `minmax(0, 1fr)` unless told. */
  width?: number | string;
  kind?: 'text' | 'select' | 'switch' | 'custom';
  options?: readonly Choice[];
  placeholder?: string;
  /** For kind "custom": draws the cell itself, under the given field path. */
  render?: (path: string, rowName: string) => ReactNode;
}
