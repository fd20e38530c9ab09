import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { settled, tabTo } from './editor.ts';
import { issued, type CertificateRow } from './issued.ts';
import { readZip } from './keystore.ts';
import { openPfx, publicKeyOf, publicKeyOfKey, verifyChain } from './openssl.ts';
import { inMemory, noteEverything, spellingsOf } from './secretPlaces.ts';
import { download, postsTo } from './walk.ts';
import { expect, scan, scanThemes, test, type World } from './world.ts';

const search = 'Search by name, id, thumbprint or serial number';
const table = (page: Page) => page.getByRole('table', { name: 'Certificates' });
const history = (page: Page) => page.getByRole('region', { name: 'History', exact: true });
const password = 'Recovered-by-hand-2026';

async function firstOf(world: World, query: string): Promise<CertificateRow> {
  const rows = (await world.get(
    `/Certificates?QueryString=${encodeURIComponent(query)}&includeHasPrivateKey=true&ReturnLimit=100`,
  )) as CertificateRow[];
  const [row] = rows;
  if (!row) throw new Error(`the seeded world has no certificate with ${query}`);
  return row;
}

async function openPage(page: Page, id: number, title: string): Promise<void> {
  await page.goto(`certificates/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test.describe('the list of certificates', () => {
  test('is searched and filtered on the server, and its link shows the same rows', async ({ page, world }) => {
    const { SerialNumber, IssuedCN, TemplateName } = await firstOf(world, 'CertState -eq 1');
    await page.goto('certificates');
    await expect(table(page).getByRole('row').nth(1)).toBeVisible();
    const field = page.getByRole('searchbox', { name: search });
    await field.fill(SerialNumber.replaceAll(/(..)(?=.)/g, '$1:').toLowerCase());
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await expect(table(page).getByRole('link', { name: IssuedCN })).toBeVisible();
    await field.fill('keyexample');
    await page.getByRole('combobox', { name: 'Template', exact: true }).fill(TemplateName);
    await page.getByRole('combobox', { name: 'Ends', exact: true }).selectOption('Within a year');
    await page.getByRole('combobox', { name: 'Expired', exact: true }).selectOption('Included');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(page).toHaveURL(/q=keyexample/);
    for (const member of [/template=/, /expires=365/, /expired=yes/, /sort=IssuedCN/])
      await expect(page).toHaveURL(member);
    await expect(table(page)).toHaveAttribute('aria-busy', 'false');
    const count = await page.getByText(/^[\d,]+ rows?$/).innerText();
    await scanThemes(page);
    await page.reload();
    await expect(page.getByText(count, { exact: true })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Template', exact: true })).toHaveValue(TemplateName);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/template=/);
    await field.fill('nothing of this name');
    await expect(page.getByText(/No certificate matches “nothing of this name”/)).toBeVisible();
  });
});

test.describe('revoking', () => {
  test('takes a reason and a comment, is sent once, and stands in the history', async ({ page }) => {
    const name = 'app07.keyexample.com';
    const id = await issued(page, name);
    await openPage(page, id, name);
    await scan(page);
    const sent = postsTo(page, '/Certificates/Revoke');
    const checks = page.getByRole('region', { name: 'Checks by the server' });
    await checks.getByRole('button', { name: 'Check chain and revocation' }).click();
    await expect(checks.getByText('The server could build the chain of the certificate.')).toBeVisible();
    await page.getByRole('button', { name: 'Revoke…' }).click();
    const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
    const confirm = dialog.getByRole('button', { name: 'Revoke certificate' });
    await confirm.click();
    await expect(dialog.getByText('Choose a reason.')).toBeVisible();
    await expect(dialog.getByText(/^Say why/)).toBeVisible();
    await scan(page);
    await dialog.getByLabel('Reason').selectOption('Superseded – another certificate took its place');
    await dialog.getByRole('textbox', { name: /^Comment/ }).fill('Replaced by app08');
    await confirm.dblclick();
    await expect(page.getByText('Revoked', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('This certificate is revoked')).toBeVisible();
    // What was checked before tells nothing of it now.
    await expect(checks.getByText('The server could build the chain of the certificate.')).toHaveCount(0);
    await expect(checks.getByRole('button', { name: 'Check chain and revocation' })).toBeVisible();
    await expect(page.getByText(/Comment: Replaced by app08/)).toBeVisible();
    await expect(history(page).getByText('Replaced by app08')).toBeVisible();
    expect(sent.map(({ body }) => body)).toEqual([{ CertificateIds: [id], Reason: 4, Comment: 'Replaced by app08' }]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await scan(page);
  });

  test('by keyboard alone: found, opened, put on hold and taken from it', async ({ page }) => {
    const name = 'app09.keyexample.com';
    await issued(page, name);
    await page.goto('certificates');
    await expect(table(page).getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: search })).toBeFocused();
    await page.keyboard.type(name);
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await tabTo(page, table(page).getByRole('link', { name }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: 'Revoke…' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: `Revoke ${name}?` })).toBeVisible();
    await tabTo(page, page.getByRole('dialog').getByLabel('Reason'));
    await page.keyboard.type('Certificate hold');
    const hold = page.getByRole('dialog', { name: `Put ${name} on hold?` });
    await tabTo(page, hold.getByRole('textbox', { name: /^Comment/ }));
    await page.keyboard.type('Stolen laptop');
    await tabTo(page, hold.getByRole('button', { name: 'Put on hold' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('This certificate is on hold')).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Take from hold…' }));
    await page.keyboard.press('Enter');
    const back = page.getByRole('dialog', { name: `Take ${name} from hold?` });
    await tabTo(page, back.getByRole('textbox', { name: /^Comment/ }));
    await page.keyboard.type('Found again');
    await tabTo(page, back.getByRole('button', { name: 'Take from hold' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Taken from hold', { exact: true })).toBeVisible();
    await expect(page.getByText('This certificate is on hold')).toHaveCount(0);
  });

  test.describe('where a workflow guards it', () => {
    // The approver may not read who else waits at a CA.
    test.use({ expectedErrors: [/403/] });

    test('that waits for an approval is called not revoked yet, until somebody decides', async ({ page, world }) => {
      const name = 'guarded.keyexample.com';
      const id = await issued(page, name);
      await openPage(page, id, name);
      await page.getByRole('button', { name: 'Revoke…' }).click();
      const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
      await dialog.getByLabel('Reason').selectOption('Key compromised – somebody else may have the private key');
      await dialog.getByRole('textbox', { name: /^Comment/ }).fill('Key on a public share');
      await dialog.getByRole('button', { name: 'Revoke certificate' }).click();
      await expect(page.getByText('Not revoked yet: it waits for an approval')).toBeVisible();
      await expect(page.getByText('This certificate is revoked')).toHaveCount(0);
      await scan(page);
      await page.reload();
      const waits = page.getByRole('main').getByText('Its revocation waits for an approval');
      await expect(waits).toBeVisible();
      await expect(page.getByText(/: Key compromised.*Nothing changes before somebody approves/)).toBeVisible();
      await page.getByRole('button', { name: 'Revoke…' }).click();
      await expect(dialog.getByText(/^A change of this certificate waits for an approval already/)).toBeVisible();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await scan(page);
      await page.getByRole('link', { name: 'Open Activity' }).click();
      const mine = page
        .getByRole('list', { name: 'Your other workflow instances' })
        .getByRole('listitem')
        .filter({ hasText: 'revoking' });
      await expect(mine).toContainText('Suspended');
      await settled(page);
      await world.patch({ user: 'approver' });
      await page.goto('activity');
      await page
        .getByRole('list', { name: 'Waiting for your decision' })
        .getByRole('button', { name: /^Approve / })
        .click();
      // What is asked for, in words.
      await expect(page.getByRole('dialog')).toContainText(/Serial number[0-9A-F]+/);
      await expect(page.getByRole('dialog')).toContainText(
        /ReasonKey compromised.*Comment of the requester.*public share/,
      );
      await page.getByRole('dialog').getByRole('textbox', { name: 'Your comment' }).fill('Checked');
      await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
      await expect(page.getByText('Nothing waits for you.')).toBeVisible();
      await world.patch({ user: 'admin' });
      await page.goto('activity');
      await expect(mine).toContainText('Complete');
      await openPage(page, id, name);
      await expect(page.getByText('This certificate is revoked')).toBeVisible();
      await expect(page.getByText(/Key compromised/).first()).toBeVisible();
      await expect(waits).toHaveCount(0);
    });
  });
});

test('metadata is changed with old beside new, and only what changes is sent', async ({ page, world }) => {
  const name = 'app11.keyexample.com';
  const id = await issued(page, name);
  const headers = { 'x-keyfactor-requested-with': 'APIClient' };
  const data = { Id: id, Metadata: { Owner: 'Ann', Notes: 'Kept as it is' } };
  await page.context().request.put('/KeyfactorAPI/Certificates/Metadata', { headers, data });
  await openPage(page, id, name);
  await page.getByRole('button', { name: 'Edit metadata…' }).click();
  const dialog = page.getByRole('dialog', { name: `Metadata of ${name}` });
  await dialog.getByRole('textbox', { name: 'Owner' }).fill('Web team');
  await dialog.getByLabel('Application').selectOption('Intranet');
  await dialog.getByRole('textbox', { name: 'TicketNumber' }).fill('CHG1');
  await dialog.getByRole('button', { name: /^Save \d+ changes$/ }).click();
  await expect(dialog.getByText('A ticket number is CHG or INC and seven digits.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'TicketNumber' }).fill('CHG0001234');
  const changes = dialog.getByRole('region', { name: 'What changes' }).getByRole('listitem');
  await expect(changes.filter({ hasText: 'Owner' })).toContainText(/Ann.*Web team/);
  await scan(page);
  // A slip of the finger loses nothing.
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('Close and lose what you entered?')).toBeVisible();
  await scan(page);
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Owner' })).toHaveValue('Web team');
  const sent = page.waitForRequest((request) => request.method() === 'PUT');
  await dialog.getByRole('button', { name: /^Save \d+ changes$/ }).click();
  const { Metadata } = (await sent).postDataJSON() as { Metadata: Record<string, string> };
  expect(Metadata).toMatchObject({ Owner: 'Web team', Application: 'Intranet', TicketNumber: 'CHG0001234' });
  expect(Metadata).not.toHaveProperty('Notes');
  await expect(page.getByText('Saved: the server holds what was asked for')).toBeVisible();
  const held = (await world.get(`/Certificates/${id}?includeMetadata=true`)) as { Metadata: Record<string, string> };
  expect(held.Metadata).toMatchObject({ Owner: 'Web team', Notes: 'Kept as it is' });
});

test.describe('with its key', () => {
  test('a certificate is recovered under a new password, which stays nowhere', async ({ page, world }) => {
    const name = 'app13.keyexample.com';
    const id = await issued(page, name);
    const placesOf = noteEverything(page);
    await openPage(page, id, name);
    const sent = postsTo(page, '/Certificates/Recover');
    const opener = page.getByRole('button', { name: 'Recover with key…' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: `Recover ${name} with its key` });
    const field = dialog.getByRole('textbox', { name: /^Password of the file/ });
    await field.fill('short');
    await dialog.getByRole('button', { name: 'Recover PFX' }).click();
    await expect(dialog.getByText('Use at least 12 characters.')).toBeVisible();
    expect(sent).toEqual([]);
    await scan(page);
    await field.fill(password);
    const file = await download(page, 'Recover PFX');
    expect(file.name).toMatch(/\.pfx$/);
    const { leaf, chain, publicKey } = openPfx(file.path, password);
    expect(publicKeyOf(leaf)).toBe(publicKey);
    expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
    expect(sent[0]?.body).toMatchObject({ CertId: id, Password: password, IncludeChain: true });
    await expect(dialog.getByText('The file was handed to the browser to save')).toBeVisible();
    await dialog.getByLabel('Format').selectOption('ZIP – PEM files: key, certificate, chain');
    const zip = await download(page, 'Recover again');
    const key = readZip(zip.path).find((each) => each.name.endsWith('-key.pem'))?.text ?? '';
    expect(publicKeyOfKey(key, password)).toBe(publicKey);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await opener.click();
    await expect(field).toHaveValue('');
    expect(await placesOf(spellingsOf(password))).toEqual(['body of POST Certificates/Recover']);
    expect(await inMemory(page, spellingsOf(password))).toEqual([]);
    // Without the key, as the page makes it.
    await dialog.getByRole('button', { name: 'Close' }).click();
    const der = await page
      .getByLabel('Format')
      .selectOption('DER')
      .then(() => download(page, 'Download DER'));
    expect(readFileSync(der.path)[0]).toBe(0x30);
  });

  test.describe('that is not there', () => {
    test.use({ expectedErrors: [/404/] });

    test('it is said that no key is kept, before asking and after', async ({ page, world }) => {
      const without = await firstOf(world, 'HasPrivateKey -eq false AND CertState -eq 1');
      await openPage(page, without.Id, without.IssuedCN);
      await expect(page.getByText('The server keeps no private key of this certificate.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Recover with key…' })).toHaveAttribute('aria-disabled', 'true');
      const name = 'app15.keyexample.com';
      await openPage(page, await issued(page, name), name);
      await settled(page);
      await world.patch({ faults: [{ method: 'POST', path: '/Certificates/Recover', kind: '404', times: 1 }] });
      await page.getByRole('button', { name: 'Recover with key…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^Password of the file/ }).fill(password);
      await dialog.getByRole('button', { name: 'Recover PFX' }).click();
      await expect(dialog.getByText(/keeps no private key of this certificate, so that/)).toBeVisible();
    });
  });
});
