import { checkSignIn } from '../api/server.ts';
import { session, SignInProblem } from '../api/session.ts';
import type { Grant, TokenSource } from '../api/session.ts';
import { hostVersion } from '../host.ts';
import { appName, aroundUs, readCommand } from './embedProtocol.ts';

/** How long the host may take to answer; it may have to ask its own server, not a person. */
const limitMs = 10_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Whom a token says that it is for, where it is a signed text (RFC 9068); null for any other. Not checked, which is the
 * API's affair: it is shown, and tells when somebody else has come.
 */
export function nameIn(token: string): string | null {
  try {
    const body = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isRecord(claims)) return null;
    const { preferred_username: login, email, name, sub } = claims;
    return [login, email, name, sub].find((each): each is string => typeof each === 'string' && each !== '') ?? null;
  } catch {
    return null;
  }
}

const grantOf = (token: string): Grant => ({ token, userName: nameIn(token), lifetimeMs: null });

const late = 'The page around this one gave no sign-in within 10 seconds.';
const without = 'The page around this one has no sign-in to give. Sign in there, then ask again.';
const alone = 'This page gets its sign-in from the page that shows it. Opened by itself it has none.';
const failed = 'The page around this one could not give a sign-in.';

/** Without line breaks and the like: a header that holds one yields a 401 without a word. */
const isToken = (token: unknown): token is string => typeof token === 'string' && /^[\x21-\x7e]+$/.test(token);

/**
 * Tokens of the page that shows this app: `ask` is called for the first one and after a 401, and has ten seconds. Then
 * nobody waits for its answer any more, which the signal tells.
 */
export function createHostTokens(ask: (over: AbortSignal) => Promise<string | null>): TokenSource {
  const renew = async (): Promise<Grant> => {
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SignInProblem(late)), limitMs);
    });
    try {
      const token = await Promise.race([ask(over.signal), limit]);
      if (token === null) throw new SignInProblem(without);
      if (!isToken(token)) throw new SignInProblem(failed);
      return grantOf(token);
    } catch (error) {
      throw error instanceof SignInProblem ? error : new SignInProblem(failed);
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  };
  return { renew, signIn: renew };
}

/**
 * How to ask the page around this frame for a token, by the messages of embedProtocol.ts. Only pages of these origins are
 * asked and listened to. A token that comes unasked, or when nobody waits for it any more, is used from then on; null means
 * that the person signed out there.
 */
export function askHostPage(hosts: readonly string[]): (over: AbortSignal) => Promise<string | null> {
  let waiting: ((token: string | null) => void)[] = [];
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || !hosts.includes(event.origin)) return;
    const command = readCommand(event.data);
    if (command === null || !('type' in command) || command.type !== 'token') return;
    const asked = waiting;
    waiting = [];
    for (const give of asked) give(command.token);
    if (asked.length > 0) return;
    if (command.token === null) session.fail(without);
    else if (isToken(command.token)) useUnasked(grantOf(command.token));
  });
  return (over) =>
    new Promise((resolve, reject) => {
      if (window.parent === window) {
        reject(new SignInProblem(alone));
        return;
      }
      const around = aroundUs();
      if (around !== undefined && !hosts.includes(around)) {
        reject(
          new SignInProblem(`${around} shows this page in a frame, but its configuration does not allow that origin.`),
        );
        return;
      }
      waiting.push(resolve);
      over.addEventListener('abort', () => {
        waiting = waiting.filter((each) => each !== resolve);
      });
      const message = { source: appName, version: hostVersion, type: 'sign-in-needed' } as const;
      for (const host of around === undefined ? hosts : [around]) window.parent.postMessage(message, host);
    });
}

function useUnasked(grant: Grant): void {
  const before = session.snapshot().state;
  session.give(grant);
  // The dialog closes, and what failed is read again, once the server has accepted the token.
  if (before === 'needed') checkSignIn().catch(() => undefined);
}
