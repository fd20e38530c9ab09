import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { noScope } from '../domain/scope.ts';
import { configureClient } from './client.ts';
import { scopeNamesQuery } from './scopeNames.ts';

afterEach(() => vi.unstubAllGlobals());

test('a name that could not be read is asked for again on the next visit; one that is known, or not told, is not', async () => {
  let status = 500;
  let asked: string[] = [];
  configureClient({ apiBase: 'http://server/api', sleep: () => Promise.resolve() });
  vi.stubGlobal('fetch', (url: string | URL | Request) => {
    const path = new URL(url instanceof Request ? url.url : url).pathname.replace('/api', '');
    asked.push(path);
    const isNames = path === '/CertificateCollections';
    const body = isNames ? [{ Id: 3, Name: 'Web servers' }] : [];
    const headers = { 'Content-Type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(body), { status: isNames ? status : 200, headers }));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const visit = async (collectionId: number) => {
    asked = [];
    const { collection } = await client.fetchQuery(scopeNamesQuery({ ...noScope, collectionId }));
    return [collection, asked.filter((path) => path === '/CertificateCollections').length > 0];
  };
  expect(await visit(3)).toEqual([null, true]);
  status = 200;
  expect(await visit(3)).toEqual(['Web servers', true]);
  expect(await visit(3)).toEqual(['Web servers', false]);
  expect(await visit(4)).toEqual([null, false]);
  status = 500;
  expect(await visit(4)).toEqual([null, false]);
});
