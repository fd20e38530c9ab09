import { styled } from '@mui/material/styles';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { StoresHeadPage } from '../../deploy/StoresInHead.tsx';
import { showTop } from '../../../ui/tree.ts';

const Frame = styled('section')({
  '&:focus': { outline: 'none' },
  // Below the title of a notice its sentences stand closer than paragraphs of a page.
  '& :where([role="status"], [role="alert"]) p': { margin: '4px 0' },
  '& h2': { margin: '20px 0 8px', fontSize: '1.125rem', lineHeight: '28px' },
});

/** Takes the focus when a result replaces the steps, as the button that was pressed is gone then. */
export function ResultTop({ children }: { children: ReactNode }): ReactElement {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    showTop(top.current);
  }, []);
  return (
    <Frame ref={top} tabIndex={-1} aria-label="Result" data-wizard-end="">
      <StoresHeadPage>{children}</StoresHeadPage>
    </Frame>
  );
}
