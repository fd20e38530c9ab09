import { styled } from '@mui/material/styles';
import { Link, NavLink } from 'react-router';

// public/frame.css draws the same frame before the script runs: change sizes in both.
const headerPx = 48;
const railPx = 224;
const railCollapsedPx = 56;
/** Below this width the rail is a drawer. */
const drawerBelowPx = 900;

export const SkipLink = styled('a')(({ theme }) => ({
  position: 'absolute',
  zIndex: 20,
  left: 8,
  top: -60,
  padding: '8px 12px',
  color: theme.palette.primary.contrastText,
  backgroundColor: theme.palette.primary.main,
  borderRadius: 'var(--radius)',
  '&:focus': { top: 4 },
}));

export const HeaderBar = styled('header')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 10,
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  height: headerPx,
  padding: '0 12px 0 16px',
  backgroundColor: theme.palette.background.paper,
  borderBottom: `1px solid ${theme.palette.divider}`,
  [`@media (max-width: ${drawerBelowPx - 0.02}px)`]: { padding: '0 8px', gap: 8 },
}));

export const Product = styled(Link)(({ theme }) => ({
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontWeight: 600,
  lineHeight: '32px',
  color: theme.palette.text.primary,
  textDecoration: 'none',
}));

export const Room = styled('span')({ flex: '1 1 0' });

export const About = styled('span')(({ theme }) => ({
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));

/** The parts of the header that move into the drawer where there is no room. */
export const WideOnly = styled('span')({
  display: 'contents',
  [`@media (max-width: ${drawerBelowPx - 0.02}px)`]: { display: 'none' },
});

export const NarrowOnly = styled('span')({
  display: 'none',
  [`@media (max-width: ${drawerBelowPx - 0.02}px)`]: { display: 'contents' },
});

export const IconButton = styled('button')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
  width: 'var(--control)',
  height: 'var(--control)',
  padding: 0,
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  color: theme.palette.text.secondary,
  cursor: 'pointer',
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
}));

export const Columns = styled('div', { shouldForwardProp: (name) => name !== 'collapsed' })<{ collapsed: boolean }>(
  ({ collapsed }) => ({
    display: 'grid',
    gridTemplateColumns: `${collapsed ? railCollapsedPx : railPx}px minmax(0, 1fr)`,
    [`@media (max-width: ${drawerBelowPx - 0.02}px)`]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
);

export const RailColumn = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: headerPx,
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  height: `calc(100dvh - ${headerPx}px)`,
  overflowY: 'auto',
  borderRight: `1px solid ${theme.palette.divider}`,
  backgroundColor: theme.palette.background.paper,
  [`@media (max-width: ${drawerBelowPx - 0.02}px)`]: { display: 'none' },
}));

export const RailList = styled('ul')({ listStyle: 'none', margin: 0, padding: 8 });

export const RailLink = styled(NavLink)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  height: 'calc(var(--control) + 4px)',
  padding: '0 9px',
  marginBottom: 2,
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  borderRadius: 'var(--radius)',
  borderLeft: '3px solid transparent',
  color: theme.palette.text.secondary,
  textDecoration: 'none',
  '& svg': { flex: 'none' },
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
  '&[aria-current]': {
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.action.selected,
    borderLeftColor: theme.palette.primary.main,
    fontWeight: 600,
  },
  // Forced colours draw a transparent border, which would mark every entry as the current one.
  '@media (forced-colors: active)': { '&:not([aria-current])': { borderLeftColor: 'Canvas' } },
}));

export const RailButton = styled('button')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  height: 'calc(var(--control) + 4px)',
  margin: 8,
  padding: '0 9px 0 12px',
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  color: theme.palette.text.secondary,
  cursor: 'pointer',
  '& svg': { flex: 'none' },
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
}));

/** As high as what it holds: the page around makes room for it. */
export const BareMain = styled('main')({ minWidth: 0, '&:focus': { outline: 'none' } });

export const Main = styled('main')({
  minWidth: 0,
  minHeight: `calc(100dvh - ${headerPx}px)`,
  '&:focus': { outline: 'none' },
});

/** Above all of the page, in place of a dialog. */
export const Above = styled('div')({
  position: 'fixed',
  top: 56,
  left: '50%',
  transform: 'translateX(-50%)',
  width: 'min(560px, calc(100vw - 32px))',
  zIndex: 1300,
});
