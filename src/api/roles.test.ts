import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { readRole, rolesQuery } from './roles.ts';
import { abilitiesOf, serverQuery } from './server.ts';

let server: Server;
/** What was asked, and how the endpoint answers each version. */
const asked: { version: string; query: URLSearchParams }[] = [];
const status: Record<string, number> = {};
const count = { roles: 0 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const version = String(request.headers['x-keyfactor-api-version']);
    asked.push({ version, query: url.searchParams });
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = status[version] ?? 200;
    if (response.statusCode !== 200) return response.end('{"Message":"no"}');
    const size = Number(url.searchParams.get('ReturnLimit'));
    const first = (Number(url.searchParams.get('PageReturned')) - 1) * size;
    const all = Array.from({ length: count.roles }, (_, at) => ({ Id: at + 1, Name: `${version}-${at + 1}` }));
    response.setHeader('X-Total-Count', String(all.length));
    return response.end(JSON.stringify(all.slice(first, first + size)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked.length = 0;
  for (const version of Object.keys(status)) delete status[version];
  count.roles = 3;
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/KeyfactorAPI`,
  });
});

/** Asks as on a server that should have version 2 of the list, or not. */
function load(rolesVersion2 = true) {
  const client = new QueryClient();
  const abilities = { ...abilitiesOf([], '25.4', true), rolesVersion2 };
  client.setQueryData(serverQuery().queryKey, { version: null, versionSource: '', abilities, endpoints: null });
  return client.fetchQuery(rolesQuery());
}

describe('the list of security roles', () => {
  test('is asked for in version 2, with both spellings of the paging parameters', async () => {
    const roles = await load();
    expect(roles?.map(({ name }) => name)).toEqual(['2-1', '2-2', '2-3']);
    expect(asked.map(({ version }) => version)).toEqual(['2']);
    expect(asked[0]?.query.get('pq.returnLimit')).toBe(asked[0]?.query.get('ReturnLimit'));
  });

  test('is asked for in version 1 alone where the server has no other', async () => {
    expect((await load(false))?.map(({ name }) => name)).toEqual(['1-1', '1-2', '1-3']);
    expect(asked.map(({ version }) => version)).toEqual(['1']);
  });

  test('is read to its end where there are thousands', async () => {
    count.roles = 1203;
    expect((await load())?.at(-1)).toEqual({ id: 1203, name: '2-1203', description: '' });
    expect(asked).toHaveLength(3);
  });

  test.each([400, 404, 405, 501])(
    'falls back to version 1 where the server answers version 2 with %i',
    async (code) => {
      status['2'] = code;
      expect((await load())?.[0]?.name).toBe('1-1');
    },
  );

  test('is null where the caller may not list roles, without asking a second time', async () => {
    status['2'] = 403;
    expect(await load()).toBeNull();
    expect(asked).toHaveLength(1);
    Object.assign(status, { '2': 400, '1': 403 });
    expect(await load()).toBeNull();
  });

  test('is an error where the server fails', async () => {
    status['2'] = 500;
    await expect(load()).rejects.toMatchObject({ status: 500 });
  });
});

test('both versions of a row say id and name, only the older one describes', () => {
  expect(readRole({ Id: 363, Name: 'Ops', ClaimsCount: 0 })).toEqual({ id: 363, name: 'Ops', description: '' });
  expect(readRole({ Id: 1, Name: 'Administrator', Description: 'Built in', Permissions: [] }).description).toBe(
    'Built in',
  );
});
