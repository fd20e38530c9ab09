import { styled } from '@mui/material/styles';
import { monoFont } from '../../../form/inputStyle.ts';

/** The chips; many of them scroll in a box of their own. */
export const Chips = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  minWidth: 0,
  maxHeight: 240,
  margin: 0,
  padding: '1px 2px',
  overflowY: 'auto',
  listStyle: 'none',
  '&:empty': { display: 'none' },
});

export const Chip = styled('li')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  maxWidth: '100%',
  minWidth: 0,
  margin: 2,
  borderRadius: 'var(--radius)',
  border: '1px solid transparent',
  backgroundColor: theme.palette.action.selected,
  fontFamily: monoFont,
  fontSize: '0.9286em',
  lineHeight: '18px',
  '&[data-wrong="true"]': { borderColor: theme.palette.error.main, backgroundColor: 'transparent' },
  '&[data-given="true"]': {
    padding: '3px 8px',
    gap: 6,
    border: `1px dashed ${theme.palette.grey[500]}`,
    backgroundColor: 'transparent',
    flexWrap: 'wrap',
  },
  '& button': {
    display: 'inline-flex',
    alignItems: 'center',
    // Inside of the field; never lower than what a pointer needs (WCAG 2.5.8).
    minHeight: 'max(24px, calc(var(--control) - 6px))',
    minWidth: 24,
    padding: 5,
    border: 0,
    borderRadius: 3,
    background: 'none',
    font: 'inherit',
    textAlign: 'left',
    color: 'inherit',
    cursor: 'pointer',
  },
  '& .name': { gap: 6, padding: '3px 2px 3px 8px', minWidth: 0, flexWrap: 'wrap' },
  '& .name span': { overflowWrap: 'anywhere', minWidth: 0 },
  '& .remove': { flex: 'none', color: theme.palette.text.secondary },
  '& .quiet': { fontFamily: theme.typography.fontFamily, fontSize: '0.8571em', color: theme.palette.text.secondary },
  '& .wrong': { display: 'inline-flex', color: theme.palette.error.main },
  '& .odd': { display: 'inline-flex', color: theme.palette.warning.main },
}));

/** A chip while it is changed: its kind and its value in one line. */
export const EditedChip = styled('li')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 4,
  width: '100%',
  padding: 4,
  borderRadius: 'var(--radius)',
  border: `1px solid ${theme.palette.primary.main}`,
  '& select': { flex: '0 1 auto', width: 'auto', fontFamily: theme.typography.fontFamily },
  '& input': { flex: '1 1 180px', fontFamily: monoFont, border: `1px solid ${theme.palette.divider}`, borderRadius: 3 },
}));

export const Under = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  maxWidth: 860,
  // Its line is there before it says anything: what comes after it stays where it is.
  minHeight: 'var(--small)',
  margin: '-8px 0 12px',
  fontSize: '0.8125rem',
  lineHeight: '18px',
  color: theme.palette.text.secondary,
  '& ul': { flexBasis: '100%', listStyle: 'none', margin: '0 0 4px', padding: 0 },
  '& li': { overflowWrap: 'anywhere' },
}));
