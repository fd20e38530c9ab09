import { createServer, type Server } from 'node:http';
import { MutationObserver, QueryClient, type MutationOptions } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { abilitiesOf, serverQuery } from './server.ts';
import {
  deletePendingCsr,
  fetchPendingCsr,
  generateCsr,
  madeByCommandQuery,
  pendingCsrsQuery,
} from './csrGeneration.ts';

const requests: string[] = [];
let total = 2;
let status = 200;
let answerOfGenerate = '{"CSR":"-----BEGIN NEW CERTIFICATE REQUEST-----"}';
let endpoints: string[] | null = null;
let server: Server;
let client = new QueryClient();

function rows(page: number): unknown[] {
  const ids = Array.from({ length: total }, (_, at) => at + 1).slice((page - 1) * 50, page * 50);
  return ids.map((id) => ({
    Id: id,
    CSR: `csr ${id}`,
    RequestTime: '2026-04-01T09:12:00Z',
    Subject: [`CN=app${id}`, 'O=Key Example'],
  }));
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    requests.push(`${request.method ?? ''} ${url.pathname}`);
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('X-Total-Count', String(total));
    response.statusCode = status;
    if (status !== 200) return response.end('{"ErrorCode":"0xA0140002","Message":"no"}');
    if (request.method === 'POST') return response.end(answerOfGenerate);
    if (request.method === 'DELETE') {
      response.statusCode = 204;
      return response.end();
    }
    if (url.pathname.endsWith('/7')) return response.end('{"CSRFilePath":"x.csr","CSRText":"csr 7"}');
    return response.end(JSON.stringify(rows(Number(url.searchParams.get('PageReturned')))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests.length = 0;
  total = 2;
  status = 200;
  answerOfGenerate = '{"CSR":"pem"}';
  endpoints = null;
  client = new QueryClient();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
});

async function run<Sent, Got>(options: MutationOptions<Got, Error, Sent>, sent: Sent): Promise<Got> {
  return new MutationObserver(client, options).mutate(sent);
}

test('pending requests are read with their subject as one text', async () => {
  const { pages } = await client.fetchInfiniteQuery(pendingCsrsQuery());
  expect(pages[0]?.rows[0]).toEqual({
    pendingId: 1,
    csr: 'csr 1',
    requestedAt: '2026-04-01T09:12:00.000Z',
    subject: 'CN=app1, O=Key Example',
    commonName: 'app1',
  });
});

test('one of them is read by its id, and deleted by it', async () => {
  expect(await fetchPendingCsr(7)).toBe('csr 7');
  await run(deletePendingCsr(), 7);
  expect(requests).toEqual(['GET /api/CSRGeneration/Pending/7', 'DELETE /api/CSRGeneration/Pending/7']);
});

describe('whether Command made a request', () => {
  beforeEach(() => {
    const abilities = abilitiesOf(null, '25.4', true);
    client.setQueryData(serverQuery().queryKey, { version: '25.4', versionSource: '', abilities, endpoints });
  });

  const made = (wanted: string) =>
    client.fetchQuery(madeByCommandQuery(wanted, (csrs) => Promise.resolve(csrs.includes(wanted))));

  test('is looked up page by page until it is found', async () => {
    total = 120;
    expect(await made('csr 70')).toBe(true);
    expect(requests).toHaveLength(2);
  });

  test('is denied only after the last page', async () => {
    total = 120;
    expect(await made('another')).toBe(false);
    expect(requests).toHaveLength(3);
  });

  test('is not asked where the server says that the caller may not', async () => {
    endpoints = ['GET /Status/Endpoints', 'GET /Certificates'];
    client.setQueryData(serverQuery().queryKey, (before) => before && { ...before, endpoints });
    expect(await made('csr 1')).toBeNull();
    expect(requests).toEqual([]);
    client.setQueryData(serverQuery().queryKey, (before) => before && { ...before, endpoints: ['GET /Certificates'] });
    expect(await made('csr 2')).toBe(true);
  });

  test('stays open where the list may not be read, or is too long', async () => {
    status = 403;
    expect(await made('another')).toBeNull();
    status = 200;
    total = 5000;
    expect(await made('yet another')).toBeNull();
    expect(requests).toHaveLength(21);
  });
});

describe('making a request', () => {
  test('is asked for once, also when the answer is an error that may pass', async () => {
    expect(await run(generateCsr(), { Subject: 'CN=a' })).toBe('pem');
    status = 503;
    await expect(run(generateCsr(), { Subject: 'CN=a' })).rejects.toMatchObject({ outcomeUnknown: true });
    expect(requests).toHaveLength(2);
  });

  test('with an answer that holds none is an outcome nobody knows', async () => {
    answerOfGenerate = '{}';
    await expect(run(generateCsr(), { Subject: 'CN=a' })).rejects.toMatchObject({ outcomeUnknown: true });
  });
});
