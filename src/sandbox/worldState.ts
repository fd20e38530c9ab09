import { profiles } from './profiles.ts';
import { users } from './users.ts';
import { now, type World } from './world.ts';

/** What the control page and GET /sandbox/world tell about a world. */
export function stateOf(world: World) {
  return {
    id: world.id,
    profile: world.profile.name,
    user: world.user.name,
    signIn: world.signIn,
    provider: world.provider,
    page: world.page,
    large: world.large,
    now: now(world).toISOString(),
    clockOffsetMs: world.clockOffsetMs,
    clockStopped: world.stoppedAt !== null,
    faults: world.faults,
    users: users.map(({ name, login, title, roles }) => ({ name, login, title, roles })),
    profiles: Object.keys(profiles),
    counts: {
      templates: world.templates.size,
      patterns: world.patterns.size,
      certificates: world.certificates.size,
      stores: world.stores.size,
      jobs: world.jobs.size,
    },
  };
}

export type WorldState = ReturnType<typeof stateOf>;
