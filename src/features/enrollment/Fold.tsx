import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';

const Frame = styled('details')({ margin: '0 0 12px', maxWidth: 860, minWidth: 0 });
const Summary = styled('summary')(({ theme }) => ({
  minHeight: 'var(--small)',
  padding: 'calc((var(--small) - 20px) / 2) 0',
  lineHeight: '20px',
  cursor: 'pointer',
  color: theme.palette.primary.main,
}));
const Inside = styled('div')({ padding: '4px 0 0 16px', '& ul': { margin: 0, paddingLeft: 16 } });

/** What few people need, folded away under words that say what it is. */
export function Fold({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <Frame>
      <Summary>{title}</Summary>
      <Inside>{children}</Inside>
    </Frame>
  );
}
