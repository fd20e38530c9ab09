import { styled } from '@mui/material/styles';
import { useId, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { type Reason, reasonWords, WaysOut } from './reasonWays.tsx';

const Tip = styled('dialog')(({ theme }) => ({
  position: 'fixed',
  inset: 'auto',
  margin: 0,
  boxSizing: 'border-box',
  width: 'max-content',
  maxWidth: 'min(360px, calc(100vw - 16px))',
  padding: '8px 12px',
  font: 'inherit',
  fontWeight: 400,
  textAlign: 'start',
  whiteSpace: 'normal',
  overflowWrap: 'anywhere',
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.grey[500]}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
}));

interface ReasonTipProps {
  /** The button that was pressed. */
  opener: RefObject<HTMLElement | null>;
  reason: Reason;
  onClose: () => void;
}

/** Why a button cannot be pressed, for whoever pressed it: on a screen that is touched nothing else shows it. */
export default function ReasonTip({ opener, reason, onClose }: ReasonTipProps): ReactNode {
  const tip = useRef<HTMLDialogElement>(null);
  const wordsId = useId();
  useLayoutEffect(() => {
    const shown = tip.current;
    const button = opener.current;
    if (!shown || !button) return undefined;
    shown.showPopover();
    const place = (): void => {
      const at = button.getBoundingClientRect();
      const { offsetWidth, offsetHeight } = shown;
      const { clientWidth, clientHeight } = document.documentElement;
      const under = at.bottom + 4 + offsetHeight <= clientHeight;
      shown.style.left = `${Math.max(8, Math.min(at.left, clientWidth - offsetWidth - 8))}px`;
      shown.style.top = `${Math.max(8, under ? at.bottom + 4 : at.top - 4 - offsetHeight)}px`;
    };
    // What can be done about it comes after the words.
    const grown = new ResizeObserver(place);
    grown.observe(shown);
    addEventListener('scroll', place, true);
    // A dialog around the button stays.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      shown.hidePopover();
    };
    addEventListener('keydown', onKey, true);
    place();
    return () => {
      grown.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('keydown', onKey, true);
      // What was pressed inside may have turned the button on, and takes the tip away.
      if (shown.matches(':focus-within')) button.focus();
      shown.hidePopover();
    };
  }, [opener]);
  return (
    <Tip
      ref={tip}
      popover="auto"
      aria-labelledby={wordsId}
      onToggle={({ newState }) => newState === 'closed' && onClose()}
    >
      <div id={wordsId}>{reasonWords(reason)}</div>
      <WaysOut reason={reason} />
    </Tip>
  );
}
