import { createServer } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configureClient, serverAddress, serverNow } from '../../api/client.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { jobsOfQuery } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { keptStores } from './deployments.ts';
import { askedFor } from './followForTests.ts';
import { keepAgain, keepDeployment, keptDeployments } from './keptDeployments.ts';
import { keptSeen, seenKey } from './keptSeen.ts';
import { jobsNow, whyHeld } from './lookAnew.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);

const certificateId = asCertificateId(4711);
const askedAt = '2026-04-22T02:00:00.500Z';
const one = askedFor('s1', { jobId: 'j1' });
const place = { ClientMachine: 's1.keyexample.com', JobType: 'Management' };
const failed = {
  ...place,
  JobHistoryId: 7,
  JobId: 'j1',
  StorePath: 'My',
  OperationStart: '2026-04-22T02:01:00Z',
  Status: 3,
  Result: 4,
};
const queued = { ...place, Id: 'j1', Target: 'My', Requested: '2026-04-22T02:00:01Z' };

interface Answers {
  queue?: readonly object[];
  history?: readonly object[];
  status?: number;
}

let close: () => void = () => {};
let asked: string[] = [];
/** Runs while an answer is awaited. */
let meanwhile: () => void = () => {};

/** A server that tells these jobs. */
async function serve({ queue = [], history = [failed], status = 200 }: Answers = {}): Promise<void> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://host');
    asked.push(pathname.split('/').at(-1) ?? '');
    meanwhile();
    response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(status === 200 ? (pathname.endsWith('ScheduledJobs') ? queue : history) : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api`,
    sleep: () => Promise.resolve(),
  });
  keep(one);
}

/** Puts a sending into the list of this browser. */
const keep = (sent: Asked, at = askedAt): void =>
  keepDeployment({
    server: serverAddress(),
    user: null,
    askedAt: at,
    certificateId,
    commonName: '',
    collectionId: null,
    containerId: null,
    stores: keptStores([sent]),
  });

beforeEach(() => {
  asked = [];
  meanwhile = () => {};
  keptDeployments.write({ deployments: [] });
  keptSeen.write({ stores: [] });
});
afterEach(() => close());

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const add = (...stores: Asked[]) =>
  whyHeld(client(), { certificateId, what: 'add', stores: stores.map(({ store }) => store) });
const remove = (alias: string) =>
  whyHeld(client(), { certificateId, what: 'remove', stores: [{ ...one.store, alias }] });
const twice = /^Nothing was sent: an earlier job of this certificate waits or runs/;

test('what was never sent to goes at once, and what has failed goes after a look', async () => {
  await serve();
  expect(await add(askedFor('s2'))).toBeNull();
  expect(asked).toEqual([]);
  expect(await add(one, askedFor('s2'))).toBeNull();
  expect(asked).toEqual(['ScheduledJobs', 'JobHistory']);
});

test('a failed job that waits again, or runs, holds a second one back, and its store is named', async () => {
  await serve({ queue: [queued] });
  expect(await add(one, askedFor('s2'))).toMatchObject({ summary: expect.stringMatching(twice), reasons: ['s1'] });
  close();
  await serve({ history: [failed, { ...failed, JobHistoryId: 8, Status: 2, Result: 0 }] });
  expect((await add(one))?.summary).toMatch(twice);
});

test('what another tab sent, or had run again, while jobs were looked for holds it back', async () => {
  await serve();
  meanwhile = () => keep({ ...one, accepted: null, jobId: null }, '2026-04-22T02:10:00.000Z');
  expect((await add(one))?.summary).toMatch(twice);
  keptDeployments.write({ deployments: [] });
  keep(one);
  expect(await remove('shop')).toBeNull();
  keptDeployments.write({ deployments: [] });
  keep(one);
  meanwhile = () => keepAgain(serverAddress(), one, { row: 7, at: serverNow().toISOString() });
  expect((await add(one))?.summary).toMatch(twice);
});

test('an earlier job of which nothing can be read now holds it back, one that nobody here may read does not', async () => {
  await serve({ status: 500 });
  const held = await add(one);
  expect(held?.summary).toBe('Nothing was sent: what became of the earlier jobs could not be read.');
  expect(held?.reasons).toHaveLength(1);
  // To send this again was said yes to, whatever became of it.
  keptDeployments.write({ deployments: [] });
  keep({ ...one, accepted: null });
  expect(await add(one)).toBeNull();
  for (const status of [400, 403, 404]) {
    close();
    await serve({ status });
    expect(await add(one)).toBeNull();
  }
});

test('an entry whose removal waits is not taken out twice; another one of its store is', async () => {
  const removal = { ...one, action: 'remove' } as const;
  await serve({ queue: [queued], history: [] });
  keptDeployments.write({ deployments: [] });
  keep(removal);
  expect((await remove('SHOP'))?.summary).toBe('Nothing was sent: a job to take this out was made already.');
  expect(await remove('other')).toBeNull();
});

test("somebody else's job in the store of what was seen at its end holds nothing back", async () => {
  await serve({ queue: [{ ...queued, Id: 'stranger' }], history: [] });
  keptDeployments.write({ deployments: [] });
  const unnamed = { ...one, jobId: null };
  keep(unnamed);
  expect((await add(unnamed))?.summary).toMatch(twice);
  keptDeployments.write({ deployments: [] });
  keep(unnamed);
  keptSeen.write({ stores: [{ key: seenKey(unnamed), at: askedAt }] });
  expect(await add(unnamed)).toBeNull();
});

test('a look is never answered by a read that was under way before', async () => {
  await serve();
  const shared = client();
  const before = shared.fetchQuery(jobsOfQuery([one]));
  await jobsNow(shared, [one]);
  await before;
  expect(asked.filter((path) => path === 'ScheduledJobs')).toHaveLength(2);
});
