import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { Delayed } from './Delayed.tsx';

const Text = styled('p')(({ theme }) => ({ margin: 0, padding: '16px 0', color: theme.palette.text.secondary }));

interface LoadingProps {
  what: string;
  /** When the wait began (`performance.now()`), where this is not its first part: the words then stay in sight. */
  since?: number;
}

/** "Loading the template …", drawn only when it takes longer than 300 ms. */
export function Loading({ what, since }: LoadingProps): ReactElement {
  const [style] = useState(() =>
    since === undefined ? undefined : { animationDelay: `${Math.max(0, since + 300 - performance.now())}ms` },
  );
  return (
    <Delayed as="output" style={style}>
      <Text>Loading {what} …</Text>
    </Delayed>
  );
}
