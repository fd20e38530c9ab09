import { styled } from '@mui/material/styles';

/** The line of filters over a list. Where it is narrow, the filters fold away. */
export const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: 8,
  marginBottom: 'calc(var(--gap) * 0.75)',
  '& .fold': { display: 'none' },
  '& .filters': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, flex: '1 1 0', minWidth: 0 },
  '@media (max-width: 700px)': {
    '& .fold': { display: 'inline-flex' },
    '& .fit': { flex: '1 1 120px', minWidth: 0 },
    '& .filters': { order: 1, flexBasis: '100%' },
    '& .filters[data-open="false"]': { display: 'none' },
    '& .filters > *': { flex: '1 1 100%' },
  },
});

/** A button inside the line below the table, no higher than the line. */
export const FootButton = styled('button')(({ theme }) => ({
  minHeight: 'var(--small)',
  padding: '0 4px',
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  font: 'inherit',
  fontWeight: 500,
  color: theme.palette.primary.main,
  cursor: 'pointer',
  '&:hover': { textDecoration: 'underline' },
}));

export const FootNote = styled('span')({ marginRight: 12 });
