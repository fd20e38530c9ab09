import { createServer, type Server } from 'node:http';
import { MutationObserver, QueryClient, type MutationOptions } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { patternKeys } from './patternKeys.ts';
import { createPattern, deletePattern, savePattern } from './patternWrites.ts';
import { saveSettings } from './settings.ts';

const requests: string[] = [];
let refusal: number | null = null;
let server: Server;
let client = new QueryClient();

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = refusal ?? (request.method === 'DELETE' ? 204 : 200);
    response.end(request.method === 'DELETE' ? undefined : '{"Id":9,"Name":"n"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests.length = 0;
  refusal = null;
  client = new QueryClient();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api` });
});

async function run<Sent, Got>(options: MutationOptions<Got, Error, Sent>, sent: Sent): Promise<Got> {
  return new MutationObserver(client, options).mutate(sent);
}

test('a new pattern is posted and its id comes back', async () => {
  expect(await run(createPattern(), { body: { Name: 'n', Template: 4, Policies: {} } })).toBe(9);
  expect(requests).toEqual(['POST /api/EnrollmentPatterns']);
});

test('the default is taken by force only with a body that says that the pattern is the default', async () => {
  await run(savePattern(), { id: 4, body: { TemplateDefault: true }, force: true });
  await run(savePattern(), { id: 4, body: { TemplateDefault: true } });
  await run(savePattern(), { id: 4, body: { TemplateDefault: false }, force: true });
  await run(createPattern(), { body: { TemplateDefault: true }, force: true });
  await run(createPattern(), { body: { TemplateDefault: true } });
  expect(requests).toEqual([
    'PUT /api/EnrollmentPatterns/4?forceTemplateDefault=true',
    'PUT /api/EnrollmentPatterns/4',
    'PUT /api/EnrollmentPatterns/4',
    'POST /api/EnrollmentPatterns?forceTemplateDefault=true',
    'POST /api/EnrollmentPatterns',
  ]);
});

test('a pattern is deleted by force only when that is asked for', async () => {
  await run(deletePattern(), { id: 4 });
  await run(deletePattern(), { id: 5, force: true });
  expect(requests).toEqual(['DELETE /api/EnrollmentPatterns/4', 'DELETE /api/EnrollmentPatterns/5?force=true']);
});

test('after any save of rules, other patterns and what enrollment offers are stale; the saved pattern is not', async () => {
  const keys = [
    patternKeys.one(4),
    patternKeys.one(5),
    ['enrollment context', 'csr'],
    ['templates', 'one', 1],
    ['stores'],
  ];
  const fill = () => keys.forEach((key) => client.setQueryData(key, {}));
  const stale = () => keys.map((key) => client.getQueryState(key)?.isInvalidated);
  fill();
  await run(savePattern(), { id: 4, body: {} });
  expect(stale()).toEqual([false, true, true, true, false]);
  fill();
  await run(saveSettings(true), {});
  expect(stale()).toEqual([false, false, true, false, false]);
  expect(requests.at(-1)).toBe('PUT /api/EnrollmentPatterns/Settings');
});

test.each([
  [401, false],
  [403, false],
  [404, true],
  [500, true],
])('a write answered with %i leaves the lists stale: %s', async (status, stale) => {
  refusal = status;
  for (const write of [
    () => run(savePattern(), { id: 4, body: {} }),
    () => run(createPattern(), { body: {} }),
    () => run(deletePattern(), { id: 4 }),
  ]) {
    client.setQueryData([...patternKeys.lists, 'x'], {});
    await expect(write()).rejects.toMatchObject({ status });
    expect(client.getQueryState([...patternKeys.lists, 'x'])?.isInvalidated).toBe(stale);
  }
});
