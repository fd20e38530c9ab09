import { toResponse, unauthorized } from './answer.ts';
import type { Connection } from './connection.ts';
import type { Fault } from './faults.ts';
import { touch, type World } from './world.ts';

/** The fault that hits this request, counted down; undefined for none. */
export function takeFault(world: World, method: string, path: string): Fault | undefined {
  const hit = world.faults.find(
    (fault) =>
      fault.times > 0 &&
      (fault.method === undefined || fault.method.toUpperCase() === method) &&
      path.toLowerCase().includes(fault.path.toLowerCase()),
  );
  if (hit === undefined) return undefined;
  const taken = { ...hit };
  hit.times -= 1;
  world.faults = world.faults.filter((fault) => fault.times > 0);
  touch(world);
  return taken;
}

const gatewayNames: Record<string, string> = {
  '502': 'Bad Gateway',
  '503': 'Service Unavailable',
  '504': 'Gateway Time-out',
};

function gatewayPage(status: string): Response {
  const title = `${status} ${gatewayNames[status] ?? ''}`;
  const page = `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;
  return new Response(page, { status: Number(status), headers: { 'Content-Type': 'text/html' } });
}

const loginPage =
  '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><form><p>Please sign in.</p></form></body></html>';

const refusals: Record<string, readonly [string, string]> = {
  '400': ['0xA011000F', "The sandbox was told to refuse this request ('400')."],
  '403': ['0xA0140002', 'The sandbox was told to forbid this request.'],
  '404': ['0xA0110005', 'The sandbox was told not to find this.'],
  '409': ['0xA0110010', 'The sandbox was told that this conflicts with another change.'],
  '500': ['0x80131500', 'An unexpected error occurred.'],
};

/** Cuts the connection; where there is none (a test without a port) the answer is a 502 page. */
function drop(connection: Connection | undefined): Response {
  connection?.destroy();
  return gatewayPage('502');
}

/** What a fault answers instead of the request being handled; null when it lets the request through. */
export async function faultBefore(
  world: World,
  fault: Fault,
  connection: Connection | undefined,
): Promise<Response | null> {
  const { kind } = fault;
  if (kind === 'slow') {
    await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 2000));
    return null;
  }
  if (kind === '401') return unauthorized(world);
  if (kind === 'html') return new Response(loginPage, { status: 200, headers: { 'Content-Type': 'text/html' } });
  if (kind === 'drop-before') return drop(connection);
  if (kind in gatewayNames) return gatewayPage(kind);
  const refusal = refusals[kind];
  if (refusal === undefined) return null;
  return toResponse(world, { status: Number(kind), body: { ErrorCode: refusal[0], Message: refusal[1] } }, '1.0');
}

/** What a fault makes of the answer of a request that has taken effect. */
export async function faultAfter(
  fault: Fault,
  answer: Response,
  connection: Connection | undefined,
): Promise<Response> {
  if (fault.kind === 'drop-after') return drop(connection);
  if (fault.kind === 'empty') return new Response(null, { status: answer.status, headers: answer.headers });
  if (fault.kind !== 'truncated') return answer;
  const text = await answer.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: answer.status, headers: answer.headers });
}
