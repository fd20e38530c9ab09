import { readFileSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const hosts = join(import.meta.dirname, 'hosts');
const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const hosting = readFileSync(join(root, 'src', 'serve', 'hosting', 'README.md'), 'utf8');

/** What README gives to copy under a heading, by the language of the block. */
function snippet(heading: string, language: 'html' | 'js'): string {
  const below = readme.split(`\n### ${heading}\n`)[1]?.split(/\n##+ /)[0];
  const [, text] = new RegExp(`\`\`\`${language}\n([^\`]+(?:\`[^\`]+)*?)\`\`\`\n`).exec(below ?? '') ?? [];
  if (text === undefined) throw new Error(`README.md has no ${language} to copy under "${heading}"`);
  return text;
}

/** What the page about hosting says under "As an element" that a portal's policy needs, by the directive that it begins with. */
function needed(directive: string): string {
  const [, text] = new RegExp(`\`(${directive} [^\`]+)\``).exec(hosting.split('\n## As an element\n')[1] ?? '') ?? [];
  if (text === undefined) throw new Error(`src/serve/hosting/README.md does not say which ${directive} a portal needs`);
  return text;
}

/** What a careful portal sends with its pages: what is said there that the app needs, and nothing else. */
export const strictPolicy = (frame = "'none'") =>
  `default-src 'none'; ${needed('script-src')}; frame-src ${frame}; base-uri 'none'; form-action 'none'; ` +
  `require-trusted-types-for 'script'; ${needed('trusted-types')}`;

interface PortalWishes {
  /** Address of the server of this test run. */
  run: string;
  /** Address that README's snippet names for the app, where it is in a frame. */
  app?: () => string;
  /** Policy of the portal's own pages. */
  policy?: string;
  /** Origins that may frame what is below `/pki/`. */
  ancestors?: readonly string[];
  /** What `/pki/config.json` holds, beside what the server of the run answers. */
  config?: Readonly<Record<string, unknown>>;
  /** Files below `/pki/` that are not there any more, as after another build was installed. */
  gone?: RegExp;
}

export interface Portal {
  /** `http://localhost:…`, without a slash at the end. */
  origin: string;
  /** Has the answers to such addresses wait until they are given; tells how many were asked for. */
  hold: (path: RegExp) => { asked: () => number; give: () => void };
  close: () => Promise<void>;
}

const kinds: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** A page of the portal, with what README gives to copy in its place; null where there is none. */
function pageAt(path: string, app: string): { text: string; kind: string } | null {
  if (path === '/favicon.ico') return { text: '', kind: 'image/x-icon' };
  const copied: Readonly<Record<string, string>> = {
    '/in-frame.js': snippet('In a frame', 'js'),
    '/as-element.js': snippet('As an element', 'js'),
  };
  // The portal's own pages below this path are one page, as in many portals.
  const name = path.startsWith('/certs/') ? '/mount.html' : path;
  const own = /^\/(\w+\.(html|js|css))$/.exec(name);
  const text = copied[path] ?? (own === null ? null : readFileSync(join(hosts, own[1] ?? ''), 'utf8'));
  if (text === null) return null;
  const filled = text
    .replace('<!-- README: In a frame -->', () => snippet('In a frame', 'html'))
    .replace('<!-- README: As an element -->', () => snippet('As an element', 'html'))
    .replaceAll('https://pki.keyexample.com', app);
  return { text: filled, kind: kinds[name.split('.').at(-1) ?? ''] ?? 'text/plain' };
}

/**
 * Starts a portal on a free port of this machine: pages of its own, and the server of the run below `/pki/`, as a
 * reverse proxy would put it there.
 */
export async function startPortal(wishes: PortalWishes): Promise<Portal> {
  const { run, app = () => '', policy = strictPolicy(), ancestors = [], config, gone } = wishes;

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, path: string): void => {
    const { host: _host, 'accept-encoding': _encoding, ...headers } = incoming.headers;
    const onward = ask(new URL(path, run), { method: incoming.method ?? 'GET', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const { 'content-length': _length, 'transfer-encoding': _transfer, ...kept } = answer.headers;
        const own = kept['content-security-policy'];
        if (typeof own === 'string') {
          const allowed = `frame-ancestors ${["'self'", ...ancestors].join(' ')}`;
          kept['content-security-policy'] = own.replace(/frame-ancestors [^;]*/, allowed);
        }
        const isConfig = path.split('?')[0] === '/config.json';
        const isPage = kept['content-type']?.includes('text/html') === true;
        const whole = Buffer.concat(chunks);
        let body: Buffer | string = whole;
        if (isConfig && config !== undefined)
          body = JSON.stringify({ ...(JSON.parse(whole.toString()) as object), ...config });
        else if (isPage) body = whole.toString().replace('<base href="/" />', '<base href="/pki/" />');
        outgoing.writeHead(answer.statusCode ?? 502, kept).end(body);
      });
    });
    onward.on('error', () => outgoing.destroy());
    // A page that went away has no use for the answer.
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  };

  const holds: { path: RegExp; asked: number; given: Promise<void> }[] = [];
  const hold: Portal['hold'] = (path) => {
    let give = (): void => {};
    const held = { path, asked: 0, given: new Promise<void>((done) => (give = done)) };
    holds.push(held);
    return { asked: () => held.asked, give: () => give() };
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '/';
    outgoing.setHeader('Connection', 'close');
    const held = holds.find((each) => each.path.test(path));
    if (held !== undefined) {
      held.asked += 1;
      await held.given;
    }
    if (gone?.test(path) === true) {
      outgoing.writeHead(404).end();
      return;
    }
    if (path.startsWith('/pki/')) {
      pass(incoming, outgoing, path.slice('/pki'.length));
      return;
    }
    const page = pageAt(path.split('?')[0] ?? '', app());
    if (page === null) outgoing.writeHead(404).end();
    else {
      outgoing.writeHead(200, { 'Content-Type': page.kind, 'Content-Security-Policy': policy }).end(page.text);
    }
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    hold,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
