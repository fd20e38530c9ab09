import { styled } from '@mui/material/styles';

/** A native radio or check box with its words; the whole line is the target. */
export const ChoiceLine = styled('label')(({ theme }) => ({
  display: 'flex',
  alignItems: 'flex-start',
  gap: 8,
  minHeight: 'calc(var(--control) - 4px)',
  padding: 'calc(var(--control) / 2 - 12px) 0',
  cursor: 'pointer',
  '& input': { flex: 'none', width: 16, height: 16, margin: '2px 0', accentColor: theme.palette.primary.main },
  '&[data-off="true"]': { cursor: 'default', color: theme.palette.text.secondary },
}));

export const ChoiceHint = styled('span')(({ theme }) => ({
  display: 'block',
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));
