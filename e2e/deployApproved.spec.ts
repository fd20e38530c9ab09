import type { Locator, Page } from '@playwright/test';
import { issued } from './issued.ts';
import { expectNow, expectSeenNow, javaStores, jobsAt, planStore, type StoreRow, timelineOf } from './plan.ts';
import { expectStep, fillUntilWhere, goOn, nameIt, passwordOf, postsTo } from './walk.ts';
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
  await expectNow(deployment, timelineOf(deployment, store).getByText('Finished', { exact: true }));
  await world.advance(60_000);
  await expectSeenNow(deployment, timelineOf(deployment, store));
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

test.describe('on Command 25.4', () => {
  test.use({ profile: '25.4' });

  test('what was approved while its page stayed open takes the places of an older certificate when somebody presses, beside its stores', async ({
    page,
    world,
  }) => {
    const [store, planned] = await javaStores(world);
    const old = await issued(page, 'older.keyexample.com');
    await world.post('/CertificateStores/Certificates/Add', {
      CertificateId: old,
      CertificateStores: [{ CertificateStoreId: store.Id, Alias: 'older', IncludePrivateKey: true }],
      Schedule: { Immediate: true },
    });
    await world.advance(120_000);
    await page.goto(`enroll/pfx?pattern=3&ca=CorpIssuingCA1&replace=${old}`);
    await expectStep(page, 'What');
    await goOn(page, 'Subject and names');
    await nameIt(page, host);
    await goOn(page, 'Key and file');
    await passwordOf(page).fill(password);
    for (const step of ['Details', 'Where']) await goOn(page, step);
    await planStore(page.getByRole('main'), planned, 'beside');
    await goOn(page, 'Review');
    const [replaced, deployed] = [postsTo(page, '/Enrollment/PFX/Replace'), postsTo(page, '/Enrollment/PFX/Deploy')];
    await page.getByRole('button', { name: 'Enroll and deploy to 2 stores', exact: true }).click();
    await expect(page.getByText('Waiting for approval: no certificate has been issued yet')).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByText(/can replace the old one once it is there/)).toBeVisible();
    await expect(page.getByRole('link', { name: `the stores that hold certificate ${old}` })).toHaveAttribute(
      'href',
      new RegExp(`/certificates/${old}$`),
    );
    await scan(page);
    const id = await decide(world, '/Workflow/Certificates/Approve', (each) => [each]);
    await storesOf(page).getByRole('button', { name: 'Ask now' }).click();
    // What went with the request got its job with the approval, and no second one from here.
    await expect(page.getByText('Below is what becomes of the stores.')).toBeVisible();
    const deployment = page.getByRole('region', { name: 'Deployment' });
    await expectNow(deployment, timelineOf(deployment, planned).getByText('Job created'));
    await deployment.getByRole('button', { name: 'Add a store' }).click();
    await deployment
      .getByRole('searchbox', { name: 'Search machine or path' })
      .fill(`${planned.ClientMachine} ${planned.Storepath}`);
    await expect(deployment.getByRole('checkbox', { name: planned.DisplayName, exact: true })).toBeDisabled();
    expect(await jobsAt(world, planned)).toHaveLength(1);
    expect(deployed).toEqual([]);
    const places = page.getByRole('region', { name: `Stores that hold certificate ${old}` });
    expect(replaced).toEqual([]);
    await places.getByRole('button', { name: 'Replace in these stores…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(timelineOf(places, store).getByText('Job created')).toBeVisible();
    expect(replaced.map(({ body }) => body)).toEqual([
      { ExistingCertificateId: old, RequestId: id, Password: password, JobTime: null },
    ]);
    await scan(page);
  });
});
