import { listenToApp, tellHost } from '../host.ts';
import type { HostEvent } from '../host.ts';
import { fetchConfig, readConfig } from './config.ts';
import { draw } from './draw.tsx';
import { isAppPath, wrongPlaces } from './embedProtocol.ts';
import { look, themeTokens } from './look.ts';
import type { ThemeTokens } from './look.ts';
import { ownRem, setOwnRem } from './ownRem.ts';
import { beginSignIn } from './signIn.ts';
import { watchDirt } from './watchDirt.ts';

export interface MountOptions {
  /** Address of the folder of the build; without it the one that this module came from. */
  base?: string;
  /** What `config.json` would hold; without it that file is read. */
  config?: unknown;
  /** Path below which the browser's address follows the app (`/pki`). Without it the app keeps its place to itself. */
  basename?: string;
  /** Where to begin, unless the address tells; `/templates`. */
  path?: string;
  /** With the app's own header and rail; without them the page around leads to paths by `navigate`. */
  frame?: boolean;
  theme?: ThemeTokens;
  /** Gives an access token for `signIn: "host"`; asked again after a 401. */
  getToken?: () => Promise<string | null>;
  onEvent?: (event: HostEvent) => void;
}

/** The app on the page of a portal. */
export interface Mounted {
  /**
   * Throws a TypeError for what is no path of the app. Tells, once whoever has something to lose has decided, whether the
   * app went there.
   */
  navigate: (path: string) => Promise<boolean>;
  setTheme: (tokens: ThemeTokens) => Promise<void>;
  /** Whether nothing typed would be lost by `unmount`. */
  mayLeave: () => boolean;
  unmount: () => void;
}

/**
 * A move of the focus within a shadow root is no event outside of it, where MUI's dialogs wait for one on the sentinels at
 * their two ends to bring the focus back in.
 */
function keepFocusInDialogs(shadow: ShadowRoot): void {
  shadow.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.dataset['testid']?.startsWith('sentinel') === true)
      document.dispatchEvent(new Event('focusin'));
  });
}

/** The tokens as they were checked. Throws a TypeError that names the members which are wrong. */
function readTheme(tokens: ThemeTokens): ThemeTokens {
  const read = themeTokens.safeParse(tokens);
  if (!read.success) throw new TypeError(`The theme is not understood: wrong are ${wrongPlaces(read.error)}.`);
  return read.data;
}

const setTheme = async (tokens: ThemeTokens): Promise<void> => look.set(readTheme(tokens));

/** Where wrong settings are, in the words of ConfigError. */
const inOption = 'in the option “config” that the page around gives to mount';

/** Throws a TypeError for what is no path of the app. */
function checkPath(path: string): void {
  if (!isAppPath(path)) throw new TypeError('A path of the app begins with one slash.');
}

/** Throws a TypeError for a path that the address of the page is not below: nothing would be drawn. */
function checkBasename(basename: string): void {
  if (!isAppPath(basename)) throw new TypeError('“basename” begins with one slash.');
  const { pathname } = window.location;
  const below = (path: string) => `${path.replace(/\/$/, '')}/`.toLowerCase();
  if (!below(pathname).startsWith(below(basename)))
    throw new TypeError(`The address of this page, ${pathname}, is not below “basename”, ${basename}.`);
}

/** What the portal does with an event is its own affair: what fails there is told to its console, and the app goes on. */
const hearing = (onEvent: (event: HostEvent) => void) => (event: HostEvent) => {
  try {
    onEvent(event);
  } catch (error) {
    reportError(error);
  }
};

let mounted = false;

/** Address of the folder of the build that this module is part of, below `assets/`. */
const ownFolder = new URL(/* @vite-ignore */ '..', import.meta.url).href;

/**
 * Draws the app in a shadow root inside an element: `mount` of `mount.js` (README, "As an element"). Throws when it is on
 * the page already: what it reads and the sign-in are one for the page.
 */
export async function mountApp(
  element: HTMLElement,
  { base = ownFolder, config, basename, path = '/', frame = false, theme, getToken, onEvent }: MountOptions = {},
): Promise<Mounted> {
  if (mounted) throw new Error('Keyfactor Command UI is on this page already; unmount it first.');
  checkPath(path);
  if (basename !== undefined) checkBasename(basename);
  mounted = true;
  const stopListening = onEvent === undefined ? () => undefined : listenToApp(hearing(onEvent));
  const outer = document.createElement('div');
  const give = (): void => {
    outer.remove();
    stopListening();
    mounted = false;
  };
  try {
    element.append(outer);
    const place = document.createElement('div');
    const shadow = outer.attachShadow({ mode: 'open' });
    shadow.append(place);
    keepFocusInDialogs(shadow);
    setOwnRem(place, outer);
    const folder = new URL(base, document.baseURI).href;
    const tokenGiven = getToken !== undefined;
    // Before anything is drawn that would have to go again.
    const wished = theme === undefined ? {} : readTheme(theme);
    const read =
      config === undefined ? await fetchConfig(folder, tokenGiven) : await readConfig(config, inOption, tokenGiven);
    if (read.ok) await beginSignIn(read.config, getToken, folder);
    const app = draw(
      {
        element: place,
        base: folder,
        routing: basename === undefined ? { kind: 'memory', path } : { kind: 'address', basename },
        bare: !frame,
        ownsTitle: false,
        stylisPlugins: [ownRem],
      },
      read,
    );
    const stopDirt = watchDirt(place);
    await look.set(wished);
    tellHost({ type: 'ready', appVersion: __APP_VERSION__ });
    return {
      navigate: (to) => {
        checkPath(to);
        return app.navigate(to);
      },
      setTheme,
      mayLeave: app.mayLeave,
      unmount: () => {
        app.remove();
        stopDirt();
        give();
      },
    };
  } catch (error) {
    give();
    throw error;
  }
}
