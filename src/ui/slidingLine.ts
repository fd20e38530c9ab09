import { keyframes, styled } from '@mui/material/styles';

// By transform: the browser then moves it without laying out the page for each frame.
const slide = keyframes({ from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(334%)' } });
const later = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

/** A line at an edge of what waits: it takes no space, and comes and moves after 300 ms only. */
export const SlidingLine = styled('div')(({ theme }) => ({
  position: 'absolute',
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
    animation: `${slide} 1.2s 300ms linear infinite`,
  },
  '@media (prefers-reduced-motion: reduce)': { '&::before': { animation: 'none', width: '100%' } },
}));
