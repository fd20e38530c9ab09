import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiAddress, byServerClock, call, clockDifference, configureClient, serverClock, serverNow } from './client.ts';
import { ApiError } from './errors.ts';
import { session } from './session.ts';

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

let requests = 0;
const waited: number[] = [];
let replies: Reply[] = [];
let server: Server;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(body));
const page =
  (status: number, html: string): Reply =>
  (response) =>
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(html);
const empty =
  (status: number): Reply =>
  (response) =>
    response.writeHead(status).end();
const dropped: Reply = (_, request) => request.socket.destroy();
const cutOff: Reply = (response, request) => {
  response.writeHead(200, { 'Content-Length': '1000' });
  response.write('{"Id":4,', () => request.socket.destroy());
};
const never: Reply = () => {};

/** Answers the next calls in this order; the last reply serves all calls after it. */
const answer = (...list: Reply[]) => {
  replies = list;
};

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
  return error;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      requests += 1;
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      reply?.(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests = 0;
  waited.length = 0;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  configureClient({
    apiBase: `http://127.0.0.1:${port}/Keyfactor/API/`,
    sleep: (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    },
  });
  session.configure('integrated');
});

describe('trying again', () => {
  it('happens twice for a read when the connection drops or a gateway is down', async () => {
    answer(dropped, page(503, '<title>Down</title>'), json(200, { Id: 4 }));
    expect((await call('/Templates/4')).body).toEqual({ Id: 4 });
    expect(requests).toBe(3);
    expect(waited).toEqual([300, 1200]);
  });

  it('stops after the third failure', async () => {
    answer(page(502, '<title>Bad gateway</title>'));
    expect(await failure(call('/Templates'))).toMatchObject({ kind: 'http', status: 502, serverWords: 'Bad gateway' });
    expect(requests).toBe(3);
    answer(cutOff);
    expect(await failure(call('/Templates/4'))).toMatchObject({ kind: 'network', outcomeUnknown: false });
    expect(requests).toBe(6);
  });

  it('never happens for a read the server answered', async () => {
    for (const status of [400, 403, 404, 500, 501]) {
      requests = 0;
      answer(json(status, {}));
      await failure(call('/Templates'));
      expect(requests).toBe(1);
    }
  });

  it('never happens for a write, whose outcome is then unknown', async () => {
    for (const reply of [dropped, cutOff, empty(502), empty(500), page(200, '<html>')]) {
      for (const method of ['POST', 'PUT', 'DELETE'] as const) {
        requests = 0;
        answer(reply);
        expect((await failure(call('/Enrollment/PFX', { method }))).outcomeUnknown).toBe(true);
        expect(requests).toBe(1);
      }
    }
    expect(waited).toEqual([]);
  });

  it('is needless for a write the server refused, whose outcome is known', async () => {
    for (const status of [400, 401, 403, 404, 409, 501]) {
      answer(json(status, {}));
      expect((await failure(call('/Templates', { method: 'PUT', body: {} }))).outcomeUnknown).toBe(false);
    }
  });
});

describe('time', () => {
  it('runs out for a read and for a write, whose outcome is then unknown', async () => {
    answer(never);
    expect(await failure(call('/Templates', { timeoutMs: 5 }))).toMatchObject({
      kind: 'timeout',
      outcomeUnknown: false,
    });
    expect(requests).toBeLessThanOrEqual(1);
    const write = failure(call('/Enrollment/PFX', { method: 'POST', body: {}, timeoutMs: 5 }));
    expect(await write).toMatchObject({ kind: 'timeout', outcomeUnknown: true });
  });

  it('runs out while the body is still coming', async () => {
    answer((response) => {
      response.writeHead(200);
      response.write('[');
    });
    expect(await failure(call('/Templates', { timeoutMs: 50 }))).toMatchObject({ kind: 'timeout' });
  });

  it('is cut short by the caller with an AbortError, before, during and between attempts', async () => {
    const before = new AbortController();
    before.abort();
    await expect(call('/Templates', { signal: before.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toBe(0);

    const during = new AbortController();
    answer(() => during.abort());
    await expect(call('/Templates', { method: 'POST', signal: during.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });

    const between = new AbortController();
    configureClient({ apiBase: apiAddress() });
    answer((response) => {
      response.writeHead(503).end();
      setImmediate(() => between.abort());
    });
    await expect(call('/Templates', { signal: between.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('of the server is compared at the middle of the round trip', () => {
    const date = 'Tue, 21 Apr 2026 19:52:00 GMT';
    const server = Date.parse(date);
    expect(clockDifference(date, server - 1000, server + 2000)).toBe(0);
    expect(clockDifference(date, server - 90_000, server - 89_000)).toBe(90_000);
    expect([clockDifference(null, 0, 0), clockDifference('soon', 0, 0)]).toEqual([null, null]);
  });

  it('of the server is known from any answer, refusals included', async () => {
    expect(serverClock().differenceMs).toBeNull();
    answer(json(404, {}, { Date: new Date(Date.now() + 7_200_000).toUTCString() }));
    await failure(call('/Templates/4'));
    expect(Math.round((serverClock().differenceMs ?? 0) / 60_000)).toBe(120);
    expect(Math.round((serverNow().getTime() - Date.now()) / 60_000)).toBe(120);
    // A moment that this machine noted is told by the same clock.
    expect(Math.round(byServerClock(1_000_000).getTime() / 60_000)).toBe(137);
    answer((response) => {
      response.sendDate = false;
      response.end('{}');
    });
    await call('/Templates');
    expect(Math.round((serverClock().differenceMs ?? 0) / 60_000)).toBe(120);
  });
});
