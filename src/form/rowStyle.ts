import { styled } from '@mui/material/styles';
import type { CSSProperties } from 'react';
import { monoFont } from './inputStyle.ts';
import type { RowColumn } from './rowColumns.ts';

const columnsGrid = {
  display: 'grid',
  gridTemplateColumns: 'var(--columns)',
  gap: 8,
  alignItems: 'start',
  '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
} as const;

/**
 * The list and the rows in it. One class for all of it: in a list of 200 rows a component for each box of a row took
 * a third of the time to open.
 */
export const RowList = styled('div')(({ theme }) => ({
  minWidth: 0,
  // Rows out of sight cost nothing: 200 rows of three fields open in 154 ms instead of 226.
  '& > .rows': { contentVisibility: 'auto', containIntrinsicSize: 'auto 328px' },
  // Containment would cut off a list that opens from an input.
  '& > .rows:focus-within': { contentVisibility: 'visible' },
  '& > .rows > div': { padding: '4px 0', borderTop: `1px solid ${theme.palette.divider}` },
  '& .cells': columnsGrid,
  '& .cell': { minWidth: 0 },
  '& .cellName': { display: 'none', color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  // A cell drawn as text: its box and its words lie where those of the input will be.
  '& .cellWords': {
    height: 'var(--control)',
    padding: '0 9px',
    lineHeight: 'var(--control)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'pre',
  },
  '& .cellWords[data-mono="true"]': { fontFamily: monoFont, fontSize: '0.9286em' },
  '& .cellWords[data-blank="true"]': { color: theme.palette.text.secondary },
  '@media (max-width: 700px)': { '& .cellName': { display: 'block' } },
}));

/** The names of the columns over the list. */
export const Headers = styled('div')(({ theme }) => ({
  ...columnsGrid,
  paddingBottom: 4,
  color: theme.palette.text.secondary,
  fontSize: '0.8125rem',
  '@media (max-width: 700px)': { display: 'none' },
}));

export const RowDetails = styled('fieldset')({ margin: 0, padding: '4px 0', border: 0, minWidth: 0 });

export const Tools = styled('div')({
  display: 'flex',
  justifyContent: 'flex-end',
  minHeight: 'var(--control)',
  alignItems: 'center',
});

/** A custom property rather than the grid itself, so that a narrow window can overrule it. */
export const columnsStyle = (template: string): CSSProperties => ({ ['--columns' as string]: template });

const widthOf = (column: RowColumn): string => {
  if (column.width === undefined) return column.kind === 'switch' ? 'minmax(60px, 90px)' : 'minmax(0, 1fr)';
  return typeof column.width === 'number' ? `${column.width}px` : column.width;
};

/** The widths of the columns, and room for so many buttons after them. */
export const columnsTemplate = (columns: readonly RowColumn[], tools: number): string =>
  [...columns.map(widthOf), ...(tools > 0 ? [`${tools * 29}px`] : [])].join(' ');
