import { plainName, session } from '../../api/session.ts';
import { leavePage, type Here } from '../../form/drafts.ts';
import { leaveToComeBack } from '../../host.ts';
import { putLeftPage, takeLeftPage } from '../../kept.ts';

/** This page and who is signed in, as what was entered is kept by. */
export function here(): Here {
  const { state, userName } = session.snapshot();
  const open = state === 'needed' || (state === 'unknown' && userName === null);
  return { path: window.location.pathname, person: plainName(userName), open, now: new Date() };
}

let attempt = new AbortController();

/**
 * Leaves the page by `go`, with what is entered on it, but no secret, kept for the way back. False when the browser cannot
 * keep it: then the page stays. The browser asks only about what does not come back; whoever stays then, or leaves by another
 * way, is asked again the next time, and nothing comes back. Throws what `go` throws.
 */
export async function leaveToReturn(go: () => unknown): Promise<boolean> {
  const left = leavePage(here());
  if (left.drafts.length > 0 && !putLeftPage(left)) return false;
  leaveToComeBack(true);
  // What a former one that was stopped would forget is kept anew.
  attempt.abort();
  attempt = new AbortController();
  const once = { once: true, signal: attempt.signal };
  const stayed = new Promise<void>((done) => {
    const asked = (event: Event): void => {
      // Runs once all who guard something were heard, and the person has answered.
      setTimeout(() => {
        leaveToComeBack(false);
        window.addEventListener('beforeunload', () => takeLeftPage(), once);
        if (event.defaultPrevented) done();
      });
    };
    window.addEventListener('beforeunload', asked, once);
  });
  try {
    await Promise.race([go(), stayed]);
  } catch (error) {
    attempt.abort();
    leaveToComeBack(false);
    takeLeftPage();
    throw error;
  }
  return true;
}
