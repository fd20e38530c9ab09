import { keyframes, styled, type Theme } from '@mui/material/styles';
import { perTheme } from './perTheme.ts';
import { SlidingLine } from './slidingLine.ts';
import { unseen } from './VisuallyHidden.tsx';

/** A row of two lines. */
export const tallRowPx = 52;

export const Frame = styled('div')(
  perTheme((theme) => ({
    position: 'relative',
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 'calc(var(--radius) * 1.5)',
    overflow: 'hidden',
    minWidth: 0,
  })),
);

export const Scroller = styled('div')(
  perTheme((theme) => ({
    overflow: 'auto',
    // Opaque, so that the browser scrolls what is drawn instead of drawing every frame.
    backgroundColor: theme.palette.background.paper,
    overscrollBehavior: 'contain',
    // The rows of a long list change height above the fold when they are drawn; the virtualiser keeps the place itself.
    overflowAnchor: 'none',
  })),
);

const bone = (theme: Theme) => ({
  display: 'inline-block',
  width: '60%',
  height: 12,
  borderRadius: 3,
  backgroundColor: theme.palette.action.selected,
});

/** One class for the whole table: cells are plain td, which is what keeps scrolling smooth. */
export const Table = styled('table')(
  perTheme((theme) => ({
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'separate',
    borderSpacing: 0,
    '& th, & td': {
      height: theme.rowPx,
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
    '&[data-tall] td': { height: tallRowPx },
    '& .head': { display: 'inline-block', maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .end': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    '& .mono': {
      fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: '0.9286em',
      fontVariantNumeric: 'tabular-nums',
    },
    // A check box whose target is the whole cell.
    '& .pick': {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      height: theme.rowPx - 1,
      margin: '0 -12px',
      cursor: 'pointer',
    },
    '&[data-tall] td > .pick': { height: tallRowPx - 1 },
    '& .pick input': { width: 16, height: 16, margin: 0, accentColor: theme.palette.primary.main, cursor: 'inherit' },
    '& .pick input:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 2 },
    '& .pick [aria-disabled]': { opacity: 0.4 },
    '& .unseen': unseen,
    '& .bone': bone(theme),
    // Rows on their way show nothing while they pass: most are there before the list stands still.
    '& tbody[data-scrolling] .bone': { visibility: 'hidden' },
    '& tr.row': { cursor: 'pointer' },
    // Not for rows that pass under the pointer: each would draw the whole table once more.
    '& tbody:not([data-scrolling]) > tr.row:hover': { backgroundColor: theme.palette.action.hover },
    '& tr.row:focus-within': { backgroundColor: theme.palette.action.selected },
    '& a.open': { color: theme.palette.text.primary, textDecoration: 'none', fontWeight: 500 },
    '& tbody:not([data-scrolling]) > tr.row:hover a.open': { textDecoration: 'underline' },
    '& a.open:focus-visible': { outlineOffset: -2 },
    '@media (max-width: 600px)': { '& th, & td': { padding: '0 8px' }, '& .pick': { margin: '0 -8px' } },
  })),
);

export const SortButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  // With its margins as wide as the cell.
  maxWidth: 'calc(100% + 8px)',
  minHeight: 'calc(var(--control) - 4px)',
  padding: '0 4px',
  margin: '0 -4px',
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  cursor: 'pointer',
  '&:focus-visible': { outlineOffset: -2 },
});

/** The box of a control in the bar over a table. */
export const ControlBox = styled('div')(
  perTheme((theme) => ({
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minWidth: 0,
    maxWidth: '100%',
    height: 'var(--control)',
    padding: '0 8px',
    color: theme.palette.text.secondary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.grey[500]}`,
    borderRadius: 'var(--radius)',
    '&:focus-within': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -1 },
    '& input, & select': {
      flex: 1,
      width: '100%',
      minWidth: 0,
      minHeight: 'calc(var(--control) - 4px)',
      padding: 0,
      border: 0,
      outline: 'none',
      background: 'none',
      font: 'inherit',
      color: theme.palette.text.primary,
    },
    '& input': { appearance: 'none' },
    '& select': { cursor: 'pointer' },
    '& option': { backgroundColor: theme.palette.background.paper, color: theme.palette.text.primary },
    '& ::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
  })),
);

/** A button in that bar that opens something. */
export const BarButton = styled('button')(
  perTheme((theme) => ({
    minHeight: 'var(--control)',
    padding: '0 12px',
    font: 'inherit',
    fontWeight: 500,
    color: theme.palette.text.primary,
    background: 'none',
    border: `1px solid ${theme.palette.grey[500]}`,
    borderRadius: 'var(--radius)',
    cursor: 'pointer',
    '&:hover': { backgroundColor: theme.palette.action.hover },
  })),
);

/** Quick answers show no skeleton. */
const later = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

export const Bone = styled('span')(perTheme((theme) => ({ ...bone(theme), animation: `${later} 1ms 300ms both` })));

/** A line over the header while rows are on their way. */
export const Progress = styled(SlidingLine)({ zIndex: 2, top: 0 });

export const Foot = styled('div')(
  perTheme((theme) => ({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '0 16px',
    padding: '4px 12px',
    minHeight: 28,
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
    borderTop: `1px solid ${theme.palette.divider}`,
    marginTop: -1,
  })),
);

export const ErrorBar = styled('div')(({ theme }) => ({
  padding: 8,
  borderBottom: `1px solid ${theme.palette.divider}`,
}));
