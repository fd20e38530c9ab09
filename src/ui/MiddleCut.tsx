import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** So many last characters stay in sight: the name of a file, the last part of a path. */
const tail = 14;

const Line = styled('span')({ display: 'flex', minWidth: 0, whiteSpace: 'pre', position: 'relative' });
const Head = styled('span')({ flex: '0 1000 auto', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' });
// Where there is no room even for this, its own beginning goes: the side that the line is told to end on.
const Tail = styled('span')({
  flex: '0 1 auto',
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  direction: 'rtl',
  '& > bdi': { direction: 'ltr', unicodeBidi: 'isolate' },
});

/** A text in one line, cut in its middle where there is no room; the whole text on hover, and for screen readers. */
export function MiddleCut({ text }: { text: string }): ReactElement {
  if (text.length <= tail) return <span title={text}>{text}</span>;
  return (
    <Line title={text}>
      <VisuallyHidden>{text}</VisuallyHidden>
      <Head aria-hidden>{text.slice(0, -tail)}</Head>
      <Tail aria-hidden>
        <bdi>{text.slice(-tail)}</bdi>
      </Tail>
    </Line>
  );
}
