import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const Dot = styled('span')(({ theme }) => ({
  display: 'inline-block',
  width: 8,
  height: 8,
  borderRadius: 4,
  // A border as well as a fill: forced colours drop the fill.
  border: `4px solid ${theme.palette.primary.main}`,
  verticalAlign: 'middle',
  flex: 'none',
}));

/** Marks what differs from what the server holds. */
export function ChangedDot(): ReactElement {
  return (
    <span title="Changed">
      <Dot />
      <VisuallyHidden>changed</VisuallyHidden>
    </span>
  );
}
