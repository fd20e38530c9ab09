import { styled } from '@mui/material/styles';

export const Group = styled('fieldset')({ margin: '0 0 20px', padding: 0, border: 0, minWidth: 0, maxWidth: 860 });

export const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '0 12px',
  marginBottom: 4,
  '& h3': { margin: 0, fontSize: '1rem', lineHeight: '28px', fontWeight: 600 },
});

/** The parts in the order they are sent: line by line, the first over the whole width. */
export const Parts = styled('div')({
  display: 'grid',
  gap: '0 16px',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
  alignItems: 'start',
  '& > :first-of-type': { gridColumn: '1 / -1' },
});

export const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  minWidth: 0,
  '& > div': { flex: 1 },
  '& > button': { minWidth: 24, padding: 0, margin: 0 },
});

/** A subject is read whole: it goes on in the next line rather than out of the box. */
export const Sent = styled('div')({ '& pre': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } });

/** What is said under a part beside its help: one line each, with a button that mends it. */
export const Notes = styled('div')(({ theme }) => ({
  margin: '-8px 0 12px',
  fontSize: '0.8125rem',
  lineHeight: '18px',
  overflowWrap: 'anywhere',
  '& p': { margin: 0, color: theme.palette.text.secondary },
  '& ul': { margin: 0 },
}));

export const Quiet = styled('p')(({ theme }) => ({
  margin: '4px 0',
  fontSize: '0.8125rem',
  lineHeight: '18px',
  color: theme.palette.text.secondary,
  overflowWrap: 'anywhere',
}));

/** A button among words. */
export const WordButton = styled('button')(({ theme }) => ({
  minHeight: 'var(--small)',
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: theme.palette.primary.main,
  textDecoration: 'underline',
  cursor: 'pointer',
}));

export const UndoLine = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  color: theme.palette.text.secondary,
}));
