import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { configureClient } from '../../api/client.ts';
import { wasRefused } from '../../api/unread.ts';
import { inventoriesQuery } from './followInventories.ts';

const asked: string[] = [];
let onAsked: () => void = () => {};
let granted = false;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-2) ?? '';
    asked.push(id);
    onAsked();
    const closed = id === 'hidden' && !granted;
    response.writeHead(closed ? 403 : 200, { 'Content-Type': 'application/json' });
    response.end(closed ? '{"Message":"User does not have the following permissions: /stores/"}' : '[]');
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
  granted = false;
  onAsked = () => {};
});

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0, gcTime: 60_000 } } });

test('an inventory that may not be read tells the missing right, and is asked for again once that is out of date, not before', async () => {
  const one = client();
  const both = inventoriesQuery(['hidden', 'open']);
  expect(await one.fetchQuery(both)).toEqual({ hidden: { permission: '/stores/' }, open: [] });
  await one.fetchQuery(both);
  expect(asked).toEqual(['hidden', 'open', 'open']);
  await one.invalidateQueries({ predicate: ({ state }) => wasRefused(state) });
  granted = true;
  expect(await one.fetchQuery(both)).toEqual({ hidden: [], open: [] });
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
