import { Refusal, type Route } from './http.ts';
import { may, mayOnSomeCertificates, rolesOf, spelled, type Permission } from './permissions.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

function needed(route: Route): readonly Permission[] {
  const wanted = route.permission;
  if (wanted === undefined) return [];
  return 'v11' in wanted ? [wanted] : wanted;
}

function missing(world: World, user: User, route: Route): readonly Permission[] {
  const lacking: Permission[] = needed(route).filter((p) => !may(world, user, p));
  const scoped = route.certificateRight;
  if (scoped !== undefined && !mayOnSomeCertificates(world, user, scoped)) lacking.push(scoped);
  const any = route.anyPermission ?? [];
  if (any.length > 0 && !any.some((p) => may(world, user, p))) return [...lacking, ...any];
  return lacking;
}

/** May this user call this route? */
export function allowed(world: World, user: User, route: Route): boolean {
  return missing(world, user, route).length === 0;
}

/**
 * 403 0xA0140002 with the missing rights in the profile's spelling; somebody without any role gets a message that
 * names none (both as client authors report).
 */
export function guard(world: World, user: User, route: Route): void {
  const lacking = missing(world, user, route);
  if (lacking.length === 0) return;
  throw lackingRights(world, user, lacking);
}

/** The refusal for rights that only the request's content asks for (stores of an enrollment, say). */
export function lackingRights(world: World, user: User, lacking: readonly Permission[]): Refusal {
  if (rolesOf(world, user).length === 0) {
    return new Refusal(403, '0xA0140002', `The user '${user.login}' does not have access to this resource.`);
  }
  const names = lacking.map((p) => spelled(world, p)).filter((name) => name !== '');
  return new Refusal(
    403,
    '0xA0140002',
    `The user '${user.login}' does not have the required permissions: ${names.join(', ')}.`,
  );
}
