import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Mono } from './Mono.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export interface CountdownProps {
  endsAtMs: number;
  /** The time on the clock that `endsAtMs` belongs to (the server's), in ms; asked each time, as that clock may be set right. */
  now: () => number;
  /** What is left to do in that time, as "to deploy without asking for the key again". */
  label?: string;
  onEnd?: () => void;
}

/** Minutes and seconds left, ticking. Screen readers hear whole minutes only. */
export function Countdown({ endsAtMs, now, label, onEnd }: CountdownProps): ReactElement {
  const [tick, setTick] = useState(now);
  const left = Math.max(0, endsAtMs - tick);
  const over = left === 0;
  useEffect(() => {
    if (over) return undefined;
    const timer = setInterval(() => setTick(now()), 500);
    return () => clearInterval(timer);
  }, [over, now]);
  useEffect(() => {
    if (over) onEnd?.();
  }, [over, onEnd]);
  const minutes = Math.ceil(left / 60_000);
  return (
    <span>
      <span aria-hidden="true">
        <Mono>{clock(left)}</Mono> {label}
      </span>
      <VisuallyHidden as="output">
        {over ? 'Time is over' : `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`} {over ? '' : label}
      </VisuallyHidden>
    </span>
  );
}
