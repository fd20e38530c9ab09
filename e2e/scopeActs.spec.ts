import type { Locator, Page } from '@playwright/test';
import { settled } from './editor.ts';
import { issued, type CertificateRow } from './issued.ts';
import { openPfx, publicKeyOf } from './openssl.ts';
import { download } from './walk.ts';
import { expect, scan, test } from './world.ts';

// What one may not do is refused.
test.use({ expectedErrors: [/403/] });

/** What is asked of the server about certificates from now on by a method: path, query and body, as a list that grows. */
function asked(page: Page, method: 'POST' | 'PUT'): { path: string; query: string; body: unknown }[] {
  const calls: { path: string; query: string; body: unknown }[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    const path = /\/Certificates\/.*/.exec(pathname)?.[0];
    if (request.method() !== method || path === undefined) return;
    calls.push({ path, query: search, body: request.postDataJSON() as unknown });
  });
  return calls;
}

/** What was refused cannot be sent again, and says why as the button of the page does. */
async function expectOff(dialog: Locator, name: string): Promise<void> {
  const button = dialog.getByRole('button', { name, exact: true });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(/^You lack the permission \//);
}

async function openPage(page: Page, id: number, title: string, scope: string): Promise<void> {
  await page.goto(`certificates/${id}?${scope}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function saveOwnerField(page: Page, name: string, value: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Edit metadata…' }).click();
  const dialog = page.getByRole('dialog', { name: `Metadata of ${name}` });
  await dialog.getByRole('textbox', { name: 'Owner' }).fill(value);
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  return dialog;
}

async function revoke(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
  await dialog.getByLabel('Reason').selectOption('Superseded – another certificate took its place');
  await dialog.getByRole('textbox', { name: /^Comment/ }).fill('Replaced');
  await dialog.getByRole('button', { name: 'Revoke certificate' }).click();
  return dialog;
}

async function giveTo(page: Page, name: string, role: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Change owner…' }).click();
  const dialog = page.getByRole('dialog', { name: `Owner of ${name}` });
  const owner = dialog
    .getByRole('combobox', { name: /^Owner role/ })
    .or(dialog.getByRole('textbox', { name: /^Owner/ }));
  await owner.click();
  await owner.fill(role);
  // Whoever may not read the roles types the name.
  if ((await owner.getAttribute('role')) === 'combobox') await page.getByRole('option', { name: role }).click();
  await dialog.getByRole('button', { name: 'Change owner' }).click();
  return dialog;
}

test.describe('acting within a collection', () => {
  test.use({ user: 'webops' });

  test('metadata, key and revocation carry its id, each where the server reads it', async ({ page, world }) => {
    const name = 'app31.keyexample.com';
    const id = await issued(page, name);
    await world.advance(21_000);
    const puts = asked(page, 'PUT');
    const posts = asked(page, 'POST');
    await openPage(page, id, name, 'collection=3');
    await saveOwnerField(page, name, 'Web team');
    await expect(page.getByText('Saved: the server holds what was asked for')).toBeVisible();
    await page.getByRole('button', { name: 'Recover with key…' }).click();
    const recovery = page.getByRole('dialog', { name: `Recover ${name} with its key` });
    await recovery.getByRole('textbox', { name: /^Password of the file/ }).fill('Recovered-by-hand-2026');
    const file = await download(page, 'Recover PFX');
    expect(publicKeyOf(openPfx(file.path, 'Recovered-by-hand-2026').leaf)).toContain('PUBLIC KEY');
    await recovery.getByRole('button', { name: 'Close' }).click();
    await revoke(page, name);
    await expect(page.getByText('This certificate is revoked')).toBeVisible();
    expect(puts).toEqual([
      { path: '/Certificates/Metadata', query: '?collectionId=3', body: { Id: id, Metadata: { Owner: 'Web team' } } },
    ]);
    expect(posts).toMatchObject([
      { path: '/Certificates/Recover', query: '?collectionId=3', body: { CertId: id } },
      { path: '/Certificates/Revoke', query: '', body: { CertificateIds: [id], CollectionId: 3 } },
    ]);
  });

  test('one act that is refused changes nothing, and leaves the others as they are', async ({ page, world }) => {
    const name = 'app32.keyexample.com';
    const id = await issued(page, name);
    await world.advance(21_000);
    await openPage(page, id, name, 'collection=3');
    await settled(page);
    await world.patch({ faults: [{ method: 'POST', path: '/Certificates/Revoke', kind: '403', times: 1 }] });
    const dialog = await revoke(page, name);
    await expect(dialog.getByText(/^The server does not let you do this/)).toBeVisible();
    await scan(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('This certificate is revoked')).toHaveCount(0);
    await saveOwnerField(page, name, 'Web team');
    await expect(page.getByText('Saved: the server holds what was asked for')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Recover with key…' })).toBeEnabled();
  });

  test('a revocation that waits is remembered where the server does not tell of workflows, until it is done', async ({
    page,
    world,
  }) => {
    const name = 'guarded.keyexample.com';
    const id = await issued(page, name);
    await world.advance(21_000);
    await openPage(page, id, name, 'collection=3');
    await revoke(page, name);
    await expect(page.getByText('Not revoked yet: it waits for an approval')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Its revocation was asked for here and is not done')).toBeVisible();
    await scan(page);
    await settled(page);
    await world.patch({ user: 'approver' });
    await page.goto('activity');
    await page.getByRole('button', { name: /^Approve / }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Your comment' }).fill('Checked');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(page.getByText('Nothing waits for you.')).toBeVisible();
    await world.patch({ user: 'webops' });
    await openPage(page, id, name, 'collection=3');
    await expect(page.getByText('This certificate is revoked')).toBeVisible();
    await expect(page.getByText('Its revocation was asked for here and is not done')).toHaveCount(0);
  });

  test('the owner, which is beyond its rights, is refused with the collection named', async ({ page, world }) => {
    const name = 'app33.keyexample.com';
    const id = await issued(page, name);
    await world.advance(21_000);
    const puts = asked(page, 'PUT');
    await openPage(page, id, name, 'collection=3');
    const dialog = await giveTo(page, name, 'Mail Team');
    await expect(dialog.getByText(/do not have the permission this needs/)).toBeVisible();
    await expectOff(dialog, 'Change owner');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const opener = page.getByRole('button', { name: 'Change owner…' });
    await expect(opener).toHaveAttribute('aria-disabled', 'true');
    expect(puts).toMatchObject([{ path: `/Certificates/${id}/Owner`, query: '?collectionId=3' }]);
  });
});

test('the owner is changed with the collection named that the page was opened in', async ({ page, world }) => {
  const name = 'app34.keyexample.com';
  const id = await issued(page, name);
  await world.advance(21_000);
  const puts = asked(page, 'PUT');
  await openPage(page, id, name, 'collection=3');
  await giveTo(page, name, 'Mail Team');
  await expect(page.getByText('Saved: the server holds what was asked for')).toBeVisible();
  expect(puts).toEqual([
    { path: `/Certificates/${id}/Owner`, query: '?collectionId=3', body: { NewRoleName: 'Mail Team' } },
  ]);
});

test.describe('whose rights end at a store container', () => {
  test.use({ user: 'branchops' });

  test('what a container gives no right to is refused with its id named, and nothing changes', async ({
    page,
    world,
  }) => {
    const rows = (await world.get(
      '/Certificates?containerId=2&includeLocations=true&includeHasPrivateKey=true&ReturnLimit=100',
    )) as CertificateRow[];
    const row = rows.find((each) => each.HasPrivateKey && each.IssuedCN !== '');
    if (!row) throw new Error('the seeded world has no such certificate');
    const puts = asked(page, 'PUT');
    const posts = asked(page, 'POST');
    await openPage(page, row.Id, row.IssuedCN, 'container=2');
    const edit = await saveOwnerField(page, row.IssuedCN, 'Branch team');
    await expect(edit.getByText(/do not have the permission this needs/)).toBeVisible();
    await expectOff(edit, 'Save 1 change');
    await edit.getByRole('button', { name: 'Cancel' }).click();
    const order = await revoke(page, row.IssuedCN);
    await expect(order.getByText(/do not have the permission this needs/)).toBeVisible();
    await expectOff(order, 'Revoke certificate');
    await order.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('This certificate is revoked')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Metadata and owner' }).getByText('Branch team')).toHaveCount(0);
    expect(puts).toMatchObject([{ path: '/Certificates/Metadata', query: '?containerId=2' }]);
    expect(posts).toMatchObject([
      { path: '/Certificates/Revoke', query: '', body: { CertificateIds: [row.Id], ContainerId: 2 } },
    ]);
  });
});
