import { keyframes, styled } from '@mui/material/styles';

export const rowHeightPx = 36;

export const Frame = styled('div')(({ theme }) => ({
  position: 'relative',
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 6,
  overflow: 'hidden',
  minWidth: 0,
}));

export const Scroller = styled('div')({
  overflow: 'auto',
  overscrollBehavior: 'contain',
  // The rows of a long list change height above the fold when they are drawn; the virtualiser keeps the place itself.
  overflowAnchor: 'none',
});

/** One class for the whole table: cells are plain td, which is what keeps scrolling smooth. */
export const Table = styled('table')(({ theme }) => ({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  '& th, & td': {
    height: rowHeightPx,
    padding: '0 12px',
    textAlign: 'left',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    fontWeight: 600,
    color: theme.palette.text.secondary,
    backgroundColor: theme.palette.background.paper,
  },
  '& .end': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  '& .mono': {
    fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: '0.9286em',
    fontVariantNumeric: 'tabular-nums',
  },
  '& tr.row': { cursor: 'pointer' },
  '& tr.row:hover td': { backgroundColor: theme.palette.action.hover },
  '& tr.row:focus-within td': { backgroundColor: theme.palette.action.selected },
  '& a.open': { color: theme.palette.text.primary, textDecoration: 'none', fontWeight: 500 },
  '& tr.row:hover a.open': { textDecoration: 'underline' },
  '& a.open:focus-visible': { outlineOffset: -2 },
  '@media (max-width: 600px)': { '& th, & td': { padding: '0 8px' } },
}));

export const SortButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  maxWidth: '100%',
  minHeight: 28,
  padding: '0 4px',
  margin: '0 -4px',
  border: 0,
  borderRadius: 4,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  cursor: 'pointer',
  '&:focus-visible': { outlineOffset: -2 },
});

/** Quick answers show no skeleton. */
const later = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

export const Bone = styled('span')(({ theme }) => ({
  display: 'inline-block',
  width: '60%',
  height: 12,
  borderRadius: 3,
  animation: `${later} 1ms 300ms both`,
  backgroundColor: theme.palette.action.selected,
}));

const slide = keyframes({ from: { left: '-30%' }, to: { left: '100%' } });

/** A line over the header while rows are on their way; it takes no space and waits 300 ms. */
export const Progress = styled('div')(({ theme }) => ({
  position: 'absolute',
  zIndex: 2,
  top: 0,
  left: 0,
  right: 0,
  height: 2,
  overflow: 'hidden',
  animation: `${later} 1ms 300ms both`,
  '&::before': {
    content: '""',
    position: 'absolute',
    width: '30%',
    height: '100%',
    backgroundColor: theme.palette.primary.main,
    animation: `${slide} 1.2s linear infinite`,
  },
  '@media (prefers-reduced-motion: reduce)': { '&::before': { animation: 'none', width: '100%' } },
}));

export const Foot = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '0 16px',
  padding: '4px 12px',
  minHeight: 28,
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
  borderTop: `1px solid ${theme.palette.divider}`,
  marginTop: -1,
}));

export const ErrorBar = styled('div')(({ theme }) => ({
  padding: 8,
  borderBottom: `1px solid ${theme.palette.divider}`,
}));
