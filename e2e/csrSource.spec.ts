import type { Page } from '@playwright/test';
import { ejbca, pickSource } from './csrWalk.ts';
import { download, enroll, goOn, nameIt, next } from './walk.ts';
import { expect, test, type World } from './world.ts';

const host = 'a.keyexample.com';
/** Its requests begin in the unit Intranet; those of the other one in none. */
const intranet = 'Internal web servers';

const openWay = async (page: Page, way: RegExp) => {
  await page.goto('enroll/csr');
  await page.getByRole('radio', { name: way }).check();
};
const unit = (page: Page) => page.getByRole('textbox', { name: 'Organizational unit', exact: true });
const ways = [
  { name: 'in this browser', way: /^Make key and request in this browser/, open: async () => {} },
  {
    name: 'by Command',
    way: /^Made by Command/,
    open: (page: Page) => page.getByRole('button', { name: 'Make a new request in Command' }).click(),
  },
];
const faulty = (world: World, on: boolean) =>
  world.patch({
    faults: on ? [{ method: 'GET', path: '/EnrollmentPatterns/7/Settings', kind: '500', times: 30 }] : [],
  });

test.describe('what a request made here starts from', () => {
  test.use({ expectedErrors: [/status of 500/] });

  for (const { name, way, open } of ways) {
    test(`rules that do not load are said and asked for again; defaults follow the choice (${name})`, async ({
      page,
      world,
    }) => {
      await openWay(page, way);
      await open(page);
      await faulty(world, true);
      await pickSource(page, intranet);
      const again = page.getByRole('button', { name: 'Try again' });
      await expect(again).toBeVisible({ timeout: 30_000 });
      await expect(unit(page)).toHaveCount(0);
      await faulty(world, false);
      await again.click();
      await expect(unit(page)).toHaveValue('Intranet');
      await nameIt(page, host);
      await pickSource(page, ejbca);
      await expect(unit(page)).toHaveValue('');
      await expect(page.getByRole('textbox', { name: 'Common name', exact: true })).toHaveValue(host);
      await pickSource(page, intranet);
      await expect(unit(page)).toHaveValue('Intranet');
    });
  }
});

test('after a request of Command is deleted, the focus is at the heading of the list', async ({ page, world }) => {
  for (const subject of ['CN=one.keyexample.com', 'CN=two.keyexample.com']) {
    await world.post('/CSRGeneration/Generate', {
      Subject: subject,
      KeyType: 'ECC',
      KeyLength: 256,
      EnrollmentPatternId: 1,
    });
  }
  await openWay(page, /^Made by Command/);
  const rows = page.getByRole('list', { name: 'Requests made by Command' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await rows
    .filter({ hasText: 'one.keyexample.com' })
    .getByRole('button', { name: /^Delete/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete request and key' }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Waiting in Command' })).toBeFocused();
});

test('a key made here has to be downloaded first, also where it goes to the server', async ({ page }) => {
  await openWay(page, /^Make key and request in this browser/);
  await pickSource(page, 'Web servers – Ops');
  await page.getByRole('radio', { name: 'ECC P-256', exact: true }).check();
  await nameIt(page, 'kept.keyexample.com');
  await page.getByRole('button', { name: 'Make key and request', exact: true }).click();
  await expect(page.getByText('Not downloaded: the key is only on this page and is lost with it')).toBeVisible();
  for (const step of ['What', 'Names', 'Details']) {
    await next(page).click();
    await expect(page.getByRole('heading', { name: step, exact: true })).toBeVisible();
    const terms = page.getByLabel(/^I accept the subscriber terms of/);
    if ((await terms.count()) > 0) await terms.check();
  }
  await page.getByRole('radio', { name: /^Send the key made in this browser/ }).check();
  await next(page).click();
  await expect(page.getByText(/^Download the key first: the server does not say/)).toBeVisible();
});

test('what Command cannot make a request for comes last and says why; an empty form is no mistake yet', async ({
  page,
}) => {
  await openWay(page, /^Made by Command/);
  await page.getByRole('button', { name: 'Make a new request in Command' }).click();
  await page.getByRole('combobox', { name: 'Enrollment pattern' }).click();
  const options = page.getByRole('option');
  await expect(options.filter({ hasText: 'Not set up for CSR generation' }).first()).toBeVisible();
  const closed = await options.evaluateAll((all) =>
    all.map((option) => option.textContent.includes('Not set up for CSR generation')),
  );
  expect(closed[0]).toBe(false);
  expect(closed).toEqual(closed.toSorted((a, b) => Number(a) - Number(b)));
  await page.getByRole('option', { name: intranet }).click();
  const name = page.getByRole('textbox', { name: 'Common name', exact: true });
  await expect(name).toBeVisible();
  const mistake = page.getByText(/Common name is empty/);
  await expect(mistake).toHaveCount(0);
  await page.getByRole('button', { name: 'Make key and request in Command' }).click();
  await expect(mistake.first()).toBeVisible();
  await name.fill('wrong name');
  await expect(page.getByText(/Refused by rule: Common name “wrong name”/).first()).toBeVisible();
});

test.describe('somebody who may not let Command make requests', () => {
  test.use({ expectedErrors: [/status of 403/] });

  test('keeps what was typed when the server refuses, also while the list is read again', async ({ page, world }) => {
    await openWay(page, /^Made by Command/);
    await page.getByRole('button', { name: 'Make a new request in Command' }).click();
    await pickSource(page, ejbca);
    await nameIt(page, host);
    // What the page knows of the rights is older.
    await world.patch({ user: 'csrdesk' });
    // The list takes its time, so that the form is looked at while it is on its way.
    await world.patch({ faults: [{ method: 'GET', path: '/CSRGeneration/Pending', kind: 'slow', times: 1 }] });
    const again = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith('/CSRGeneration/Pending'));
    const make = page.getByRole('button', { name: 'Make key and request in Command' });
    await make.click();
    await again;
    await expect(make).toHaveAccessibleDescription(/^You lack the permission/);
    await expect(page.getByRole('alert')).toContainText('/certificates/enrollment/csr_generation/');
    await expect(page.getByRole('textbox', { name: 'Common name', exact: true })).toHaveValue(host);
    await expect(page.getByRole('group', { name: 'Let Command make a request' })).toContainText(host);
  });
});

test('a key made here that is not saved is said where it was made; a download that fails says so and keeps it back', async ({
  page,
}) => {
  await openWay(page, /^Make key and request in this browser/);
  await pickSource(page, ejbca);
  await page.getByRole('radio', { name: 'ECC P-256', exact: true }).check();
  await expect(page.getByText(/Common name is empty/)).toHaveCount(0);
  await nameIt(page, host);
  await page.getByRole('button', { name: 'Make key and request', exact: true }).click();
  const unsaved = page.getByText('The key of this request has not been downloaded');
  await expect(unsaved).toBeVisible();
  await page.getByRole('radio', { name: /^Paste or choose a request/ }).check();
  await expect(page.getByText('Download it under “Make key and request in this browser”.')).toBeVisible();
  await page.getByRole('radio', { name: /^Make key and request in this browser/ }).check();

  // A browser that fails once: its disk is full, say.
  await page.evaluate(() => {
    const real = URL.createObjectURL.bind(URL);
    URL.createObjectURL = () => {
      URL.createObjectURL = real;
      throw new Error('no room');
    };
  });
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.getByRole('button', { name: 'Download the key' }).click();
  await expect(page.getByText('The key could not be downloaded')).toBeVisible();
  await expect(unsaved).toBeVisible();
  for (const step of ['What', 'Names', 'Details']) await goOn(page, step);
  await next(page).click();
  await expect(page.getByText('Download the key first: without it nobody could use the certificate.')).toBeVisible();

  await page.getByRole('button', { name: 'Generate' }).click();
  await download(page, 'Download the key');
  await goOn(page, 'Review');
  await enroll(page);
  await expect(page.getByText(/The key that this page made is in the file .* under its password/)).toBeVisible();
  await expect(page.getByText(/^Key made .*, downloaded /)).toBeVisible();
});
