import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { goneStoresQuery } from './goneStores.ts';

const answers: Readonly<Record<string, number>> = { there: 200, hidden: 403, broken: 400 };
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-1) ?? '';
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = answers[id] ?? 404;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  configureClient({ apiBase: `http://127.0.0.1:${address.port}/KeyfactorAPI` });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const read = (...ids: string[]) => {
  const missed = ids.map((storeId) => ({ storeId, askedAt: null }));
  return new QueryClient().fetchQuery({ ...goneStoresQuery(missed), retry: false });
};

test('only what the server does not know is gone: a store that may not be read is not called so', async () => {
  expect(await read('there', 'gone', 'hidden')).toEqual(['gone']);
});

test('where the server fails, nothing is said of any', async () => {
  await expect(read('gone', 'broken')).rejects.toThrow('400');
});

test('what was asked for again is looked at again', () => {
  const at = (askedAt: string) => goneStoresQuery([{ storeId: 's1', askedAt }]).queryKey;
  expect(at('2026-04-22T02:00:00Z')).not.toEqual(at('2026-04-22T02:05:00Z'));
});
