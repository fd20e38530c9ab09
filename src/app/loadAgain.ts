import { session } from '../api/session.ts';
import { here, leaveToReturn } from '../features/connection/leaveToReturn.ts';
import { returnTo } from '../form/drafts.ts';
import { takeLeftPage } from '../kept.ts';
import { fetchConfig } from './config.ts';

/**
 * Loads the page again, with what is entered on it but its secrets. Null when it is on its way; else why it stays: without
 * a server, or a place to keep that in, all of it would be lost. `base`: address of the folder of the build.
 */
export async function loadAgain(base: string): Promise<string | null> {
  const read = await fetchConfig(base);
  if (!read.ok) return read.summary;
  const goes = await leaveToReturn(() => window.location.reload());
  return goes ? null : 'The browser cannot keep what you entered.';
}

/** Gives what was entered back to the forms of this page, where it was left for a sign-in or to be loaded again. */
export function comeBack(): void {
  const left = takeLeftPage();
  if (left === null) return;
  const later = returnTo(left, here);
  const stop = session.subscribe(() => {
    if (!later()) stop();
  });
}
