import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import type { PrefillNotes } from './prefillNotes.ts';

const Place = styled('div')({ margin: '0 0 16px', maxWidth: 860 });
const Lines = styled('ul')({ margin: '2px 0 0', paddingLeft: 20 });

function List({ items }: { items: readonly string[] }): ReactElement {
  return (
    <Lines>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </Lines>
  );
}

/** What the link that opened the page filled in, and what it could not. */
export function PrefillNote({ notes: { taken, left } }: { notes: PrefillNotes }): ReactElement | null {
  if (taken.length === 0 && left.length === 0) return null;
  return (
    <Place>
      <Notice kind="info" title="A link filled in this form. Check it: nothing has been sent.">
        {taken.length > 0 && (
          <>
            Taken from the link:
            <List items={taken} />
          </>
        )}
        {left.length > 0 && (
          <>
            Not used:
            <List items={left} />
          </>
        )}
      </Notice>
    </Place>
  );
}
