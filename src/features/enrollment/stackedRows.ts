import type { Theme } from '@mui/material/styles';

/**
 * For a table whose columns do not fit on a phone: each row becomes a block, and the name of a column stands before its
 * value (`data-column` of the cell).
 */
export const stackedRows = (theme: Theme) =>
  ({
    '@media (max-width: 600px)': {
      '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
      '& tbody, & tbody tr, & tbody th, & tbody td': { display: 'block' },
      '& tbody tr': { padding: '6px 0' },
      '& tbody th, & tbody td': { padding: '2px 0' },
      '& td[data-column]::before': { content: 'attr(data-column) ": "', color: theme.palette.text.secondary },
    },
  }) as const;
