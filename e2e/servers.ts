import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const kinds: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** The built page behind a `config.json` of the test's own choice, on a free port. */
export async function servePage<T>(
  config: string,
  work: (address: string) => Promise<T>,
  /** Files that a newer build has taken away. */
  gone: RegExp = /^$/,
): Promise<T> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/config.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(config);
      return;
    }
    if (gone.test(path)) {
      response.writeHead(404).end();
      return;
    }
    const name = /\.\w+$/.test(path) ? path : '/index.html';
    readFile(join(root, 'dist', name)).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': kinds[name.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function start(
  url: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['src/serve/start.mjs', '--built', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, ...env, KEYFACTOR_URL: url },
  });
  const parts: string[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => parts.push(part.toString()));
  return { child, output: () => parts.join('') };
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null) done(child.exitCode);
    else child.once('exit', done);
  });

/** `npm start` in front of a server that it takes for a real one. */
export async function startBefore<T>(
  url: string,
  port: number,
  work: (address: string, printed: string) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { child, output } = start(url, port, env);
  try {
    await new Promise<void>((ready, failed) => {
      const check = () => {
        if (output().includes('http://localhost')) ready();
      };
      child.stdout?.on('data', check);
      child.once('exit', () => failed(new Error(`it ended instead of starting: ${output()}`)));
    });
    return await work(/http:\/\/localhost:\d+\//.exec(output())?.[0] ?? '', output());
  } finally {
    child.kill();
    await ended(child);
  }
}

/** `npm start` with an address that cannot work: what it says, and its exit code. */
export async function startInVain(url: string, port: number): Promise<{ code: number | null; words: string }> {
  const { child, output } = start(url, port);
  const code = await ended(child);
  return { code, words: output().trim() };
}

/** A server with a certificate of a private CA, on a free port; it answers 401 to everybody, as Keyfactor Command does. */
export async function servePrivately<T>(
  pair: { key: string; certificate: string },
  work: (origin: string) => Promise<T>,
): Promise<T> {
  const server = createTlsServer({ key: pair.key, cert: pair.certificate }, (_request, response) => {
    response.writeHead(401).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await work(`https://localhost:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
