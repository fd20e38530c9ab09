import type { Locator, Page } from '@playwright/test';
import { addLater, chooseStore, expectNow, expectSeenNow, javaStores, jobsAt, openAddLater, openNew } from './plan.ts';
import { pass, planStore, storeAt, type StoreRow, timelineOf } from './plan.ts';
import { certificatesNamed, enroll, fillUntilReview, fillUntilWhere, goOn, postsTo } from './walk.ts';
import { expect, test, type World } from './world.ts';

test.describe.configure({ timeout: 90_000 });

/** The choice of one store in a picker, which is searched for it. */
async function choiceOf(scope: Locator, store: StoreRow): Promise<Locator> {
  const search = scope.getByRole('searchbox', { name: 'Search machine or path' });
  await search.fill(`${store.ClientMachine} ${store.Storepath}`);
  return scope.getByRole('checkbox', { name: store.DisplayName, exact: true });
}

const hasJob = 'A job for it was made already.';

/** Somebody else runs the failed job of a store again. */
async function runAgainElsewhere(world: World, { ClientMachine }: StoreRow): Promise<void> {
  const failed = encodeURIComponent('Result -eq 4');
  const rows = (await world.get(`/OrchestratorJobs/JobHistory?ReturnLimit=500&QueryString=${failed}`)) as {
    JobHistoryId: number;
    ClientMachine: string;
  }[];
  const ids = rows.filter((row) => row.ClientMachine === ClientMachine).map(({ JobHistoryId }) => JobHistoryId);
  await world.post('/OrchestratorJobs/Reschedule', { JobAuditIds: [Math.max(...ids)] });
}

test('a store that another tab sent to is no choice on the page of the result', async ({ page, context, world }) => {
  const [first] = await javaStores(world);
  await fillUntilReview(page, { authority: 'CorpIssuingCA1', commonName: 'tabs.keyexample.com' });
  const certificate = await enroll(page);
  await page.getByRole('button', { name: 'Add a store' }).click();
  const deployment = page.getByRole('region', { name: 'Deployment' });
  const choice = await choiceOf(deployment, first);
  await expect(choice).toBeEnabled();

  const other = await context.newPage();
  await other.goto(`certificates/${certificate}`);
  const part = await openAddLater(other);
  await planStore(part, first, 'tabs');
  await addLater(other, part, 1);
  await expect(timelineOf(part, first).getByText('Job created')).toBeVisible();
  await other.close();

  await expect(choice).toHaveAccessibleDescription(hasJob);
  await expect(choice).toBeDisabled();
  expect(await jobsAt(world, first)).toHaveLength(1);
});

test('what is on its way out of a store is not taken out twice, also after a reload; once it is out, it may go in again', async ({
  page,
  world,
}) => {
  const [first] = await javaStores(world);
  const part = await openNew(page, world, 'inandout.keyexample.com');
  await planStore(part, first, 'inandout');
  await addLater(page, part, 1);
  const added = timelineOf(part, first);
  await world.advance(60_000);
  await expectNow(part, added.getByText('Finished', { exact: true }));
  await world.advance(60_000);
  await expectSeenNow(part, added);
  // Its job has ended: nothing of it is sent twice by another plan for that store.
  await openAddLater(page);
  await expect(await choiceOf(part, first)).toBeEnabled();
  await part.getByRole('button', { name: 'Close', exact: true }).click();

  const removal = page.getByRole('region', { name: 'Remove from stores' });
  const open = () => page.getByRole('button', { name: 'Remove from stores…' }).click();
  await open();
  await removal.getByRole('button', { name: 'Remove 1 entry…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(removal.getByText('Job created')).toBeVisible();
  const entry = removal.getByRole('checkbox', { name: /, inandout$/ });
  await expect(entry).toBeDisabled();

  await page.reload();
  await open();
  await expect(entry).toHaveAccessibleDescription(/A job to take it out was made already\.$/);
  await expect(entry).toBeDisabled();
  const sent = page.getByRole('list', { name: 'Stores it was sent to' }).getByRole('listitem', { name: /^Removal of/ });
  await world.advance(120_000);
  await expectNow(sent, sent.getByText('Gone from inventory', { exact: true }));

  await openAddLater(page);
  await expect(await choiceOf(part, first)).toBeEnabled();
  await planStore(part, first, 'inandout');
  await addLater(page, part, 1);
  await expect(added.getByText('Job created')).toBeVisible();
});

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
  await expect(question.getByText('The job has moved on since this was asked.')).toBeVisible();
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

test('an entry that another tab takes out while the question stands is not taken out twice', async ({
  page,
  context,
  world,
}) => {
  const [first] = await javaStores(world);
  const part = await openNew(page, world, 'outonce.keyexample.com');
  await planStore(part, first, 'outonce');
  await addLater(page, part, 1);
  await world.advance(120_000);
  await expectSeenNow(part, timelineOf(part, first));
  const question = (tab: Page) => tab.getByRole('dialog', { name: /^Remove certificate/ });
  const confirm = (tab: Page) => question(tab).getByRole('button', { name: 'Remove', exact: true });
  const ask = async (tab: Page) => {
    await tab.getByRole('button', { name: 'Remove from stores…' }).click();
    await tab.getByRole('button', { name: 'Remove 1 entry…' }).click();
    await expect(confirm(tab)).toBeEnabled();
  };
  await ask(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await ask(other);
  const posts = [page, other].map((tab) => postsTo(tab, '/CertificateStores/Certificates/Remove'));
  await confirm(other).click();
  await expect(question(other)).toHaveCount(0);
  await expect(confirm(page)).toBeDisabled();
  await expect(confirm(page)).toHaveAccessibleDescription(/^A job to take something of this out was made meanwhile/);
  await other.close();
  expect(posts.map((each) => each.length)).toEqual([0, 1]);
});

test('stores that went with a request are known on the page of its certificate though nobody followed it', async ({
  page,
  world,
}) => {
  const [store] = await javaStores(world);
  const name = 'manager.keyexample.com';
  await fillUntilWhere(page, { commonName: name });
  await planStore(page.getByRole('main'), store, 'carried');
  await goOn(page, 'Review');
  await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
  await expect(page.getByText('Waiting for approval: no certificate has been issued yet')).toBeVisible({
    timeout: 30_000,
  });
  await page.goto('connection');
  await world.patch({ user: 'approver' });
  const [request] = (await world.get('/Workflow/Certificates/Pending')) as { Id: number }[];
  await world.post('/Workflow/Certificates/Approve', [request?.Id]);
  await world.patch({ user: 'admin' });
  const query = encodeURIComponent(`IssuedCN -eq "${name}"`);
  const [row] = (await world.get(`/Certificates?QueryString=${query}`)) as { Id: number }[];
  await page.goto(`certificates/${row?.Id}`);
  const sent = page.getByRole('list', { name: 'Stores it was sent to' });
  await expect(timelineOf(sent, store).getByText('Job created')).toBeVisible();
  const part = await openAddLater(page);
  await expect(await choiceOf(part, store)).toHaveAccessibleDescription(hasJob);
  expect(await jobsAt(world, store)).toHaveLength(1);
});

test.describe('where the answer of the enrollment is lost, and the server made the password', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('the stores that went with the request are followed, and get one job each', async ({ page, world }) => {
    const [store] = await javaStores(world);
    const name = 'unheard.keyexample.com';
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'drop-after', times: 30 }] });
    await fillUntilWhere(page, { commonName: name, authority: 'CorpIssuingCA1', password: null });
    await planStore(page.getByRole('main'), store, 'unheard');
    await goOn(page, 'Review');
    await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
    const candidate = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
    await expect(candidate).toBeVisible({ timeout: 30_000 });
    const [found] = await certificatesNamed(world, name);
    await candidate.getByRole('button', { name: `This is the one: certificate ${found?.Id}` }).click();
    const stores = page.getByRole('region', { name: 'Stores', exact: true });
    await expectNow(stores, timelineOf(stores, store).getByText('Job created'));
    expect(await jobsAt(world, store)).toHaveLength(1);
  });
});
