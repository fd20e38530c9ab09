import { uuid } from './pki/crypto.ts';
import { profiles, type ProfileName } from './profiles.ts';
import { makeIssuers, type Issuers } from './seed/authorities.ts';
import { seedCompany } from './seed/company.ts';
import { openStorage } from './storage.ts';
import { defaultUser, type User } from './users.ts';
import { emptyWorld, type SignIn, type TokenProvider, type World } from './world.ts';
import { loadWorld, saveWorld } from './worldStore.ts';

export interface WorldOrder {
  profile?: ProfileName;
  user?: User;
  signIn?: SignIn;
  provider?: TokenProvider | null;
  page?: Readonly<Record<string, unknown>>;
  large?: boolean;
}

export interface Worlds {
  /** The world of a cookie value: the default world for none, null for one that is not there (any more). */
  of(id: string | undefined): World | null;
  create(order: WorldOrder): World;
  /** Seeds a world anew, keeping its profile, user and sign-in. */
  reset(world: World): void;
  /** Stores what changed, when the world is the stored one. */
  flush(world: World): void;
  close(): void;
}

/** Names the world of a request. */
export const worldCookie = 'sandbox-world';
/** Said with 410 where a cookie names a world that is not there: they are forgotten when the server restarts. */
export const goneMessage =
  'This sandbox world is gone: the sandbox was restarted, or has made many worlds since. Reload to go on in the default world, or open /sandbox.';
const defaultId = 'default';
/** Worlds of tests are forgotten, least recently used first, so that a long-running server does not fill up. */
const kept = 60;
const keptLarge = 2;

function seeded(id: string, order: WorldOrder, issuers: Issuers): World {
  const world = emptyWorld(id, profiles[order.profile ?? '25.4'], order.user ?? defaultUser);
  world.signIn = order.signIn ?? 'cookie';
  world.provider = order.provider ?? null;
  world.page = order.page ?? {};
  world.large = order.large ?? false;
  seedCompany(world, issuers);
  return world;
}

/**
 * All worlds of one sandbox. With a folder the default world is read from and written to it (`fresh`: begun anew);
 * all others live in memory. The worlds made in one run share the CA keys, never anything else.
 */
export async function openWorlds(o: { storePath?: string; fresh?: boolean }): Promise<Worlds> {
  const issuers = await makeIssuers(new Date());
  const storage = o.storePath === undefined ? null : openStorage(o.storePath);
  if (o.fresh === true) storage?.clear();
  const others = new Map<string, World>();
  const home = emptyWorld(defaultId, profiles['25.4'], defaultUser);
  if (storage === null || !loadWorld(storage, home)) {
    storage?.clear();
    Object.assign(home, seeded(defaultId, {}, issuers));
  }

  const flush = (world: World) => {
    if (storage !== null && world.id === defaultId) saveWorld(storage, world);
  };
  flush(home);

  /** Drops all but the last `count` of these worlds. */
  const forget = (worlds: readonly World[], count: number) => {
    for (const world of worlds.slice(0, Math.max(0, worlds.length - count))) others.delete(world.id);
  };

  return {
    of(id) {
      if (id === undefined) return home;
      const found = others.get(id);
      if (found === undefined) return null;
      others.delete(id);
      others.set(id, found);
      return found;
    },
    create(order) {
      const world = seeded(uuid(), order, issuers);
      others.set(world.id, world);
      forget([...others.values()], kept);
      forget(
        [...others.values()].filter((w) => w.large),
        keptLarge,
      );
      return world;
    },
    reset(world) {
      const { user, signIn, provider, page, large } = world;
      const order = { profile: world.profile.name, user, signIn, provider, page, large };
      if (world.id === defaultId) storage?.clear();
      Object.assign(world, seeded(world.id, order, issuers));
    },
    flush,
    close: () => storage?.close(),
  };
}
