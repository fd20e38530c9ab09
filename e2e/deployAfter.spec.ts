import type { Page } from '@playwright/test';
import { chooseStore, expectNow, expectSeenNow, javaStores, planStore, storeAt, timelineOf } from './plan.ts';
import {
  enroll,
  expectIssued,
  expectStep,
  fillUntilWhere,
  goOn,
  nameIt,
  next,
  passwordOf,
  postsTo,
  watchPlaces,
} from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

const password = 'Chosen-by-hand-2026';

/** Version 1 of the request, which carries no stores. */
async function populate(page: Page): Promise<void> {
  await page.getByText('Rarely needed: Active Directory').click();
  await page.getByRole('checkbox', { name: 'Fill empty subject parts from Active Directory' }).check();
}

const versionOne = {
  authority: 'CorpIssuingCA1',
  password,
  onStep: async (page: Page, step: string) => {
    if (step === 'What') await populate(page);
  },
};

const fillVersionOne = (page: Page, commonName: string): Promise<string> =>
  fillUntilWhere(page, { ...versionOne, commonName, onStep: (step) => versionOne.onStep(page, step) });

/** A certificate that is in one place, whose store works. */
async function placed(world: World): Promise<{ Id: number; machine: string; path: string; alias: string }> {
  const query = encodeURIComponent('IssuedCN -contains "keyexample" AND CertState -eq 1');
  const rows = (await world.get(`/Certificates?QueryString=${query}&includeLocations=true&ReturnLimit=400`)) as {
    Id: number;
    Locations: { StoreMachine: string; StorePath: string; Alias: string }[];
  }[];
  const [java] = await javaStores(world);
  for (const { Id, Locations } of rows) {
    const [place, ...others] = Locations;
    if (!place || others.length > 0 || /fail|flaky|warn|retry|branch|lab/i.test(place.StoreMachine)) continue;
    if (place.StoreMachine !== java.ClientMachine && !place.StorePath.endsWith('.jks')) continue;
    return { Id, machine: place.StoreMachine, path: place.StorePath, alias: place.Alias };
  }
  throw new Error('the seeded world has no such certificate');
}

test('where the request carries no stores, one deployment follows it by itself, at the chosen time', async ({
  page,
  world,
}) => {
  const [first] = await javaStores(world);
  const main = page.getByRole('main');
  await page.clock.install();
  await fillVersionOne(page, 'later.keyexample.com');
  // What the type of a store requires is asked for before the certificate is.
  const fields = await chooseStore(main, first);
  await expect(main.getByText('1 store lacks something.')).toBeVisible();
  await next(page).click();
  await expect(fields.getByText('This store type needs an alias.')).toBeVisible();
  await expectStep(page, 'Where');
  await fields.getByRole('textbox', { name: /^Alias/ }).fill('later');
  await expect(main.getByText('1 store lacks something.')).toHaveCount(0);
  await expect(main.getByText('The stores come in a second step')).toBeVisible();
  await main.getByRole('radio', { name: 'At a time' }).check();
  await main.getByLabel(/^Delivery time/).fill('2040-01-01T02:00');
  await goOn(page, 'Review');
  const [enrolled, deployed] = [postsTo(page, '/Enrollment/PFX'), postsTo(page, '/Enrollment/PFX/Deploy')];
  // On the page's own clock the deployment follows within a second: no timer worth the name stands between.
  const answer = page.waitForResponse((response) => response.url().endsWith('/Enrollment/PFX'));
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
  await page.clock.runFor(100);
  await (await answer).finished();
  await expect(async () => {
    await page.clock.runFor(20);
    expect(deployed).toHaveLength(1);
  }).toPass({ intervals: [100], timeout: 4_000 });
  await page.clock.resume();
  const certificate = await expectIssued(page);
  const timeline = timelineOf(page.getByRole('region', { name: 'Deployment' }), first);
  await expect(timeline.getByText('Job created')).toBeVisible();
  expect(enrolled[0]?.headers).toMatchObject({ 'x-keyfactor-api-version': '1', 'x-certificateformat': 'STORE' });
  expect(enrolled[0]?.body).not.toHaveProperty('Stores');
  expect(deployed).toHaveLength(1);
  const at = await page.evaluate(() => new Date('2040-01-01T02:00').toISOString());
  expect(deployed[0]?.body).toMatchObject({
    CertificateId: certificate,
    Password: password,
    JobTime: at.replace('.000Z', 'Z'),
    Stores: [{ StoreId: first.Id, Alias: 'later', Overwrite: false }],
  });
  await scan(page);
});

test('a deployment that is refused after the enrollment says why, is not repeated by itself, and can be pressed again', async ({
  page,
  world,
}) => {
  const [first] = await javaStores(world);
  await fillVersionOne(page, 'again.keyexample.com');
  await planStore(page.getByRole('main'), first, 'again');
  await goOn(page, 'Review');
  await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX/Deploy', kind: '409', times: 1 }] });
  const deployed = postsTo(page, '/Enrollment/PFX/Deploy');
  const findSecret = watchPlaces(page);
  await enroll(page, 'Enroll and deploy to 1 store');
  const deployment = page.getByRole('region', { name: 'Deployment' });
  const again = deployment.getByRole('button', { name: 'Deploy again to 1 store' });
  await expect(again).toBeVisible();
  await expect(deployment.getByText(/^The server refused the request because it clashes/)).toBeVisible();
  await expect(timelineOf(deployment, first).getByText('No job', { exact: true })).toBeVisible();
  await scan(page);
  expect(deployed).toHaveLength(1);
  await again.click();
  await expect(timelineOf(deployment, first).getByText('Job created')).toBeVisible();
  expect(deployed).toHaveLength(2);
  await expect(again).toHaveCount(0);
  // What this browser keeps of it for Activity holds no secret.
  expect(await findSecret(password)).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(kept).toContain(first.Id);
});
test.use({ expectedErrors: [/409/] });

for (const [profile, format] of [
  ['25.4', 'REPLACE'],
  ['10.5', 'STORE'],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('a new certificate takes the places of an old one, which are shown before', async ({ page, world }) => {
      test.setTimeout(120_000);
      const old = await placed(world);
      await page.goto(
        `enroll/pfx?${profile === '10.5' ? 'template=17' : 'pattern=3'}&ca=CorpIssuingCA1&replace=${old.Id}`,
      );
      await expectStep(page, 'What');
      await expect(page.getByText(`Replacement of certificate ${old.Id} in its stores`)).toBeVisible();
      await goOn(page, 'Subject and names');
      await nameIt(page, 'replaced.keyexample.com');
      await goOn(page, 'Key and file');
      await passwordOf(page).fill(password);
      for (const step of ['Details', 'Where']) await goOn(page, step);
      const replacement = page.getByRole('region', { name: 'Replacement' });
      await expect(replacement.getByRole('row').nth(1)).toContainText(old.machine);
      // The same store is no choice besides: it would get two jobs.
      const store = await storeAt(world, old.machine, old.path);
      const main = page.getByRole('main');
      await main.getByRole('searchbox', { name: 'Search machine or path' }).fill(`${old.machine} ${old.path}`);
      const choice = main.getByRole('checkbox', { name: store.DisplayName, exact: true });
      await expect(choice).toBeDisabled();
      await expect(choice).toHaveAccessibleDescription(`Gets it in place of certificate ${old.Id}.`);
      await scan(page);
      await goOn(page, 'Review');
      await expect(page.getByText(`certificate ${old.Id}, in every store that holds it`)).toBeVisible();
      const [enrolled, replaced] = [postsTo(page, '/Enrollment/PFX'), postsTo(page, '/Enrollment/PFX/Replace')];
      const certificate = await enroll(page, 'Enroll and replace in stores');
      const places = page.getByRole('region', { name: `Stores that hold certificate ${old.Id}` });
      const timeline = places.getByRole('region', { name: `${old.machine} - ${old.path}` });
      await expect(timeline.getByText('Job created')).toBeVisible();
      expect(enrolled[0]?.headers).toMatchObject({ 'x-certificateformat': format });
      expect(replaced.map(({ body }) => body)).toEqual([
        { ExistingCertificateId: old.Id, CertificateId: certificate, Password: password, JobTime: null },
      ]);
      await scan(page);
      await world.advance(60_000);
      await expectNow(places, timeline.getByText('Finished', { exact: true }));
      await world.advance(60_000);
      await expectSeenNow(places, timeline);
    });
  });
}

test.describe('while nobody can say which stores a replacement reaches', () => {
  test.use({ expectedErrors: [/status of 500/] });

  test('nothing is enrolled, and it is asked again', async ({ page, world }) => {
    const old = await placed(world);
    const store = await storeAt(world, old.machine, old.path);
    await world.patch({ faults: [{ method: 'GET', path: '/Certificates/Locations', kind: '500', times: 100 }] });
    await page.goto(`enroll/pfx?pattern=3&ca=CorpIssuingCA1&replace=${old.Id}`);
    await expectStep(page, 'What');
    await goOn(page, 'Subject and names');
    await nameIt(page, 'unread.keyexample.com');
    await goOn(page, 'Key and file');
    await passwordOf(page).fill(password);
    for (const step of ['Details', 'Where']) await goOn(page, step);
    await planStore(page.getByRole('main'), store, 'unread');
    await next(page).click();
    const notice = page.getByRole('alert').filter({ hasText: `The stores of certificate ${old.Id} could not be read` });
    await expect(notice).toBeVisible();
    await expectStep(page, 'Where');
    await scan(page);
    await world.patch({ faults: [] });
    await page.getByRole('region', { name: 'Replacement' }).getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(/1 store of the plan gets the certificate in the place of/)).toBeVisible();
    await page.getByRole('button', { name: 'Take it out of the plan' }).click();
    await goOn(page, 'Review');
  });
});

test('what was refused as a replacement and then added to one of those stores is not replaced there as well', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const old = await placed(world);
  const store = await storeAt(world, old.machine, old.path);
  await page.goto(`enroll/pfx?pattern=3&ca=CorpIssuingCA1&replace=${old.Id}`);
  await expectStep(page, 'What');
  await goOn(page, 'Subject and names');
  await nameIt(page, 'either.keyexample.com');
  await goOn(page, 'Key and file');
  await passwordOf(page).fill(password);
  for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
  await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX/Replace', kind: '409', times: 1 }] });
  const replaced = postsTo(page, '/Enrollment/PFX/Replace');
  await enroll(page, 'Enroll and replace in stores');
  const places = page.getByRole('region', { name: `Stores that hold certificate ${old.Id}` });
  const again = places.getByRole('button', { name: 'Replace again…' });
  await expect(again).not.toHaveAttribute('aria-disabled');
  const deployment = page.getByRole('region', { name: 'Deployment' });
  await deployment.getByRole('button', { name: 'Add a store' }).click();
  await planStore(deployment, store, 'either');
  await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
  await expect(timelineOf(deployment, store).getByText('Job created')).toBeVisible();
  await expect(again).toHaveAccessibleDescription('Below is what was asked for there already.');
  await scan(page);
  expect(replaced).toHaveLength(1);
});

test('a certificate is added to a store later, at a time, and taken out of another place again', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const [first] = await javaStores(world);
  await fillUntilWhere(page, { commonName: 'addlater.keyexample.com', authority: 'CorpIssuingCA1' });
  await goOn(page, 'Review');
  const certificate = await enroll(page);
  await page.goto(`certificates/${certificate}`);
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  await page.getByRole('button', { name: 'Deploy to stores', exact: true }).click();
  const part = page.getByRole('region', { name: 'Deploy to stores', exact: true });
  await planStore(part, first, 'addlater');
  await scan(page);
  await part.getByRole('button', { name: 'Deploy to 1 store…' }).click();
  const question = page.getByRole('dialog', { name: /^Deploy certificate \d+.* to 1 store\?$/ });
  await expect(question.getByText(first.DisplayName)).toBeVisible();
  await scan(page);
  await question.getByRole('button', { name: 'Deploy', exact: true }).click();
  const timeline = timelineOf(part, first);
  await expect(timeline.getByText('Job created')).toBeVisible();
  expect(added.map(({ body }) => body)).toMatchObject([
    {
      CertificateId: certificate,
      CertificateStores: [{ CertificateStoreId: first.Id, Alias: 'addlater', Overwrite: false }],
      Schedule: { Immediate: true },
    },
  ]);
  await world.advance(60_000);
  await expectNow(part, timeline.getByText('Finished', { exact: true }));
  await world.advance(60_000);
  await expectSeenNow(part, timeline);

  const removed = postsTo(page, '/CertificateStores/Certificates/Remove');
  await page.reload();
  await page.getByRole('button', { name: 'Remove from stores…' }).click();
  const removal = page.getByRole('region', { name: 'Remove from stores' });
  await removal.getByRole('checkbox', { name: /, addlater$/ }).check();
  await removal.getByRole('button', { name: 'Remove 1 entry…' }).click();
  const sure = page.getByRole('dialog', { name: /^Remove certificate \d+.* from this place\?$/ });
  await sure.getByRole('radio', { name: 'At a time' }).check();
  await sure.getByLabel(/^Start of the jobs/).fill('2020-01-01T00:00');
  await sure.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(sure.getByText(/This time is past/)).toBeVisible();
  await sure.getByLabel(/^Start of the jobs/).fill('2040-01-01T02:00');
  await expect(sure.getByText(/This time is past/)).toHaveCount(0);
  await scan(page);
  await sure.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(removal.getByText('Job created')).toBeVisible();
  const at = await page.evaluate(() => new Date('2040-01-01T02:00').toISOString());
  expect(removed.map(({ body }) => body)).toEqual([
    {
      CertificateStores: [{ CertificateStoreId: first.Id, Alias: 'addlater', JobFields: {} }],
      Schedule: { ExactlyOnce: { Time: at.replace('.000Z', 'Z') } },
    },
  ]);
});
