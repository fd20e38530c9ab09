import { styled } from '@mui/material/styles';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

const Frame = styled('section')({
  '&:focus': { outline: 'none' },
  '& h2': { margin: '20px 0 8px', fontSize: '1.125rem', lineHeight: '28px' },
});

/** Takes the focus when a result replaces the steps, as the button that was pressed is gone then. */
export function ResultTop({ children }: { children: ReactNode }): ReactElement {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <Frame ref={top} tabIndex={-1} aria-label="Result" data-wizard-end="">
      {children}
    </Frame>
  );
}
