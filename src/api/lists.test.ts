import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configureClient } from './client.ts';
import { fetchAll, fetchPage, fetchSortedPage, type ListPage, pageAfter, quoteValue, totalOf } from './lists.ts';
import { int, loose } from './wire.ts';

const row = loose({ Id: int });
const urls: string[] = [];
/** What the list endpoint holds and how it behaves. */
const endpoint = { count: 0, limit: 1000, tellsTotal: true, pages: true, body: undefined as unknown, unknownSort: '' };
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    urls.push(decodeURIComponent(url.search));
    const size = Math.min(Number(url.searchParams.get('ReturnLimit')), endpoint.limit);
    const first = endpoint.pages ? (Number(url.searchParams.get('PageReturned')) - 1) * size : 0;
    const all = Array.from({ length: endpoint.count }, (_, at) => ({ Id: at + 1 }));
    response.setHeader('Content-Type', 'application/json');
    if (endpoint.unknownSort !== '' && url.searchParams.get('SortField') === endpoint.unknownSort) {
      response.statusCode = 400;
      response.end('{"ErrorCode":"0xA011004A","Message":"Invalid sort field: X."}');
      return;
    }
    if (endpoint.tellsTotal) response.setHeader('X-Total-Count', String(endpoint.count));
    response.end(
      JSON.stringify(
        endpoint.body === undefined ? (endpoint.pages ? all.slice(first, first + size) : all) : endpoint.body,
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  urls.length = 0;
  Object.assign(endpoint, { count: 0, limit: 1000, tellsTotal: true, pages: true, body: undefined, unknownSort: '' });
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/KeyfactorAPI`,
  });
});

describe('a page', () => {
  it('has rows and the server’s total', async () => {
    endpoint.count = 7;
    const page = await fetchPage('/Templates', 2, { pageSize: 3 }, row);
    expect(page).toEqual({ rows: [{ Id: 4 }, { Id: 5 }, { Id: 6 }], total: 7, totalIsExact: true, page: 2 });
  });

  it('is asked for with 1 for descending, the reverse of the parameter’s name', async () => {
    await fetchPage('/Templates', 1, { sortField: 'CommonName', descending: true }, row);
    await fetchPage('/Templates', 1, { sortField: 'CommonName', descending: false }, row);
    expect(urls).toEqual([
      '?PageReturned=1&ReturnLimit=100&SortField=CommonName&SortAscending=1',
      '?PageReturned=1&ReturnLimit=100&SortField=CommonName&SortAscending=0',
    ]);
  });

  it('is asked for in both spellings where an old server needs a prefix', async () => {
    await fetchPage('/Templates', 1, { queryString: 'Id -eq 4', pageSize: 5 }, row, {
      prefix: 'sq',
      query: { force: true },
    });
    expect(urls[0]).toBe(
      '?force=true&PageReturned=1&ReturnLimit=5&QueryString=Id -eq 4&sq.pageReturned=1&sq.returnLimit=5&sq.queryString=Id -eq 4',
    );
  });

  it('without a total counts the rows known, and one more when there may be more', async () => {
    Object.assign(endpoint, { count: 8, tellsTotal: false });
    expect(await fetchPage('/x', 2, { pageSize: 3 }, row)).toMatchObject({ total: 7, totalIsExact: false });
    expect(await fetchPage('/x', 3, { pageSize: 3 }, row)).toMatchObject({ total: 8 });
    expect(await fetchPage('/x', 1, {}, row)).toMatchObject({ total: 8 });
  });

  it('may be null, but not an object', async () => {
    endpoint.body = null;
    expect((await fetchPage('/x', 1, {}, row)).rows).toEqual([]);
    endpoint.body = { Items: [] };
    await expect(fetchPage('/x', 1, {}, row)).rejects.toMatchObject({ kind: 'unreadable' });
  });
});

describe('a whole list', () => {
  const ids = async () => (await fetchAll('/CertificateStoreTypes', {}, row)).map((each) => each.Id);

  it('goes over as many pages as there are', async () => {
    endpoint.count = 250;
    expect((await ids()).length).toBe(250);
    expect(urls).toHaveLength(3);
  });

  it('is complete where the server gives smaller pages than asked', async () => {
    Object.assign(endpoint, { count: 130, limit: 50 });
    expect(new Set(await ids()).size).toBe(130);
  });

  it('is complete without a total', async () => {
    Object.assign(endpoint, { count: 230, limit: 50, tellsTotal: false });
    expect(new Set(await ids()).size).toBe(230);
    expect(urls).toHaveLength(5);
  });

  it('is read once where the endpoint has no pages', async () => {
    Object.assign(endpoint, { count: 120, tellsTotal: false, pages: false });
    expect((await ids()).length).toBe(120);
    expect(urls.length).toBeLessThanOrEqual(2);
  });

  it('ends when rows vanish meanwhile', async () => {
    Object.assign(endpoint, { count: 5, body: [] });
    expect(await ids()).toEqual([]);
    expect(urls).toHaveLength(1);
  });
});

describe('the page after', () => {
  const page = (number: number, rows: number) => ({ rows: Array.from({ length: rows }), total: 130, page: number });

  it('comes until all rows are there, also where the server gives smaller pages than asked', () => {
    expect(pageAfter(page(2, 50), [page(1, 50), page(2, 50)])).toBe(3);
    expect(pageAfter(page(3, 30), [page(1, 50), page(2, 50), page(3, 30)])).toBeUndefined();
    expect(pageAfter(page(2, 0), [page(1, 50), page(2, 0)])).toBeUndefined();
  });

  const readAll = async () => {
    const pages: ListPage<{ Id: number }>[] = [];
    const totals: number[] = [];
    for (let next: number | undefined = 1; next !== undefined;) {
      const found: ListPage<{ Id: number }> = await fetchPage('/CertificateStores', next, {}, row);
      pages.push(found);
      totals.push(totalOf(pages));
      next = pageAfter(found, pages);
    }
    return { rows: pages.flatMap((each) => each.rows), totals };
  };

  it.each([
    [130, [51, 101, 130]],
    [100, [51, 101, 100]],
    [49, [49]],
    [0, [0]],
  ])('comes until %i rows are there where the server tells no total and cuts pages at 50', async (count, totals) => {
    Object.assign(endpoint, { count, limit: 50, tellsTotal: false });
    const all = await readAll();
    expect(new Set(all.rows.map((each) => each.Id)).size).toBe(count);
    expect(all.totals).toEqual(totals);
  });

  it('does not come for ever where an endpoint without paging tells no total', async () => {
    Object.assign(endpoint, { count: 120, tellsTotal: false, pages: false });
    expect((await readAll()).totals).toHaveLength(2);
  });
});

describe('a value in a query', () => {
  it('is put in double quotes, and refused where it holds one', () => {
    expect(quoteValue('web server')).toBe('"web server"');
    expect(quoteValue('')).toBe('""');
    expect(quoteValue('a"b')).toBeNull();
  });
});

describe('a sort field that the server does not know', () => {
  it('gives the rows in the server’s own order, says so, and is not asked for again', async () => {
    Object.assign(endpoint, { count: 5, unknownSort: 'Color' });
    const asked = { pageSize: 2, sortField: 'Color', descending: true };
    const first = await fetchSortedPage('/Templates', 1, asked, row);
    expect(first).toMatchObject({ rows: [{ Id: 1 }, { Id: 2 }], total: 5, sortRefused: true });
    expect(await fetchSortedPage('/Templates', 2, asked, row)).toMatchObject({ sortRefused: true, page: 2 });
    expect(urls.map((url) => url.includes('SortField'))).toEqual([true, false, false]);
  });

  it('of one list may be known to another', async () => {
    Object.assign(endpoint, { count: 1, unknownSort: 'Shape' });
    await fetchSortedPage('/Templates', 1, { sortField: 'Shape' }, row);
    endpoint.unknownSort = '';
    expect(await fetchSortedPage('/Others', 1, { sortField: 'Shape' }, row)).toMatchObject({ sortRefused: false });
    expect(urls.at(-1)).toContain('SortField=Shape');
  });

  it('is told apart from any other refusal, which is thrown', async () => {
    endpoint.body = 'no list';
    await expect(fetchSortedPage('/Templates', 1, { sortField: 'Id' }, row)).rejects.toMatchObject({
      kind: 'unreadable',
    });
    expect(urls).toHaveLength(1);
  });

  it('is not missed where none was asked for', async () => {
    expect(await fetchSortedPage('/Templates', 1, {}, row)).toMatchObject({ sortRefused: false });
  });
});
