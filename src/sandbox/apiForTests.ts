import { createSandbox, type Sandbox } from './app.ts';

/** What a test sees of an answer. */
export interface Seen {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed JSON; undefined for an empty body. */
  body: unknown;
}

interface Sent {
  body?: unknown;
  /** Sent as it is instead of `body`. */
  text?: string;
  headers?: Record<string, string | null>;
  version?: 1 | 2;
}

export type Api = (method: string, path: string, sent?: Sent) => Promise<Seen>;

async function seen(answer: Response): Promise<Seen> {
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('application/json') === true;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: json ? (JSON.parse(text) as unknown) : undefined,
  };
}

/** Calls the API of one world as a client does; a header of null is left out. */
export function apiOf(sandbox: Sandbox, worldId: string | null, base = '/KeyfactorAPI'): Api {
  return async (method, path, sent = {}) => {
    const headers = new Headers({ 'x-keyfactor-requested-with': 'APIClient' });
    if (worldId !== null) headers.set('cookie', `sandbox-world=${worldId}`);
    if (sent.version !== undefined) headers.set('x-keyfactor-api-version', String(sent.version));
    for (const [name, value] of Object.entries(sent.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const body = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const url = `http://localhost${path.startsWith('/sandbox') ? '' : base}${path}`;
    return seen(await sandbox.fetch(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })));
  };
}

let shared: Promise<Sandbox> | undefined;

/** A fresh world of a sandbox that all tests of a file share. */
export async function freshWorld(order: Record<string, unknown> = {}): Promise<Api> {
  shared ??= createSandbox({});
  const sandbox = await shared;
  const made = await apiOf(sandbox, null)('POST', '/sandbox/worlds', { body: order });
  return apiOf(sandbox, text(made.body, 'id'));
}

/** Follows member names and indexes into parsed JSON; undefined where there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/** As `at`, for a text; throws when there is none. */
export function text(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`There is no text at ${path.join('.')}.`);
  return found;
}

/** A JSON object; throws for anything else. */
export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('This is no object.');
  return value as Record<string, unknown>;
}

/** A JSON array of objects; throws for anything else. */
export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error('This is no list.');
  return value.map(record);
}
