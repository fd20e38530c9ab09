import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configureClient } from './client.ts';
import { containerNoun, containersQuery } from './containers.ts';
import { allStoresQuery, mostStores, noStoreFilters, readStore, storeFilter, storePageQuery } from './stores.ts';

const asked: URL[] = [];
const endpoint = { count: 0, limit: 1000, tellsTotal: true, status: 200 };
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url);
    const size = Math.min(Number(url.searchParams.get('ReturnLimit')), endpoint.limit);
    const first = (Number(url.searchParams.get('PageReturned')) - 1) * size;
    const rows = Array.from({ length: Math.max(0, Math.min(size, endpoint.count - first)) }, (_, at) =>
      url.pathname.endsWith('/CertificateStores')
        ? { Id: `id-${first + at}`, ClientMachine: `m${first + at}`, CertStoreType: 2 }
        : { Id: first + at + 1, Name: `Group ${9 - at}` },
    );
    response.statusCode = endpoint.status;
    response.setHeader('Content-Type', 'application/json');
    if (endpoint.tellsTotal) response.setHeader('X-Total-Count', String(endpoint.count));
    response.end(endpoint.status === 200 ? JSON.stringify(rows) : '{}');
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
  Object.assign(endpoint, { count: 0, limit: 1000, tellsTotal: true, status: 200 });
});

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

it('a store and its orchestrator go by their ids in lower case, however a server spells them', () => {
  const row = { Id: 'AB12', AgentId: 'CD34', CertStoreType: 2 };
  expect(readStore(row)).toMatchObject({ storeId: 'ab12', agentId: 'cd34' });
  expect(readStore({ ...row, AgentId: null }).agentId).toBeNull();
});

describe('stores are asked for', () => {
  const filter = (change: Partial<typeof noStoreFilters>) => storeFilter({ ...noStoreFilters, ...change });

  it('by machine or path, word by word, and never with a double quote', () => {
    expect(filter({})).toBe('');
    expect(filter({ text: ' web  jks ' })).toBe(
      '(ClientMachine -contains "web" OR StorePath -contains "web") AND (ClientMachine -contains "jks" OR StorePath -contains "jks")',
    );
    expect(filter({ text: 'a"b', typeId: 2 })).toBeNull();
  });

  it('by container, type, orchestrator and what takes certificates, all at once', () => {
    expect(filter({ containerId: 3, typeId: 0, agent: 'available', onlyTargets: true })).toBe(
      'ContainerId -eq 3 AND Category -eq 0 AND AgentAvailable -eq true AND Approved -eq true AND AddSupported -eq true',
    );
  });

  it('not at all where the question cannot be sent', async () => {
    endpoint.count = 3;
    expect(await client().fetchQuery(allStoresQuery({ ...noStoreFilters, text: '"' }))).toEqual({
      stores: [],
      complete: true,
    });
    expect((await client().fetchQuery(storePageQuery({ ...noStoreFilters, text: '"' }, 1))).rows).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('and only stores that came prove the right to read them', async () => {
    endpoint.count = 3;
    const proves = async (text: string) => {
      const query = storePageQuery({ ...noStoreFilters, text }, 1);
      return query.meta?.proves?.(await client().fetchQuery(query)) ?? true;
    };
    expect(await proves('web')).toBe(true);
    expect(await proves('"')).toBe(false);
  });

  it('by the place of their page, far from the first one, too', async () => {
    endpoint.count = 50_000;
    const page = await client().fetchQuery(storePageQuery({ ...noStoreFilters, typeId: 6 }, 251));
    expect(page).toMatchObject({ page: 251, total: 50_000, totalIsExact: true });
    expect(page.rows[0]?.storeId).toBe('id-25000');
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      PageReturned: '251',
      ReturnLimit: '100',
      SortField: 'ClientMachine',
      QueryString: 'Category -eq 6',
    });
  });
});

it('the container of a store is read where late servers call it an application', () => {
  const row = { Id: 'a', CertStoreType: 2 };
  expect(readStore({ ...row, ContainerId: 4, ContainerName: 'Web' })).toMatchObject({
    containerId: 4,
    container: 'Web',
  });
  expect(readStore({ ...row, ApplicationId: 4, ApplicationName: 'Web' })).toMatchObject({
    containerId: 4,
    container: 'Web',
  });
  expect(readStore({ ...row, ContainerId: null, ContainerName: '' })).toMatchObject({
    containerId: null,
    container: null,
  });
});

describe('all stores that match', () => {
  const all = () => client().fetchQuery(allStoresQuery({ ...noStoreFilters, text: 'm' }));

  it.each([true, false])(
    'are read over all pages, also where the server cuts them (it tells a total: %s)',
    async (tellsTotal) => {
      Object.assign(endpoint, { count: 370, limit: 50, tellsTotal });
      const found = await all();
      expect(new Set(found.stores.map((store) => store.storeId)).size).toBe(370);
      expect(found.complete).toBe(true);
    },
  );

  it('are not read further where the server tells that there are too many', async () => {
    endpoint.count = mostStores + 1;
    expect((await all()).complete).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('are read up to the limit where it tells no total', async () => {
    Object.assign(endpoint, { count: mostStores + 500, tellsTotal: false });
    expect((await all()).complete).toBe(false);
    expect(asked).toHaveLength(mostStores / 100 + 1);
    Object.assign(endpoint, { count: mostStores });
    const found = await all();
    expect(found).toMatchObject({ complete: true });
    expect(found.stores).toHaveLength(mostStores);
  });
});

describe('containers', () => {
  it('are called as the server calls them', () => {
    expect(containerNoun(null)).toBe('container');
    expect(containerNoun(['GET /CertificateStoreContainers'])).toBe('container');
    expect(containerNoun(['GET /Applications'])).toBe('application');
    expect(containerNoun(['GET /ApplicationSettings'])).toBe('container');
  });

  it('come by name, over all pages', async () => {
    endpoint.count = 2;
    expect(await client().fetchQuery(containersQuery('container'))).toEqual([
      { containerId: 2, name: 'Group 8' },
      { containerId: 1, name: 'Group 9' },
    ]);
    await client().fetchQuery(containersQuery('application'));
    expect(asked.map((url) => url.pathname)).toEqual([
      '/KeyfactorAPI/CertificateStoreContainers',
      '/KeyfactorAPI/Applications',
    ]);
  });

  it('are none where they may not be read', async () => {
    endpoint.status = 403;
    expect(await client().fetchQuery(containersQuery('container'))).toBeNull();
  });
});
