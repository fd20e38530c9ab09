import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';

const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '2px 12px',
  margin: '6px 0',
  minWidth: 0,
});
const Words = styled('span')(({ theme }) => ({
  flex: '1 1 280px',
  minWidth: 0,
  color: theme.palette.text.secondary,
}));

interface ActProps {
  /** The button. */
  children: ReactNode;
  /** What it does and when it helps, where there is more than one way on; false: its own words say it. */
  words: string | false;
}

/** One of several ways on, with what tells it apart from the others. */
export function Act({ children, words }: ActProps): ReactElement {
  return (
    <Line>
      {children}
      {words !== false && <Words>{words}</Words>}
    </Line>
  );
}
