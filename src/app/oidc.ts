import { ErrorResponse, ErrorTimeout, InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { User } from 'oidc-client-ts';
import { SignInProblem } from '../api/session.ts';
import type { Grant, TokenSource } from '../api/session.ts';
import { signInStorage } from '../kept.ts';
import type { OidcConfig } from './config.ts';
import { idTokenProblem, wordsOfProvider } from './oidcWords.ts';

const prefix = 'keyfactor-command-ui.sign-in.';
const requestSeconds = 10;

/** Says in the address that the person signed out, so that this page does not sign in by itself at once. */
const signedOutMark = 'signed-out';

/** What a page that was loaded while an OpenID provider is configured has to do first. */
export type OidcStart =
  | { kind: 'go on'; source: TokenSource; grant: Grant | null; problem: string | null }
  /** The page is on its way to the provider. */
  | { kind: 'leaving' }
  /** The page is the window that was opened for signing in, and is done. */
  | { kind: 'done' };

/** Where the provider sends its answers, and whether this page may be left for one: not in a frame or on another's page. */
interface Way {
  base: string;
  mayLeave: boolean;
}

function managerOf(config: OidcConfig, { base }: Way, states: Storage | InMemoryWebStorage): UserManager {
  return new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: base,
    popup_redirect_uri: base,
    post_logout_redirect_uri: base,
    ...(config.resource === undefined ? {} : { resource: config.resource }),
    ...(config.audience === undefined ? {} : { extraQueryParams: { audience: config.audience } }),
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: states, prefix }),
    filterProtocolClaims: false,
    automaticSilentRenew: false,
    monitorSession: false,
    // Access tokens that are signed texts cannot be revoked; a provider then refuses the whole request.
    revokeTokenTypes: ['refresh_token'],
    requestTimeoutInSeconds: requestSeconds,
    silentRequestTimeoutInSeconds: requestSeconds,
    popupWindowFeatures: { width: 520, height: 680, location: true },
  });
}

const nonce = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

function problemOf(error: unknown, config: OidcConfig): SignInProblem {
  if (error instanceof SignInProblem) return error;
  const say = (words: string) => new SignInProblem(words);
  if (error instanceof ErrorResponse && error.error !== null) return say(wordsOfProvider(error.error));
  if (error instanceof ErrorTimeout || error instanceof TypeError) {
    return say(`The sign-in service ${config.authority} could not be reached. Your sign-in was not checked.`);
  }
  const message = error instanceof Error ? error.message : '';
  if (/disposed window/.test(message)) {
    return say('The browser did not open the window for signing in. Allow windows of this page, then press again.');
  }
  if (/state|nonce/i.test(message)) {
    return say('The answer of the sign-in service does not belong to a sign-in that was begun here. Sign in again.');
  }
  if (/subtle/i.test(message)) return say('The browser signs in on pages that come over https only.');
  return say(`The sign-in service ${config.authority} answered what cannot be read.`);
}

/** The entries of sign-ins that were not finished: none of them can be of use any more. */
function dropStates(states: Storage | InMemoryWebStorage): void {
  for (let at = states.length - 1; at >= 0; at -= 1) {
    const key = states.key(at);
    if (key?.startsWith(prefix) === true) states.removeItem(key);
  }
}

/** The page that a sign-in was begun on, below the app's base. */
const pageOf = (state: unknown) =>
  typeof state === 'object' && state !== null && 'page' in state && typeof state.page === 'string' ? state.page : '';

/** Tokens of an OpenID provider, in memory only: authorization code with PKCE, renewed by refresh token. */
function createSource(config: OidcConfig, way: Way, manager: UserManager, states: Storage | InMemoryWebStorage) {
  const { base, mayLeave } = way;
  /** Puts a page of this app in the place of the present address, which holds an answer of the provider. */
  const show = (page: string): void => {
    const { href } = new URL(page, base);
    window.history.replaceState(null, '', href.startsWith(base) ? href : base);
  };
  let asking: AbortController | null = null;
  let signedOut = false;

  async function checked(user: User, before?: User): Promise<Grant> {
    const issuer = await manager.metadataService.getIssuer();
    const isNew = user.id_token !== before?.id_token;
    const problem = idTokenProblem(user.profile, { ...config, issuer }, isNew ? Date.now() : null);
    if (problem !== null) {
      await manager.removeUser();
      throw new SignInProblem(problem);
    }
    return grantOf(user);
  }

  const renew = async (): Promise<Grant | null> => {
    const user = await manager.getUser();
    // Without a refresh token the library would try a hidden frame, which browsers no longer give cookies.
    if (user?.refresh_token === undefined) return null;
    try {
      const renewed = await manager.signinSilent();
      return renewed === null ? null : await checked(renewed, user);
    } catch (error) {
      if (error instanceof ErrorResponse && error.error === 'invalid_grant') return null;
      throw problemOf(error, config);
    }
  };

  /** A second press gives the first window up: whether a window was closed cannot be known behind every provider's headers. */
  const signIn = async (): Promise<Grant | null> => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    try {
      // Within somebody's page signing out leaves the session at the provider, which is that page's, too.
      const anew = signedOut ? { prompt: 'login' } : {};
      const grant = await checked(await manager.signinPopup({ nonce: nonce(), popupSignal: mine.signal, ...anew }));
      signedOut = false;
      return grant;
    } catch (error) {
      if (mine.signal.aborted) return null;
      dropStates(states);
      throw problemOf(error, config);
    }
  };

  const signInHere = async (): Promise<void> => {
    try {
      // First: where it cannot be reached, the library would stop the loading of this page.
      await manager.metadataService.getMetadata();
      await manager.signinRedirect({ state: { page: window.location.href.slice(base.length) }, nonce: nonce() });
    } catch (error) {
      throw problemOf(error, config);
    }
  };

  const signOut = async (): Promise<void> => {
    signedOut = true;
    await manager.revokeTokens().catch(() => undefined);
    // Before the page is left: the library would put the ID token into the address of the provider's page.
    await manager.removeUser();
    if (!mayLeave) return;
    try {
      await manager.metadataService.getMetadata();
      reloadOnReturn();
      await manager.signoutRedirect({ state: { page: '' } });
    } catch {
      // The service cannot be reached, or has no page for signing out: this app has forgotten all the same.
      const away = new URL(base);
      away.searchParams.set(signedOutMark, '1');
      window.location.replace(away);
    }
  };

  /** Takes the answer of the provider out of the address. */
  const answer = async (): Promise<Grant> => {
    const address = window.location.href;
    // At once: with a code in it, it must not get into any history.
    show('');
    try {
      const user = await manager.signinRedirectCallback(address);
      const grant = await checked(user);
      show(pageOf(user.state));
      return grant;
    } catch (error) {
      if (error instanceof ErrorResponse) show(pageOf(error.state));
      dropStates(states);
      throw problemOf(error, config);
    }
  };

  const source: TokenSource = { renew, signIn, signOut, ...(mayLeave ? { signInHere } : {}) };
  return { source, answer, show };
}

function grantOf(user: User): Grant {
  const { preferred_username: login, email, name, sub } = user.profile;
  return {
    token: user.access_token,
    userName: login ?? email ?? name ?? sub,
    lifetimeMs: user.expires_in === undefined ? null : user.expires_in * 1000,
  };
}

/** Which answer the address holds: of a sign-in or a sign-out, or none. */
function answerIn(address: URL, base: string): 'sign-in' | 'sign-out' | null {
  const has = (name: string) => address.searchParams.has(name);
  if (address.href.split(/[?#]/)[0] !== base) return null;
  if (has(signedOutMark)) return 'sign-out';
  if (!has('state')) return null;
  return has('code') || has('error') ? 'sign-in' : 'sign-out';
}

/**
 * Begins or ends a sign-in before anything else is done: the address may hold an answer of the provider. `folder`: of the
 * build, where the app is a part of somebody else's page, which is never left.
 */
export async function startOidc(config: OidcConfig, folder: string | null): Promise<OidcStart> {
  const mayLeave = folder === null && window.top === window;
  const base = folder ?? document.baseURI;
  const way: Way = { base, mayLeave };
  const address = new URL(window.location.href);
  // The answer of a window is taken by this page, so that memory is enough where nothing else is used.
  const states = (mayLeave ? signInStorage() : null) ?? new InMemoryWebStorage();
  const manager = managerOf(config, way, states);
  const { source, answer, show } = createSource(config, way, manager, states);
  const goOn = (grant: Grant | null, problem: string | null): OidcStart => ({ kind: 'go on', source, grant, problem });
  const held = mayLeave || isPopup() ? answerIn(address, base) : null;
  try {
    if (held === 'sign-in') {
      const begunHere = states.getItem(prefix + (address.searchParams.get('state') ?? '')) !== null;
      if (!begunHere && isPopup()) {
        // The window may stay open where the browser does not let a page close it.
        show('');
        await manager.signinPopupCallback(address.href);
        return { kind: 'done' };
      }
      // A link may hold a forged answer: the library refuses one that was not begun in this tab.
      return goOn(await answer(), null);
    }
    if (held === 'sign-out') {
      dropStates(states);
      show('');
      return goOn(null, null);
    }
    if (source.signInHere === undefined) return goOn(null, null);
    await Promise.race([source.signInHere(), leftPage()]);
    return { kind: 'leaving' };
  } catch (error) {
    return goOn(null, problemOf(error, config).message);
  }
}

/** Opened by a page of this app. Where another site's headers have cut the tie, a window without history of its own. */
const isPopup = () => window.opener !== null || window.history.length <= 2;

/** "Back" may show this page as it was left: with what was read before signing out, or without anything. */
const reloadOnReturn = () =>
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload();
  });

const leftPage = () =>
  new Promise<void>((left) => {
    const leave = (): void => {
      reloadOnReturn();
      left();
    };
    window.addEventListener('pagehide', leave, { once: true });
  });
