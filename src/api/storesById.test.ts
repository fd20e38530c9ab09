import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { storesByIdQuery } from './stores.ts';

const there = '7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11';
const gone = '00000000-0000-4000-8000-000000000000';
const broken = '00000000-0000-4000-8000-000000000500';
const asked: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-1) ?? '';
    asked.push(id);
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = id === there ? 200 : id === broken ? 400 : 404;
    response.end(id === there ? JSON.stringify({ Id: id, ClientMachine: 'm1', CertStoreType: 154 }) : '{}');
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

const read = (...ids: string[]) => new QueryClient().fetchQuery({ ...storesByIdQuery(ids), retry: false });

test('stores that are gone and texts that are no id are passed over; no such text reaches the server', async () => {
  const found = await read(gone, there, '../../Security/Roles');
  expect(found.map((store) => store.storeId)).toEqual([there]);
  expect(asked.toSorted()).toEqual([gone, there].toSorted());
});

test('any other failure is one', async () => {
  await expect(read(there, broken)).rejects.toThrow('400');
});
