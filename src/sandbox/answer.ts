import { ModelRefusal, Refusal, type Reply } from './http.ts';
import { uuid } from './pki/crypto.ts';
import { now, type World } from './world.ts';

/** JSON as the server writes it: apostrophes are \u0027 (recorded). */
function jsonText(body: unknown): string {
  return JSON.stringify(body).replaceAll("'", '\\u0027');
}

/** Headers of every answer of the API. */
function commonHeaders(world: World, versions: string | null): Record<string, string> {
  const { productVersion } = world.profile;
  return {
    Date: now(world).toUTCString(),
    'X-Keyfactor-Correlation-Id': uuid(),
    ...(versions === null ? {} : { 'Api-Supported-Versions': versions }),
    ...(productVersion === null ? {} : { 'X-Keyfactor-Product-Version': productVersion }),
  };
}

/** A reply as HTTP. Without a body there is no Content-Type either (recorded for 204); a text/html page goes as it is. */
export function toResponse(world: World, reply: Reply, versions: string | null): Response {
  const headers = { ...commonHeaders(world, versions), ...reply.headers };
  const status = reply.status ?? 200;
  if (reply.body === undefined) return new Response(null, { status, headers });
  const isPage = reply.headers?.['Content-Type']?.startsWith('text/html') === true;
  const content = isPage && typeof reply.body === 'string' ? reply.body : jsonText(reply.body);
  return new Response(content, {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

/** ASP.NET's own 400. */
function problem(error: ModelRefusal): Reply {
  return {
    status: 400,
    body: {
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
      title: error.message,
      status: 400,
      errors: error.errors,
    },
  };
}

/** The reply for something a route threw. A defect of the sandbox is a 500 and is shown on its console. */
export function failure(error: unknown): Reply {
  if (error instanceof ModelRefusal) return problem(error);
  if (error instanceof Refusal) {
    const failed = error.failed?.map((Reason) => ({ Reason }));
    const body = { ErrorCode: error.code, Message: error.message };
    return { status: error.status, body: failed === undefined ? body : { ...body, FailedOperations: failed } };
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The sandbox failed: ${trace}\n`);
  return { status: 500, body: { ErrorCode: '0x80131500', Message: 'An unexpected error occurred.' } };
}

const unauthorizedPage =
  '<!DOCTYPE html><html><head><title>401 - Unauthorized: Access is denied due to invalid credentials.</title></head>' +
  '<body><h1>Server Error</h1><h2>401 - Unauthorized</h2></body></html>';

/** 401: an HTML page or nothing at all, never JSON. */
export function unauthorized(world: World): Response {
  const html = world.profile.unauthorizedBody === 'html';
  return new Response(html ? unauthorizedPage : null, {
    status: 401,
    headers: {
      Date: now(world).toUTCString(),
      ...(html ? { 'Content-Type': 'text/html' } : {}),
      ...(world.signIn === 'basic' ? { 'WWW-Authenticate': 'Basic realm="Keyfactor"' } : {}),
    },
  });
}
