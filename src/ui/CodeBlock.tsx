import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { CopyButton } from './CopyButton.tsx';

const Frame = styled('div')({ position: 'relative', minWidth: 0 });

const Scroller = styled('section')(({ theme }) => ({
  maxHeight: 480,
  overflow: 'auto',
  backgroundColor: theme.palette.background.default,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'var(--radius)',
}));

const Code = styled('pre')({
  margin: 0,
  padding: '8px 40px 8px 12px',
  fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: '0.8125rem',
  lineHeight: '20px',
});

const Corner = styled('div')({ position: 'absolute', top: 4, right: 4 });

/** Text as it is, scrollable by keyboard; `label` says what it is. */
export function CodeBlock({
  text,
  label,
  copy = false,
}: {
  text: string;
  label: string;
  copy?: boolean;
}): ReactElement {
  return (
    <Frame>
      {/* A box that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <Scroller tabIndex={0} aria-label={`${label} as text`}>
        <Code>{text}</Code>
      </Scroller>
      {copy && (
        <Corner>
          <CopyButton text={text} label={`Copy ${label}`} />
        </Corner>
      )}
    </Frame>
  );
}
