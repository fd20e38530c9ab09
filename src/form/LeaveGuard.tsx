import { lazy, Suspense, useEffect } from 'react';
import type { ReactElement } from 'react';
import { useBlocker } from 'react-router';
import { guardLoss, isComingBack } from '../host.ts';
import { LostPart, PartBoundary } from '../ui/LostPart.tsx';

const loadDialog = async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog });
const ConfirmDialog = lazy(loadDialog);

export interface LeaveGuardProps {
  /** Whether there is something to lose. A function is asked when the page is about to be left, so that its owner need not follow what is typed. */
  when: boolean | (() => boolean);
  /** What would be lost; a function is asked when the question is drawn. */
  text: string | (() => string);
  title?: string;
  leaveLabel?: string;
}

const now = <V extends boolean | string>(given: V | (() => V)): V => (typeof given === 'function' ? given() : given);

/** Asks before a page with something to lose is left. Moves within the page (step, filter, section) pass. */
export function LeaveGuard({
  when,
  text,
  title = 'Leave this page?',
  leaveLabel = 'Leave',
}: LeaveGuardProps): ReactElement | null {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => now(when) && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (when === false) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (now(when) && !isComingBack()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    const forget = guardLoss(() => now(when));
    return () => {
      window.removeEventListener('beforeunload', ask);
      forget();
    };
  }, [when]);
  // Ahead of the question: a new build on the server must not take the dialog away.
  useEffect(() => void loadDialog().catch(() => undefined), []);
  if (blocker.state !== 'blocked') return null;
  return (
    <PartBoundary lost={<LostPart what="The question whether to leave this page" />}>
      <Suspense fallback={null}>
        <ConfirmDialog
          open
          danger
          title={title}
          body={now(text)}
          confirmLabel={leaveLabel}
          cancelLabel="Stay"
          onConfirm={() => blocker.proceed()}
          onClose={() => blocker.reset()}
        />
      </Suspense>
    </PartBoundary>
  );
}
