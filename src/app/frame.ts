import { hostVersion, listenToApp, tellHost } from '../host.ts';
import type { HostEvent } from '../host.ts';
import type { Drawn } from './draw.tsx';
import { appName, aroundUs, readCommand } from './embedProtocol.ts';
import type { AppMessage, HostCommand } from './embedProtocol.ts';
import { look } from './look.ts';
import { watchDirt } from './watchDirt.ts';

type Words<M> = M extends unknown ? Omit<M, 'source' | 'version'> : never;

/**
 * Talks with the page around this frame by the messages of embedProtocol.ts, if its origin is one of `hosts`: nobody else
 * hears a word, and messages of others are ignored. It is told all from now on; commands are taken when the function that
 * this returns is given the app.
 */
export function talkToFrame(place: HTMLElement, hosts: readonly string[], bare: boolean): (app: Drawn) => void {
  let around = aroundUs();
  const tell = (words: Words<AppMessage>): void => {
    if (around === undefined || !hosts.includes(around)) return;
    window.parent.postMessage({ source: appName, version: hostVersion, ...words }, around);
  };
  if (around !== undefined && !hosts.includes(around))
    // oxlint-disable-next-line no-console -- for whoever builds the portal: nothing else would tell
    console.warn(`${around} is not one of “hosts” in config.json: it is told nothing, and not listened to.`);
  const ready = { type: 'ready', appVersion: __APP_VERSION__ } as const satisfies HostEvent;

  // Of what holds until the next one of its kind, the last one: for a portal that listens later.
  const standing = new Map<string, HostEvent>();
  listenToApp((event) => {
    tell(event);
    if (isStanding(event)) standing.set(event.type, event);
    if (bare && event.type === 'route') keepBare();
  });
  watchDirt(place);
  if (bare) {
    keepBare();
    tellHeight(place);
  }

  return (app) => {
    const navigate = async ({ path, id }: HostCommand & { type: 'navigate' }): Promise<void> => {
      const navigated = await app.navigate(path);
      tell({ type: 'navigated', ...(id === undefined ? {} : { id }), path, navigated });
    };
    const answer = (command: HostCommand): void => {
      if (command.type === 'hello') for (const event of [ready, ...standing.values()]) tell(event);
      else if (command.type === 'navigate') void navigate(command);
      else if (command.type === 'theme') void look.set(command.theme);
      else if (command.type === 'may-leave') tell({ type: 'may-leave', id: command.id, mayLeave: app.mayLeave() });
    };
    window.addEventListener('message', (event) => {
      if (event.source !== window.parent || !hosts.includes(event.origin)) return;
      const command = readCommand(event.data);
      if (command === null) return;
      around = event.origin;
      if ('problem' in command) tell({ type: 'refused', reason: command.problem });
      else answer(command);
    });
    tell(ready);
  };
}

const isStanding = ({ type }: HostEvent): boolean => ['route', 'title', 'height', 'dirty'].includes(type);

/** Tells the height of what is drawn in a place, which then does not depend on the height of the frame. */
function tellHeight(place: HTMLElement): void {
  // A list takes its share of this instead of the window, or a frame as high as its content would change with itself: what
  // the bars of a browser and of a portal leave of the screen.
  place.style.setProperty('--view', `${Math.min(800, Math.max(600, window.screen.availHeight - 200))}px`);
  let told = 0;
  new ResizeObserver(() => {
    const px = Math.ceil(place.getBoundingClientRect().height);
    if (px === told) return;
    told = px;
    tellHost({ type: 'height', px });
  }).observe(place);
}

/** Keeps `embed=1` in the address of the frame, so that reloading the frame alone brings no header. */
function keepBare(): void {
  const address = new URL(window.location.href);
  if (address.searchParams.get('embed') === '1') return;
  address.searchParams.set('embed', '1');
  window.history.replaceState(window.history.state, '', address);
}
