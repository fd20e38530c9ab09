import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Delayed } from './Delayed.tsx';

const Text = styled('p')(({ theme }) => ({ margin: 0, padding: '16px 0', color: theme.palette.text.secondary }));

/** "Loading the template …", drawn only when it takes longer than 300 ms. */
export function Loading({ what }: { what: string }): ReactElement {
  return (
    <Delayed as="output">
      <Text>Loading {what} …</Text>
    </Delayed>
  );
}
