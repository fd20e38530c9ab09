import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page, WorkerInfo } from '@playwright/test';
import { withPrivateRoot } from './openssl.ts';
import { nginxCommand } from './tools.mjs';
import type { Guard } from './world.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** A running nginx with the project's own configuration, in front of the page as it was built and of the sandbox. */
export interface Nginx {
  /** `https://localhost:…`, without a slash at the end. */
  origin: string;
  /** The same server by another port: another origin of the same site. */
  portal: string;
  accessLog: () => string;
  errorLog: () => string;
}

export interface NginxWishes {
  /** Headings of README below which more is to be done, and more belongs into config.json. */
  follow?: readonly string[];
  /** How the page signs in, where nothing that is followed says so; by the cookie of a world when left out. */
  signIn?: string;
  /** What stands for README's OpenID provider. */
  provider?: string;
  /** Address of a portal whose pages nginx serves beside the app. */
  pages?: string;
  /** Port of the app; any when left out. */
  port?: number;
  /** Who must know that nginx ends now, and with it what is still on its way. */
  guard?: Guard;
  /** What nginx says of its own work is noted, too; the shipped configuration keeps that out of the log. */
  verbose?: boolean;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Address of the server of this test run. */
export const runOf = ({ config }: Pick<WorkerInfo, 'config'>): string => new URL(config.webServer?.url ?? '').origin;

/** Has each violation of the content security policy fail the test, as an error of the page. */
export const watchPolicy = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      reportError(new Error(`the policy forbids ${event.violatedDirective} ${event.blockedURI}`));
    });
  });

/** Replaces each of these texts, all of which must be there. */
function replaced(text: string, changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (before.split(from).length === 1) throw new Error(`there is no ${String(from)} to replace`);
    return before.replaceAll(from, () => to);
  }, text);
}

const readmeIn = (...path: string[]) => readFileSync(join(root, ...path, 'README.md'), 'utf8');
/** README first: what a portal's frame needs is to be copied there. */
const readmes = readmeIn() + readmeIn('src', 'serve', 'hosting');

/** What there is to copy below a heading: the commands, and the members of `config.json`; empty where there are none. */
function snippetsBelow(heading: string): { commands: string; config: string } {
  const part = readmes.split(new RegExp(`\n##+ ${heading}\n`))[1]?.split(/\n##+ /)[0];
  if (part === undefined) throw new Error(`README.md has nothing below "${heading}"`);
  const textOf = (language: string) => new RegExp(`\`\`\`${language}\n([^\`]+)\`\`\``).exec(part)?.[1];
  return { commands: textOf('sh') ?? '', config: textOf('json') ?? '{}' };
}

const originAt = (port: number) => `https://localhost:${port}`;

/** Installs the build as the README says, into a folder in place of the file system, then moves it under the base path. */
function install({ folder, base, portalPort, wishes }: Place): void {
  const parts = ['nginx', ...(wishes.follow ?? [])].map(snippetsBelow);
  const here = (text: string) =>
    text
      .replaceAll('npm ci && npm run build\n', '')
      .replaceAll('cp -r dist ', `cp -r ${dist} `)
      .replaceAll(/ (?=\/(etc|srv)\/)/g, ` ${folder}`)
      .replaceAll('https://portal.keyexample.com', originAt(portalPort))
      .replaceAll('https://login.keyexample.com', wishes.provider ?? 'https://login.keyexample.com');
  mkdirSync(join(folder, 'etc', 'nginx', 'conf.d'), { recursive: true });
  for (const { commands } of parts) execFileSync('sh', ['-e', '-c', here(commands)], { cwd: root });
  const members = parts.map(({ config }) => JSON.parse(here(config)) as object);
  const config = Object.assign(
    {},
    members[0],
    { signIn: wishes.signIn ?? 'integrated' },
    ...members.slice(1),
  ) as object;
  writeFileSync(join(folder, 'etc', 'keyfactor-ui', 'config.json'), JSON.stringify(config));
  const files = join(folder, 'srv', 'keyfactor-ui');
  const place = join(folder, 'www', base);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(join(files, 'pki'), place.replace(/\/$/, ''));
}

/** Where the types of files are listed in this installation of nginx. */
function mimeTypes(): string {
  const { stderr } = spawnSync(nginxCommand, ['-V'], { encoding: 'utf8' });
  const path = join(dirname(/--conf-path=(\S+)/.exec(stderr)?.[1] ?? '/etc/nginx/nginx.conf'), 'mime.types');
  if (!existsSync(path)) throw new Error(`nginx has no ${path}`);
  return path;
}

interface Place {
  folder: string;
  port: number;
  /** Address of the sandbox of this run. */
  sandbox: string;
  base: string;
  portalPort: number;
  wishes: NginxWishes;
  /** Address of the pages that nginx serves beside the app, where there are any. */
  pages: string | null;
}

/** The shipped configuration, changed where its first lines say that it is to be changed, and moved into a folder. */
function siteConfig({ folder, port, sandbox, base, portalPort, pages, wishes }: Place): string {
  const shipped = readFileSync(join(folder, 'etc', 'nginx', 'conf.d', 'keyfactor-ui.conf'), 'utf8');
  const portal = pages === null ? '' : `location / { proxy_pass ${pages}; }`;
  const atRoot = replaced(shipped, [
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl; listen 127.0.0.1:${portalPort} ssl;`],
    // The sandbox's own address, which no installation has.
    [
      'server_name pki.keyexample.com;',
      `server_name localhost; location /sandbox { proxy_pass ${sandbox}; } ${portal}`,
    ],
    ['/etc/ssl/certs/pki.keyexample.com.pem', join(folder, 'site.pem')],
    ['/etc/ssl/private/pki.keyexample.com.key', join(folder, 'site.key')],
    ['/etc/ssl/certs/ca-certificates.crt', join(folder, 'site.pem')],
    ['/var/log/nginx/keyfactor-ui.log', join(folder, 'access.log')],
    [
      '/var/log/nginx/keyfactor-ui-error.log alert',
      `${join(folder, 'site-error.log')} ${wishes.verbose === true ? 'warn' : 'alert'}`,
    ],
    ['https://command.keyexample.com', sandbox],
    ['/srv/keyfactor-ui', join(folder, 'www')],
    ['/etc/keyfactor-ui', join(folder, 'etc', 'keyfactor-ui')],
  ]);
  if (base === '/')
    return replaced(atRoot, [
      [/ {2}location = \/pki \{[^}]*\}\n/g, ''],
      ['/pki/', '/'],
    ]);
  return replaced(atRoot, [['/pki', base.slice(0, -1)]]);
}

function mainConfig(folder: string): string {
  const user = process.getuid?.() === 0 ? 'user root;\n' : '';
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  return `${user}daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log ${join(folder, 'error.log')} warn;
events { }
http {
  include ${mimeTypes()};
${kept}
  include ${join(folder, 'site.conf')};
}
`;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const came = await new Promise<boolean>((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false));
    });
    socket.destroy();
    if (came) return;
    await setTimeout(25);
  }
  throw new Error('nginx does not listen');
}

/**
 * Starts nginx with the page under a base path such as `/pki/`, and ends it when the work is done.
 * @param run address of the server of this test run
 */
export async function withNginx<T>(
  run: string,
  base: string,
  work: (nginx: Nginx) => Promise<T>,
  wishes: NginxWishes = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  try {
    const [port, portalPort] = [wishes.port ?? (await freePort()), await freePort()];
    const pages = wishes.pages === undefined ? null : await numbered(wishes.pages);
    const place = { folder, port, portalPort, sandbox: await numbered(run), base, wishes, pages };
    return await nginxAt(place, work);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The address with a number in place of the name, which nginx takes for several addresses. */
async function numbered(run: string): Promise<string> {
  const { hostname, port } = new URL(run);
  const { address, family } = await lookup(hostname);
  return `http://${family === 6 ? `[${address}]` : address}:${port}`;
}

async function nginxAt<T>(place: Place, work: (nginx: Nginx) => Promise<T>): Promise<T> {
  const { folder, port, portalPort } = place;
  install(place);
  return withPrivateRoot(async (pair) => {
    writeFileSync(join(folder, 'site.pem'), pair.certificate);
    writeFileSync(join(folder, 'site.key'), pair.key);
    writeFileSync(join(folder, 'site.conf'), siteConfig(place));
    writeFileSync(join(folder, 'nginx.conf'), mainConfig(folder));
    const errorLog = join(folder, 'error.log');
    const child = spawn(nginxCommand, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', errorLog], {
      stdio: 'ignore',
    });
    const ended = new Promise((done) => child.once('exit', done));
    const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
    const origin = originAt(port);
    try {
      await listening(port, child).catch((error: unknown) => {
        throw new Error(`${String(error)}: ${read(errorLog)}`);
      });
      return await work({
        origin,
        portal: originAt(portalPort),
        accessLog: () => read(join(folder, 'access.log')),
        errorLog: () => read(errorLog) + read(join(folder, 'site-error.log')),
      });
    } finally {
      place.wishes.guard?.end();
      child.kill();
      await ended;
    }
  });
}

/** A line to a server on this machine that can be cut: whatever is on its way is lost. */
export async function withLine<T>(to: string, work: (origin: string, cut: () => void) => Promise<T>): Promise<T> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const onward = connect(Number(new URL(to).port), '127.0.0.1');
    client.pipe(onward).pipe(client);
    for (const socket of [client, onward]) {
      open.add(socket);
      socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const cut = () => open.forEach((socket) => socket.resetAndDestroy());
  try {
    return await work(`https://localhost:${typeof address === 'object' ? address?.port : ''}`, cut);
  } finally {
    cut();
    server.close();
  }
}
