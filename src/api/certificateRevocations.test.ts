import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { collectionsQuery } from './certificateCollections.ts';
import { revocationsHeldQuery } from './certificateRevocations.ts';
import { configureClient } from './client.ts';

/** The server's answers by path below the API; anything else is refused. */
let answers: Record<string, unknown> = {};
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  configureClient({ apiBase: 'http://server/api', sleep: () => Promise.resolve() });
  vi.stubGlobal('fetch', (url: string | URL | Request) => {
    const path = new URL(url instanceof Request ? url.url : url).pathname.replace('/api', '');
    asked.push(path);
    const known = Object.hasOwn(answers, path);
    const body = JSON.stringify(known ? answers[path] : { Message: 'No' });
    return Promise.resolve(
      new Response(body, { status: known ? 200 : 403, headers: { 'Content-Type': 'application/json' } }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

const endpoints = ['GET /Status/Endpoints', 'GET /Security/My'];
const mine = '/Workflow/Instances/My';
const assigned = '/Workflow/Instances/AssignedToMe';
const instance = (Id: string, Status: string | number, WorkflowType = 'Revocation') => ({
  Id,
  Status,
  Definition: { WorkflowType },
  StartDate: '2026-04-21T20:03:11Z',
});
const detail = (CertificateId: number, RevokeCode: number) => ({ InitialData: { CertificateId, RevokeCode } });
const held = () =>
  new QueryClient({ defaultOptions: { queries: { retry: false } } }).fetchQuery(
    revocationsHeldQuery(asCertificateId(7)),
  );

test('a revocation that waits is found by the certificate it names, once, among one’s own and those one decides', async () => {
  answers = {
    '/Status/Endpoints': [...endpoints, `GET ${mine}`, `GET ${assigned}`],
    [mine]: [
      instance('a', 'Suspended'),
      instance('b', 'Suspended'),
      instance('c', 'Rejected'),
      instance('d', 'Suspended', 'Enrollment'),
      instance('e', 4),
    ],
    [assigned]: [instance('a', 'Suspended')],
    '/Workflow/Instances/a': detail(7, -1),
    '/Workflow/Instances/b': detail(8, 1),
  };
  const { waiting, ended } = await held();
  expect(waiting.map((each) => [each.instance.instanceId, each.reason])).toEqual([['a', -1]]);
  expect(ended).toEqual(['c']);
  expect(asked.filter((path) => /\/[de]$/.test(path))).toEqual([]);
});

test('what may not be read is not asked for where the server says so beforehand, and refused it is nothing', async () => {
  answers = { '/Status/Endpoints': endpoints };
  expect(await held()).toEqual({ waiting: [], ended: [] });
  expect(asked.filter((path) => path.startsWith('/Workflow'))).toEqual([]);
  answers = { '/Status/Endpoints': [...endpoints, `GET ${mine}`] };
  expect(await held()).toEqual({ waiting: [], ended: [] });
  expect(asked.filter((path) => path.startsWith('/Workflow'))).toEqual([mine]);
});

test('collections come by name, and are not known where the server does not list them for the caller', async () => {
  const collections = () => new QueryClient().fetchQuery(collectionsQuery());
  const path = '/CertificateCollections';
  answers = {
    '/Status/Endpoints': [...endpoints, `GET ${path}`],
    [path]: [
      { Id: 3, Name: 'Web servers' },
      { Id: 4, Name: 'Devices' },
      { Id: 5, Name: null },
    ],
  };
  expect(await collections()).toEqual([
    { collectionId: 5, name: 'Collection 5' },
    { collectionId: 4, name: 'Devices' },
    { collectionId: 3, name: 'Web servers' },
  ]);
  answers = { '/Status/Endpoints': [...endpoints, `GET ${path}`] };
  expect(await collections()).toBeNull();
  asked = [];
  answers = { '/Status/Endpoints': endpoints };
  expect(await collections()).toBeNull();
  expect(asked).not.toContain(path);
});
