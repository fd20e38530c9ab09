import { Activity, useState, type ReactElement, type ReactNode } from 'react';
import { usePainted } from './usePainted.ts';

interface PreparedProps {
  open: boolean;
  children: ReactNode;
}

/**
 * What a press will open, drawn out of sight once the page is there and nothing else is to do: it costs time to draw, and
 * little to show. It is made anew each time that it closes, so that nothing of the time before comes back.
 */
export function Prepared({ open, children }: PreparedProps): ReactElement | null {
  const painted = usePainted();
  const [round, setRound] = useState(0);
  const [wasOpen, setWasOpen] = useState(open);
  if (wasOpen !== open) {
    setWasOpen(open);
    if (wasOpen) setRound(round + 1);
  }
  if (!open && !painted) return null;
  return (
    <Activity key={round} mode={open ? 'visible' : 'hidden'}>
      {children}
    </Activity>
  );
}
