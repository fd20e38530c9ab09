import { createServer, type Server } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { San } from '../domain/sans.ts';
import { liveCertificatesQuery, newCertificatesQuery } from './certificates.ts';
import { configureClient } from './client.ts';

const start = Date.parse('2026-03-19T12:00:00Z');
let asked: URL[] = [];
/** The server's certificates, newest first. */
let stored: { Id: number; ImportDate: string; CertState?: number }[] = [];
let total = true;
/** After each page a certificate comes in, as on a busy server. */
let busy = false;
/** The server's search does not know alternative names. */
let sanRefused = false;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    asked.push(url);
    const [page, size] = ['PageReturned', 'ReturnLimit'].map((name) => Number(url.searchParams.get(name)));
    const rows = stored.slice(((page ?? 1) - 1) * (size ?? 50), (page ?? 1) * (size ?? 50));
    response.setHeader('Content-Type', 'application/json');
    if (sanRefused && url.searchParams.get('QueryString')?.startsWith('SAN') === true) {
      response.statusCode = 400;
      response.end(JSON.stringify({ ErrorCode: '0xA011000F', Message: 'Invalid query field: SAN.' }));
      return;
    }
    if (total) response.setHeader('X-Total-Count', String(stored.length));
    response.end(JSON.stringify(rows));
    if (busy) stored = [row((stored[0]?.Id ?? 0) + 1, 60), ...stored];
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  configureClient({ apiBase: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api` });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  total = true;
  busy = false;
  sanRefused = false;
});

const row = (Id: number, seconds: number) => ({ Id, ImportDate: new Date(start + seconds * 1000).toISOString() });
const rows = (count: number, seconds: number) => Array.from({ length: count }, (_, at) => row(count - at, seconds));
const search = (name = 'app01', sans: readonly San[] = []) =>
  new QueryClient().fetchQuery(newCertificatesQuery(name, start, sans));

describe('the search for a lost certificate', () => {
  test('goes by common name, newest id first, revoked and expired ones too', async () => {
    stored = [row(3, 5), row(2, -1)];
    expect(await search('a & b')).toMatchObject({ rows: [{ certificateId: 3 }], complete: true });
    const query = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect(query).toMatchObject({
      QueryString: 'IssuedCN -eq "a & b"',
      SortField: 'CertId',
      SortAscending: '1',
      ReturnLimit: '50',
      includeRevoked: 'true',
      includeExpired: 'true',
      includeHasPrivateKey: 'true',
    });
  });

  test('reads page after page, and each certificate once, also while others come in', async () => {
    stored = rows(120, 5);
    busy = true;
    const found = await search();
    const ids = found?.rows.map((each) => each.certificateId) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(1);
    expect(found?.complete).toBe(true);
  });

  test('ends without a total at a page that is not full', async () => {
    stored = rows(70, 5);
    total = false;
    expect((await search())?.rows).toHaveLength(70);
    expect(asked).toHaveLength(2);
  });

  test('stops where a whole page came in before the request', async () => {
    stored = rows(600, -600);
    expect(await search()).toEqual({ rows: [], complete: true });
    expect(asked).toHaveLength(1);
  });

  test('gives up above a thousand, and says so', async () => {
    stored = rows(1200, 5);
    const found = await search();
    expect(found?.complete).toBe(false);
    expect(found?.rows).toHaveLength(1000);
  });

  test('is not made for a name with a double quote', async () => {
    expect(await search('a"b')).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('without a common name', () => {
  const sans: San[] = [{ kind: 'dns', value: 'b.example.com' }];

  test('the search goes by an alternative name, with the same rules', async () => {
    stored = [row(3, 5), row(2, -1)];
    expect(await search('', sans)).toMatchObject({ rows: [{ certificateId: 3 }], complete: true });
    const query = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect(query).toMatchObject({
      QueryString: 'SAN -contains "b.example.com"',
      SortField: 'CertId',
      SortAscending: '1',
      includeRevoked: 'true',
    });
  });

  test('live certificates are found by it, too', async () => {
    stored = [{ ...row(3, 5), CertState: 1 }];
    const found = await new QueryClient().fetchQuery(liveCertificatesQuery('', sans));
    expect(found?.rows).toHaveLength(1);
    expect(asked[0]?.searchParams.get('QueryString')).toBe('SAN -contains "b.example.com"');
  });

  test('a server whose search does not take alternative names was not searched: that is no empty answer', async () => {
    stored = rows(3, 5);
    sanRefused = true;
    expect(await search('', sans)).toBeNull();
    expect(await new QueryClient().fetchQuery(liveCertificatesQuery('', sans))).toBeNull();
    expect(await search('app01', sans)).toMatchObject({ complete: true });
  });

  test('without any name nothing is asked', async () => {
    expect(await search('')).toBeNull();
    expect(asked).toEqual([]);
  });
});

test('live certificates are the active ones of the name, as far as the server says', async () => {
  stored = [{ ...row(3, 5), CertState: 1 }, { ...row(2, -900), CertState: 2 }, row(1, -9000)];
  const found = await new QueryClient().fetchQuery(liveCertificatesQuery('app01'));
  expect(found?.rows.map((each) => each.certificateId)).toEqual([3, 1]);
  expect(asked[0]?.searchParams.get('includeRevoked')).toBe('false');
});
