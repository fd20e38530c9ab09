import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
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
export async function servePage<T>(config: string, work: (address: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/config.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(config);
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

function start(url: string, port: number): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['src/serve/start.mjs', '--built', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, KEYFACTOR_URL: url },
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
): Promise<T> {
  const { child, output } = start(url, port);
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
