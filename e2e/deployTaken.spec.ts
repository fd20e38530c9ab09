import { issued } from './issued.ts';
import { addLater, checkNow, chooseStore, expectSeenNow, jobsAt, openAddLater, storeAt, timelineOf } from './plan.ts';
import { fillUntilWhere, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

test.describe.configure({ timeout: 90_000 });

const refused = /^A new entry will likely be refused\. It holds CN=/;

test('stores of one certificate that hold one say so before anything is sent, and after a refusal the plan is edited', async ({
  page,
  world,
}) => {
  const [shop, portal] = [
    await storeAt(world, 'nginx01.keyexample.com', '/etc/nginx/tls/shop.pem'),
    await storeAt(world, 'nginx01.keyexample.com', '/etc/nginx/tls/portal.pem'),
  ];
  const id = await issued(page, 'taken.keyexample.com');
  await page.goto(`certificates/${id}`);
  const part = await openAddLater(page);
  const fields = await chooseStore(part, shop);
  await expect(fields.getByText(refused)).toBeVisible();
  await chooseStore(part, portal);
  const rows = part.getByRole('list', { name: 'RFPEM stores in the plan' }).getByRole('listitem');
  const planOf = (path: string) => rows.filter({ hasText: path });
  await expect(planOf('shop.pem').getByText(refused)).toBeVisible();

  // Of many at once, each is still a choice of its own.
  await part.getByRole('button', { name: 'Edit all 2 RFPEM stores' }).click();
  const dialog = page.getByRole('dialog');
  const choices = dialog.getByRole('group', { name: 'Replace what is there' });
  await expect(choices.getByRole('checkbox')).toHaveCount(2);
  await expect(choices.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await scan(page);
  await choices.getByRole('checkbox', { name: /shop\.pem: CN=.*valid until/ }).check();
  await dialog.getByRole('button', { name: 'Write into 2 stores' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(planOf('shop.pem').getByText(refused)).toHaveCount(0);
  await expect(planOf('shop.pem').getByText('overwrites')).toBeVisible();

  await addLater(page, part, 2);
  await expect(timelineOf(part, portal).getByText('Job created')).toBeVisible();
  await world.advance(120_000);
  await checkNow(part);
  const failed = timelineOf(part, portal);
  await expect(failed.getByText(/Overwrite must be true/)).toBeVisible({ timeout: 20_000 });
  await expect(failed.getByText(/^An entry is in the way, and the same plan will likely fail again/)).toBeVisible();
  await expect(timelineOf(part, shop).getByText(/^An entry is in the way/)).toHaveCount(0);
  await scan(page);
  // What is best comes first.
  await expect(failed.getByRole('button').first()).toHaveText('Edit the plan');
  await failed.getByRole('button', { name: `Edit the plan of ${portal.DisplayName}` }).click();
  await part.getByRole('group', { name: portal.DisplayName }).getByLabel('Replace an entry').selectOption({ index: 1 });
  await addLater(page, part, 1);
  await expect(timelineOf(part, portal).getByText('Job created')).toBeVisible();
  await world.advance(120_000);
  await expectSeenNow(part, timelineOf(part, portal));
  expect(await jobsAt(world, portal)).toHaveLength(2);
  expect(await jobsAt(world, shop)).toHaveLength(1);
});

test('the review of a plan of many stores says first what stands out, silent orchestrators too, and folds the list', async ({
  page,
}) => {
  await fillUntilWhere(page, { commonName: 'review.keyexample.com' });
  const main = page.getByRole('main');
  await main.getByRole('combobox', { name: 'Type', exact: true }).selectOption('RFPEM');
  await main.getByRole('button', { name: /^Add all \d+ that match$/ }).click();
  await expect(main.getByRole('heading', { name: /^\d+ stores in the plan$/ })).toBeVisible();
  await goOn(page, 'Review');
  const findings = page.getByRole('region', { name: 'What lives in the stores now' });
  await expect(findings.getByText(/^A new entry will likely be refused/)).toBeVisible({ timeout: 20_000 });
  await expect(findings.getByText(/^The orchestrator is silent/)).toBeVisible();
  const list = page.getByText(/^All \d+ stores of the plan$/);
  await expect(list).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /shop\.pem$/ })).toHaveCount(0);
  const [above, below] = [await findings.boundingBox(), await list.boundingBox()];
  expect(above?.y).toBeLessThan(below?.y ?? 0);
  await list.click();
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /shop\.pem$/ })
      .first(),
  ).toBeVisible();
  await scan(page);
});
