import type { Locator, Page } from '@playwright/test';
import { issued } from './issued.ts';
import { javaStores, jobsAt, planStore, timelineOf } from './plan.ts';
import { enroll, expectIssued, fillUntilReview, postsTo } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

// In these stories the server refuses a deployment.
test.use({ expectedErrors: [/status of 400/] });
test.describe.configure({ timeout: 90_000 });

const over = 'The five minutes after enrollment are over.';
const refusal = /must be deployed within 5 minutes of enrollment, by the same user/;

/** From now on time passes only as the test says, on the server and on the page. */
async function stopClocks(page: Page, world: World): Promise<void> {
  await world.patch({ stopClock: true });
  await page.clock.setFixedTime(new Date());
}

const addStore = (page: Page) => page.getByRole('button', { name: 'Add a store' });
const deploymentOf = (page: Page) => page.getByRole('region', { name: 'Deployment' });

/** Presses Deploy a second before the end: the last moment that is sure to be in time. */
async function deployAtTheEnd(deployment: Locator, world: World): Promise<void> {
  await expect(deployment.getByText(/^5:0\d to add stores with this key$/)).toBeVisible();
  await world.advance(299_000);
  await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
}

test.describe('on Command 10.5', () => {
  test.use({ profile: '10.5' });

  test('another user is refused, 4:59 still works, and at 5:01 it is over', async ({ page, world }) => {
    const [first, second] = await javaStores(world);
    await stopClocks(page, world);
    await fillUntilReview(page, { commonName: 'window.keyexample.com' });
    await enroll(page);
    const deployment = deploymentOf(page);
    const deployed = postsTo(page, '/Enrollment/PFX/Deploy');
    await addStore(page).click();
    await planStore(deployment, first, 'window');
    await world.patch({ user: 'enroller' });
    await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
    await expect(deployment.getByText(refusal).and(page.locator('p'))).toBeVisible();
    await expect(timelineOf(deployment, first).getByText(refusal)).toBeVisible();
    await expect(timelineOf(deployment, first).getByText('No job', { exact: true })).toBeVisible();
    await scan(page);
    await world.patch({ user: 'admin' });
    await deployAtTheEnd(deployment, world);
    await expect(timelineOf(deployment, first).getByText('Job created')).toBeVisible();
    await expect(deployment.getByText('0:01 to add stores with this key')).toBeVisible();
    await addStore(page).click();
    await planStore(deployment, second, 'window');
    await world.advance(2_000);
    // Any answer tells the page what time it is on the server.
    await deployment.getByRole('searchbox', { name: 'Search machine or path' }).fill('web');
    await expect(deployment.getByText('The server has let go of this key’s staging copy.')).toBeVisible();
    await expect(deployment.getByRole('button', { name: 'Go on with the kept key' })).toBeVisible();
    await expect(deployment.getByRole('button', { name: 'Deploy to 1 store' })).toHaveCount(0);
    await expect(addStore(page)).toHaveCount(0);
    await scan(page);
    expect(deployed).toHaveLength(2);
    expect(await jobsAt(world, first)).toHaveLength(1);
    expect(await jobsAt(world, second)).toEqual([]);
  });
});

test.describe('where a deployment is lost on the way', () => {
  test.use({ expectedErrors: [/ERR_/] });

  test('after Renew 4:59 works, and 5:01 leads to the key that the server keeps', async ({ page, world }) => {
    const [first, second, third] = await javaStores(world);
    const old = await issued(page, 'renewed.keyexample.com');
    await stopClocks(page, world);
    await page.goto(`enroll/pfx?pattern=3&renew=${old}`);
    await page.getByRole('button', { name: 'Renew with one click…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Renew', exact: true }).click();
    await expect(page.getByText(/^Renewed: certificate \d+$/)).toBeVisible({ timeout: 30_000 });
    const certificate = Number(/\d+/.exec(await page.getByText(/^Renewed: certificate \d+$/).innerText())?.[0]);
    const deployment = deploymentOf(page);
    await addStore(page).click();
    await planStore(deployment, third, 'lost');
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX/Deploy', kind: 'drop-before', times: 1 }] });
    await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
    await expect(timelineOf(deployment, third).getByText(/It is not known whether the server took/)).toBeVisible();
    await deployment.getByRole('button', { name: 'Close' }).click();
    await addStore(page).click();
    await planStore(deployment, first, 'renewed');
    await deployAtTheEnd(deployment, world);
    await expect(timelineOf(deployment, first).getByText('Job created')).toBeVisible();
    await addStore(page).click();
    await planStore(deployment, second, 'renewed');
    await world.advance(2_000);
    await expect(deployment.getByText(/The key itself is kept/)).toBeVisible({ timeout: 20_000 });
    // One way leads on from here.
    await expect(deployment.getByRole('button', { name: 'Go on with the kept key' })).toBeVisible();
    await expect(deployment.getByRole('form', { name: 'Add stores' })).toHaveCount(0);
    await expect(deployment.getByRole('link', { name: 'Open the certificate' })).toHaveCount(0);
    // That the time is over is said once.
    await expect(deployment.getByText(over, { exact: true }).and(page.locator('p'))).toHaveCount(0);
    // What was typed and what was sent in vain go on with that key, as they were planned.
    await deployment.getByRole('button', { name: 'Go on with the kept key' }).click();
    await expect(deployment.getByRole('heading', { name: 'With the key that the server keeps' })).toBeVisible();
    const later = deployment.getByRole('form', { name: 'Deploy to stores' });
    for (const [store, alias] of [
      [second, 'renewed'],
      [third, 'lost'],
    ] as const) {
      await later.getByRole('button', { name: `Edit ${store.DisplayName}` }).click();
      const carried = later.getByRole('group', { name: store.DisplayName });
      await expect(carried.getByRole('textbox', { name: /^Alias/ })).toHaveValue(alias);
    }
    await scan(page);
    const added = postsTo(page, '/CertificateStores/Certificates/Add');
    // A store that this page has a job for already is not offered a second one.
    await later
      .getByRole('searchbox', { name: 'Search machine or path' })
      .fill(`${first.ClientMachine} ${first.Storepath}`);
    const other = later.getByRole('checkbox', { name: first.DisplayName, exact: true });
    await expect(other).toHaveAccessibleDescription('A job for it was made already.');
    await later.getByRole('button', { name: 'Deploy to 2 stores…' }).click();
    const question = page.getByRole('dialog').getByRole('listitem');
    const doubt = /No answer to the last request is known: a second job may be created\./;
    await expect(question.filter({ hasText: third.DisplayName })).toHaveText(doubt);
    await expect(question.filter({ hasText: second.DisplayName })).not.toHaveText(doubt);
    await page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();
    for (const store of [second, third])
      await expect(timelineOf(deployment, store).getByText('Job created')).toBeVisible();
    await expect(later).toHaveCount(0);
    await expect(deployment).toBeFocused();
    expect(added).toMatchObject([
      {
        body: {
          CertificateId: certificate,
          CertificateStores: [second, third].map(({ Id }) => ({ CertificateStoreId: Id, IncludePrivateKey: true })),
        },
      },
    ]);
    for (const store of [first, second, third]) expect(await jobsAt(world, store)).toHaveLength(1);
  });
});

test('a form that stands empty at 5:01 goes on with the kept key, and the focus stays near', async ({
  page,
  world,
}) => {
  await stopClocks(page, world);
  await fillUntilReview(page, { authority: 'CorpIssuingCA1', commonName: 'empty.keyexample.com' });
  await enroll(page);
  const deployment = deploymentOf(page);
  await addStore(page).click();
  await world.advance(301_000);
  await deployment.getByRole('searchbox', { name: 'Search machine or path' }).fill('web');
  const goOn = deployment.getByRole('button', { name: 'Go on with the kept key' });
  await expect(goOn).toBeVisible();
  await expect(deployment).toBeFocused();
  await goOn.click();
  const later = deployment.getByRole('form', { name: 'Deploy to stores' });
  await expect(later.getByRole('searchbox', { name: 'Search machine or path' })).toBeVisible();
});

test('too late without having noticed: the server refuses, and it says that no key is left', async ({
  page,
  world,
}) => {
  const [first] = await javaStores(world);
  await stopClocks(page, world);
  await fillUntilReview(page, { source: 'Web servers – key not kept', commonName: 'gone.keyexample.com' });
  await page.getByRole('button', { name: 'Enroll', exact: true }).click();
  const certificate = await expectIssued(page);
  const deployment = deploymentOf(page);
  await addStore(page).click();
  await planStore(deployment, first, 'gone');
  await expect(deployment.getByText(/^5:0\d to add stores with this key$/)).toBeVisible();
  await world.advance(301_000);
  await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();
  await expect(deployment.getByText(refusal).and(page.locator('p'))).toBeVisible();
  await expect(timelineOf(deployment, first).getByText(refusal)).toBeVisible();
  await expect(deployment.getByText(/No other copy of the key is kept on the server/)).toBeVisible();
  await expect(deployment.getByRole('link', { name: 'Open the certificate' })).toHaveAttribute(
    'href',
    new RegExp(`/certificates/${certificate}$`),
  );
  expect(await jobsAt(world, first)).toEqual([]);
});
