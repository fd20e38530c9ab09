import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { Mono } from './Mono.tsx';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });

const Item = styled('li')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(140px, 1fr) minmax(0, 3fr)',
  gap: '2px 16px',
  padding: '6px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:first-of-type': { borderTop: 0 },
  '@media (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
}));

const Values = styled('div')({ display: 'grid', gridTemplateColumns: '3.5rem minmax(0, 1fr)', gap: '2px 8px' });

const Word = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

export interface ListedChange {
  what: ReactNode;
  /** Left out where nothing was there before. */
  before?: string | undefined;
  /** Left out where it goes. */
  after?: string | undefined;
}

const shown = (text: string | undefined): ReactNode =>
  text === undefined || text === '' ? 'nothing' : <Mono>{text}</Mono>;

/** Changes in plain words: what, from, to. */
export function ChangeList({ changes }: { changes: readonly ListedChange[] }): ReactElement {
  return (
    <List>
      {changes.map((change, index) => (
        // The same field may change twice in one list, so only the place identifies it.
        <Item key={index}>
          <div>{change.what}</div>
          <Values>
            <Word>from</Word>
            <span>{shown(change.before)}</span>
            <Word>to</Word>
            <span>{shown(change.after)}</span>
          </Values>
        </Item>
      ))}
    </List>
  );
}
