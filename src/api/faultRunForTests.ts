import type { QueryClient } from '@tanstack/react-query';
import { configureClient } from './client.ts';
import { ApiError, explain } from './errors.ts';
import type { FaultCall } from './faultCallsForTests.ts';
import { jsonReply, secrets, type Fault } from './faultsForTests.ts';
import { abilitiesOf, serverQuery } from './server.ts';
import { session } from './session.ts';

/** The part of the fault server that a run uses. */
interface Server {
  answer(reply: Fault['wire'], received?: () => void): void;
  address(): string;
  asked(): ReadonlyMap<string, number>;
}

/** What became of a call. */
export interface Run {
  /** What was thrown; undefined where a value came. */
  error: unknown;
  value: unknown;
  /** How often the server got the same request, the most of all its requests; 0 where none reached it. */
  timesAsked: number;
  requests: number;
  /** Milliseconds waited between two attempts. */
  waited: readonly number[];
}

/**
 * The client's time limit for a call, without the time: `pass` ends it, for which `restore` must be called afterwards.
 * Timers of any other length are left alone.
 */
function holdTimeLimit(limitMs: number): { pass: () => void; restore: () => void } {
  const real = globalThis.setTimeout;
  const held: (() => void)[] = [];
  const setTimeout = (run: () => void, ms?: number) => {
    if (ms !== limitMs) return real(run, ms);
    held.push(run);
    return real(() => {}, 0);
  };
  Object.assign(globalThis, { setTimeout });
  return {
    pass: () => held.splice(0).forEach((run) => run()),
    restore: () => Object.assign(globalThis, { setTimeout: real }),
  };
}

const unlimited = { pass: () => {}, restore: () => {} };

/** Makes one call as a user who signed in with a password, on a server that answers as told. */
export async function runCall(
  server: Server,
  client: QueryClient,
  call: FaultCall,
  wire: Fault['wire'] = jsonReply(200, call.good),
): Promise<Run> {
  const waited: number[] = [];
  const limit = wire === 'never' ? holdTimeLimit(call.limitMs) : unlimited;
  server.answer(wire, limit.pass);
  configureClient({
    apiBase: server.address(),
    sleep: (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    },
  });
  session.configure('basic');
  session.signIn(secrets.user, secrets.signIn);
  client.clear();
  const endpoints = null;
  client.setQueryData(serverQuery().queryKey, {
    version: '25.4.1',
    versionSource: '',
    abilities: abilitiesOf(endpoints, '25.4.1', true),
    endpoints,
  });
  const count = () => {
    const times = [...server.asked().values()];
    return { timesAsked: Math.max(0, ...times), requests: times.reduce((all, each) => all + each, 0) };
  };
  try {
    const value = await call.run(client);
    return { error: undefined, value, waited, ...count() };
  } catch (error) {
    return { error, value: undefined, waited, ...count() };
  } finally {
    limit.restore();
    client.clear();
  }
}

/** As `runCall`, with a fault. */
export const runFault = (server: Server, client: QueryClient, call: FaultCall, fault: Fault): Promise<Run> =>
  runCall(server, client, call, fault.says === 'another member' ? jsonReply(200, call.wrong) : fault.wire);

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The secrets that can be read in an error or in the words made of it. */
export function leaks({ error }: Run): string[] {
  const own = error instanceof Error ? [error.message, error.stack, String(error.cause)] : [];
  const shown = [String(error), JSON.stringify(error), JSON.stringify(explain(error)), ...own].join('\n');
  const forbidden = { ...secrets, sent: base64(`${secrets.user}:${secrets.signIn}`) };
  return Object.entries(forbidden)
    .filter(([name]) => name !== 'user')
    .flatMap(([name, secret]) => {
      const written = [secret, JSON.stringify(secret).slice(1, -1)];
      return written.some((each) => shown.includes(each)) ? [name] : [];
    });
}

const lookFirst = 'Whether the change was made is not known: look before you try again.';

/** What came of a run: its value, or what a person is told of the error. Anything thrown but an `ApiError` is `thrown`. */
export function ending({ error, value }: Run) {
  if (error === undefined) return { value };
  if (!(error instanceof ApiError)) return { thrown: error };
  const { kind, status, missingPermission, outcomeUnknown } = error;
  const told = explain(error);
  return { kind, status, missingPermission, outcomeUnknown, looksFirst: told.summary.endsWith(lookFirst), ...told };
}

/** What a person must be told of a fault; what is null or not there is not looked at. */
export const toldFault = ({ error }: Fault, outcomeUnknown: boolean) => ({
  ...Object.fromEntries(Object.entries(error).filter(([, value]) => value !== null && value !== undefined)),
  outcomeUnknown,
  looksFirst: outcomeUnknown,
});
