import { session } from '../api/session.ts';
import { leavePage, returnTo } from '../form/drafts.ts';
import { leaveToComeBack } from '../host.ts';
import { putLeftPage, takeLeftPage } from '../kept.ts';
import { fetchConfig } from './config.ts';

const here = () => ({ path: window.location.pathname, person: session.snapshot().userName, now: new Date() });

/**
 * Loads the page again, with what is entered on it but its secrets. Null when it is on its way; else why it stays: without
 * a server, or a place to keep that in, all of it would be lost. `base`: address of the folder of the build.
 */
export async function loadAgain(base: string): Promise<string | null> {
  const read = await fetchConfig(base);
  if (!read.ok) return read.summary;
  const { path, person, now } = here();
  const left = leavePage(path, person, now);
  if (left.drafts.length > 0 && !putLeftPage(left)) return 'The browser cannot keep what you entered.';
  leaveToComeBack(true);
  window.location.reload();
  return null;
}

/** Gives what was entered back to the forms of this page, where it was left for a sign-in or to be loaded again. */
export function comeBack(): void {
  const left = takeLeftPage();
  if (left !== null) returnTo(left, here);
}
