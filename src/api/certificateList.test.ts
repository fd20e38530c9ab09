import { createServer, type Server } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noScope, type Scope } from '../domain/scope.ts';
import { certificateQueryString, certificatesQuery } from './certificateList.ts';
import { configureClient } from './client.ts';

const choice = (search: string, filters: Record<string, string> = {}, sortField = 'CertId') => ({
  search,
  filters,
  sortField,
  descending: true,
});
const asks = (search: string, filters: Record<string, string> = {}) => certificateQueryString({ search, filters });

describe('the question', () => {
  test('looks for what is typed in names, and for a whole id, thumbprint or serial number', () => {
    expect(asks('')).toBe('');
    expect(asks(' web ')).toBe('IssuedCN -contains "web" OR SAN -contains "web"');
    expect(asks('#4711')).toContain('CertId -eq 4711');
    expect(asks('6b:00:00:03:1d:77:a1')).toContain('SerialNumber -eq "6B0000031D77A1"');
    expect(asks('0C52E1A7B9D04F6E83A1C7756E9F20B8D4135A6C')).toContain(
      'Thumbprint -eq "0C52E1A7B9D04F6E83A1C7756E9F20B8D4135A6C"',
    );
  });

  test('joins what every row must fit', () => {
    expect(asks('web', { requester: 'anna', machine: 'web01', path: 'My' })).toBe(
      '(IssuedCN -contains "web" OR SAN -contains "web") AND (NetBIOSRequester -contains "anna")' +
        ' AND (CertStoreFQDN -contains "web01") AND (CertStorePath -contains "My")',
    );
    expect(asks('', { template: 'Web' })).toBe('TemplateDisplayName -contains "Web"');
  });

  test('takes an end within days as not past yet, and an end before a day as it is', () => {
    expect(asks('', { expires: '30' })).toBe('ExpirationDate -ge "%TODAY%" AND ExpirationDate -le "%TODAY+30%"');
    expect(asks('', { expires: '2027-01-31' })).toBe('ExpirationDate -lt "2027-01-31"');
    expect(asks('', { expires: '2027-13-31' })).toBe('');
    expect(asks('', { expires: 'soon' })).toBe('');
  });

  test('cannot carry a double quote', () => {
    expect(asks('a"b')).toBeNull();
    expect(asks('', { template: 'a"b' })).toBeNull();
  });
});

let asked: URL[] = [];
/** Query fields that the server does not know. */
let unknown: string[] = [];
/** Whether it names the field that it does not know. */
let named = true;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    asked.push(url);
    const text = url.searchParams.get('QueryString') ?? '';
    const bad = unknown.find((field) => text.includes(field));
    response.setHeader('Content-Type', 'application/json');
    if (bad !== undefined) {
      response.statusCode = 400;
      response.end(
        JSON.stringify({ ErrorCode: '0xA011000F', Message: named ? `Invalid query field: ${bad}.` : 'No.' }),
      );
      return;
    }
    response.setHeader('X-Total-Count', '1');
    response.end(JSON.stringify([{ Id: 7, IssuedCN: 'a', CertState: 1, NotAfter: '2030-01-01T00:00:00' }]));
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
  unknown = [];
  named = true;
});

const fetched = async (
  search: string,
  filters: Record<string, string> = {},
  scope: Scope = noScope,
  sort = 'CertId',
) => {
  const found = await new QueryClient().fetchInfiniteQuery(certificatesQuery(choice(search, filters, sort), scope));
  return found.pages[0];
};
const member = (at: number, name: string) => asked[at]?.searchParams.get(name);

describe('the list', () => {
  test('hides revoked and expired ones unless asked, and always asks for kept keys', async () => {
    await fetched('a', { revoked: 'yes' });
    expect([member(0, 'includeRevoked'), member(0, 'includeExpired'), member(0, 'includeHasPrivateKey')]).toEqual([
      'true',
      'false',
      'true',
    ]);
  });

  test('carries the scope with every call', async () => {
    await fetched('a', {}, { collectionId: 3, containerId: null });
    expect(member(0, 'collectionId')).toBe('3');
  });

  test('asks the server to sort by what it is known to sort by, and never by anything else', async () => {
    await fetched('', {}, noScope, 'IssuedCN');
    await fetched('b', {}, noScope, 'Id');
    expect([member(0, 'SortField'), member(1, 'SortField')]).toEqual(['IssuedCN', 'CertId']);
  });

  test('a question that cannot be asked asks nothing', async () => {
    expect(await fetched('a"b')).toMatchObject({ rows: [], total: 0 });
    expect(asked).toEqual([]);
  });

  // Last: what a server refused stays refused for the page.
  test('a field that the server names in its refusal is left out, told, and not asked for again', async () => {
    unknown = ['NetBIOSRequester'];
    expect((await fetched('a', { requester: 'x', machine: 'm' }))?.leftOut).toEqual(['the requester']);
    expect(asked).toHaveLength(2);
    expect(member(1, 'QueryString')).toContain('CertStoreFQDN');
    expect((await fetched('b', { requester: 'x' }))?.leftOut).toEqual(['the requester']);
    expect(asked).toHaveLength(3);
  });

  test('without a name every doubtful field goes; what is left is still refused as it is', async () => {
    unknown = ['CertStorePath'];
    named = false;
    expect((await fetched('c', { path: 'x' }))?.leftOut).toEqual(['alternative names', 'the path of a store']);
    unknown = ['IssuedCN'];
    await expect(fetched('d')).rejects.toThrow('No.');
  });
});
