import type { Page } from '@playwright/test';
import { addLater, choiceOf, expectNow, expectSeenNow, hasJob, javaStores, jobsAt, openAddLater } from './plan.ts';
import { openNew, planStore, timelineOf } from './plan.ts';
import { certificatesNamed, enroll, fillUntilReview, fillUntilWhere, goOn, postsTo } from './walk.ts';
import { expect, test } from './world.ts';

test.describe.configure({ timeout: 90_000 });

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
  await expect(question(page).getByRole('alert')).toHaveText(/^A job to take something of this out was made meanwhile/);
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
