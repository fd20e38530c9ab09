import { styled } from '@mui/material/styles';

export const monoFont = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** The box of every typed input: one line high, a border that shows focus and error. */
export const InputBox = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  minHeight: 'var(--control)',
  minWidth: 0,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.grey[500]}`,
  borderRadius: 'var(--radius)',
  '&:focus-within': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -1 },
  '&[data-wrong="true"]': { borderColor: theme.palette.error.main },
  '&[data-off="true"]': { backgroundColor: 'transparent', borderStyle: 'dashed', color: theme.palette.text.secondary },
  '& input, & textarea, & select': {
    flex: 1,
    width: '100%',
    minWidth: 0,
    minHeight: 'calc(var(--control) - 4px)',
    margin: 0,
    padding: '3px 8px',
    border: 0,
    outline: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
  },
  '& textarea': { resize: 'vertical', lineHeight: '20px', display: 'block' },
  '& select': {
    cursor: 'pointer',
    '& option': { backgroundColor: theme.palette.background.paper, color: theme.palette.text.primary },
  },
  '& .mono': { fontFamily: monoFont, fontSize: '0.9286em' },
  '& ::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
}));

/** A quiet button inside the box, beside the text. */
export const InnerButton = styled('button')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
  minWidth: 28,
  minHeight: 'calc(var(--control) - 4px)',
  padding: '0 4px',
  marginRight: 1,
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  font: 'inherit',
  color: theme.palette.text.secondary,
  cursor: 'pointer',
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
}));
