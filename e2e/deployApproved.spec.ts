import type { Locator, Page } from '@playwright/test';
import { expectSeen, javaStores, jobsAt, planStore, type StoreRow, timelineOf } from './plan.ts';
import { fillUntilWhere, goOn, postsTo } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

// What Active Directory fills in takes version 1 of the enrollment, which carries no stores. What is decided is no longer at the CA.
test.use({ profile: '10.5', expectedErrors: [/40[34]/] });
test.describe.configure({ timeout: 90_000 });

const host = 'manager.keyexample.com';
const password = 'Chosen-by-hand-2026';

const storesOf = (page: Page): Locator => page.getByRole('region', { name: 'Stores', exact: true });

/** Enrolls what somebody has to approve, with one planned store. */
async function enrollPlanned(page: Page, world: World): Promise<StoreRow> {
  const [store] = await javaStores(world);
  await fillUntilWhere(page, {
    commonName: host,
    password,
    onStep: async (step) => {
      if (step !== 'What') return;
      await page.getByText('Rarely needed: Active Directory').click();
      await page.getByRole('checkbox', { name: /^Fill empty subject parts/ }).check();
    },
  });
  await planStore(page.getByRole('main'), store, 'later');
  await goOn(page, 'Review');
  await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
  await expect(page.getByText('Waiting for approval: no certificate has been issued yet')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/^.*While this page stays open, it asks for the certificate/)).toBeVisible();
  await expect(storesOf(page).getByText('The request waits for a decision at the CA.')).toBeVisible();
  return store;
}

/** Decides the one request that waits at the CA, as somebody else and past the page. */
async function decide(world: World, path: string, body: (id: number) => unknown): Promise<number> {
  await world.patch({ user: 'approver' });
  const [request] = (await world.get('/Workflow/Certificates/Pending')) as { Id: number }[];
  if (request === undefined) throw new Error('no request waits at the CA');
  await world.post(path, body(request.Id));
  await world.patch({ user: 'admin' });
  return request.Id;
}

test('what was approved while its page stayed open is deployed from there, by the request, when somebody presses', async ({
  page,
  world,
}) => {
  const deployed = postsTo(page, '/Enrollment/PFX/Deploy');
  const store = await enrollPlanned(page, world);
  await scan(page);
  await page.getByRole('link', { name: 'Activity', exact: true }).first().click();
  const question = page.getByRole('dialog', { name: 'Leave without the stores?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toHaveCount(0);

  const id = await decide(world, '/Workflow/Certificates/Approve', (each) => [each]);
  await storesOf(page).getByRole('button', { name: 'Ask now' }).click();
  await expect(page.getByText(/^Issued meanwhile: certificate \d+$/)).toBeVisible();
  await expect(page.getByText('Waiting for approval: no certificate has been issued yet')).toHaveCount(0);
  const deployment = page.getByRole('region', { name: 'Deployment' });
  await expect(deployment.getByText(/counted from when this page saw the certificate/)).toBeVisible();
  await scan(page);
  expect(await jobsAt(world, store)).toEqual([]);
  expect(deployed).toEqual([]);

  await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
  await expect(timelineOf(deployment, store).getByText('Job created')).toBeVisible();
  expect(deployed).toMatchObject([{ body: { RequestId: id, Password: password, Stores: [{ StoreId: store.Id }] } }]);
  expect(deployed[0]?.body).not.toHaveProperty('CertificateId');
  expect(await jobsAt(world, store)).toHaveLength(1);
  await expect(deployment.getByRole('button', { name: /^Deploy (again )?to/ })).toHaveCount(0);
  await world.advance(60_000);
  await expect(timelineOf(deployment, store).getByText('Finished', { exact: true })).toBeVisible({ timeout: 20_000 });
  await world.advance(60_000);
  await expectSeen(timelineOf(deployment, store));
  expect(await jobsAt(world, store)).toHaveLength(1);
  await page.getByRole('link', { name: 'Activity', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
});

test('what was denied is said so, and its stores stay as they are', async ({ page, world }) => {
  const store = await enrollPlanned(page, world);
  await decide(world, '/Workflow/Certificates/Deny', (id) => ({ CertificateRequestIds: [id], Comment: 'Wrong team' }));
  await storesOf(page).getByRole('button', { name: 'Ask now' }).click();
  await expect(page.getByText('Denied meanwhile: no certificate was issued')).toBeVisible();
  await expect(page.getByText(/Wrong team/).first()).toBeVisible();
  await expect(storesOf(page).getByText('Nothing is put into the 1 store of the plan.')).toBeVisible();
  await scan(page);
  expect(await jobsAt(world, store)).toEqual([]);
});
