import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, configureClient } from './client.ts';
import { explain } from './errors.ts';
import { session, SignInProblem, type Grant, type TokenSource } from './session.ts';

const grant = (token: string, lifetimeMs: number | null = 600_000): Grant => ({ token, userName: 'anna', lifetimeMs });

/** The tokens that the server accepts, and what was sent to it: "GET Bearer one". */
const server = { accepts: new Set<string>(), sent: [] as string[] };

function sourceOf(...answers: (Grant | null | SignInProblem)[]): TokenSource & { asked: number } {
  const next = async (): Promise<Grant | null> => {
    source.asked += 1;
    const answer = answers.shift() ?? null;
    if (answer instanceof SignInProblem) throw answer;
    return answer;
  };
  const source = { asked: 0, renew: next, signIn: next };
  return source;
}

beforeEach(() => {
  server.accepts = new Set(['one', 'two']);
  server.sent = [];
  configureClient({ apiBase: 'http://command.keyexample.com/KeyfactorAPI' });
  vi.stubGlobal('fetch', async (_address: string, init: { method: string; headers: Record<string, string> }) => {
    const sent = init.headers.Authorization ?? '';
    server.sent.push(`${init.method} ${sent}`);
    return server.accepts.has(sent.replace('Bearer ', '')) ? Response.json([]) : new Response(null, { status: 401 });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const read = () => call('/Templates');
const write = () => call('/Templates', { method: 'PUT', body: {} });

describe('a token', () => {
  it('is asked for once for all first calls, and is in no snapshot', async () => {
    const source = sourceOf(grant('one'));
    session.configure('host', source);
    await Promise.all([read(), read(), read()]);
    expect(source.asked).toBe(1);
    expect(server.sent).toEqual(['GET Bearer one', 'GET Bearer one', 'GET Bearer one']);
    expect(session.snapshot()).toMatchObject({ state: 'signed in', userName: 'anna' });
    expect(JSON.stringify([session, session.snapshot()])).not.toContain('one');
  });

  it('that the server no longer takes is renewed once for all, and reads are sent again', async () => {
    const source = sourceOf(grant('two'));
    session.configure('oidc', source, grant('one'));
    await read();
    server.accepts = new Set(['two']);
    await Promise.all([read(), read()]);
    expect(source.asked).toBe(1);
    expect(server.sent.slice(1).toSorted()).toEqual([
      'GET Bearer one',
      'GET Bearer one',
      'GET Bearer two',
      'GET Bearer two',
    ]);
    expect(session.snapshot().state).toBe('signed in');
  });

  it('that ended during a write is renewed, and the write is left to the person', async () => {
    session.configure('oidc', sourceOf(grant('two')), grant('one'));
    await read();
    server.accepts = new Set(['two']);
    const error: unknown = await write().catch((caught: unknown) => caught);
    expect(explain(error).summary).toContain('repeat what you did');
    expect(server.sent.filter((each) => each.startsWith('PUT'))).toEqual(['PUT Bearer one']);
    await write();
    expect(server.sent.at(-1)).toBe('PUT Bearer two');
  });

  it('that is about to end is renewed before a write is sent', async () => {
    vi.useFakeTimers();
    session.configure('oidc', sourceOf(grant('two')), grant('one', 120_000));
    await read();
    vi.advanceTimersByTime(85_000);
    await write();
    vi.advanceTimersByTime(10_000);
    await write();
    expect(server.sent).toEqual(['GET Bearer one', 'PUT Bearer one', 'PUT Bearer two']);
  });

  it('is used to its end while the service is away, and not a moment longer', async () => {
    vi.useFakeTimers();
    const away = () => new SignInProblem('The service is away.');
    session.configure('oidc', sourceOf(away(), away()), grant('one', 120_000));
    await read();
    vi.advanceTimersByTime(100_000);
    await read();
    expect(session.snapshot().state).toBe('signed in');
    vi.advanceTimersByTime(30_000);
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(server.sent).toHaveLength(2);
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: 'The service is away.' });
  });

  it('is not asked for again at once while the service is away, but after waits that double, and at its end', async () => {
    vi.useFakeTimers();
    const source = sourceOf(...Array.from({ length: 9 }, () => new SignInProblem('The service is away.')));
    session.configure('oidc', source, grant('one', 4_000_000));
    await read();
    vi.advanceTimersByTime(4_000_000 - 120_000);
    const asked: number[] = [];
    for (let seconds = 0; seconds <= 120; seconds += 1) {
      const before = source.asked;
      await read().catch(() => undefined);
      if (source.asked > before) asked.push(seconds);
      vi.advanceTimersByTime(1000);
    }
    expect(asked).toEqual([0, 10, 30, 70, 120]);
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: 'The service is away.' });
  });

  it('that the server refuses while the service is away is not used on: the person learns why', async () => {
    session.configure('oidc', sourceOf(new SignInProblem('The service is away.')), grant('one'));
    await read();
    server.accepts = new Set();
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: 'The service is away.' });
  });

  it('that is refused at once is not renewed again and again: another one would fare no better', async () => {
    const source = sourceOf(grant('wrong too'), grant('wrong again'));
    session.configure('oidc', source, grant('wrong'));
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(source.asked).toBe(0);
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: expect.stringContaining('401') as unknown });
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(server.sent).toEqual(['GET Bearer wrong']);
  });

  it('that only the person can renew is asked for by a press', async () => {
    const source = sourceOf(null, new SignInProblem('The window was blocked.'), grant('two'));
    session.configure('oidc', source, grant('one'));
    await read();
    server.accepts = new Set(['two']);
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: null });
    expect(await session.askPerson()).toBe(false);
    expect(session.snapshot().problem).toBe('The window was blocked.');
    expect(await session.askPerson()).toBe(true);
    await read();
    expect(session.snapshot()).toMatchObject({ state: 'signed in', problem: null });
  });

  it('is not renewed by a 401 that means a missing right', async () => {
    const source = sourceOf(grant('two'));
    session.configure('oidc', source, grant('one'));
    await read();
    server.accepts = new Set();
    await expect(call('/OrchestratorJobs', { keepSession: true })).rejects.toMatchObject({ status: 401 });
    expect(source.asked).toBe(0);
    expect(session.snapshot().state).toBe('signed in');
  });

  it('of a page that is configured anew meanwhile is not taken', async () => {
    let give: (grant: Grant) => void = () => undefined;
    const slow = () => new Promise<Grant>((resolve) => (give = resolve));
    session.configure('host', { renew: slow, signIn: slow });
    const early = read().catch(() => undefined);
    session.configure('basic');
    give(grant('one'));
    await early;
    expect(server.sent).toEqual([]);
    expect(session.authorization()).toBeNull();
  });

  it('is forgotten by signing out, here and at its source', async () => {
    const signOut = vi.fn<() => Promise<void>>(async () => undefined);
    session.configure('oidc', { ...sourceOf(), signOut }, grant('one'));
    await read();
    await session.signOut();
    expect(signOut).toHaveBeenCalledOnce();
    await expect(read()).rejects.toMatchObject({ status: 401 });
    expect(server.sent).toHaveLength(1);
  });
});

describe('the session of the portal', () => {
  it('goes with the header that its proxy wants, and with no other kind', async () => {
    const headers: Record<string, string>[] = [];
    vi.stubGlobal('fetch', async (_address: string, init: { headers: Record<string, string> }) => {
      headers.push(init.headers);
      return Response.json([]);
    });
    session.configure('portal');
    await read();
    session.configure('integrated');
    await read();
    expect(headers.map((each) => each['x-requested-with'])).toEqual(['XMLHttpRequest', undefined]);
  });
});
