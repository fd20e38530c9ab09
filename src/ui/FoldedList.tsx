import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { formatCount } from './numbers.ts';

const Summary = styled('summary')(({ theme }) => ({
  cursor: 'pointer',
  minHeight: 'var(--small)',
  color: theme.palette.primary.main,
}));

const All = styled('ul')({
  listStyle: 'none',
  margin: '4px 0 8px',
  padding: 0,
  columns: '220px',
  '& li': { breakInside: 'avoid', overflowWrap: 'anywhere' },
});

const shownAtOnce = 6;

/** A list of words in a line; what does not fit a short one is folded. */
export function FoldedList({ items, what }: { items: readonly string[]; what: string }): ReactElement {
  if (items.length <= shownAtOnce) return <>{items.join(', ')}</>;
  return (
    <>
      {items.slice(0, shownAtOnce).join(', ')} and {formatCount(items.length - shownAtOnce)} more
      <details>
        <Summary>
          All {formatCount(items.length)} {what}
        </Summary>
        <All>
          {items.map((item, at) => (
            <li key={at}>{item}</li>
          ))}
        </All>
      </details>
    </>
  );
}
