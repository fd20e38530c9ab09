import { issued } from './issued.ts';
import { addLater, chooseStore, expectSeenNow, javaStores, jobsAt, openAddLater, storeAt, timelineOf } from './plan.ts';
import { enroll, fillUntilReview, postsTo } from './walk.ts';
import { expect, scan, test } from './world.ts';

// What is not permitted is asked for once, and refused; a store that one may not see is none.
test.use({ expectedErrors: [/40[034]/] });
test.describe.configure({ timeout: 90_000 });

test('without the right at a container nothing is sent there, and without that to jobs each step says what is missing', async ({
  page,
  world,
}) => {
  const [inside, next] = [
    await storeAt(world, 'web05.keyexample.com', 'My'),
    await storeAt(world, 'web06.keyexample.com', 'My'),
  ];
  const outside = await storeAt(world, 'app03.keyexample.com', 'My');
  const id = await issued(page, 'rights.keyexample.com');
  await world.advance(21_000);
  await page.goto(`certificates/${id}?collection=3`);
  const part = await openAddLater(page);
  const plan = part.getByRole('region', { name: 'Stores in the plan' });
  for (const store of [inside, outside]) await chooseStore(part, store);
  // The right at all but one container goes while the plan is made.
  await world.patch({ user: 'webops' });
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  await addLater(page, part, 2);
  await expect(part.getByText('You may not schedule jobs for this certificate store.', { exact: true })).toBeVisible();
  await expect(timelineOf(part, inside).getByText('No job', { exact: true })).toBeVisible();
  await scan(page);
  await plan.getByRole('button', { name: `Remove from the plan: ${outside.DisplayName}` }).click();
  await addLater(page, part, 1);
  const timeline = timelineOf(part, inside);
  await expect(timeline.getByText('Job created')).toBeVisible();
  expect(added.map(({ body }) => (body['CertificateStores'] as unknown[]).length)).toEqual([2, 1]);
  await expect(
    timeline.getByText(/You may not read orchestrator jobs \(that takes \/agents\/management\/read\/\)/).first(),
  ).toBeVisible();
  await world.advance(60_000);
  await expectSeenNow(part, timeline);
  await expect(timeline.getByText(/It may have been like that before/)).toBeVisible();
  await expect(part.getByRole('button', { name: 'Check now' })).toHaveCount(0);

  // Neither the jobs, nor the places, nor the inventory: what the server answered is all that is known.
  await world.patch({
    faults: ['/Certificates/Locations', '/Inventory'].map((path) => ({
      method: 'GET',
      path,
      kind: '403',
      times: 100,
    })),
  });
  await openAddLater(page);
  await chooseStore(part, next);
  await addLater(page, part, 1);
  const blind = timelineOf(part, next);
  await expect(
    blind.getByText(/You may read neither this certificate’s locations nor the inventory of this store/),
  ).toBeVisible({ timeout: 20_000 });
  await expect(blind.getByText('Asked', { exact: true })).toBeVisible();
  await scan(page);
  await world.patch({ user: 'admin', faults: [] });
  for (const store of [inside, next]) expect(await jobsAt(world, store)).toHaveLength(1);
  expect(await jobsAt(world, outside)).toEqual([]);
});

test.describe('who may not read certificates', () => {
  test.use({ user: 'webops' });

  test('deploys after enrollment and follows it by the inventory of the store alone', async ({ page, world }) => {
    const store = await storeAt(world, 'web05.keyexample.com', 'My');
    await fillUntilReview(page, { commonName: 'blind.keyexample.com' });
    await enroll(page);
    await page.getByRole('button', { name: 'Add a store' }).click();
    const deployment = page.getByRole('region', { name: 'Deployment' });
    const search = deployment.getByRole('searchbox', { name: 'Search machine or path' });
    await search.fill('nginx');
    await expect(deployment.getByText('No store matches', { exact: true })).toBeVisible();
    await chooseStore(deployment, store);
    await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
    const timeline = timelineOf(deployment, store);
    await expect(timeline.getByText('Job created')).toBeVisible();
    await expect(
      timeline.getByText(/You may not read orchestrator jobs \(that takes \/agents\/management\/read\/\)/).first(),
    ).toBeVisible();
    // The job, and after it the inventory: both are over, and nobody has to wait for the second.
    await world.advance(120_000);
    await expectSeenNow(deployment, timeline);
    await expect(deployment.getByRole('button', { name: 'Check now' })).toHaveCount(0);
    await scan(page);
  });
});

test.describe('who may deploy to no store, on Command 10.5', () => {
  test.use({ user: 'webops', profile: '10.5' });

  test('is offered none after an enrollment: no time runs, and the button says why', async ({ page }) => {
    await fillUntilReview(page, { commonName: 'nostore.keyexample.com' });
    await enroll(page);
    const deployment = page.getByRole('region', { name: 'Deployment' });
    const add = deployment.getByRole('button', { name: 'Add a store' });
    await expect(add).toHaveAccessibleDescription(
      /^You (lack the permission CertificateStoreManagement: Read|may not read certificate stores on this server)$/,
    );
    await expect(deployment.getByText(/to add stores with this key/)).toHaveCount(0);
    await scan(page);
  });
});

test('who is known not to read jobs is not asked of them: when an inventory was taken is then not told', async ({
  page,
  world,
}) => {
  const [store] = await javaStores(world);
  const id = await issued(page, 'times.keyexample.com');
  await world.post('/CertificateStores/Certificates/Add', {
    CertificateId: id,
    CertificateStores: [{ CertificateStoreId: store.Id, Alias: 'times', IncludePrivateKey: true }],
    Schedule: { Immediate: true },
  });
  await world.advance(120_000);
  await world.patch({ user: 'deployer' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/OrchestratorJobs/JobHistory')) asked.push(request.url());
  });
  await page.goto(`certificates/${id}`);
  const held = page.getByRole('table', { name: 'Stores that hold it' });
  await expect(held.getByRole('row', { name: new RegExp(store.ClientMachine) })).toContainText('Time not told');
  expect(asked).toEqual([]);
});
