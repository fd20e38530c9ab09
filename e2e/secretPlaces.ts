import type { Page } from '@playwright/test';
import { openssl } from './csrWalk.ts';
import { expect } from './world.ts';

interface Noted {
  place: string;
  text: string;
}

/**
 * Notes from now on all that leaves the browser, and what its console says. The answer looks for a secret in it and in
 * everything that the browser keeps, in any spelling, and names the places that hold it.
 */
export function noteEverything(page: Page): (secrets: readonly string[]) => Promise<string[]> {
  const noted: Noted[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const name = `${request.method()} ${pathname.split('/').slice(-2).join('/')}`;
    noted.push({ place: `address of ${name}`, text: request.url() });
    noted.push({ place: `headers of ${name}`, text: JSON.stringify(request.headers()) });
    const body = request.postDataBuffer();
    if (body) noted.push({ place: `body of ${name}`, text: `${body.toString()} ${body.toString('hex')}` });
  });
  page.on('websocket', (socket) => noted.push({ place: 'a socket', text: socket.url() }));
  page.on('console', (message) => noted.push({ place: 'console', text: message.text() }));
  page.on('framenavigated', (frame) => noted.push({ place: 'history', text: frame.url() }));
  // What an entry of the history holds beside its address can be read from the page alone, and only while it is there.
  void page.addInitScript(() => {
    const states: string[] = [];
    Object.defineProperty(globalThis, 'historyStates', { value: states });
    for (const name of ['pushState', 'replaceState'] as const) {
      const real = history[name].bind(history);
      history[name] = (state: unknown, ...rest) => {
        states.push(JSON.stringify([state, ...rest]));
        real(state, ...rest);
      };
    }
  });
  return async (secrets) => {
    const kept = await page.evaluate(async () => ({
      'local storage': JSON.stringify(Object.entries(localStorage)),
      'session storage': JSON.stringify(Object.entries(sessionStorage)),
      history: JSON.stringify([location.href, history.state, Reflect.get(globalThis, 'historyStates')]),
      'cookies of the page': document.cookie,
      databases: (await indexedDB.databases()).map(({ name }) => `a database ${name}`).join(),
      caches: (await caches.keys()).join(),
    }));
    // Nothing is looked for inside of these: there are none.
    expect([kept.databases, kept.caches]).toEqual(['', '']);
    const cookies = JSON.stringify(await page.context().cookies());
    const places: Noted[] = [
      ...noted,
      { place: 'cookies', text: cookies },
      ...Object.entries(kept).map(([place, text]) => ({ place, text })),
    ];
    const found = places.filter(({ text }) => {
      // Line ends inside of JSON and of PEM do not hide anything.
      const plain = text.replaceAll(/\\[rn]|\s/g, '');
      return secrets.some((secret) => plain.includes(secret) || text.includes(secret));
    });
    return [...new Set(found.map(({ place }) => place))];
  };
}

/**
 * Which of these secrets the answers and requests hold that the page keeps in memory for its screens. React's own tree leads
 * to the client that keeps them. Fails where it finds no answer at all.
 */
export async function inMemory(page: Page, secrets: readonly string[]): Promise<string[]> {
  const { kept, queries } = await page.evaluate(() => {
    const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
    const elements = [document, ...Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot)];
    const all = elements.flatMap((tree) => Array.from(tree?.querySelectorAll('*') ?? []));
    const open: unknown[] = all.flatMap((element) =>
      Object.keys(element)
        .filter((key) => key.startsWith('__reactContainer$'))
        .map((key): unknown => Reflect.get(element, key)),
    );
    interface Kept {
      getQueryCache(): { getAll(): { queryKey: unknown; state: unknown }[] };
      getMutationCache(): { getAll(): { state: unknown }[] };
    }
    const isKept = (value: unknown): value is Kept =>
      isObject(value) && typeof value['getMutationCache'] === 'function';
    let client: Kept | undefined;
    for (let fiber = open.pop(); fiber !== undefined && !client; fiber = open.pop()) {
      if (!isObject(fiber)) continue;
      const props = fiber['memoizedProps'];
      const found = isObject(props) ? props['client'] : undefined;
      if (isKept(found)) client = found;
      open.push(fiber['sibling'], fiber['child']);
    }
    const plain = (_key: string, value: unknown): unknown => {
      if (value instanceof Blob) throw new Error('nobody looks into what a Blob holds');
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
      if (bytes instanceof Uint8Array) return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      if (value instanceof Map || value instanceof Set) return [...value];
      return value instanceof Error ? [value.message, Object.entries(value)] : value;
    };
    const answers = client?.getQueryCache().getAll() ?? [];
    const requests = client?.getMutationCache().getAll() ?? [];
    return {
      kept: JSON.stringify(
        [answers.map(({ queryKey, state }) => [queryKey, state]), requests.map(({ state }) => state)],
        plain,
      ),
      queries: answers.length,
    };
  });
  expect(queries).toBeGreaterThan(0);
  return secrets.filter((secret) => kept.includes(secret));
}

/** The base64 characters that these bytes make wherever they stand, for each of the three ways to begin. */
function base64At(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The first and last characters hold bits of what stands around them.
    const inner = text.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const spellings = (bytes: Buffer): string[] => {
  const hex = bytes.toString('hex');
  return [...new Set([...base64At(bytes), hex, hex.toUpperCase()])];
};

/**
 * Texts of which one stands wherever 24 bytes in a row of a private key stand in base64 or hex: every 24 bytes hold one of
 * the excerpts of 16 that begin at each eighth byte. What the public request holds as well is left out.
 */
export function excerptsOf(key: Buffer, csr?: string): string[] {
  const open = csr === undefined ? Buffer.alloc(0) : openssl(['req', '-outform', 'DER'], csr);
  const starts = Array.from({ length: Math.floor((key.length - 16) / 8) + 1 }, (_, at) => at * 8);
  const excerpts = starts.map((at) => key.subarray(at, at + 16)).filter((excerpt) => !open.includes(excerpt));
  return excerpts.flatMap(spellings);
}

/** A password in every spelling. */
export const spellingsOf = (password: string): string[] => [
  password,
  encodeURIComponent(password),
  ...spellings(Buffer.from(password)),
];
