import {
  addLater,
  chooseStore,
  choiceOf,
  expectNow,
  hasJob,
  javaStores,
  jobsAt,
  openNew,
  pass,
  planStore,
} from './plan.ts';
import { resultsAt, storeAt, type StoreRow, timelineOf } from './plan.ts';
import { fillUntilWhere, goOn, postsTo } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

test.describe.configure({ timeout: 90_000 });

/** Somebody else runs a failed job of a store again: the last one, or the first (`Math.min`). */
async function runAgainElsewhere(world: World, { ClientMachine }: StoreRow, which = Math.max): Promise<void> {
  const failed = encodeURIComponent('Result -eq 4');
  const rows = (await world.get(`/OrchestratorJobs/JobHistory?ReturnLimit=500&QueryString=${failed}`)) as {
    JobHistoryId: number;
    ClientMachine: string;
  }[];
  const ids = rows.filter((row) => row.ClientMachine === ClientMachine).map(({ JobHistoryId }) => JobHistoryId);
  await world.post('/OrchestratorJobs/Reschedule', { JobAuditIds: [which(...ids)] });
}

test('a failed job that another tab had run again is not run a second time', async ({ page, context, world }) => {
  const store = await storeAt(world, 'web-fails.keyexample.com');
  const part = await openNew(page, world, 'again.keyexample.com');
  await chooseStore(part, store);
  await addLater(page, part, 1);
  const failed = timelineOf(part, store);
  await pass(world, part, 120);
  await expect(failed.getByText('Failed', { exact: true })).toBeVisible({ timeout: 20_000 });
  await failed.getByRole('button', { name: /^Run the job again/ }).click();
  const question = page.getByRole('dialog', { name: 'Run this job again?' });
  const confirm = question.getByRole('button', { name: 'Run the job again' });
  await expect(confirm).toBeEnabled();

  const other = await context.newPage();
  await other.goto(page.url());
  const sent = other.getByRole('list', { name: 'Stores it was sent to' });
  const posts = [page, other].map((each) => postsTo(each, '/OrchestratorJobs/Reschedule'));
  await timelineOf(sent, store)
    .getByRole('button', { name: /^Run the job again/ })
    .click();
  await other.getByRole('dialog').getByRole('button', { name: 'Run the job again' }).click();
  await expect(timelineOf(sent, store).getByText(/^Told to run again/)).toBeVisible();
  await other.close();

  await expect(confirm).toBeDisabled();
  await expect(question.getByRole('alert')).toHaveText('The job has moved on since this was asked.');
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(failed.getByText(/^Told to run again/)).toBeVisible();
  await expect(failed.getByRole('button', { name: /^Run the job again/ })).toHaveCount(0);
  // Nor may the store get another job beside it.
  await page.getByRole('button', { name: 'Deploy to stores', exact: true }).click();
  await expect(await choiceOf(part, store)).toHaveAccessibleDescription(hasJob);
  expect(posts.map((each) => each.length)).toEqual([0, 1]);
});

test('a job that somebody else changed while the question stood is left alone, and that is said', async ({
  page,
  world,
}) => {
  const [store] = await javaStores(world);
  // What helps there comes in another order, and the question has to stay all the same.
  const fails = await storeAt(world, 'nginx01.keyexample.com', '/etc/nginx/tls/portal.pem');
  const part = await openNew(page, world, 'moved.keyexample.com');
  await planStore(part, store, 'moved');
  await chooseStore(part, fails);
  await addLater(page, part, 2);
  const posts = ['Unschedule', 'Reschedule'].map((act) => postsTo(page, `/OrchestratorJobs/${act}`));
  const refused = page
    .getByRole('alert')
    .filter({ hasText: 'Nothing was sent: the job has moved on since this was asked.' });
  const question = page.getByRole('dialog');

  await timelineOf(part, store)
    .getByRole('button', { name: /^Cancel the job/ })
    .click();
  await expect(question).toBeVisible();
  await world.advance(120_000);
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(refused.getByText('The orchestrator reports success.')).toBeVisible();
  await expect(question.getByRole('button', { name: 'Cancel the job' })).toBeDisabled();
  await question.getByRole('button', { name: 'Keep the job' }).click();

  const failed = timelineOf(part, fails);
  await expect(failed.getByText('Failed', { exact: true })).toBeVisible();
  await failed.getByRole('button', { name: /^Run the job again/ }).click();
  await expect(question).toBeVisible();
  await runAgainElsewhere(world, fails);
  await question.getByRole('button', { name: 'Run the job again' }).click();
  await expect(refused.getByText(/^Told to run again/)).toBeVisible();
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(failed.getByText(/^Told to run again/)).toBeVisible();
  expect(posts).toEqual([[], []]);
});

test('a job told to run again can be cancelled; one that somebody else cancelled is run again with a word about that', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'web-fails.keyexample.com');
  const part = await openNew(page, world, 'backandforth.keyexample.com');
  await chooseStore(part, store);
  await addLater(page, part, 1);
  await pass(world, part, 120);
  const job = timelineOf(part, store);
  const question = page.getByRole('dialog');
  const act = async (name: string) => {
    await job.getByRole('button', { name: new RegExp(`^${name}`) }).click({ timeout: 20_000 });
    await question.getByRole('button', { name }).click();
    await expect(question).toHaveCount(0);
  };
  const told = job.getByText(/^Told to run again/);
  await act('Run the job again');
  await expect(told).toBeVisible();
  await act('Cancel the job');
  await expect(job.getByText('Failed', { exact: true })).toBeVisible();
  expect(await resultsAt(world, store)).toEqual([4]);

  await act('Run the job again');
  await expect(told).toBeVisible();
  const [{ jobId } = { jobId: '' }] = await jobsAt(world, store);
  await world.post('/OrchestratorJobs/Unschedule', { JobIds: [jobId] });
  await world.advance(10_000);
  await expectNow(part, job.getByText(/but the queue does not list it: it may have been cancelled elsewhere/));
  await job.getByRole('button', { name: /^Run the job again/ }).click();
  await expect(question.getByText(/^It was told so before, and the queue does not list it/)).toBeVisible();
  await scan(page);
  await question.getByRole('button', { name: 'Run the job again' }).click();
  await expect(question).toHaveCount(0);
  await expect(job.getByRole('button', { name: /^Cancel the job/ })).toBeVisible();
  expect(await resultsAt(world, store)).toEqual([-1]);
});

test('of two failed jobs of a store one is not run again while somebody else had the other run', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'web-fails.keyexample.com');
  const part = await openNew(page, world, 'both.keyexample.com');
  const job = timelineOf(part, store);
  const again = job.getByRole('button', { name: /^Run the job again/ });
  await chooseStore(part, store);
  await addLater(page, part, 1);
  await pass(world, part, 120);
  await job.getByRole('button', { name: /^Edit the plan/ }).click({ timeout: 20_000 });
  await addLater(page, part, 1);
  await expect.poll(() => resultsAt(world, store)).toEqual([-1, 4]);
  await world.advance(120_000);
  await expectNow(part, again);
  await again.click();
  const posts = postsTo(page, '/OrchestratorJobs/Reschedule');
  await runAgainElsewhere(world, store, Math.min);
  await page.getByRole('dialog').getByRole('button', { name: 'Run the job again' }).click();
  await expect(
    page.getByText('Nothing was sent: another job of this certificate waits or runs at this store by now.'),
  ).toBeVisible();
  expect(posts).toEqual([]);
});

test('a job of another certificate that runs again in the same store is not taken for this one', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'web-fails.keyexample.com');
  const first = await openNew(page, world, 'before.keyexample.com');
  await chooseStore(first, store);
  await addLater(page, first, 1);
  await world.advance(120_000);
  await expectNow(first, timelineOf(first, store).getByText('Failed', { exact: true }));
  await fillUntilWhere(page, { commonName: 'after.keyexample.com', authority: 'CorpIssuingCA1' });
  await chooseStore(page.getByRole('main'), store);
  await goOn(page, 'Review');
  await runAgainElsewhere(world, store);
  await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
  await expect.poll(async () => (await jobsAt(world, store)).length, { timeout: 20_000 }).toBe(2);
  const part = page.getByRole('region', { name: 'Deployment' });
  await world.advance(120_000);
  const job = timelineOf(part, store);
  await expectNow(part, job.getByText('Failed', { exact: true }));
  await expect(job.getByText(/The orchestrator took the job\./)).toBeVisible();
  await expect(job.getByRole('button', { name: /^Run the job again/ })).toBeVisible();
});

test.describe('where the server refuses', () => {
  test.use({ expectedErrors: [/403/] });

  test('a job that was to run again is one that failed, as before', async ({ page, world }) => {
    const store = await storeAt(world, 'web-fails.keyexample.com');
    const part = await openNew(page, world, 'asbefore.keyexample.com');
    await chooseStore(part, store);
    await addLater(page, part, 1);
    await pass(world, part, 120);
    const job = timelineOf(part, store);
    await world.patch({
      faults: [{ method: 'POST', path: '/OrchestratorJobs/Reschedule', kind: '403' }],
    });
    await job.getByRole('button', { name: /^Run the job again/ }).click({ timeout: 20_000 });
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: 'Run the job again' }).click();
    await expect(question.getByRole('alert')).toContainText('The server does not let you do this');
    await question.getByRole('button', { name: 'Close' }).click();
    await expect(job.getByText('Failed', { exact: true })).toBeVisible();
    await expect(job.getByRole('button', { name: /^Run the job again/ })).toBeVisible();
  });
});

test('a store whose failed job somebody else ran again gets no second one by a plan that was open before', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'web-fails.keyexample.com');
  const part = await openNew(page, world, 'planned.keyexample.com');
  await chooseStore(part, store);
  const adds = postsTo(page, '/CertificateStores/Certificates/Add');
  await addLater(page, part, 1);
  const failed = timelineOf(part, store);
  await pass(world, part, 120);
  await failed.getByRole('button', { name: /^Edit the plan/ }).click({ timeout: 20_000 });
  await expect(part.getByRole('button', { name: 'Deploy to 1 store…' })).toBeVisible();
  await runAgainElsewhere(world, store);
  await addLater(page, part, 1);
  const said = part.getByRole('alert').filter({ hasText: 'Nothing was sent: an earlier job of this certificate' });
  await expect(said.getByText(store.DisplayName)).toBeVisible();
  await expect(failed.getByText(/^Told to run again/)).toBeVisible();
  expect(adds).toHaveLength(1);
  expect(await jobsAt(world, store)).toHaveLength(1);
});
