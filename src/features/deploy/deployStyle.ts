import { styled } from '@mui/material/styles';

/** The buttons below a part of a deployment. */
export const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '8px 0' });

/** A line that is there for who looks for it. */
export const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 8px', color: theme.palette.text.secondary }));

/** The name of a part of a section. */
export const Part = styled('h3')({ margin: '8px 0 4px', fontSize: '0.875rem', lineHeight: '20px', fontWeight: 600 });

/** What opens a folded list. */
export const Summary = styled('summary')(({ theme }) => ({
  cursor: 'pointer',
  minHeight: 24,
  color: theme.palette.primary.main,
}));

/** Notices, one below the other. */
export const Notices = styled('div')({ display: 'grid', gap: 8, margin: '0 0 8px', '&:empty': { display: 'none' } });

/** A list with more stores than this scrolls by itself, so that what can be done with them stays near. */
export const mostAtOnce = 20;
export const scrollsByItself = {
  '&[data-long="true"]': { maxHeight: 'min(60dvh, 560px)', overflow: 'auto', overflowAnchor: 'none' },
} as const;

/** A list of what was sent, and one of it. */
export const SentList = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
export const SentItem = styled('li')(({ theme }) => ({
  padding: '12px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& > h3, & > h4': { margin: 0, fontSize: '1rem', lineHeight: '24px', overflowWrap: 'anywhere' },
  '& > p': { margin: '4px 0' },
}));
