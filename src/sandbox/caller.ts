import { tokenClaims } from './tokens.ts';
import { findUser, sandboxPassword, type User } from './users.ts';
import type { World } from './world.ts';

/** The cookie of a session of the vendor's portal, whose proxy alone takes it. */
export const portalCookie = 'sandbox-portal';

const portalProxy = /^\/KeyfactorProxy(\/|$)/i;

/** With basic sign-in any seeded user with the common password. */
function byPassword(request: Request): User | null {
  const sent = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('authorization') ?? '');
  if (sent === null) return null;
  const text = Buffer.from(sent[1] ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const user = colon < 0 ? undefined : findUser(text.slice(0, colon));
  return user !== undefined && text.slice(colon + 1) === sandboxPassword ? user : null;
}

/** The portal's proxy wants its cookie and a header that no page of another site can send. */
function byPortal(world: World, request: Request): User | null {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const known = cookies.includes(`${portalCookie}=${world.id}`);
  return known && request.headers.get('x-requested-with') === 'XMLHttpRequest' ? world.user : null;
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/**
 * By a token of the registered provider: the seeded user of its `preferred_username` or `sub`; else somebody with the
 * roles of its `roles`, which may be none.
 */
async function byToken(world: World, request: Request): Promise<User | null> {
  const sent = /^Bearer ([\w.-]+)$/i.exec(request.headers.get('authorization') ?? '');
  const claims = sent === null ? null : await tokenClaims(world, sent[1] ?? '');
  if (claims === null) return null;
  const [name] = [...textsOf(claims.preferred_username), ...textsOf(claims.sub)];
  if (name === undefined) return null;
  const roles = textsOf(claims.roles);
  // Unlike that of any seeded user, and other roles make another user.
  return findUser(name) ?? { name: JSON.stringify([name, roles]), login: name, title: '', roles };
}

/** Who is calling; null: 401. The proxy of the portal takes the portal's cookie and nothing else, the API all the others. */
export async function callerOf(world: World, request: Request): Promise<User | null> {
  const throughPortal = portalProxy.test(new URL(request.url).pathname);
  if ((world.signIn === 'portal') !== throughPortal) return null;
  if (world.signIn === 'portal') return byPortal(world, request);
  if (world.signIn === 'cookie') return world.user;
  if (world.signIn === 'basic') return byPassword(request);
  if (world.signIn === 'token') return byToken(world, request);
  return null;
}
