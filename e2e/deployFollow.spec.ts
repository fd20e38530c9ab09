import { tabTo } from './editor.ts';
import { issued } from './issued.ts';
import {
  addLater,
  chooseStore,
  expectSeenNow,
  javaStores,
  openNew,
  pass,
  planStore,
  resultsAt,
  storeAt,
  type StoreRow,
  timelineOf,
} from './plan.ts';
import { enroll, fillUntilReview } from './walk.ts';
import { expect, scan, scanThemes, test, trafficOf } from './world.ts';

test.describe.configure({ timeout: 90_000 });

test('a job fails, is tried again and is seen in inventory, while two inventories never tell', async ({
  page,
  world,
}) => {
  const [java] = await javaStores(world);
  const flaky = await storeAt(world, 'web-flaky.keyexample.com');
  const without = await storeAt(world, 'tomcat-noinventory.keyexample.com');
  const part = await openNew(page, world, 'retried.keyexample.com');
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
  await scanThemes(page);

  // The orchestrator that would bring the inventory is gone from here on.
  await world.patch({ silence: java.AgentId });
  await pass(world, part, 4);
  await expect(retried.getByText('Will retry')).toHaveCount(0);
  await expect(retried.getByText('Finished', { exact: true })).toHaveCount(0);
  await pass(world, part, 60);
  await expectSeenNow(part, retried);
  await pass(world, part, 72_000);
  await expect(silent.getByText(/does not list it yet\. Its orchestrator was last seen 20 hours ago/)).toBeVisible();
  for (const timeline of [silent, unproven])
    await expect(timeline.getByText('Seen in inventory', { exact: true })).toHaveCount(0);

  expect(await resultsAt(world, flaky)).toEqual([2]);
  await page.goto('activity');
  const entry = page.getByRole('listitem', { name: 'retried.keyexample.com', exact: true });
  await expect(entry.getByText('1 seen in inventory, 1 finished, 1 waiting.', { exact: false })).toBeVisible();
  await expect(timelineOf(entry, java).getByText(/The last inventory does not list it yet/)).toBeVisible();
});

test('by keyboard alone a certificate is sent to a store; it is asked after ever more seldom, and in a hidden tab not at all', async ({
  page,
  world,
}) => {
  const [java] = await javaStores(world);
  const name = 'unseen.keyexample.com';
  await page.clock.install();
  await page.goto(`certificates/${await issued(page, name)}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Deploy to stores', exact: true }));
  await page.keyboard.press('Enter');
  const part = page.getByRole('region', { name: 'Deploy to stores', exact: true });
  await tabTo(page, part.getByRole('searchbox', { name: 'Search machine or path' }));
  await page.keyboard.type(`${java.ClientMachine} ${java.Storepath}`);
  await expect(part.getByText('1 row', { exact: true })).toBeVisible();
  await tabTo(page, part.getByRole('checkbox', { name: java.DisplayName, exact: true }));
  await page.keyboard.press('Space');
  await tabTo(page, part.getByRole('textbox', { name: /^Alias/ }));
  await page.keyboard.type('unseen');
  await tabTo(page, part.getByRole('button', { name: 'Deploy to 1 store…' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }));
  await page.keyboard.press('Enter');
  const timeline = timelineOf(part, java);
  await expect(timeline.getByText('Job created')).toBeVisible();
  await expect(part.getByText(/^Next check at/)).toBeVisible();
  await world.patch({ stopClock: true });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/Keyfactor(API|\/API)\//.test(request.url())) asked.push(request.url());
  });
  const histories = () => asked.filter((url) => url.includes('/OrchestratorJobs/JobHistory')).length;
  // A minute of the page's time, in which asking every two seconds would ask in each of its parts.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await expect.poll(() => trafficOf(page)?.open.size).toBe(0);
  asked.length = 0;
  for (let part6s = 0; part6s < 10; part6s += 1) {
    await page.clock.runFor(6_000);
    await expect.poll(() => trafficOf(page)?.open.size).toBe(0);
  }
  expect(histories()).toBeGreaterThan(1);
  expect(histories()).toBeLessThan(8);
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  const nobodyAsks = async () => {
    await show('hidden');
    await expect.poll(() => trafficOf(page)?.open.size).toBe(0);
    asked.length = 0;
    await page.clock.fastForward(600_000);
    // What a timer sends is sent before the page answers again.
    await page.evaluate(() => document.title);
    expect(asked).toEqual([]);
  };
  await nobodyAsks();
  // The job ends, and no inventory comes.
  await world.advance(8_000);
  await page.clock.resume();
  await show('visible');
  await page.clock.fastForward(61_000);
  await expect(timeline.getByText('Finished', { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(asked.length).toBeGreaterThan(0);
  await expect(part.getByText(/^Next check at/)).toBeVisible();
  await nobodyAsks();
});

// The store that was deleted is looked for.
test.use({ expectedErrors: [/404/] });

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
  await deployment.getByRole('button', { name: 'Deploy to 5 stores…' }).click();
  // What overwrites is asked for first.
  const overwrites = page.getByRole('dialog', { name: 'Deploy to 5 stores and replace an entry?' });
  await expect(overwrites.getByRole('listitem')).toHaveText([`${empty.DisplayName}: shop`]);
  await overwrites.getByRole('button', { name: 'Deploy', exact: true }).click();

  const of = (store: StoreRow) => timelineOf(deployment, store);
  for (const store of [sound, taken, gone]) await expect(of(store).getByText('Job created')).toBeVisible();
  for (const store of [dropped, empty]) await expect(of(store).getByText('No job', { exact: true })).toBeVisible();
  await pass(world, deployment, 8);
  await expect(of(sound).getByText('Finished', { exact: true })).toBeVisible();
  await expect(of(taken).getByText(/Alias 'shop' already exists/)).toBeVisible();
  // The head of the page says so as well, and leads there.
  const head = page.getByRole('status').filter({ hasText: /certificate \d+/ });
  await expect(head.getByText('1 of 5 stores failed, 2 not taken.')).toBeVisible();
  await head.getByRole('button', { name: 'Show the stores' }).click();
  await expect(of(taken).or(of(dropped)).or(of(empty)).and(page.locator(':focus'))).toBeVisible();
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

  // What is gone is called so and asked for no more; it can be taken off the plan.
  await expect(of(dropped).getByText(/This store is no longer on the server/)).toBeVisible();
  await expect(deployment.getByRole('button', { name: /^Deploy again/ })).toHaveCount(0);
  await expect(of(dropped).getByRole('button', { name: /^Edit the plan/ })).toHaveCount(0);
  await scan(page);
  await of(dropped)
    .getByRole('button', { name: `Remove from the plan: ${dropped.DisplayName}` })
    .click();
  await expect(of(dropped)).toHaveCount(0);
  await of(gone)
    .getByRole('button', { name: /^Cancel the job/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
  await expect(of(gone).getByText('Cancelled', { exact: true })).toBeVisible();
  await pass(world, deployment, 60);
  for (const store of [sound, taken, empty]) await expectSeenNow(deployment, of(store));

  expect(await resultsAt(world, sound)).toEqual([2]);
  expect(await resultsAt(world, empty)).toEqual([2]);
  expect(await resultsAt(world, taken)).toEqual([2, 4]);
  expect(await resultsAt(world, gone)).toEqual([]);
  expect(await resultsAt(world, dropped)).toEqual([]);
});
