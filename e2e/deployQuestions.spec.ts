import { issued } from './issued.ts';
import {
  addLater,
  chooseStore,
  expectSeenNow,
  javaStores,
  jobsAt,
  openNew,
  pass,
  planStore,
  resultsAt,
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
  const part = await openNew(page, world, name);
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
  // What is behind a question has no role.
  await expect(question).toHaveCount(0);
  await expect(item).toHaveCount(0);
  expect(await resultsAt(world, store)).toEqual([-1]);
});

test('a job is taken out of the queue or run again only after a question; to keep it changes nothing', async ({
  page,
  world,
}) => {
  const [waiting] = await javaStores(world);
  const fails = await storeAt(world, 'web-fails.keyexample.com');
  const part = await openNew(page, world, 'kept.keyexample.com');
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
  expect(await resultsAt(world, waiting)).toEqual([-1]);
  await cancel.click();
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(kept.getByText('Cancelled', { exact: true })).toBeVisible();
  expect(await jobsAt(world, waiting)).toEqual([]);

  await pass(world, part, 120);
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
  await expect(
    failed.getByText(/^Told to run again; no orchestrator has taken it yet\. Attempt 1 ended: /),
  ).toBeVisible();
  await pass(world, part, 120);
  await expect(failed.getByText(/^The orchestrator took the job, attempt 2\./)).toBeVisible({ timeout: 20_000 });
  expect(await jobsAt(world, fails)).toHaveLength(1);
});

test('a store whose entries have a password is warned of before it goes without one, and takes it; nothing keeps it', async ({
  page,
  world,
}) => {
  const store = await storeAt(world, 'ilo01.keyexample.com');
  const secret = 'Entry-by-hand-2026';
  const find = watchPlaces(page);
  const part = await openNew(page, world, 'ilo.keyexample.com');
  const fields = await chooseStore(part, store);
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  const warning = 'Without a password for the entry the server may refuse this store.';
  await expect(fields.getByText(`No entry password. ${warning}`, { exact: true })).toBeVisible();
  await part.getByRole('button', { name: 'Deploy to 1 store…' }).click();
  const question = page.getByRole('dialog', { name: /^Deploy certificate \d+/ });
  await expect(question.getByRole('listitem')).toContainText(warning);
  await scan(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  expect(added).toEqual([]);
  await fields.getByRole('textbox', { name: /^Entry password/ }).fill(secret);
  await expect(fields.getByText(warning)).toHaveCount(0);
  await addLater(page, part, 1);
  const timeline = timelineOf(part, store);
  await expect(timeline.getByText('Job created')).toBeVisible();
  await expect(part).toBeFocused();
  expect(added).toMatchObject([{ body: { CertificateStores: [{ EntryPassword: { SecretValue: secret } }] } }]);
  expect(await find(secret)).toEqual([]);
  await world.advance(120_000);
  await expectSeenNow(part, timeline);
  // The page shows at once what the inventory brought.
  const held = page.getByRole('table', { name: 'Stores that hold it' });
  await expect(held.getByRole('row', { name: /ilo01/ })).toContainText(/just now|minutes? ago/);
  const id = added[0]?.body['CertificateId'];
  const { Details } = (await world.get(`/Certificates/Locations/${String(id)}`)) as {
    Details: { Locations: { StoreId: string; Alias: string }[] }[];
  };
  const [place] = Details.flatMap(({ Locations }) => Locations);
  await world.post('/CertificateStores/Certificates/Remove', {
    CertificateStores: [{ CertificateStoreId: place?.StoreId, Alias: place?.Alias }],
    Schedule: { Immediate: true },
  });
  await world.advance(120_000);
  await page.reload();
  const sent = page.getByRole('list', { name: 'Stores it was sent to' });
  const before = sent.getByRole('listitem', { name: /^Deployment of/ }).first();
  // What was seen stays seen.
  await expect(before.getByText(/: 1 seen in inventory\.$/)).toBeVisible();
  await expect(before.getByText(/^It was listed, and replaced or taken out since\. Seen/)).toBeVisible();
  await expect(before.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  expect(await find(secret)).toEqual([]);
});
test.use({ expectedErrors: [/400/] });
