import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { connectionOf, isLoopback } from './connection.ts';
import { controlPage, gonePage, pageScript, pageStyle } from './controlPage.ts';
import { faultKinds, type Fault } from './faults.ts';
import { portalCookie } from './caller.ts';
import { dropStore, silence, takeAlias } from './meanwhile.ts';
import { settle } from './orchestrator.ts';
import { pem } from './pki/bundles.ts';
import { isProfileName, profiles } from './profiles.ts';
import { findUser, users } from './users.ts';
import { advanceClock, stopClock, touch, type SignIn, type TokenProvider, type World } from './world.ts';
import { stateOf } from './worldState.ts';
import { goneMessage, worldCookie, type WorldOrder, type Worlds } from './worlds.ts';

/** Something in a control request that the sandbox does not understand; said with 400. */
class Misunderstood extends Error {}

/** The cookie names a world that is not there; said with 410. */
class WorldGone extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const signIns: readonly SignIn[] = ['cookie', 'basic', 'portal', 'token', 'ended'];

function readProvider(value: unknown): TokenProvider | null {
  if (value === null) return null;
  const { issuer, audience } = isRecord(value) ? value : {};
  if (typeof issuer === 'string' && typeof audience === 'string' && URL.canParse(issuer)) {
    if (isLocalName(new URL(issuer).hostname)) return { issuer, audience };
  }
  throw new Misunderstood('provider is null, or an object with an issuer on this machine and an audience.');
}

/** profile, user, signIn, provider, page and large of a control request, checked. */
function readOrder(body: Record<string, unknown>): WorldOrder {
  const order: WorldOrder = {};
  if (body.profile !== undefined) {
    if (!isProfileName(body.profile)) throw new Misunderstood(`profile is one of ${Object.keys(profiles).join(', ')}.`);
    order.profile = body.profile;
  }
  if (body.user !== undefined) {
    const user = typeof body.user === 'string' ? findUser(body.user) : undefined;
    if (user === undefined) throw new Misunderstood(`user is one of ${users.map((u) => u.name).join(', ')}.`);
    order.user = user;
  }
  if (body.signIn !== undefined) {
    const signIn = signIns.find((s) => s === body.signIn);
    if (signIn === undefined) throw new Misunderstood(`signIn is one of ${signIns.join(', ')}.`);
    order.signIn = signIn;
  }
  if (body.provider !== undefined) order.provider = readProvider(body.provider);
  if (body.page !== undefined) {
    if (!isRecord(body.page)) throw new Misunderstood('page is an object: what config.json shall hold.');
    order.page = body.page;
  }
  if (body.large !== undefined) order.large = body.large === true;
  return order;
}

function readFault(value: unknown): Fault {
  if (!isRecord(value)) throw new Misunderstood('A fault is an object.');
  const kind = faultKinds.find((k) => k === value.kind);
  if (kind === undefined) throw new Misunderstood(`kind of a fault is one of ${faultKinds.join(', ')}.`);
  const times = value.times ?? 1;
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) {
    throw new Misunderstood('times of a fault is a whole number from 1.');
  }
  return {
    path: typeof value.path === 'string' ? value.path : '',
    kind,
    times,
    ...(typeof value.method === 'string' && value.method !== '' ? { method: value.method } : {}),
    ...(typeof value.delayMs === 'number' ? { delayMs: value.delayMs } : {}),
  };
}

function idOf(value: unknown): string {
  if (typeof value !== 'string') throw new Misunderstood('An id is a text.');
  return value;
}

/** dropStore, takeAlias and silence: what others do meanwhile, in this order. */
function meanwhile(world: World, body: Record<string, unknown>): void {
  const done = (problem: string | null) => {
    if (problem !== null) throw new Misunderstood(problem);
  };
  // What is due has happened before anybody comes along.
  settle(world);
  if (body.dropStore !== undefined) done(dropStore(world, idOf(body.dropStore)));
  if (body.takeAlias !== undefined) {
    const order = body.takeAlias;
    if (!isRecord(order)) throw new Misunderstood('takeAlias is an object with storeId and alias.');
    done(takeAlias(world, idOf(order.storeId), typeof order.alias === 'string' ? order.alias : ''));
  }
  if (body.silence !== undefined) done(silence(world, idOf(body.silence)));
}

function change(world: World, body: Record<string, unknown>): void {
  const order = readOrder(body);
  const faults = body.faults === undefined ? undefined : readFaults(body.faults);
  const advance = body.advanceMs ?? 0;
  if (typeof advance !== 'number' || !Number.isFinite(advance)) throw new Misunderstood('advanceMs is a number.');
  const stop = body.stopClock;
  if (stop !== undefined && typeof stop !== 'boolean') throw new Misunderstood('stopClock is true or false.');
  if (order.profile !== undefined) world.profile = profiles[order.profile];
  world.user = order.user ?? world.user;
  world.signIn = order.signIn ?? world.signIn;
  if (order.provider !== undefined) world.provider = order.provider;
  world.page = order.page ?? world.page;
  world.faults = faults ?? world.faults;
  if (stop !== undefined) stopClock(world, stop);
  advanceClock(world, advance);
  touch(world);
  if ('dropStore' in body || 'takeAlias' in body || 'silence' in body) meanwhile(world, body);
}

function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new Misunderstood('faults is a list; it replaces the one before.');
  return value.map(readFault);
}

async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // Said below, as for JSON that is no object.
  }
  throw new Misunderstood('The body is not a JSON object.');
}

/** The distinct roots of a world's CAs as PEM, without private keys. */
function rootsPem(world: World): string {
  const roots = world.authorities.all().map((ca) => (ca.chain.at(-1) ?? ca.issuer).certificate);
  return [...new Set(roots.map((der) => pem('CERTIFICATE', der)))].join('');
}

/** A name that always means this machine, so that a foreign name that points here opens nothing. */
function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** The control page and API below /sandbox: this machine only, and no other web site through its browser. */
export function controlApp(worlds: Worlds): Hono {
  const app = new Hono({ strict: false });
  const found = (c: Context) => worlds.of(getCookie(c, worldCookie));
  const worldOf = (c: Context) => {
    const world = found(c);
    if (world === null) throw new WorldGone(goneMessage);
    return world;
  };

  app.use('*', async (c, next) => {
    const origin = c.req.header('origin');
    const here = new URL(c.req.url);
    const foreign = (origin !== undefined && origin !== here.origin) || !isLocalName(here.hostname);
    if (foreign || !isLoopback(connectionOf(c.env)))
      return c.text('The sandbox is controlled from this machine only.', 403);
    return next();
  });
  app.onError((error, c) => {
    if (error instanceof Misunderstood) return c.json({ message: error.message }, 400);
    if (error instanceof WorldGone) return c.json({ message: error.message }, 410);
    throw error;
  });

  app.get('/', (c) => {
    const world = found(c);
    return world === null ? c.html(gonePage(), 410) : c.html(controlPage(stateOf(world)));
  });
  app.get('/page.css', (c) => c.body(pageStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/page.js', (c) => c.body(pageScript, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/root.pem', (c) => c.body(rootsPem(worldOf(c)), 200, { 'Content-Type': 'application/x-pem-file' }));
  app.get('/world', (c) => c.json(stateOf(worldOf(c))));
  app.post('/worlds', async (c) => {
    const world = worlds.create(readOrder(await bodyOf(c)));
    setCookie(c, worldCookie, world.id, { path: '/' });
    if (world.signIn === 'portal') setCookie(c, portalCookie, world.id, { path: '/', httpOnly: true });
    return c.json({ id: world.id });
  });
  app.patch('/world', async (c) => {
    const world = worldOf(c);
    change(world, await bodyOf(c));
    worlds.flush(world);
    return c.json(stateOf(world));
  });
  app.delete('/world', (c) => {
    deleteCookie(c, worldCookie, { path: '/' });
    return c.body(null, 204);
  });
  app.post('/reset', (c) => {
    const world = worldOf(c);
    worlds.reset(world);
    worlds.flush(world);
    return c.json(stateOf(world));
  });
  return app;
}
