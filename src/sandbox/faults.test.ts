import { expect, test } from 'vitest';
import { createSandbox } from './app.ts';
import { apiOf, at, freshWorld, type Api } from './apiForTests.ts';

async function fault(api: Api, ...faults: Record<string, unknown>[]): Promise<void> {
  const answer = await api('PATCH', '/sandbox/world', { body: { faults } });
  expect(answer.status).toBe(200);
}

const rename = (name: string) => ({ body: { Id: 5, FriendlyName: name } });

async function friendlyName(api: Api): Promise<unknown> {
  return at((await api('GET', '/Templates/5')).body, 'FriendlyName');
}

test.each(['400', '401', '403', '404', '409', '500', '502', '503', '504'])(
  'a fault %s answers that status as often as it was asked to, and nothing is done',
  async (kind) => {
    const api = await freshWorld();
    await fault(api, { method: 'PUT', path: '/templates', kind, times: 2 });
    expect((await api('PUT', '/Templates', rename('a'))).status).toBe(Number(kind));
    expect(await friendlyName(api)).toBeNull();
    expect((await api('PUT', '/Templates', rename('b'))).status).toBe(Number(kind));
    expect((await api('PUT', '/Templates', rename('c'))).status).toBe(200);
  },
);

test('gateway faults are HTML without any header of the server', async () => {
  const api = await freshWorld();
  await fault(api, { path: '/Templates', kind: '504', times: 1 });
  const answer = await api('GET', '/Templates');
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(answer.headers.get('x-keyfactor-correlation-id')).toBeNull();
});

test('html is a sign-in page with status 200', async () => {
  const api = await freshWorld();
  await fault(api, { path: '/Templates', kind: 'html', times: 1 });
  const answer = await api('GET', '/Templates');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html']);
});

test('after an empty answer and after a cut connection the write has happened all the same', async () => {
  const sandbox = await createSandbox({});
  const api = apiOf(sandbox, null);
  const put = async (name: string) => {
    const headers = { 'x-keyfactor-requested-with': 'APIClient' };
    const request = new Request('http://localhost/KeyfactorAPI/Templates', {
      method: 'PUT',
      headers,
      body: JSON.stringify({ Id: 5, FriendlyName: name }),
    });
    return sandbox.fetch(request);
  };
  await fault(api, { method: 'PUT', path: '/Templates', kind: 'empty', times: 1 });
  const empty = await put('first');
  expect([empty.status, await empty.text()]).toEqual([200, '']);
  expect(await friendlyName(api)).toBe('first');
  await fault(api, { method: 'PUT', path: '/Templates', kind: 'drop-after', times: 1 });
  expect((await put('second')).status).toBe(502);
  expect(await friendlyName(api)).toBe('second');
});

test('a truncated answer is half of the JSON, and the write has happened', async () => {
  const sandbox = await createSandbox({});
  const api = apiOf(sandbox, null);
  await fault(api, { method: 'PUT', path: '/Templates', kind: 'truncated', times: 1 });
  await expect(api('PUT', '/Templates', rename('half'))).rejects.toThrow(SyntaxError);
  expect(await friendlyName(api)).toBe('half');
});

test('drop-before cuts the connection before anything happens', async () => {
  const sandbox = await createSandbox({});
  const api = apiOf(sandbox, null);
  await fault(api, { path: '/Templates', kind: 'drop-before', times: 1 });
  let cut = 0;
  const socket = { remoteAddress: '127.0.0.1', destroy: () => (cut += 1) };
  const headers = { 'x-keyfactor-requested-with': 'APIClient' };
  const request = new Request('http://localhost/KeyfactorAPI/Templates', { method: 'PUT', headers, body: '{"Id":5}' });
  await sandbox.fetch(request, { incoming: { socket } });
  expect(cut).toBe(1);
});

test('slow waits and then goes on', async () => {
  const api = await freshWorld();
  await fault(api, { path: '/Templates', kind: 'slow', times: 1, delayMs: 1 });
  expect((await api('GET', '/Templates')).status).toBe(200);
});

test('faults of another method or path let the request through and stay', async () => {
  const api = await freshWorld();
  await fault(
    api,
    { method: 'PUT', path: '/Templates', kind: '500', times: 1 },
    { path: '/Security', kind: '500', times: 1 },
  );
  expect((await api('GET', '/Templates')).status).toBe(200);
  expect(at((await api('GET', '/sandbox/world')).body, 'faults')).toHaveLength(2);
  await fault(api);
  expect((await api('GET', '/Security/My')).status).toBe(200);
});

test('a fault that makes no sense is not taken', async () => {
  const api = await freshWorld();
  for (const wrong of [{ kind: '418' }, { kind: '500', times: 0 }, 'x']) {
    const answer = await api('PATCH', '/sandbox/world', { body: { faults: [wrong] } });
    expect(answer.status).toBe(400);
  }
});
