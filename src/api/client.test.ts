import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiAddress, call, configureClient, productVersion, queryText, serverAddress } from './client.ts';
import { ApiError } from './errors.ts';
import { session } from './session.ts';

interface Request {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const requests: Request[] = [];
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
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
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
  requests.length = 0;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  configureClient({
    apiBase: `http://127.0.0.1:${port}/Keyfactor/API/`,
    sleep: () => Promise.resolve(),
  });
  session.configure('integrated');
});

describe('what is sent', () => {
  it('carries the headers the API requires, and a content type only with a body', async () => {
    answer(json(200, {}));
    await call('/Templates/4');
    await call('/Enrollment/PFX', { method: 'POST', body: { Subject: 'CN=a' }, version: 2, certificateFormat: 'PFX' });
    expect(requests[0]).toMatchObject({ method: 'GET', url: '/Keyfactor/API/Templates/4', body: '' });
    expect(requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'x-keyfactor-requested-with': 'APIClient',
      'x-keyfactor-api-version': '1',
    });
    expect(requests[0]?.headers).not.toHaveProperty('content-type');
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
    expect(requests[1]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-keyfactor-api-version': '2',
      'x-certificateformat': 'PFX',
    });
    expect(requests[1]?.body).toBe('{"Subject":"CN=a"}');
  });

  it('writes a space in a query as %20 and leaves out what is undefined', async () => {
    answer(json(200, []));
    await call('/Templates', {
      query: { 'pq.queryString': 'Name -eq "a+b&c#é"', ReturnLimit: 5, force: false, none: undefined },
    });
    expect(requests[0]?.url).toBe(
      '/Keyfactor/API/Templates?pq.queryString=Name%20-eq%20%22a%2Bb%26c%23%C3%A9%22&ReturnLimit=5&force=false',
    );
    expect(queryText({})).toBe('');
  });

  it('carries the sign-in of a password session, and nothing is sent before there is one', async () => {
    answer(json(200, {}));
    session.configure('basic');
    expect(await failure(call('/Templates'))).toMatchObject({ kind: 'http', status: 401 });
    expect(requests).toHaveLength(0);
    session.signIn('KEYEXAMPLE\\anna', 'pass');
    await call('/Templates');
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('KEYEXAMPLE\\anna:pass').toString('base64')}`);
    expect(session.snapshot().state).toBe('signed in');
  });

  it('goes below the configured address whatever slashes it ends with', () => {
    configureClient({ apiBase: 'https://keyfactor.test/KeyfactorAPI//' });
    expect(apiAddress()).toBe('https://keyfactor.test/KeyfactorAPI');
    expect(serverAddress()).toBe('https://keyfactor.test/KeyfactorAPI');
    configureClient({ apiBase: 'https://proxy.test/kf', server: 'keyfactor.test' });
    expect([apiAddress(), serverAddress()]).toEqual(['https://proxy.test/kf', 'keyfactor.test']);
  });
});

describe('an answer', () => {
  it('is parsed JSON with headers read without case', async () => {
    answer(json(200, [{ Id: 1 }], { 'X-Total-Count': '5', 'X-Keyfactor-Product-Version': '25.4.1+dc0db2c8' }));
    const got = await call('/Templates');
    expect(got).toMatchObject({ status: 200, body: [{ Id: 1 }] });
    expect(got.header('x-total-count')).toBe('5');
    expect(got.header('absent')).toBeNull();
    expect(productVersion()).toBe('25.4.1');
  });

  it('without a body is null', async () => {
    answer(empty(204));
    expect(await call('/Templates/4', { method: 'DELETE' })).toMatchObject({ status: 204, body: null });
  });

  it('that is a web page cannot be read, and does not prove a sign-in', async () => {
    answer(page(200, '<html><title>Sign in</title></html>'));
    expect(await failure(call('/Templates'))).toMatchObject({
      kind: 'unreadable',
      status: 200,
      serverWords: 'Sign in',
      outcomeUnknown: false,
    });
    expect(session.snapshot().state).toBe('unknown');
  });

  it('that is cut in the middle of its JSON cannot be read', async () => {
    answer((response) => response.end('{"Id":4,'));
    expect(await failure(call('/Templates/4'))).toMatchObject({ kind: 'unreadable' });
    expect(requests).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('keeps code, message, reasons and correlation id', async () => {
    answer(
      json(
        400,
        { ErrorCode: '0xA011000F', Message: 'No', FailedOperations: [{ Reason: 'CN' }] },
        { 'X-Keyfactor-Correlation-Id': 'c0ffee' },
      ),
    );
    expect(await failure(call('/Templates', { method: 'PUT', body: {} }))).toMatchObject({
      kind: 'http',
      status: 400,
      code: '0xA011000F',
      serverWords: 'No',
      reasons: ['CN'],
      correlationId: 'c0ffee',
      outcomeUnknown: false,
    });
  });

  it('with 401 ends the session, unless the call says that it means a missing right', async () => {
    answer(json(200, {}), empty(401));
    await call('/Templates');
    await failure(call('/OrchestratorJobs/JobHistory', { keepSession: true }));
    expect(session.snapshot().state).toBe('signed in');
    expect(await failure(call('/Templates'))).toMatchObject({ status: 401, serverWords: null });
    expect(session.snapshot().state).toBe('needed');
  });

  it('with 403 names the permission and leaves the session', async () => {
    answer(json(403, { Message: 'Missing the required permissions: /security/read/.' }));
    expect(await failure(call('/Security/Roles'))).toMatchObject({ missingPermission: '/security/read/' });
    expect(session.snapshot().state).toBe('signed in');
  });
});
