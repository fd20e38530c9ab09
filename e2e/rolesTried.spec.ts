import type { Locator, Page } from '@playwright/test';
import { settled } from './editor.ts';
import { issued, type CertificateRow } from './issued.ts';
import { expect, scan, test } from './world.ts';

/** What one may not read is refused in these tests, and what is tried; once the server fails. */
test.use({ expectedErrors: [/status of (403|500)/] });

const templates = 'You lack the permission PkiManagement: Modify';

const importing = (page: Page): Locator =>
  page.getByRole('main').getByRole('button', { name: 'Import templates', exact: true });
const tip = (page: Page, reason: string): Locator => page.getByRole('dialog', { name: reason, exact: true });
const again = (where: Locator): Locator => where.getByRole('button', { name: 'Check my permissions again' });

/** Presses what is off, once it is: the runner itself would wait until it is on. */
async function press(button: Locator): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.click({ force: true });
}

test.describe('with fingers', () => {
  test.use({ hasTouch: true, user: 'auditor', viewport: { width: 390, height: 844 } });

  test('a tap on an act that is off says why and what can be done, and a tap elsewhere takes that away', async ({
    page,
  }) => {
    await page.goto('templates');
    await expect(importing(page)).toHaveAccessibleDescription(templates);
    await importing(page).tap({ force: true });
    await expect(tip(page, templates)).toBeVisible();
    await expect(again(tip(page, templates))).toBeVisible();
    await expect(tip(page, templates)).toBeInViewport({ ratio: 1 });
    await settled(page);
    await scan(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await scan(page);
    await page.getByRole('heading', { level: 1 }).tap();
    await expect(tip(page, templates)).toHaveCount(0);
  });
});

test.describe('an act that is off by what the server tells', () => {
  test.use({ user: 'auditor' });

  test('can be tried: a refusal turns it off again, and the rights are read again where it is', async ({
    page,
    world,
  }) => {
    await page.goto('templates');
    await press(importing(page));
    await settled(page);
    await world.patch({ faults: [{ method: 'GET', path: '/Security/My', kind: '500', times: 1 }] });
    await again(tip(page, templates)).click();
    await expect(tip(page, templates).getByText(/^Asked again, without an answer: The server failed/)).toBeVisible();
    await again(tip(page, templates)).click();
    await expect(tip(page, templates).getByText('Asked again: it is as before.')).toBeVisible();
    await tip(page, templates).getByRole('button', { name: 'Try anyway' }).click();
    await expect(tip(page, templates)).toHaveCount(0);
    await expect(importing(page)).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Import templates' });
    await dialog.getByLabel('Tenant').selectOption('keyexample.com');
    await dialog.getByRole('button', { name: 'Import templates' }).click();
    await expect(dialog.getByRole('alert')).toContainText('/certificate_templates/modify/');
    const refused = 'You lack the permission /certificate_templates/modify/';
    const confirm = dialog.getByRole('button', { name: 'Import templates' });
    await expect(confirm).toHaveAccessibleDescription(refused);
    // Escape takes the reason away, and not the dialog around it.
    await press(confirm);
    await expect(tip(page, refused)).toBeVisible();
    await expect(tip(page, refused).getByRole('button', { name: 'Try anyway' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(tip(page, refused)).toHaveCount(0);
    // One that closes is still there for a moment: this takes longer.
    await scan(page);
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await settled(page);
    await world.patch({ user: 'steward' });
    await press(importing(page));
    await again(tip(page, refused)).click();
    await expect(tip(page, refused)).toHaveCount(0);
    await expect(importing(page)).not.toHaveAttribute('aria-disabled');
    await expect(importing(page)).toBeFocused();
  });

  test('stays on once the server let it be done, whatever was told', async ({ page, world }) => {
    await page.goto('templates/17');
    const words = 'You can look at this, not change it: saving takes the permission PkiManagement: Modify';
    await expect(page.getByText(words)).toBeVisible();
    await settled(page);
    await world.patch({ user: 'steward' });
    await page.getByRole('button', { name: 'Try anyway' }).click();
    await expect(page.getByText(words)).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Friendly name' }).fill('Tried');
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Templates', exact: true }).click();
    await expect(importing(page)).not.toHaveAttribute('aria-disabled');
  });
});

test.describe('on the page of a certificate', () => {
  const revoke = (page: Page): Locator => page.getByRole('button', { name: 'Revoke…' });

  test('a refusal to revoke turns that off, until the rights are read again', async ({ page, world }) => {
    const name = 'refused-right.keyexample.com';
    const id = await issued(page, name);
    await page.goto(`certificates/${id}`);
    await revoke(page).click();
    const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
    await dialog.getByLabel('Reason').selectOption('Superseded – another certificate took its place');
    await dialog.getByRole('textbox', { name: /^Comment/ }).fill('Replaced');
    await settled(page);
    await world.patch({ user: 'auditor' });
    await dialog.getByRole('button', { name: 'Revoke certificate' }).click();
    await expect(dialog.getByText(/do not have the permission this needs/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Revoke certificate' })).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(revoke(page)).toHaveAccessibleDescription(
      /^You lack the permission \/certificates\/collections\/revoke/,
    );
    const reason = await revoke(page).getAttribute('title');
    await settled(page);
    await world.patch({ user: 'admin' });
    await press(revoke(page));
    await again(tip(page, reason ?? '')).click();
    await expect(revoke(page)).not.toHaveAttribute('aria-disabled');
    await revoke(page).click();
    await expect(dialog).toBeVisible();
  });

  test.describe('by somebody who reads all of them', () => {
    test.use({ user: 'auditor' });

    test('what is off says why, there is no error, and deploying can be tried', async ({ page, world }) => {
      const [first] = (await world.get('/Certificates?ReturnLimit=1')) as CertificateRow[];
      if (!first) throw new Error('the seeded world has no certificate');
      await page.goto(`certificates/${first.Id}`);
      for (const [name, permission] of [
        ['Renew', 'CertificateEnrollment: EnrollPFX'],
        ['Revoke…', 'Certificates: Revoke'],
        ['Edit metadata…', 'Certificates: EditMetadata'],
        ['Deploy to stores', 'CertificateStoreManagement: Schedule'],
      ] as const) {
        const act = page.getByRole('button', { name, exact: true });
        await expect(act).toHaveAttribute('aria-disabled', 'true');
        const reason = `You lack the permission ${permission}`;
        await expect(act).toHaveAccessibleDescription(reason);
        await press(act);
        await expect(again(tip(page, reason))).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(tip(page, reason)).toHaveCount(0);
      }
      await settled(page);
      expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
      await scan(page);
      // What is tried is not held back by the list of rights further on, either.
      const deploy = page.getByRole('button', { name: 'Deploy to stores', exact: true });
      await press(deploy);
      await page.getByRole('button', { name: 'Try anyway' }).click();
      await deploy.click();
      await page.getByRole('searchbox', { name: 'Search machine or path' }).fill('web05 My');
      const stores = page.getByRole('table', { name: 'Certificate stores' });
      await stores.getByRole('checkbox', { name: 'web05.keyexample.com - My', exact: true }).check();
      await expect(page.getByRole('region', { name: 'Stores in the plan' })).toContainText('web05.keyexample.com');
    });
  });
});
