import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { collectionsQuery } from './certificateCollections.ts';
import { revocationsHeldQuery } from './certificateRevocations.ts';
import { configureClient } from './client.ts';
import { wasRefused } from './unread.ts';

/** The server's answers by path below the API; anything else is refused. */
let answers: Record<string, unknown> = {};
let asked: string[] = [];
/** Paths that fail, and how many calls were under way at most. */
let failing: readonly string[] = [];
let most = 0;
/** Told of each call. */
let onCall: () => void = () => {};

beforeEach(() => {
  asked = [];
  failing = [];
  most = 0;
  onCall = () => {};
  let running = 0;
  configureClient({ apiBase: 'http://server/api', sleep: () => Promise.resolve() });
  vi.stubGlobal('fetch', async (url: string | URL | Request) => {
    const path = new URL(url instanceof Request ? url.url : url).pathname.replace('/api', '');
    asked.push(path);
    onCall();
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve));
    running -= 1;
    const known = Object.hasOwn(answers, path);
    const body = JSON.stringify(known ? answers[path] : { Message: 'No' });
    const status = failing.includes(path) ? 500 : known ? 200 : 403;
    return new Response(body, { status, headers: { 'Content-Type': 'application/json' } });
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
const facts = {
  certificateId: asCertificateId(7),
  commonName: 'app.keyexample.com',
  importedAt: '2026-04-21T20:00:00.000Z',
};
const held = () =>
  new QueryClient({ defaultOptions: { queries: { retry: false } } }).fetchQuery(revocationsHeldQuery(facts));

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
  const { waiting, ended, missing } = await held();
  expect(missing).toBeNull();
  expect(waiting.map((each) => [each.instance.instanceId, each.reason])).toEqual([['a', -1]]);
  expect(ended).toEqual(['c']);
  expect(asked.filter((path) => /\/[de]$/.test(path))).toEqual([]);
});

test('what may not be read is not asked for where the server says so beforehand, and refused it is nothing; both tell', async () => {
  const none = { waiting: [], ended: [], partly: false, missing: { permission: null } };
  answers = { '/Status/Endpoints': endpoints };
  expect(await held()).toEqual(none);
  expect(asked.filter((path) => path.startsWith('/Workflow'))).toEqual([]);
  answers = { '/Status/Endpoints': [...endpoints, `GET ${mine}`] };
  const refused = await held();
  expect(refused).toEqual(none);
  expect(wasRefused({ data: refused, error: null })).toBe(true);
  expect(asked.filter((path) => path.startsWith('/Workflow'))).toEqual([mine]);
});

/** A list of twenty that are about the certificate, and their details. */
const ids = Array.from({ length: 20 }, (_, index) => `w${index}`);
const twenty = (...others: unknown[]) => ({
  '/Status/Endpoints': [...endpoints, `GET ${mine}`],
  [mine]: [...ids.map((id) => instance(id, 'Suspended')), ...others],
  ...Object.fromEntries([...ids, 'named', 'other'].map((id) => [`/Workflow/Instances/${id}`, detail(7, 1)])),
});
const details = () =>
  asked.flatMap((path) => /^\/Workflow\/Instances\/(\w*\d|named|other|older)$/.exec(path)?.[1] ?? []);

test('few are asked at a time, none that began before the certificate; a title says which come first and drops none', async () => {
  const by = (initiator: string, id: string, subject: string) => ({
    ...instance(id, 'Suspended'),
    Title: `${initiator} is revoking certificate with ${subject}.`,
  });
  answers = twenty(
    // By the initiator's own name, and cut before the certificate's.
    by('CN=anna,OU=PKI', 'other', 'the name'),
    by('KEYEXAMPLE\\anna', 'named', 'CN=APP.keyexample.com,O=x'),
    { ...instance('older', 'Suspended'), StartDate: '2026-04-21T19:59:59Z' },
  );
  const { waiting, partly } = await held();
  expect(waiting.map((each) => each.instance.instanceId).toSorted()).toEqual([...ids, 'named', 'other'].toSorted());
  expect(partly).toBe(false);
  expect(details()[0]).toBe('named');
  expect(details()).not.toContain('older');
  expect(most).toBe(4);
});

test('beyond a full page a revocation may wait, unless that page reaches back before the certificate', async () => {
  const fifty = Array.from({ length: 50 }, (_, index) => instance(`c${index}`, 'Complete'));
  const before = { ...instance('older', 'Complete'), StartDate: '2026-04-21T19:59:59Z' };
  const partly = async (rows: unknown[]) => {
    answers = { '/Status/Endpoints': [...endpoints, `GET ${mine}`], [mine]: rows };
    return (await held()).partly;
  };
  expect(await partly(fifty)).toBe(true);
  expect(await partly([...fifty.slice(1), before])).toBe(false);
  expect(await partly(fifty.slice(1))).toBe(false);
});

test('who leaves the page leaves no calls behind that the next certificate waits for', async () => {
  answers = twenty();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { queryKey } = revocationsHeldQuery(facts);
  onCall = () => void (details().length > 0 && client.cancelQueries({ queryKey }));
  await expect(client.fetchQuery(revocationsHeldQuery(facts))).rejects.toThrow('CancelledError');
  onCall = () => {};
  const next = { ...facts, certificateId: asCertificateId(8) };
  answers = { ...answers, [mine]: [] };
  await new QueryClient().fetchQuery(revocationsHeldQuery(next));
  expect(details().length).toBeLessThanOrEqual(4);
});

test('what fails leaves the rest and is told, and asked for again; where no list comes it is an error', async () => {
  const both = [...endpoints, `GET ${mine}`, `GET ${assigned}`];
  answers = {
    '/Status/Endpoints': both,
    [mine]: [instance('a', 'Suspended'), instance('b', 'Suspended')],
    [assigned]: [],
    '/Workflow/Instances/a': detail(7, 1),
    '/Workflow/Instances/b': detail(7, 4),
  };
  const reasons = async () => {
    const { waiting, partly } = await held();
    return [waiting.map(({ reason }) => reason), partly];
  };
  failing = ['/Workflow/Instances/a'];
  expect(await reasons()).toEqual([[4], true]);
  failing = [assigned];
  expect(await reasons()).toEqual([[1, 4], true]);
  failing = [];
  expect(await reasons()).toEqual([[1, 4], false]);
  failing = [mine, assigned];
  await expect(held()).rejects.toMatchObject({ status: 500 });
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
