import { issued } from './issued.ts';
import {
  addLater,
  checkNow,
  chooseStore,
  expectSeenNow,
  javaStores,
  jobsAt,
  openAddLater,
  planStore,
  storeAt,
  timelineOf,
} from './plan.ts';
import { postsTo, watchPlaces } from './walk.ts';
import { expect, scan, test } from './world.ts';

test.describe.configure({ timeout: 90_000 });

test('to take an entry out of a store is a question, and Cancel leaves the entry, the choice and the server alone', async ({
  page,
  world,
}) => {
  const [store] = await javaStores(world);
  const id = await issued(page, 'questions.keyexample.com');
  await world.post('/CertificateStores/Certificates/Add', {
    CertificateId: id,
    CertificateStores: [{ CertificateStoreId: store.Id, Alias: 'asked', IncludePrivateKey: true }],
    Schedule: { Immediate: true },
  });
  await world.advance(120_000);
  await page.goto(`certificates/${id}`);
  const held = page.getByRole('table', { name: 'Stores that hold it' });
  await expect(held.getByRole('row', { name: new RegExp(store.ClientMachine) })).toContainText(/just now|minutes ago/);
  await page.getByRole('button', { name: 'Remove from stores…' }).click();
  const removal = page.getByRole('region', { name: 'Remove from stores' });
  const place = removal.getByRole('checkbox', { name: /, asked$/ });
  await place.check();
  const removed = postsTo(page, '/CertificateStores/Certificates/Remove');
  const ask = removal.getByRole('button', { name: 'Remove 1 entry…' });
  await ask.click();
  const question = page.getByRole('dialog', { name: `Remove certificate ${id}` });
  await expect(question.getByText(/What runs there with this certificate may stop/)).toBeVisible();
  await expect(question.getByText(`${store.ClientMachine} - ${store.Storepath}, asked`)).toBeVisible();
  await scan(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(place).toBeChecked();
  expect(removed).toEqual([]);
  expect(await jobsAt(world, store)).toHaveLength(1);

  await ask.click();
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(timelineOf(removal, store).getByText('Job created')).toBeVisible();
  await expect(place).toBeDisabled();
  expect(removed).toHaveLength(1);
  expect(await jobsAt(world, store)).toHaveLength(2);
});

test('a deployment under way leaves the list of this browser only after a question, and its job goes on', async ({
  page,
  world,
}) => {
  const [store] = await javaStores(world);
  const name = 'listed.keyexample.com';
  const id = await issued(page, name);
  await page.goto(`certificates/${id}`);
  await world.patch({ stopClock: true });
  const part = await openAddLater(page);
  await planStore(part, store, 'listed');
  await addLater(page, part, 1);
  await expect(timelineOf(part, store).getByText('Job created')).toBeVisible();
  await page.goto('activity');
  const item = page.getByRole('list', { name: 'Sent to stores' }).getByRole('listitem', { name });
  await expect(timelineOf(item, store).getByText('Job created')).toBeVisible();
  const forget = item.getByRole('button', { name: `Remove from this list: ${name}` });
  await forget.click();
  const question = page.getByRole('dialog', { name: `Remove ${name} from this list?` });
  await expect(question.getByText(/Its jobs go on/)).toBeVisible();
  await scan(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await page.reload();
  await expect(item).toBeVisible();
  await forget.click();
  await question.getByRole('button', { name: 'Remove from this list' }).click();
  await expect(item).toHaveCount(0);
  expect((await jobsAt(world, store)).map(({ result }) => result)).toEqual([-1]);
});

test('a job is taken out of the queue or run again only after a question; to keep it changes nothing', async ({
  page,
  world,
}) => {
  const [waiting] = await javaStores(world);
  const fails = await storeAt(world, 'web-fails.keyexample.com');
  const id = await issued(page, 'kept.keyexample.com');
  await page.goto(`certificates/${id}`);
  await world.patch({ stopClock: true });
  const part = await openAddLater(page);
  await planStore(part, waiting, 'kept');
  await chooseStore(part, fails);
  await addLater(page, part, 2);
  const [kept, failed] = [timelineOf(part, waiting), timelineOf(part, fails)];
  const cancelled = postsTo(page, '/OrchestratorJobs/Unschedule');
  const cancel = kept.getByRole('button', { name: `Cancel the job for ${waiting.DisplayName}` });
  await cancel.click();
  const question = page.getByRole('dialog', { name: 'Cancel this job?' });
  await expect(question.getByText(/is taken out of the queue/)).toBeVisible();
  await scan(page);
  await question.getByRole('button', { name: 'Keep the job' }).click();
  await expect(question).toHaveCount(0);
  await expect(cancel).toBeVisible();
  expect(cancelled).toEqual([]);
  expect((await jobsAt(world, waiting)).map(({ result }) => result)).toEqual([-1]);
  await cancel.click();
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(kept.getByText('Cancelled', { exact: true })).toBeVisible();
  expect(await jobsAt(world, waiting)).toEqual([]);

  await world.advance(120_000);
  await checkNow(part);
  await expect(failed.getByText('Failed', { exact: true })).toBeVisible({ timeout: 20_000 });
  // What does the same is told apart from what makes a new job, and what helps most comes first.
  await expect(failed.getByRole('button')).toHaveText(['Run the job again', 'Edit the plan']);
  await expect(failed.getByText(/^The same job once more, as it was/)).toBeVisible();
  await expect(failed.getByText(/^A new job, with a plan that you change/)).toBeVisible();
  await scan(page);
  const again = postsTo(page, '/OrchestratorJobs/Reschedule');
  const run = failed.getByRole('button', { name: `Run the job again for ${fails.DisplayName}` });
  await run.click();
  const whether = page.getByRole('dialog', { name: 'Run this job again?' });
  await whether.getByRole('button', { name: 'Close' }).click();
  await expect(whether).toHaveCount(0);
  expect(again).toEqual([]);
  await run.click();
  await whether.getByRole('button', { name: 'Run the job again' }).click();
  await expect(whether).toHaveCount(0);
  expect(again).toHaveLength(1);
  expect(await jobsAt(world, fails)).toHaveLength(1);
});

test('a store whose entries have a password is refused without one and takes it; nothing keeps it', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'ilo01.keyexample.com');
  const id = await issued(page, 'ilo.keyexample.com');
  await page.goto(`certificates/${id}`);
  const secret = 'Entry-by-hand-2026';
  const find = watchPlaces(page);
  const part = await openAddLater(page);
  await chooseStore(part, store);
  await addLater(page, part, 1);
  await expect(part.getByText('An entry password is required for this store.', { exact: true })).toBeVisible();
  const timeline = timelineOf(part, store);
  await expect(timeline.getByText('No job', { exact: true })).toBeVisible();
  expect(await jobsAt(world, store)).toEqual([]);
  await scan(page);
  const fields = part.getByRole('group', { name: store.DisplayName });
  const edit = part.getByRole('button', { name: `Edit ${store.DisplayName}` });
  await expect(fields.or(edit).first()).toBeVisible();
  if ((await fields.count()) === 0) await edit.click();
  await fields.getByRole('textbox', { name: /^Entry password/ }).fill(secret);
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  await addLater(page, part, 1);
  await expect(timeline.getByText('Job created')).toBeVisible();
  expect(added).toMatchObject([{ body: { CertificateStores: [{ EntryPassword: { SecretValue: secret } }] } }]);
  expect(await find(secret)).toEqual([]);
  await world.advance(120_000);
  await expectSeenNow(part, timeline);
  await page.reload();
  const sent = page.getByRole('list', { name: 'Stores it was sent to' });
  await expect(sent.getByRole('listitem', { name: /^Deployment of/ }).first()).toBeVisible();
  expect(await find(secret)).toEqual([]);
});
test.use({ expectedErrors: [/400/] });
