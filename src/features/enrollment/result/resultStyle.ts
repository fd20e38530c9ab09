import { styled } from '@mui/material/styles';

/** Buttons of one act, side by side. */
export const Buttons = styled('p')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

/** Notices and what stands between them, one below the other. */
export const Pile = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  marginBottom: 12,
  '& > p': { margin: 0 },
  '&:empty': { display: 'none' },
});
