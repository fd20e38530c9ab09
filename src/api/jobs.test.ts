import { createServer } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { agentsQuery } from './agents.ts';
import { inventoryTimesQuery } from './inventory.ts';
import { place, row, since, waiting } from './jobRowsForTests.ts';
import { historyFilters, jobsQuery, placeKey, readJobRow } from './jobs.ts';
import { whyNot } from './rights.ts';
import { meQuery } from './server.ts';

test('a row is read from numbers and from names', () => {
  expect(readJobRow(row)).toMatchObject({ historyId: 201, status: 3, result: 2, end: null, message: '' });
  expect(readJobRow({ ...row, Status: 'CompletedWillRetry', Result: 'Failure' })).toMatchObject({
    status: 5,
    result: 4,
  });
});

describe('the history is asked', () => {
  const start = `OperationStart -ge "${since}"`;

  test('by path and the earliest time, each path once', () => {
    expect(historyFilters([place])).toEqual([`${start} AND TargetPath -eq "default/s1"`]);
    const later = { ...place, path: 'My', since: '2026-04-21T20:00:00Z' };
    expect(historyFilters([later, place, { ...later, machine: 'm2' }])).toEqual([
      `${start} AND (TargetPath -eq "My" OR TargetPath -eq "default/s1")`,
    ]);
  });

  test('by time alone where the grammar cannot carry a path, or no URL', () => {
    for (const path of ['a"b', '', 'x'.repeat(722)])
      expect(historyFilters([place, { ...place, path }])).toEqual([start]);
  });

  test('by job id where that takes no more requests', () => {
    expect(
      historyFilters([
        { ...place, jobId: 'x' },
        { ...place, jobId: 'y' },
      ]),
    ).toEqual(['JobId -eq "x" OR JobId -eq "y"']);
    const told = { ...place, jobIds: ['x', 'y'] };
    expect(historyFilters([told, { ...told, machine: 'm2' }, { ...place, path: 'My' }])).toEqual([
      `${start} AND (TargetPath -eq "default/s1" OR TargetPath -eq "My")`,
    ]);
    expect(historyFilters([told, { ...told, machine: 'm2' }])).toEqual(['JobId -eq "x" OR JobId -eq "y"']);
    const guid = '8c0f6f9e-53a3-4f0e-9a55-6f3c9c3e1f20';
    const many = Array.from({ length: 200 }, (_, at) => ({ ...place, jobId: `${guid}${at}` }));
    expect(historyFilters(many)).toEqual([`${start} AND TargetPath -eq "default/s1"`]);
  });

  test('in few filters that fit a URL twice, together asking for every path', () => {
    const many = Array.from({ length: 200 }, (_, at) => ({ ...place, path: `/opt/tomcat ${at}/conf/ks.jks` }));
    const filters = historyFilters(many);
    expect(filters.length).toBeLessThan(25);
    for (const filter of filters) expect(encodeURIComponent(filter).length).toBeLessThan(750);
    for (const { path } of many) expect(filters.join('')).toContain(`"${path}"`);
  });
});

let close: () => void = () => {};
afterEach(() => close());

/** A server whose answer is made from each request; returns the queries that came. */
async function serve(answer: (path: string, filter: string) => { status?: number; body: unknown }): Promise<string[]> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    const filter = searchParams.get('QueryString') ?? '';
    asked.push(`${pathname.split('/').at(-1)} ${filter}`);
    const { status = 200, body } = answer(pathname, filter);
    response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
  return asked;
}
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const isQueue = (path: string) => path.endsWith('ScheduledJobs');

describe('the jobs of many places', () => {
  const second = { ...place, path: 'My' };

  test('come from one request for what waits and one for what was taken', async () => {
    const asked = await serve((path) => ({ body: isQueue(path) ? [waiting] : [{ ...row, StorePath: 'My' }] }));
    const found = await client().fetchQuery(jobsQuery([place, second]));
    expect(found.historyMissing).toBeNull();
    expect(found.stores[placeKey(place)]).toMatchObject({ rows: [], queued: { jobId: 'aa' } });
    expect(found.stores[placeKey(second)]?.rows).toHaveLength(1);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(`ScheduledJobs Requested -ge "${since}"`);
  });

  test('that ended well are not asked for again, one that failed is', async () => {
    let result = 4;
    const asked = await serve((path) => ({ body: isQueue(path) ? [] : [{ ...row, Result: result }] }));
    const one = client();
    await one.fetchQuery(jobsQuery([place]));
    result = 2;
    const again = await one.fetchQuery(jobsQuery([place]));
    expect(again.stores[placeKey(place)]?.rows[0]?.result).toBe(2);
    expect(asked).toHaveLength(4);
    expect(await one.fetchQuery(jobsQuery([place]))).toMatchObject({ stores: again.stores });
    expect(asked).toHaveLength(4);
  });

  test('of one sending are asked for by the ids that no ended job has', async () => {
    const result = { Result: 2 };
    const asked = await serve((path) => ({ body: isQueue(path) ? [] : [{ ...row, ...result }] }));
    const jobIds = ['aa', 'bb'];
    const places = [
      { ...place, jobIds },
      { ...place, machine: 'm2', jobIds },
    ];
    const one = client();
    await one.fetchQuery(jobsQuery(places));
    await one.fetchQuery(jobsQuery(places));
    const histories = asked.filter((each) => each.startsWith('JobHistory'));
    expect(histories).toEqual(['JobHistory JobId -eq "aa" OR JobId -eq "bb"', 'JobHistory JobId -eq "bb"']);
  });

  test('are read without a filter of the queue where the server does not take one', async () => {
    const asked = await serve((path, filter) => {
      if (!isQueue(path)) return { body: [] };
      return filter === '' ? { body: [waiting] } : { status: 400, body: { Message: 'Unknown field' } };
    });
    const found = await client().fetchQuery(jobsQuery([place]));
    expect(found.stores[placeKey(place)]?.queued?.jobId).toBe('aa');
    expect(asked.map((each) => each.split(' ')[0])).toEqual(['ScheduledJobs', 'ScheduledJobs', 'JobHistory']);
  });

  test.each([401, 403])('say which right is missing, and are no error: %i', async (status) => {
    await serve(() => ({
      status,
      body: { Message: 'User does not have the following permissions: /agents/management/read/' },
    }));
    const found = await client().fetchQuery(jobsQuery([place]));
    expect(found).toMatchObject({ stores: {}, queueComplete: false, askedAtMs: 0 });
    expect(found.historyMissing).not.toBeNull();
  });

  test('are as old as they were when they could last be read', async () => {
    const one = client();
    await serve((path) => ({ body: isQueue(path) ? [] : [{ ...row, Result: 4 }] }));
    const began = Date.now();
    const first = await one.fetchQuery(jobsQuery([place]));
    expect(first.askedAtMs).toBeGreaterThanOrEqual(began - 2_000);
    close();
    await serve(() => ({ status: 403, body: {} }));
    const second = await one.fetchQuery({ ...jobsQuery([place]), staleTime: 0 });
    expect(second).toMatchObject({ stores: first.stores, askedAtMs: first.askedAtMs });
  });

  test.each([
    ['them', (one: QueryClient) => one.fetchQuery({ ...jobsQuery([place]), staleTime: 0 })],
    ['inventory jobs', (one: QueryClient) => one.fetchQuery({ ...inventoryTimesQuery(['My']), staleTime: 0 })],
    ['orchestrators', (one: QueryClient) => one.fetchQuery({ ...agentsQuery(), staleTime: 0 })],
  ])('tell whether the caller may read %s: a refusal is remembered, and an answer corrects it', async (_what, ask) => {
    const one = client();
    const { queryKey } = meQuery();
    one.setQueryData(queryKey, { name: null, roles: null, permissions: ['/portal/'], source: '' });
    const why = () => whyNot(one.getQueryData(queryKey), 'readJobs');
    const guess = why();
    expect(guess?.tries).not.toBeNull();
    const message = 'User does not have the following permissions: /agents/management/read/';
    await serve(() => ({ status: 403, body: { Message: message } }));
    await ask(one);
    expect(why()).toMatchObject({ words: guess?.words, tries: null });
    close();
    await serve(() => ({ body: [] }));
    await ask(one);
    expect(why()).toBeUndefined();
  });

  test('are known from the history where only the queue may not be read', async () => {
    await serve((path) => (isQueue(path) ? { status: 403, body: {} } : { body: [row] }));
    const found = await client().fetchQuery(jobsQuery([place]));
    expect(found).toMatchObject({ historyMissing: null, queueComplete: false });
    expect(found.stores[placeKey(place)]?.rows).toHaveLength(1);
  });
});
