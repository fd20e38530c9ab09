import { lazy, Suspense, useEffect } from 'react';
import type { ReactElement } from 'react';
import { useBlocker, useLocation } from 'react-router';
import { guardLoss, isComingBack } from '../host.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { PartBoundary } from '../ui/LostPart.tsx';
import { Notice } from '../ui/Notice.tsx';

const loadDialog = async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog });
const ConfirmDialog = lazy(loadDialog);

export interface LeaveGuardProps {
  /** Whether there is something to lose. A function is asked when the page is about to be left, so that its owner need not follow what is typed. */
  when: boolean | (() => boolean);
  /** What would be lost; a function is asked when the question is drawn. */
  text: string | (() => string);
  title?: string;
  leaveLabel?: string;
  /** All that would be lost is in forms, which have it again where the page is left to come back; then nobody asks. */
  comesBack?: boolean;
}

const now = <V extends boolean | string>(given: V | (() => V)): V => (typeof given === 'function' ? given() : given);

// Wherever it stands on the page, it is to be seen.
const focusFirst = (question: HTMLElement | null): void => question?.querySelector('button')?.focus();

/** Asks before a page with something to lose is left. Moves within the page (step, filter, section) pass. */
export function LeaveGuard({
  when,
  text,
  title = 'Leave this page?',
  leaveLabel = 'Leave',
  comesBack = false,
}: LeaveGuardProps): ReactElement | null {
  const { pathname } = useLocation();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      // A page that was left stays drawn until the next one is there: it has nothing to ask any more.
      currentLocation.pathname === pathname && pathname !== nextLocation.pathname && now(when),
  );
  useEffect(() => {
    if (when === false) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!(comesBack && isComingBack()) && now(when)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    const forget = guardLoss(() => now(when));
    return () => {
      window.removeEventListener('beforeunload', ask);
      forget();
    };
  }, [when, comesBack]);
  // Ahead of the question: a new build on the server must not take the dialog away.
  useEffect(() => void loadDialog().catch(() => undefined), []);
  if (blocker.state !== 'blocked') return null;
  const stay = (): void => blocker.reset();
  const leave = (): void => blocker.proceed();
  const plainly = (
    <div ref={focusFirst}>
      <Notice
        kind="warning"
        title={title}
        actions={
          <>
            <ActionButton onClick={stay}>Stay</ActionButton>
            <ActionButton kind="danger" onClick={leave}>
              {leaveLabel}
            </ActionButton>
          </>
        }
      >
        {now(text)}
      </Notice>
    </div>
  );
  return (
    <PartBoundary lost={plainly}>
      <Suspense fallback={null}>
        <ConfirmDialog
          open
          danger
          title={title}
          body={now(text)}
          confirmLabel={leaveLabel}
          cancelLabel="Stay"
          onConfirm={leave}
          onClose={stay}
        />
      </Suspense>
    </PartBoundary>
  );
}
