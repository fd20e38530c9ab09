import type { Page } from '@playwright/test';
import { describeCertificate, openPfx, verifyChain } from './openssl.ts';
import { expect, scan, test } from './world.ts';

const host = 'app01.keyexample.com';

async function fillUntilReview(page: Page, choice: string): Promise<string> {
  const next = page.getByRole('button', { name: 'Next' });
  await page.goto('enroll/pfx');
  await page.getByRole('combobox', { name: /Enrollment pattern|Template/ }).click();
  await page.getByRole('option', { name: choice }).first().click();
  await expect(page.getByLabel('Certificate authority')).toBeVisible();
  await page.getByLabel(/^I accept the subscriber terms of/).check();
  await scan(page);
  await next.click();
  await page.getByLabel('Common name', { exact: false }).first().fill(host);
  await page.getByRole('button', { name: `Add ${host} as DNS name` }).click();
  await scan(page);
  await next.click();
  await page.getByRole('button', { name: 'Generate' }).click();
  const password = await page.getByRole('textbox', { name: /^Password of the file/ }).inputValue();
  expect(password.length).toBeGreaterThanOrEqual(12);
  await scan(page);
  await next.click();
  await scan(page);
  await next.click();
  await scan(page);
  await next.click();
  await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible();
  await scan(page);
  return password;
}

for (const [profile, choice] of [
  ['25.4', 'Web servers – Ops'],
  ['10.5', 'Web server (2 years)'],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('a PFX is enrolled, opens with its password, and its leaf is trusted through the chain', async ({
      page,
      world,
    }) => {
      const addresses: string[] = [];
      page.on('request', (request) => addresses.push(request.url()));
      const password = await fillUntilReview(page, choice);
      await page.getByRole('button', { name: 'Enroll', exact: true }).click();
      await expect(page.getByText(/Issued: certificate \d+/)).toBeVisible({ timeout: 30_000 });
      const kept = await page.evaluate(() =>
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
      );
      expect([...addresses, kept].filter((text) => text.includes(password))).toEqual([]);
      await scan(page);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download .pfx' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/^app01\.keyexample\.com_[0-9A-F]+\.pfx$/);
      const pfx = openPfx(await file.path(), password);
      expect(describeCertificate(pfx.leaf)).toContain(`DNS:${host}`);
      expect(verifyChain(pfx.leaf, pfx.chain, await world.roots())).toContain('OK');
      const path = await file.path();
      expect(() => openPfx(path, `${password}x`)).toThrow(/invalid password/i);
    });
  });
}

test('two quick presses issue one certificate', async ({ page, world }) => {
  await fillUntilReview(page, 'Web servers – Ops');
  await page.getByRole('button', { name: 'Enroll', exact: true }).dblclick();
  await expect(page.getByText(/Issued: certificate \d+/)).toBeVisible({ timeout: 30_000 });
  const found = (await world.get(
    `/Certificates?QueryString=${encodeURIComponent(`IssuedCN -eq "${host}"`)}`,
  )) as unknown[];
  expect(found).toHaveLength(1);
});

test('a file that has not been saved is not left by accident, whichever way', async ({ page }) => {
  await fillUntilReview(page, 'Web servers – Ops');
  await page.getByRole('button', { name: 'Enroll', exact: true }).click();
  await expect(page.getByText(/Issued: certificate \d+/)).toBeVisible({ timeout: 30_000 });
  const asked = page.getByRole('dialog', { name: 'Leave without the file?' });
  await page.getByRole('button', { name: 'Enroll another' }).click();
  await asked.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('link', { name: 'Connection' }).click();
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByText(/Issued: certificate \d+/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download .pfx' }).click();
  await download;
  await page.getByRole('button', { name: 'Enroll another' }).click();
  await expect(page.getByRole('heading', { name: 'What' })).toBeVisible();
});
