import { issued } from './issued.ts';
import { chooseStore, expectSeenNow, javaStores, jobsAt, planStore, storeAt, timelineOf } from './plan.ts';
import { commonNameOf, expectStep, goOn, passwordOf, postsTo, toStep } from './walk.ts';
import { expect, scan, test } from './world.ts';

test('one click renews and deploys to the planned IIS store with its binding, once', async ({ page, world }) => {
  test.setTimeout(120_000);
  const store = await storeAt(world, 'web05.keyexample.com', 'My');
  const old = await issued(page, 'binding.keyexample.com');
  await page.goto(`enroll/pfx?pattern=3&ca=CorpIssuingCA1&renew=${old}`);
  await expectStep(page, 'What');
  await goOn(page, 'Subject and names');
  // Of the certificate that is renewed.
  await expect(commonNameOf(page)).toHaveValue('binding.keyexample.com');
  await goOn(page, 'Key and file');
  await passwordOf(page).fill('Chosen-by-hand-2026');
  for (const step of ['Details', 'Where']) await goOn(page, step);
  const main = page.getByRole('main');
  const fields = await chooseStore(main, store);
  await expect(fields.getByText('No alias: The store names its entries itself.')).toBeVisible();
  await expect(fields.getByRole('textbox', { name: /^IIS Site Name/ })).toHaveValue('Default Web Site');
  await fields.getByRole('textbox', { name: /^IIS Site Name/ }).fill('Shop');
  await fields.getByRole('textbox', { name: /^Host Name/ }).fill('binding.keyexample.com');
  await scan(page);
  await toStep(page, 'What');
  const [renewed, deployed] = [postsTo(page, '/Enrollment/Renew'), postsTo(page, '/Enrollment/PFX/Deploy')];
  await page.getByRole('button', { name: 'Renew with one click…' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Right after it the new one is deployed to the 1 store of the plan');
  await question.getByRole('button', { name: 'Renew and deploy to 1 store' }).click();
  const issuedLine = page.getByText(/^Renewed: certificate \d+$/);
  await expect(issuedLine).toBeVisible({ timeout: 30_000 });
  const certificate = Number(/\d+/.exec(await issuedLine.innerText())?.[0]);
  const deployment = page.getByRole('region', { name: 'Deployment' });
  await expect(timelineOf(deployment, store).getByText('Job created')).toBeVisible();
  expect(renewed).toHaveLength(1);
  expect(deployed).toHaveLength(1);
  expect(deployed[0]?.body).toMatchObject({
    CertificateId: certificate,
    Stores: [
      {
        StoreId: store.Id,
        Overwrite: false,
        Properties: { SiteName: 'Shop', HostName: 'binding.keyexample.com', IPAddress: '*', Protocol: 'https' },
      },
    ],
  });
  await world.advance(60_000);
  await expectSeenNow(deployment, timelineOf(deployment, store));
  expect(await jobsAt(world, store)).toMatchObject([{ result: 2 }]);
  // What was urgent before is done.
  await expect(page.getByText(/^Deploy it now/)).toHaveCount(0);
  await expect(page.getByText(/the old one stays valid\. Below is what becomes of the stores\./)).toBeVisible();
});

test('the question of one click says when the jobs of the plan start', async ({ page, world }) => {
  const [store] = await javaStores(world);
  const old = await issued(page, 'timed.keyexample.com');
  await page.goto(`enroll/pfx?pattern=3&ca=CorpIssuingCA1&renew=${old}`);
  await expectStep(page, 'What');
  for (const step of ['Subject and names', 'Key and file']) await goOn(page, step);
  await passwordOf(page).fill('Chosen-by-hand-2026');
  for (const step of ['Details', 'Where']) await goOn(page, step);
  const main = page.getByRole('main');
  await planStore(main, store, 'timed');
  await main.getByRole('radio', { name: 'At a time' }).check();
  await main.getByLabel(/^Delivery time/).fill('2040-01-01T02:00');
  await toStep(page, 'What');
  await page.getByRole('button', { name: 'Renew with one click…' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Right after it the jobs are made that deploy the new one to the 1 store');
  await expect(question.getByText(/^The jobs start/)).toContainText('2040');
  await scan(page);
});

test('an entry of an IIS store is taken out with the binding that its inventory reports', async ({ page, world }) => {
  const store = await storeAt(world, 'web05.keyexample.com', 'My');
  const id = await issued(page, 'taken-out.keyexample.com');
  await world.post('/CertificateStores/Certificates/Add', {
    CertificateId: id,
    CertificateStores: [
      {
        CertificateStoreId: store.Id,
        IncludePrivateKey: true,
        JobFields: { SiteName: 'Shop', IPAddress: '10.0.0.7', Protocol: 'https', Port: '443' },
      },
    ],
    Schedule: { Immediate: true },
  });
  await world.advance(60_000);
  await page.goto(`certificates/${id}`);
  await page.getByRole('button', { name: 'Remove from stores…' }).click();
  const removal = page.getByRole('region', { name: 'Remove from stores' });
  await removal.getByRole('checkbox', { name: new RegExp(`^${store.DisplayName}`) }).check();
  await removal.getByRole('button', { name: 'Remove 1 entry…' }).click();
  const question = page.getByRole('dialog');
  await expect(question.getByRole('textbox', { name: /^IIS Site Name/ })).toHaveValue('Shop');
  await expect(question.getByRole('textbox', { name: /^IP Address/ })).toHaveValue('10.0.0.7');
  await expect(question.getByLabel(/^Protocol/).locator('option:checked')).toHaveText('https');
  await scan(page);
  const removed = postsTo(page, '/CertificateStores/Certificates/Remove');
  await question.getByRole('textbox', { name: /^IIS Site Name/ }).fill('');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(question.getByText('IIS Site Name is required by this store type to take an entry out.')).toBeVisible();
  expect(removed).toEqual([]);
  await question.getByRole('textbox', { name: /^IIS Site Name/ }).fill('Shop');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  const timeline = timelineOf(removal, store);
  await expect(timeline.getByText('Job created')).toBeVisible();
  expect(removed).toMatchObject([
    {
      body: {
        CertificateStores: [
          {
            CertificateStoreId: store.Id,
            Alias: expect.stringMatching(/^[0-9A-F]{40}$/i),
            JobFields: { SiteName: 'Shop', IPAddress: '10.0.0.7', Protocol: 'https' },
          },
        ],
      },
    },
  ]);
  await world.advance(60_000);
  await expect(timeline.getByText('Gone from inventory')).toBeVisible({ timeout: 40_000 });
});
