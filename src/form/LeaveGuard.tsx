import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export interface LeaveGuardProps {
  when: boolean;
  /** What would be lost. */
  text: string;
  title?: string;
  leaveLabel?: string;
}

/** Asks before a page with something to lose is left. Moves within the page (step, filter, section) pass. */
export function LeaveGuard({
  when,
  text,
  title = 'Leave this page?',
  leaveLabel = 'Leave',
}: LeaveGuardProps): ReactElement | null {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => when && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!when) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      open
      danger
      title={title}
      body={text}
      confirmLabel={leaveLabel}
      cancelLabel="Stay"
      onConfirm={() => blocker.proceed()}
      onClose={() => blocker.reset()}
    />
  );
}
