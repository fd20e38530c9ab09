import { matchPath } from 'react-router';
import { routePatterns } from '../paths.ts';
import { isLostPart, loadAgainBy } from '../ui/LostPart.tsx';
import { fetchConfig } from './config.ts';
import type { ReadConfig } from './config.ts';
import { draw } from './draw.tsx';
import type { talkToFrame } from './frame.ts';
import { loadAgain } from './loadAgain.ts';
import { warmUp } from './railItems.ts';
import { beginSignIn } from './signIn.ts';

/** Loads the code of the page that the address asks for while the configuration is still on its way. */
function warmUpFirstScreen(base: string): void {
  const path = window.location.pathname.slice(base.length - 1);
  const names = Object.keys(routePatterns) as (keyof typeof routePatterns)[];
  warmUp(names.find((name) => matchPath(`/${routePatterns[name]}`, path) !== null) ?? 'templates');
}

/** Reads the configuration and draws the app as the page that this document is. */
export async function start(place: HTMLElement): Promise<void> {
  const base = document.baseURI;
  const { pathname } = new URL(base);
  warmUpFirstScreen(pathname);
  const bare = new URLSearchParams(window.location.search).get('embed') === '1';
  const frame = window.parent === window ? null : import('./frame.ts');
  // Said below, when it is awaited.
  frame?.catch(() => undefined);
  loadAgainBy(() => loadAgain(base));
  let talk: typeof talkToFrame | undefined;
  let read: ReadConfig;
  try {
    read = await fetchConfig(base);
    const begun = read.ok ? await beginSignIn(read.config) : 'ready';
    if (begun === 'leaving') return;
    if (begun === 'done') {
      place.textContent = 'This window is done and can be closed.';
      return;
    }
    talk = (await frame)?.talkToFrame;
  } catch (error) {
    if (!isLostPart(error)) throw error;
    read = { ok: false, summary: 'A part of the app could not be loaded.', problems: [], place: null };
  }
  // Before there is anything to tell.
  const begin = read.ok ? talk?.(place, read.config.hosts ?? [], bare) : undefined;
  const app = draw(
    {
      element: place,
      base,
      routing: { kind: 'address', basename: pathname.replace(/\/+$/, '') || '/' },
      bare,
      ownsTitle: true,
    },
    read,
  );
  begin?.(app);
}
