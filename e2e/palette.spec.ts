import type { Page } from '@playwright/test';
import { issued } from './issued.ts';
import { expect, scanThemes, test } from './world.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search everything' });

test('the palette finds screens, certificates, stores, templates and patterns by keyboard alone', async ({ page }) => {
  const id = await issued(page, 'app31.keyexample.com');
  await page.goto('rules');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = palette(page).getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.type('web');
  for (const group of ['Templates', 'Enrollment patterns', 'Stores: the certificates in them']) {
    await expect(palette(page).getByRole('group', { name: group }).getByRole('option').first()).toBeVisible();
  }
  await expect(palette(page).getByRole('status')).not.toHaveText('Searching …');
  await scanThemes(page);
  await field.fill('app31');
  const found = palette(page).getByRole('option', {
    name: /^app31\.keyexample\.com.*certificate \d+, active, valid until/,
  });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`certificates/${id}$`));
  await expect(page.getByRole('heading', { level: 1, name: 'app31.keyexample.com' })).toBeFocused();
  for (const [group, typed, name, address] of [
    ['Templates', 'WebServer2Y', /^Web server \(2 years\)/, /templates\/17$/],
    ['Enrollment patterns', 'Web servers – Ops', /^Web servers – Ops/, /patterns\/3$/],
  ] as const) {
    await page.keyboard.press('Control+k');
    await field.fill(typed);
    const option = palette(page).getByRole('group', { name: group }).getByRole('option', { name });
    await expect(option).toBeVisible();
    while ((await option.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  }
});

test('the palette leads to the certificates of a store, keeps the scope, and gives the focus back', async ({
  page,
}) => {
  await page.goto('certificates?container=2');
  await expect(page.getByRole('table', { name: 'Certificates' }).getByRole('row').nth(1)).toBeVisible();
  const opener = page.getByRole('button', { name: 'Search everything' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('app03');
  const store = palette(page)
    .getByRole('group', { name: 'Stores: the certificates in them' })
    .getByRole('option', { name: /^app03\.keyexample\.com My/ });
  await expect(store).toBeVisible();
  while ((await store.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/container=2/);
  await expect(page).toHaveURL(/machine=app03\.keyexample\.com/);
  await expect(page.getByLabel('Store machine')).toHaveValue('app03.keyexample.com');
  // The page is the same one, so that its heading is not new: the focus is where the search was opened.
  await expect(opener).toBeFocused();
});
