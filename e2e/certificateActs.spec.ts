import type { Page } from '@playwright/test';
import { issued, type CertificateRow } from './issued.ts';
import { addLater, javaStores, openAddLater, planStore, timelineOf } from './plan.ts';
import { postsTo } from './walk.ts';
import { expect, scan, test } from './world.ts';

async function openPage(page: Page, id: number, title: string): Promise<void> {
  await page.goto(`certificates/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a click that comes while a search is still typed opens its row, however busy the page is', async ({ page }) => {
  await page.goto('certificates');
  const row = page.getByRole('table', { name: 'Certificates' }).getByRole('link').first();
  await expect(row).toBeVisible();
  const name = await row.innerText();
  const field = await page.getByRole('searchbox', { name: /^Search by name/ }).elementHandle();
  await row.evaluate((link, input) => {
    if (!(link instanceof HTMLElement) || !(input instanceof HTMLInputElement)) throw new Error('no row, or no search');
    input.focus();
    document.execCommand('insertText', false, 'k');
    // Until the keys have rested: what was typed and the click are answered in one go.
    const rested = performance.now() + 400;
    while (performance.now() < rested);
    link.click();
  }, field);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(/certificates\/\d+$/);
});

for (const [profile, words] of [
  ['25.4', 'The server could not build the chain of the certificate.'],
  ['10.5', 'The server calls the certificate not valid.'],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile, expectedErrors: [/500/] });

    test('the server checks the certificate when it is told to, and its words are repeated', async ({
      page,
      world,
    }) => {
      const query = encodeURIComponent('CertState -eq 2');
      const [revoked] = (await world.get(
        `/Certificates?includeRevoked=true&ReturnLimit=1&QueryString=${query}`,
      )) as CertificateRow[];
      if (!revoked) throw new Error('the seeded world has no revoked certificate');
      await world.patch({ faults: [{ method: 'GET', path: '/Validate', kind: '500', times: 1 }] });
      await openPage(page, revoked.Id, revoked.IssuedCN);
      const checks = page.getByRole('region', { name: 'Checks by the server' });
      await checks.getByRole('button', { name: 'Check chain and revocation' }).click();
      await expect(checks.getByText(/^The server failed while it handled the request/)).toBeVisible();
      await checks.getByRole('button', { name: 'Check again' }).click();
      await expect(checks.getByText(words)).toBeVisible();
      await expect(checks.getByText(/^The server failed/)).toHaveCount(0);
      await scan(page);
    });
  });
}

test.describe('a part of the page that cannot be read', () => {
  test.use({ expectedErrors: [/500/] });

  test('says so, leaves the others as they are, and is read again by itself', async ({ page, world }) => {
    const name = 'app41.keyexample.com';
    const id = await issued(page, name);
    const fault = (path: string) => ({ method: 'GET', path, kind: '500', times: 99 });
    await world.patch({ faults: ['/MetadataFields', '/History', '/Locations', '/Workflow/Instances'].map(fault) });
    await openPage(page, id, name);
    const edit = page.getByRole('button', { name: 'Edit metadata…' });
    const parts = ['Metadata and owner', 'Stores that hold it', 'History'].map((title) =>
      page.getByRole('region', { name: title, exact: true }),
    );
    for (const part of parts) await expect(part.getByText(/^The server failed/)).toBeVisible();
    const missing = page.getByText(/^Not all workflows were read/);
    await expect(missing).toBeVisible();
    await expect(edit).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('button', { name: 'Recover with key…' })).toBeEnabled();
    // Of the pattern only the id came with the certificate; its name is what people know.
    await expect(page.getByRole('link', { name: 'Web servers – Ops' })).toBeVisible();
    await scan(page);
    await world.patch({ faults: [] });
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(missing).toHaveCount(0);
    for (const part of parts) {
      await part.getByRole('button', { name: 'Try again' }).click();
      await expect(part.getByText(/^The server failed/)).toHaveCount(0);
    }
    await expect(edit).not.toHaveAttribute('aria-disabled', 'true');
  });
});

test.describe('without rights', () => {
  test.use({ user: 'auditor', expectedErrors: [/403/] });

  test('what one may not do is in sight and names the permission, at the latest after a refusal', async ({
    page,
    world,
  }) => {
    const held = (await world.get(
      `/Certificates?includeLocations=true&ReturnLimit=100&QueryString=${encodeURIComponent('CertState -eq 1')}`,
    )) as CertificateRow[];
    const certificate = held.find(({ Locations }) => Locations.length > 0);
    if (!certificate) throw new Error('the seeded world has no certificate in a store');
    await openPage(page, certificate.Id, certificate.IssuedCN);
    await expect(page.getByText('takes the permission CertificateStoreManagement: Schedule.')).toBeVisible();
    for (const name of ['Deploy to stores', 'Remove from stores…'])
      await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'true');
    const owner = page.getByRole('button', { name: 'Change owner…' });
    await owner.click();
    const dialog = page.getByRole('dialog', { name: `Owner of ${certificate.IssuedCN}` });
    await dialog.getByRole('combobox', { name: /^Owner role/ }).click();
    await page.getByRole('option', { name: 'Web Team' }).click();
    await dialog.getByRole('button', { name: 'Change owner' }).click();
    await expect(dialog.getByText(/do not have the permission this needs/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(owner).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText(/takes the permission \/certificates\/collections\/change_owner\/\.$/)).toBeVisible();
    await scan(page);
  });
});

test('after a reload its page lists the stores it was sent to, and one whose job was cancelled can be sent to again', async ({
  page,
  world,
}) => {
  const name = 'app17.keyexample.com';
  const [first, second] = await javaStores(world);
  await openPage(page, await issued(page, name), name);
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  const part = await openAddLater(page);
  await planStore(part, first, 'app17');
  await planStore(part, second, 'app17');
  await part.getByRole('radio', { name: 'At a time' }).check();
  await part.getByLabel(/^Start of the jobs/).fill('2099-01-01T00:00');
  await addLater(page, part, 2);
  const timeline = timelineOf(part, first);
  await timeline.getByRole('button', { name: /^Cancel the job/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
  await expect(timeline.getByText('Cancelled')).toBeVisible();
  await timeline.getByRole('button', { name: /^Edit the plan/ }).click();
  await expect(part.getByRole('group', { name: second.DisplayName })).toHaveCount(0);
  await addLater(page, part, 1);
  await expect(timeline.getByText('Cancelled')).toHaveCount(0);
  // Answered: a reload before that would take the request back.
  await expect(timeline.getByText('Job created').first()).toBeVisible();
  expect(added.map(({ body }) => (body as { CertificateStores: unknown[] }).CertificateStores.length)).toEqual([2, 1]);
  await page.reload();
  const sent = page.getByRole('list', { name: 'Stores it was sent to' });
  await expect(sent.getByRole('listitem', { name: /^Deployment of/ })).toHaveCount(2);
  await expect(sent.getByRole('region', { name: first.DisplayName }).getByText('Job created').first()).toBeVisible();
  await expect(sent.getByRole('region', { name: second.DisplayName }).getByText('Job created')).toBeVisible();
  const older = sent.getByRole('listitem', { name: /^Deployment of/ }).last();
  await expect(older.getByText(/: 1 waiting, 1 cancelled\.$/)).toBeVisible();
  const stopped = older.getByRole('region', { name: first.DisplayName });
  await expect(stopped.getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(stopped.getByText(/^The job was taken out of the queue\. .*\d/)).toBeVisible();
  await scan(page);
  await page.getByRole('region', { name: 'Stores it was sent to' }).getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
});
