import { failure, toResponse, unauthorized } from './answer.ts';
import { callerOf } from './caller.ts';
import type { Connection } from './connection.ts';
import { guard } from './gate.ts';
import { ModelRefusal, Refusal, type Call, type Route } from './http.ts';
import { faultAfter, faultBefore, takeFault } from './injection.ts';
import { findRoute } from './routeTable.ts';
import type { User } from './users.ts';
import { now, type World } from './world.ts';

const mounts = /^\/(?:KeyfactorAPI|Keyfactor\/API|KeyfactorProxy)(\/.*)?$/i;

/** The path below the API's base path, or null when the path is not the API's. */
export function apiPath(pathname: string): string | null {
  const hit = mounts.exec(pathname);
  return hit === null ? null : (hit[1] ?? '/');
}

/** Which version of the endpoint is asked for; none is 1. The refusal's wording is a guess. */
function requestedVersion(request: Request, versions: string): 1 | 2 {
  const sent = request.headers.get('x-keyfactor-api-version') ?? '1';
  const version = /^1(\.0)?$/.test(sent) ? 1 : /^2(\.0)?$/.test(sent) ? 2 : null;
  if (version === null || (version === 2 && !versions.includes('2'))) {
    throw new Refusal(
      400,
      '0xA0110006',
      `The API version '${sent}' is not supported. Supported versions: ${versions}.`,
    );
  }
  return version;
}

async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET') return undefined;
  const text = await request.text();
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ModelRefusal({ '': ['The request body is not valid JSON.'] });
  }
}

/** Query parameters as the route binds them: bare or with its own prefix, the first one wins; others are ignored. */
function queryReader(url: URL, route: Route): Call['query'] {
  const values = new Map<string, string>();
  const prefix = route.prefix === undefined ? null : `${route.prefix.toLowerCase()}.`;
  for (const [key, value] of url.searchParams) {
    const sent = key.toLowerCase();
    const bare = prefix !== null && sent.startsWith(prefix) ? sent.slice(prefix.length) : sent;
    if (!values.has(bare)) values.set(bare, value);
  }
  return (name) => values.get(name.toLowerCase());
}

function versionsOf(world: World, route: Route): string {
  return world.profile.major < 11 ? (route.versionsV10 ?? route.versions) : route.versions;
}

async function handle(world: World, user: User, request: Request, path: string): Promise<Response> {
  const plain = (status: number, ErrorCode: string, Message: string, headers: Record<string, string> = {}) =>
    toResponse(world, { status, body: { ErrorCode, Message }, headers }, null);
  if (!request.headers.get('x-keyfactor-requested-with')) {
    return plain(400, '0xA0110006', "The header 'x-keyfactor-requested-with' is missing.");
  }
  const match = findRoute(request.method, path, world.profile.major);
  if (match.kind === 'unknown') {
    return plain(501, 'SANDBOX', `The sandbox does not speak ${request.method} ${path}.`);
  }
  if (match.kind === 'not in this version') {
    return plain(404, '0xA0110005', `${path} does not exist in version ${world.profile.name}.`);
  }
  if (match.kind === 'other method') {
    const methods = match.methods.join(', ');
    return plain(405, '0xA0110006', `${path} does not take ${request.method}.`, { Allow: methods });
  }
  const { route, params } = match;
  const versions = versionsOf(world, route);
  try {
    const apiVersion = requestedVersion(request, versions);
    guard(world, user, route);
    const call: Call = {
      world,
      user,
      now: now(world),
      params,
      query: queryReader(new URL(request.url), route),
      header: (name) => request.headers.get(name) ?? undefined,
      apiVersion,
      body: await readBody(request),
    };
    return toResponse(world, await route.handle(call), versions);
  } catch (error) {
    return toResponse(world, failure(error), versions);
  }
}

/** One request to the API, from sign-in to answer, with the world's faults around it. */
export async function answerApi(
  world: World,
  request: Request,
  path: string,
  connection: Connection | undefined,
): Promise<Response> {
  const fault = takeFault(world, request.method, path);
  const early = fault === undefined ? null : await faultBefore(world, fault, connection);
  if (early !== null) return early;
  const user = await callerOf(world, request);
  if (user === null) return unauthorized(world);
  const answer = await handle(world, user, request, path);
  return fault === undefined ? answer : faultAfter(fault, answer, connection);
}
