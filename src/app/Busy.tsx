import { styled } from '@mui/material/styles';
import { SlidingLine } from '../ui/slidingLine.ts';

/** A line under the header while the next page is on its way. */
export const Busy = styled(SlidingLine)({ bottom: -1 });
