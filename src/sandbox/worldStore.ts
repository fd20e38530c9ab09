import type { Fault } from './faults.ts';
import { isProfileName, profiles } from './profiles.ts';
import type { Change, Storage } from './storage.ts';
import type { SystemRules } from './templateRows.ts';
import { defaultUser, findUser } from './users.ts';
import { storedTables, type SignIn, type World } from './world.ts';

/** Grows when stored rows of an earlier build can no longer be read: then the world begins anew. */
const storedFormat = 4;

interface Meta {
  format: number;
  profile: string;
  user: string;
  clockOffsetMs: number;
  stoppedAt?: number | null;
  signIn: SignIn;
  faults: Fault[];
  large: boolean;
  settings: SystemRules;
  counters: Record<string, number>;
  lastIds: Record<string, number>;
}

function metaOf(world: World): Meta {
  return {
    format: storedFormat,
    profile: world.profile.name,
    user: world.user.name,
    clockOffsetMs: world.clockOffsetMs,
    stoppedAt: world.stoppedAt,
    signIn: world.signIn,
    faults: world.faults,
    large: world.large,
    settings: world.settings,
    counters: world.counters,
    lastIds: Object.fromEntries(storedTables(world).map((table) => [table.name, table.lastId])),
  };
}

/** Writes what changed since the last call; does nothing when nothing did. */
export function saveWorld(storage: Storage, world: World): void {
  const changes: Change[] = storedTables(world).flatMap((table) =>
    table.takeChanges().map((change) => ({ kind: table.name, ...change })),
  );
  if (changes.length === 0 && !world.metaDirty) return;
  changes.push({ kind: 'world', id: world.id, json: JSON.stringify(metaOf(world)) });
  storage.write(changes);
  world.metaDirty = false;
}

/** Fills an empty world from storage. False: nothing (readable) is stored, the world is still empty. */
export function loadWorld(storage: Storage, world: World): boolean {
  const text = storage.read('world')[0];
  if (text === undefined) return false;
  const meta = JSON.parse(text) as Meta;
  if (meta.format !== storedFormat || !isProfileName(meta.profile)) return false;
  world.profile = profiles[meta.profile];
  world.user = findUser(meta.user) ?? defaultUser;
  world.clockOffsetMs = meta.clockOffsetMs;
  world.stoppedAt = meta.stoppedAt ?? null;
  world.signIn = meta.signIn;
  world.faults = meta.faults;
  world.large = meta.large;
  world.settings = meta.settings;
  world.counters = meta.counters;
  for (const table of storedTables(world)) table.load(storage.read(table.name), meta.lastIds[table.name] ?? 0);
  world.metaDirty = false;
  return true;
}
