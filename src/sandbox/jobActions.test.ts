import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api } from './apiForTests.ts';
import { addTo, advance, become, binding, enroll, historyOf, idOf, storeId } from './enrollForTests.ts';

async function act(api: Api, action: string, body: object): Promise<number> {
  return (await api('POST', `/OrchestratorJobs/${action}`, { body })).status;
}

const waiting = async (api: Api, query = '') =>
  records((await api('GET', `/OrchestratorJobs/ScheduledJobs?QueryString=${encodeURIComponent(query)}`)).body).map(
    (row) => row['Id'],
  );

const jobsBy = async (api: Api, query: string) =>
  records(
    (await api('GET', `/OrchestratorJobs/JobHistory?ReturnLimit=500&QueryString=${encodeURIComponent(query)}`)).body,
  );

const iis = (api: Api, machine: string) => storeId(api, `ClientMachine -eq "${machine}.keyexample.com"`);

async function failedJob(api: Api): Promise<string> {
  const job = await addTo(api, idOf(await enroll(api)), await iis(api, 'web-fails'), { JobFields: binding });
  await advance(api, 10);
  return job;
}

test('a job that nobody picked up is taken off the queue, by id or by query', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const silent = await iis(api, 'branch01');
  const [first, second] = [
    await addTo(api, id, silent, { JobFields: binding }),
    await addTo(api, id, await iis(api, 'lab01')),
  ];
  await advance(api, 60);
  expect(await waiting(api)).toEqual([first, second]);
  expect(await waiting(api, 'TargetPath -eq "My" AND JobType -eq "Management"')).toEqual([first]);
  expect(await act(api, 'Unschedule', { JobIds: [first], Query: null })).toBe(204);
  expect(await waiting(api)).toEqual([second]);
  expect(await act(api, 'Unschedule', { Query: 'JobType -contains "RFPEM"' })).toBe(204);
  expect(await waiting(api)).toEqual([]);
  expect(await act(api, 'Unschedule', {})).toBe(400);
  expect(await act(api, 'Unschedule', { JobIds: ['x'] })).toBe(400);
});

test('a job that runs or is over is not unscheduled', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  expect(await act(api, 'Unschedule', { JobIds: [job] })).toBe(204);
  expect((await historyOf(api, job)).map((row) => row['Status'])).toEqual([3]);
});

test('a failed job runs once more under its id, in another row', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  const [row] = await historyOf(api, job);
  expect(await act(api, 'Reschedule', { JobAuditIds: [row?.['JobHistoryId']] })).toBe(204);
  expect(await waiting(api)).toEqual([job]);
  await advance(api, 10);
  expect((await historyOf(api, job)).map(({ Result, Status }) => [Result, Status])).toEqual([
    [4, 3],
    [4, 3],
  ]);
  expect(await act(api, 'Reschedule', { Query: `JobId -eq "${job}" AND Result -eq 4` })).toBe(204);
  expect(await waiting(api)).toEqual([job]);
});

test('a job told to run again is taken off the queue, and can be told once more', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  const again = { Query: `JobId -eq "${job}" AND Result -eq 4` };
  await act(api, 'Reschedule', again);
  expect(await act(api, 'Unschedule', { JobIds: [job] })).toBe(204);
  expect(await waiting(api)).toEqual([]);
  await advance(api, 10);
  expect((await historyOf(api, job)).map(({ Result, Status }) => [Result, Status])).toEqual([[4, 3]]);
  await act(api, 'Reschedule', again);
  expect(await waiting(api)).toEqual([job]);
});

test('what succeeded is not run again', async () => {
  const api = await freshWorld();
  const job = await addTo(api, idOf(await enroll(api)), await iis(api, 'web05'), { JobFields: binding });
  await advance(api, 10);
  await act(api, 'Reschedule', { Query: `JobId -eq "${job}"` });
  expect(await waiting(api)).toEqual([]);
});

test('an acknowledged attempt has status 4 and stays the failure it was', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  const [row] = await historyOf(api, job);
  expect(await act(api, 'Acknowledge', { JobAuditIds: [row?.['JobHistoryId']] })).toBe(204);
  expect((await historyOf(api, job)).map(({ Result, Status }) => [Result, Status])).toEqual([[4, 4]]);
});

test('reading jobs is not changing them', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  await become(api, 'enroller');
  const answer = await api('POST', '/OrchestratorJobs/Reschedule', { body: { Query: `JobId -eq "${job}"` } });
  expect([answer.status, text(answer.body, 'Message')]).toEqual([
    403,
    expect.stringContaining('/agents/management/modify/'),
  ]);
  expect(await act(api, 'Unschedule', {})).toBe(403);
  expect(await act(api, 'Acknowledge', {})).toBe(403);
});

test('inventories are in the history, too: one for every store that has a schedule and had an orchestrator', async () => {
  const api = await freshWorld();
  const rows = await jobsBy(api, 'JobType -eq "Inventory"');
  const query = encodeURIComponent('HasInventoryScheduled -eq true');
  const stores = records((await api('GET', `/CertificateStores?ReturnLimit=500&QueryString=${query}`)).body);
  const lab = stores.filter((store) => text(store, 'ClientMachine').startsWith('lab01'));
  expect([rows.length, lab.length]).toEqual([stores.length - 1, 1]);
  const place = (row: unknown, path: string) => `${text(row, 'ClientMachine')} ${text(row, path)}`;
  const known = new Set(stores.map((store) => place(store, 'Storepath')));
  for (const row of rows) expect(known).toContain(place(row, 'StorePath'));
  expect(rows.filter((row) => row['Result'] === 3).map((row) => row['ClientMachine'])).toEqual([
    'web-warns.keyexample.com',
  ]);
  const age = (row: unknown) => Date.now() - Date.parse(text(row, 'OperationEnd'));
  const branch = rows.filter((row) => text(row, 'ClientMachine').startsWith('branch'));
  expect(branch.map((row) => age(row) > 20 * 86_400_000)).toEqual([true, true]);
  for (const row of rows.filter((one) => !branch.includes(one))) expect(age(row)).toBeLessThan(86_400_000);
});

test('an inventory that shows a change leaves a row of its own', async () => {
  const api = await freshWorld();
  const store = await iis(api, 'web05');
  const before = (await jobsBy(api, 'JobType -eq "IISUInventory"')).length;
  await addTo(api, idOf(await enroll(api)), store, { JobFields: binding });
  await advance(api, 30);
  await api('GET', `/CertificateStores/${store}/Inventory`);
  const rows = await jobsBy(api, 'JobType -eq "IISUInventory"');
  expect(rows).toHaveLength(before + 1);
  const newest = rows.at(-1);
  expect(newest).toMatchObject({ ClientMachine: 'web05.keyexample.com', Result: 2, Status: 3 });
  expect(at((await api('GET', `/CertificateStores/${store}`)).body, 'CertStoreInventoryJobId')).toBe(newest?.['JobId']);
});

test('the history is searched by kind of job, by schedule and by the moment it began', async () => {
  const api = await freshWorld();
  const job = await failedJob(api);
  expect((await jobsBy(api, 'JobType -eq "Management"')).map((row) => row['JobId'])).toEqual([job]);
  expect((await jobsBy(api, 'ScheduleType -eq NULL')).map((row) => row['JobId'])).toEqual([job]);
  expect((await jobsBy(api, 'ScheduleType -eq "I_"')).length).toBeGreaterThan(20);
  expect(await jobsBy(api, 'OperationStart -ge "2099-01-01T00:00:00Z"')).toEqual([]);
  expect((await api('GET', '/OrchestratorJobs/JobHistory?QueryString=JobHistoryId -eq 1')).status).toBe(400);
});
