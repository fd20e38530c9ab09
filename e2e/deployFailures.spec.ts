import type { Locator, Page } from '@playwright/test';
import { enroll, fillUntilReview } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

interface StoreRow {
  Id: string;
  DisplayName: string;
  ClientMachine: string;
  Storepath: string;
}

/** Sound Java keystores: their type requires an alias. */
async function javaStores(world: World): Promise<[StoreRow, StoreRow]> {
  const types = (await world.get('/CertificateStoreTypes?ReturnLimit=100')) as {
    ShortName: string;
    StoreType: number;
  }[];
  const type = types.find((each) => each.ShortName === 'RFJKS')?.StoreType;
  const query = encodeURIComponent(`Category -eq ${type} AND Approved -eq true AND HasInventoryScheduled -eq true`);
  const rows = (await world.get(`/CertificateStores?QueryString=${query}&ReturnLimit=100`)) as StoreRow[];
  const [first, second] = rows.filter((row) => !/fail|flaky|warn|retry/i.test(row.ClientMachine));
  if (!first || !second) throw new Error('the seeded world has too few Java keystores');
  return [first, second];
}

/** Enrolls without stores; returns the part of the result that deploys. */
async function issued(page: Page): Promise<Locator> {
  await fillUntilReview(page, { authority: 'CorpIssuingCA1', commonName: 'failures.keyexample.com' });
  await enroll(page);
  await page.getByRole('button', { name: 'Add a store' }).click();
  return page.getByRole('region', { name: 'Deployment' });
}

async function plan(deployment: Locator, store: StoreRow, alias: string): Promise<Locator> {
  await deployment.getByRole('searchbox').fill(`${store.ClientMachine} ${store.Storepath}`);
  await deployment.getByRole('button', { name: `Add ${store.DisplayName}`, exact: true }).click();
  const card = deployment.getByRole('group', { name: store.DisplayName });
  await card.getByRole('textbox', { name: /^Alias/ }).fill(alias);
  return card;
}

test('Enter in the store search searches, and sends nothing', async ({ page, world }) => {
  const [first, second] = await javaStores(world);
  const deployment = await issued(page);
  await plan(deployment, first, 'shop');
  const search = deployment.getByRole('searchbox');
  await search.fill(second.ClientMachine);
  await search.press('Enter');
  await expect(deployment.getByRole('button', { name: `Add ${second.DisplayName}`, exact: true })).toBeVisible();
  await expect(deployment.getByRole('button', { name: 'Deploy to 1 store' })).toBeVisible();
  await expect(deployment.getByRole('region', { name: first.DisplayName })).toHaveCount(0);
});

test('of two stores one is refused: it says so, and its plan opens again', async ({ page, world }) => {
  const [first, second] = await javaStores(world);
  const deployment = await issued(page);
  await plan(deployment, first, 'shop');
  const wrong = await plan(deployment, second, 'shop');
  await wrong.getByRole('checkbox', { name: /^Overwrite/ }).check();
  await deployment.getByRole('button', { name: 'Deploy to 2 stores' }).click();

  const taken = deployment.getByRole('region', { name: first.DisplayName });
  const refused = deployment.getByRole('region', { name: second.DisplayName });
  await expect(taken.getByText('Job created')).toBeVisible();
  await expect(refused.getByText('No job', { exact: true })).toBeVisible();
  await expect(deployment.getByRole('form', { name: 'Add stores' })).toHaveCount(0);
  await scan(page);

  await refused.getByRole('button', { name: `Edit the plan of ${second.DisplayName}` }).click();
  const card = deployment.getByRole('group', { name: second.DisplayName });
  await expect(card.getByRole('textbox', { name: /^Alias/ })).toHaveValue('shop');
  await card.getByRole('checkbox', { name: /^Overwrite/ }).uncheck();
  await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
  await expect(refused.getByText('Job created')).toBeVisible();
  await expect(deployment.getByRole('button', { name: /^Deploy again/ })).toHaveCount(0);
});

test('after five minutes no store can be added, and the button says why', async ({ page, world }) => {
  const [first] = await javaStores(world);
  const deployment = await issued(page);
  await plan(deployment, first, 'shop');
  await world.advance(301_000);
  // Any answer tells the page what time it is on the server.
  await deployment.getByRole('searchbox').fill('web');
  const reason = 'The five minutes after enrollment are over.';
  await expect(deployment.getByRole('button', { name: 'Deploy to 1 store' })).toHaveAccessibleDescription(reason);
  await expect(deployment.getByText('The server has let go of this key’s staging copy.')).toBeVisible();
  await deployment.getByRole('button', { name: 'Close' }).click();
  await expect(deployment.getByRole('button', { name: 'Add a store' })).toHaveAccessibleDescription(reason);
});

test.describe('a deployment whose answer cannot be read', () => {
  test('is followed, keeps what was typed, and is repeated only after a question', async ({ page, world }) => {
    const [first] = await javaStores(world);
    const deployment = await issued(page);
    const card = await plan(deployment, first, 'shop');
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX/Deploy', kind: 'truncated', times: 1 }] });
    const send = deployment.getByRole('button', { name: 'Deploy to 1 store' });
    await send.click();
    await expect(deployment.getByText(/Whether the change was made is not known/)).toBeVisible();
    await expect(card.getByRole('textbox', { name: /^Alias/ })).toHaveValue('shop');
    await send.click();
    const question = page.getByRole('dialog');
    await expect(question.getByText('A second set of jobs may be created.', { exact: false })).toBeVisible();
    await expect(question.getByText(first.DisplayName)).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await world.advance(60_000);
    const timeline = deployment.getByRole('region', { name: first.DisplayName });
    await expect(timeline.getByText('Picked up')).toBeVisible({ timeout: 20_000 });
    await expect(deployment.getByRole('button', { name: /^Deploy again/ })).toHaveCount(0);
  });
});
