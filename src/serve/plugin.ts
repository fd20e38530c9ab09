import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { type Connect, type Plugin, type ProxyOptions, runnerImport } from 'vite';
import type * as Sandbox from '../sandbox/app.ts';
import { challengeHeader, challengesFor, claimedOrigin, securityHeaders } from './headers.ts';
import { probe } from './probe.ts';
import { readSettings, runtimeConfig, type Settings } from './settings.ts';

const sandboxPaths = /^\/(KeyfactorAPI|Keyfactor\/API|KeyfactorProxy|sandbox)(\/|\?|$)/i;

/** An RSA 8192 enrollment was recorded at 282 s, so the proxy waits ten minutes before it gives up. */
const proxyTimeoutMs = 600_000;

/**
 * The server half of `npm start` and `npm run dev`: answers `config.json`, then either mounts the sandbox or proxies the API's
 * base path to a real server, on the port that serves the page.
 */
export function keyfactorServer(): Plugin {
  let settings: Settings;
  return {
    name: 'keyfactor-server',
    apply: (_config, env) => (env.command === 'serve' || env.isPreview === true) && process.env.VITEST === undefined,
    async config() {
      const read = readSettings(process.env);
      if ('problem' in read) throw new Error(read.problem);
      settings = read;
      if (settings.target.kind === 'sandbox') return {};
      const problem = await probe(settings.target.address);
      if (problem !== null) throw new Error(problem);
      const proxy = { [settings.target.basePath]: toRealServer(settings.target.origin, settings.signIn) };
      return { server: { proxy }, preview: { proxy } };
    },
    // The dev server's own preamble is an inline script, so the policy is sent by the built app's server only.
    configureServer: (server) =>
      mount(
        server.middlewares,
        settings,
        () => ({}),
        (close) => server.httpServer?.once('close', close),
      ),
    configurePreviewServer: (server) =>
      mount(
        server.middlewares,
        settings,
        (config) => securityHeaders(hostsOf(config), providerOf(config)),
        (close) => server.httpServer.once('close', close),
      ),
  };
}

function toRealServer(origin: string, signIn: Settings['signIn']): ProxyOptions {
  return {
    target: origin,
    changeOrigin: true,
    timeout: proxyTimeoutMs,
    proxyTimeout: proxyTimeoutMs,
    configure(proxy) {
      proxy.on('proxyReq', (request) => {
        for (const name of claimedOrigin) request.removeHeader(name);
      });
      proxy.on('proxyRes', (answer) => {
        const headers: Record<string, string | string[] | undefined> = answer.headers;
        headers[challengeHeader] = challengesFor(signIn, answer.headersDistinct[challengeHeader] ?? []);
        headers.connection = 'close';
      });
      proxy.on('error', (error, _request, response) => {
        if (!('writeHead' in response) || response.headersSent) return;
        response.writeHead(502, { 'Content-Type': 'application/json; charset=utf-8' });
        response.end(JSON.stringify({ Message: `The server ${origin} could not be reached (${error.message}).` }));
      });
    },
  };
}

async function mount(
  middlewares: Connect.Server,
  settings: Settings,
  headersFor: (config: Config) => Readonly<Record<string, string>>,
  onClose: (close: () => void) => void,
): Promise<void> {
  const sandbox = await sandboxOf(settings);
  if (sandbox !== null) onClose(() => sandbox.close());
  const usual = headersFor(runtimeConfig(settings));
  middlewares.use((request, response, next) => {
    const setHeaders = (headers: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    };
    setHeaders(usual);
    // A browser sends a POST again by itself when a connection that it used before drops without an answer, and a second
    // enrollment is a second certificate. On a connection of its own it does not.
    response.setHeader('Connection', 'close');
    const isConfig = request.url?.split('?', 1)[0] === '/config.json';
    const isPage = request.headers.accept?.includes('text/html') === true;
    if (!isConfig && (!isPage || sandbox === null)) return next();
    const goOn = (error?: unknown) => next(error);
    const setForPage = async () => setHeaders(headersFor(await configFor(sandbox, request, settings)));
    const answerConfig = async () => {
      const config = await configFor(sandbox, request, settings);
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('Cache-Control', 'no-cache');
      response.end(JSON.stringify(config));
    };
    if (isConfig) void answerConfig().catch(goOn);
    else void setForPage().then(() => goOn(), goOn);
  });
  if (sandbox === null) return;
  const answer = async (request: Request, env: unknown) => {
    const response = await sandbox.fetch(request, env);
    response.headers.delete(challengeHeader);
    return response;
  };
  const listen = getRequestListener(answer, { overrideGlobalObjects: false });
  middlewares.use((request: IncomingMessage, response: ServerResponse, next: Connect.NextFunction) => {
    if (sandboxPaths.test(request.url ?? '')) void listen(request, response);
    else next();
  });
}

/** Loaded when it is needed only, so that a build, a test run or a start before a real server never reads it. */
async function loadSandbox(): Promise<typeof Sandbox> {
  return (await runnerImport<typeof Sandbox>(fileURLToPath(new URL('../sandbox/app.ts', import.meta.url)))).module;
}

type RunningSandbox = Awaited<ReturnType<typeof Sandbox.createSandbox>>;

async function sandboxOf({ target }: Settings): Promise<RunningSandbox | null> {
  if (target.kind === 'real') return null;
  const { createSandbox } = await loadSandbox();
  return createSandbox({ ...(target.storePath === null ? {} : { storePath: target.storePath }), fresh: target.fresh });
}

type Config = Record<string, unknown>;

const isRecord = (value: unknown): value is Config => typeof value === 'object' && value !== null;

/** A world of the sandbox has a page of its own kind: one that asks for user and password, say, gets the page that can. */
async function configFor(
  sandbox: RunningSandbox | null,
  request: IncomingMessage,
  settings: Settings,
): Promise<Config> {
  const config = runtimeConfig(settings);
  if (sandbox === null) return config;
  const headers = { cookie: request.headers.cookie ?? '', host: 'localhost' };
  const answer = await sandbox.fetch(new Request('http://localhost/sandbox/world', { headers }));
  const world: unknown = answer.ok ? await answer.json() : null;
  if (!isRecord(world)) return config;
  const page = isRecord(world.page) ? world.page : {};
  if (world.signIn === 'basic') return { ...config, signIn: 'basic', ...page };
  if (world.signIn === 'portal') return { ...config, signIn: 'portal', apiBase: 'KeyfactorProxy', ...page };
  return { ...config, ...page };
}

const hostsOf = ({ hosts }: Config): string[] =>
  Array.isArray(hosts) ? hosts.filter((each) => typeof each === 'string') : [];

/** The origin of the OpenID provider that a page is configured with. */
const providerOf = ({ oidc }: Config): string[] =>
  isRecord(oidc) && typeof oidc.authority === 'string' && URL.canParse(oidc.authority)
    ? [new URL(oidc.authority).origin]
    : [];
