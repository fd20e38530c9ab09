import { styled } from '@mui/material/styles';
import { Link } from 'react-router';

/** Buttons of one act, side by side. */
export const Buttons = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  margin: '8px 0',
});

/** Notices one below the other. */
export const Pile = styled('div')({ display: 'grid', gap: 12, '&:empty': { display: 'none' } });

/** The sections of the page: two columns where there is room. */
export const Sections = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr)',
  columnGap: 16,
  alignItems: 'start',
  '& > .wide': { gridColumn: '1 / -1' },
  '@media (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

export const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0', color: theme.palette.text.secondary }));

/** A link within a text or a table of facts. */
export const TextLink = styled(Link)(({ theme }) => ({ color: theme.palette.primary.main }));
