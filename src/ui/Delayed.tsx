import { keyframes, styled } from '@mui/material/styles';

const appear = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

/** Keeps the space of its children but draws them only after 300 ms, so that a quick answer shows no flicker. */
export const Delayed = styled('div')({ display: 'block', animation: `${appear} 1ms 300ms both` });
