import { looksLikeHtml, htmlTitle, parseJson, readErrorBody } from './errorBody.ts';
import { ApiError } from './errors.ts';
import { secretsHider } from './secrets.ts';
import { session, type Pass } from './session.ts';

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Members that are undefined are left out. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Anything JSON can say; undefined sends no body. */
  body?: unknown;
  /** What of the body is secret although the names of its members do not say so: it is hidden where the server repeats it. */
  secrets?: readonly string[] | undefined;
  /** Version of this endpoint; 1 unless told, because 2 exists for few. */
  version?: 1 | 2;
  /** Value of `x-certificateformat`, which enrollment and download calls require. */
  certificateFormat?: string;
  signal?: AbortSignal;
  /** Milliseconds until the answer must be complete; 60,000 unless told. */
  timeoutMs?: number;
  /** A 401 of this call does not end the session: job calls answer 401 for a missing right, too. */
  keepSession?: boolean;
}

export interface Answer {
  status: number;
  /** Parsed JSON, or null when the answer to a write is empty. */
  body: unknown;
  header(name: string): string | null;
  /** Local time of the answer in milliseconds since 1970. */
  receivedAt: number;
  /** Takes the secrets of the request out of a text of the answer (`secretsHider`). */
  hide(text: string): string;
}

interface ClientOptions {
  /** Address of the API: absolute, or relative to the page. */
  apiBase: string;
  /** The server's address in words of the installation, where the API is reached through a proxy. */
  server?: string | undefined;
  /** For tests: how to wait between two attempts. */
  sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const readTimeoutMs = 60_000;
const waitsMs = [300, 1200];
/** A time measured over a slower answer than this says too little when a better one is known. */
const slowMs = 2000;

const config = { apiBase: '/KeyfactorAPI', server: undefined as string | undefined, sleep };
const seen = { differenceMs: null as number | null, productVersion: null as string | null };

/** Sets the address of the API and forgets what the server before it told. */
export function configureClient(o: ClientOptions): void {
  config.apiBase = o.apiBase;
  config.server = o.server;
  config.sleep = o.sleep ?? sleep;
  seen.differenceMs = null;
  seen.productVersion = null;
}

/** Full address of the API without a slash at the end. */
export function apiAddress(): string {
  const base = typeof document === 'undefined' ? undefined : document.baseURI;
  return new URL(config.apiBase, base).href.replace(/\/+$/, '');
}

/** The server's address for a person: as the installation names it, else the address of the API. */
export function serverAddress(): string {
  return config.server ?? apiAddress();
}

/** Version the server wrote on its last answer (`X-Keyfactor-Product-Version`) without the build, or null. */
export function productVersion(): string | null {
  return seen.productVersion;
}

/** Server clock minus local clock in milliseconds, or null before the first answer. Exact to about a second. */
export function serverClock(): { differenceMs: number | null } {
  return { differenceMs: seen.differenceMs };
}

/** Present time of the server's clock, as far as it is known. */
export function serverNow(): Date {
  return byServerClock(Date.now());
}

/** A moment of this machine (ms) by the server's clock, as far as that is known: as every time that the server tells. */
export function byServerClock(atMs: number): Date {
  return new Date(atMs + (seen.differenceMs ?? 0));
}

/**
 * Server clock minus local clock, from a Date header and the local times of sending and receiving. The header was
 * written about half the round trip ago and is cut to whole seconds, so half a second is added. Null without a date.
 */
export function clockDifference(dateHeader: string | null, sentAt: number, receivedAt: number): number | null {
  const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(server)) return null;
  return Math.round(server + 500 - (sentAt + receivedAt) / 2);
}

/** `?a=b&c=d` with a space as `%20`: some servers take `+` literally. Empty without members. */
export function queryText(query: CallOptions['query']): string {
  const parts = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/**
 * Calls the API. The path is below the API's address (`/Templates/4`), its ids already encoded. Throws `ApiError`, or
 * an AbortError when the caller's signal cancelled it. A GET is tried up to three times when the network fails or a
 * gateway answers 502, 503 or 504, and once more when a 401 led to a new token; anything else is sent once, because a
 * second POST makes a second certificate.
 */
export async function call(path: string, options: CallOptions = {}): Promise<Answer> {
  const reads = (options.method ?? 'GET') === 'GET';
  let renewed = false;
  for (let tried = 0; ; tried += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const pass = await session.pass();
    // Nothing is sent: the browser would answer the 401 with a password window of its own.
    if (pass === null) throw new ApiError({ kind: 'http', status: 401 });
    try {
      return await attempt(path, options, reads, pass);
    } catch (error) {
      if (isRefused(error) && options.keepSession !== true) {
        const again = await session.refused(pass.attempt);
        if (again && !reads) throw new ApiError({ kind: 'http', status: 401, signInRenewed: true });
        if (!again || renewed) throw error;
        renewed = true;
        continue;
      }
      const wait = waitsMs[tried];
      if (!reads || wait === undefined || !isPassing(error)) throw error;
      await config.sleep(wait, options.signal);
    }
  }
}

const isRefused = (error: unknown) => error instanceof ApiError && error.kind === 'http' && error.status === 401;

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.kind === 'network' || (error.kind === 'http' && [502, 503, 504].includes(error.status ?? 0));
}

async function attempt(path: string, options: CallOptions, reads: boolean, pass: Pass): Promise<Answer> {
  const { authorization } = pass;
  options.signal?.throwIfAborted();

  const stop = new AbortController();
  const passOn = () => stop.abort();
  options.signal?.addEventListener('abort', passOn, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, options.timeoutMs ?? readTimeoutMs);
  const sentAt = Date.now();
  try {
    const response = await fetch(`${apiAddress()}${path}${queryText(options.query)}`, {
      method: options.method ?? 'GET',
      headers: headers(options, authorization),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    });
    const receivedAt = Date.now();
    remember(response, sentAt, receivedAt);
    return judge(response, await response.text(), {
      reads,
      signIn: pass.attempt,
      hide: secretsHider(options.body, authorization, options.secrets),
      receivedAt,
    });
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (late) throw new ApiError({ kind: 'timeout', outcomeUnknown: !reads });
    if (options.signal?.aborted === true) throw new DOMException('The request was cancelled.', 'AbortError');
    throw new ApiError({ kind: 'network', outcomeUnknown: !reads });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', passOn);
  }
}

interface Sent {
  reads: boolean;
  signIn: number;
  /** Takes the secrets of the request out of what the server says. */
  hide: (text: string) => string;
  receivedAt: number;
}

function judge(response: Response, raw: string, sent: Sent): Answer {
  const { status } = response;
  const correlationId = response.headers.get('X-Keyfactor-Correlation-Id');
  if (!response.ok) {
    if (status === 403) session.accepted(sent.signIn);
    // 501 says that nothing was done; after any other 5xx the CA may have worked all the same.
    const outcomeUnknown = !sent.reads && status >= 500 && status !== 501;
    throw new ApiError({
      kind: 'http',
      status,
      correlationId,
      outcomeUnknown,
      ...readErrorBody(status, raw, sent.hide),
    });
  }
  // Whatever is read has a body: without one a list would seem to be empty, and a search to have found nothing.
  const nothing = sent.reads && status !== 204 ? undefined : null;
  const body = raw.trim() === '' ? nothing : parseJson(raw);
  if (body === undefined) {
    const serverWords = looksLikeHtml(raw) ? htmlTitle(raw, sent.hide) : null;
    throw new ApiError({ kind: 'unreadable', status, correlationId, outcomeUnknown: !sent.reads, serverWords });
  }
  session.accepted(sent.signIn);
  return { status, body, header: (name) => response.headers.get(name), receivedAt: sent.receivedAt, hide: sent.hide };
}

/** The headers of a call as they go out, without the sign-in: for showing and saving it. */
export function shownHeaders(options: Pick<CallOptions, 'version' | 'body' | 'certificateFormat'>) {
  return headers(options, null);
}

function headers(
  options: Pick<CallOptions, 'version' | 'body' | 'certificateFormat'>,
  authorization: string | null,
): Record<string, string> {
  return {
    Accept: 'application/json',
    'x-keyfactor-requested-with': 'APIClient',
    // The vendor portal's proxy takes its cookie only from calls that a page of another site cannot make.
    ...(session.snapshot().kind === 'portal' ? { 'x-requested-with': 'XMLHttpRequest' } : {}),
    'x-keyfactor-api-version': String(options.version ?? 1),
    ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(options.certificateFormat === undefined ? {} : { 'x-certificateformat': options.certificateFormat }),
    ...(authorization === null ? {} : { Authorization: authorization }),
  };
}

function remember(response: Response, sentAt: number, receivedAt: number): void {
  const version = response.headers.get('X-Keyfactor-Product-Version')?.split('+')[0]?.trim();
  if (version !== undefined && version !== '') seen.productVersion = version;
  if (seen.differenceMs !== null && receivedAt - sentAt > slowMs) return;
  seen.differenceMs = clockDifference(response.headers.get('Date'), sentAt, receivedAt) ?? seen.differenceMs;
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(new DOMException('The request was cancelled.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', give);
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) give();
    else signal?.addEventListener('abort', give, { once: true });
  });
}
