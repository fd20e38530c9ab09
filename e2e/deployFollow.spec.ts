import type { Locator } from '@playwright/test';
import { issued } from './issued.ts';
import {
  addLater,
  checkNow,
  chooseStore,
  expectSeen,
  javaStores,
  jobsAt,
  openAddLater,
  planStore,
  storeAt,
  type StoreRow,
  timelineOf,
} from './plan.ts';
import { enroll, fillUntilReview } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

test.describe.configure({ timeout: 90_000 });

/** Lets so many seconds pass on the server, and asks it. */
async function pass(world: World, scope: Locator, seconds: number): Promise<void> {
  await world.advance(seconds * 1_000);
  await checkNow(scope);
}

const results = async (world: World, store: StoreRow): Promise<number[]> =>
  (await jobsAt(world, store)).map(({ result }) => result).toSorted((a, b) => a - b);

test('a job fails, is tried again and is seen in inventory, while two inventories never tell', async ({
  page,
  world,
}) => {
  const [java] = await javaStores(world);
  const flaky = await storeAt(world, 'web-flaky.keyexample.com');
  const without = await storeAt(world, 'tomcat-noinventory.keyexample.com');
  const id = await issued(page, 'retried.keyexample.com');
  await page.goto(`certificates/${id}`);
  await world.patch({ stopClock: true });
  const part = await openAddLater(page);
  await chooseStore(part, flaky);
  await planStore(part, java, 'retried');
  await planStore(part, without, 'retried');
  await addLater(page, part, 3);
  const [retried, silent, unproven] = [flaky, java, without].map((store) => timelineOf(part, store));
  if (!retried || !silent || !unproven) throw new Error('three stores have three timelines');
  for (const timeline of [retried, silent, unproven]) await expect(timeline.getByText('Job created')).toBeVisible();

  // Picked up after 4 s, over after 3 s more; the next attempt begins 4 s later.
  await pass(world, part, 5);
  for (const timeline of [retried, silent, unproven]) await expect(timeline.getByText('Picked up')).toBeVisible();
  await pass(world, part, 3);
  await expect(retried.getByText('Will retry')).toBeVisible();
  await expect(retried.getByText(/did not answer within 30 seconds/)).toBeVisible();
  for (const timeline of [silent, unproven])
    await expect(timeline.getByText('Finished', { exact: true })).toBeVisible();
  await expect(unproven.getByText(/This store has no inventory schedule/)).toBeVisible();
  await scan(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await scan(page);

  // The orchestrator that would bring the inventory is gone from here on.
  await world.patch({ silence: java.AgentId });
  await pass(world, part, 4);
  await expect(retried.getByText('Will retry')).toHaveCount(0);
  await expect(retried.getByText('Finished', { exact: true })).toHaveCount(0);
  await pass(world, part, 60);
  await expectSeen(retried);
  await pass(world, part, 72_000);
  await expect(silent.getByText(/does not list it yet\. Its orchestrator was last seen 20 hours ago/)).toBeVisible();
  for (const timeline of [silent, unproven])
    await expect(timeline.getByText('Seen in inventory', { exact: true })).toHaveCount(0);

  expect(await results(world, flaky)).toEqual([2]);
  await page.goto('activity');
  const entry = page.getByRole('listitem', { name: 'retried.keyexample.com', exact: true });
  await expect(entry.getByText('1 seen in inventory, 1 finished, 1 waiting.', { exact: false })).toBeVisible();
  await expect(timelineOf(entry, java).getByText(/The last inventory does not list it yet/)).toBeVisible();
});

test('what others did meanwhile is said store by store, only what failed is sent again, and nothing twice', async ({
  page,
  world,
}) => {
  const [sound, dropped, taken, empty] = await javaStores(world);
  const gone = await storeAt(world, 'web05.keyexample.com', 'My');
  await fillUntilReview(page, { authority: 'CorpIssuingCA1', commonName: 'meanwhile.keyexample.com' });
  await enroll(page);
  await world.patch({ stopClock: true });
  await page.getByRole('button', { name: 'Add a store' }).click();
  const deployment = page.getByRole('region', { name: 'Deployment' });
  for (const store of [sound, dropped, taken]) await planStore(deployment, store, 'shop');
  await chooseStore(deployment, gone);
  const fields = await planStore(deployment, empty, 'shop');
  await fields.getByRole('checkbox', { name: /^Overwrite/ }).check();
  await world.patch({ dropStore: dropped.Id, takeAlias: { storeId: taken.Id, alias: 'shop' }, silence: gone.AgentId });
  await deployment.getByRole('button', { name: 'Deploy to 5 stores' }).click();

  const of = (store: StoreRow) => timelineOf(deployment, store);
  for (const store of [sound, taken, gone]) await expect(of(store).getByText('Job created')).toBeVisible();
  for (const store of [dropped, empty]) await expect(of(store).getByText('No job', { exact: true })).toBeVisible();
  await pass(world, deployment, 8);
  await expect(of(sound).getByText('Finished', { exact: true })).toBeVisible();
  await expect(of(taken).getByText(/Alias 'shop' already exists/)).toBeVisible();
  await expect(of(gone).getByText(/No orchestrator has picked the job up yet/)).toBeVisible();
  await expect(of(sound).getByRole('button', { name: /^Edit the plan/ })).toHaveCount(0);
  await expect(of(gone).getByRole('button', { name: /^Edit the plan/ })).toHaveCount(0);
  await scan(page);

  await of(empty)
    .getByRole('button', { name: /^Edit the plan/ })
    .click();
  const again = deployment.getByRole('group', { name: empty.DisplayName });
  await expect(again.getByRole('textbox', { name: /^Alias/ })).toHaveValue('shop');
  await again.getByRole('checkbox', { name: /^Overwrite/ }).uncheck();
  await of(taken)
    .getByRole('button', { name: /^Edit the plan/ })
    .click();
  await deployment.getByRole('button', { name: `Edit ${taken.DisplayName}` }).click();
  await deployment
    .getByRole('group', { name: taken.DisplayName })
    .getByRole('textbox', { name: /^Alias/ })
    .fill('shop-2');
  await deployment.getByRole('button', { name: 'Deploy to 2 stores' }).click();
  await expect(of(empty).getByText('Job created')).toBeVisible();
  await pass(world, deployment, 8);
  for (const store of [taken, empty]) await expect(of(store).getByText('Finished', { exact: true })).toBeVisible();

  // What is gone stays refused, alone.
  await deployment.getByRole('button', { name: 'Deploy again to 1 store' }).click();
  await expect(of(dropped).getByText('No job', { exact: true })).toBeVisible();
  await expect(deployment.getByRole('button', { name: 'Deploy again to 1 store' })).toBeEnabled();
  await of(gone)
    .getByRole('button', { name: /^Cancel the job/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
  await expect(of(gone).getByText('Cancelled', { exact: true })).toBeVisible();
  await pass(world, deployment, 60);
  for (const store of [sound, taken, empty]) await expectSeen(of(store));

  expect(await results(world, sound)).toEqual([2]);
  expect(await results(world, empty)).toEqual([2]);
  expect(await results(world, taken)).toEqual([2, 4]);
  expect(await results(world, gone)).toEqual([]);
  expect(await results(world, dropped)).toEqual([]);
});
