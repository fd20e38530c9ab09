import { keyframes, styled } from '@mui/material/styles';

const slide = keyframes({ from: { left: '-30%' }, to: { left: '100%' } });
const later = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

/** A line under the header while the next page is on its way; it waits 300 ms and takes no space. */
export const Busy = styled('div')(({ theme }) => ({
  position: 'absolute',
  left: 0,
  right: 0,
  bottom: -1,
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
