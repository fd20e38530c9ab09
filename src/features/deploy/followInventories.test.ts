import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { configureClient } from '../../api/client.ts';
import { inventoriesQuery } from './followInventories.ts';

const asked: string[] = [];
let onAsked: () => void = () => {};
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-2) ?? '';
    asked.push(id);
    onAsked();
    response.writeHead(id === 'hidden' ? 403 : 200, { 'Content-Type': 'application/json' });
    response.end(id === 'hidden' ? '{}' : '[]');
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

beforeEach(() => {
  asked.length = 0;
  onAsked = () => {};
});

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0, gcTime: 60_000 } } });

test('an inventory that may not be read is null, and is not asked for a second time', async () => {
  const one = client();
  expect(await one.fetchQuery(inventoriesQuery(['hidden', 'open']))).toEqual({ hidden: null, open: [] });
  await one.fetchQuery(inventoriesQuery(['hidden', 'open']));
  expect(asked).toEqual(['hidden', 'open', 'open']);
});

test('who leaves the page asks for no more inventories than the one under way', async () => {
  const one = client();
  const query = inventoriesQuery(Array.from({ length: 20 }, (_, at) => `s${at}`));
  const left = new Promise<void>((resolve) => {
    onAsked = () => void one.cancelQueries({ queryKey: query.queryKey }).then(resolve);
  });
  const read = one.fetchQuery(query).catch(() => 'cancelled');
  await left;
  expect(await read).toBe('cancelled');
  // The first is answered all the same, and nothing follows it.
  await one.fetchQuery(inventoriesQuery(['x', 'y', 'z']));
  expect(asked).toEqual(['s0', 'x', 'y', 'z']);
});
