import { makeCsr, readPem, verifyChain } from './openssl.ts';
import { expect, scan, test } from './world.ts';

const host = 'portal.keyexample.com';

for (const [profile, choice] of [
  ['25.4', 'Web servers – Ops'],
  ['10.5', 'Web server (2 years)'],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('a pasted CSR is shown, enrolled and downloaded with its chain, for the key it was made with', async ({
      page,
      world,
    }) => {
      const { csr, publicKey } = makeCsr(`/C=US/O=Key Example/CN=${host}`, [
        `DNS:${host}`,
        'DNS:www.portal.keyexample.com',
      ]);
      const next = page.getByRole('button', { name: 'Next' });
      await page.goto('enroll/csr');
      await page.getByLabel('Certificate signing request').fill(csr);
      const facts = page.getByRole('region', { name: 'What the request holds' });
      await expect(facts).toContainText(host);
      await expect(facts).toContainText('www.portal.keyexample.com');
      await expect(facts).toContainText('ECC P-256');
      await expect(facts).toContainText('Valid: made with the key in the request');
      await scan(page);
      await next.click();
      await page.getByRole('combobox', { name: /Enrollment pattern|Template/ }).click();
      await page.getByRole('option', { name: choice }).first().click();
      await expect(page.getByLabel('Certificate authority')).toBeVisible();
      if (profile === '25.4') await page.getByLabel(/^I accept the subscriber terms of/).check();
      await next.click();
      await scan(page);
      if (await next.isVisible()) await next.click();
      await page.getByRole('button', { name: 'Enroll', exact: true }).click();
      await expect(page.getByText(/Issued: certificate \d+/)).toBeVisible({ timeout: 30_000 });
      await scan(page);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download PEM with chain' }).click();
      const read = readPem(await (await download).path());
      expect(read.publicKey).toBe(publicKey);
      expect(read.subject).toContain(`CN=${host}`);
      expect(read.text).toContain('DNS:www.portal.keyexample.com');
      const [leaf = '', ...chain] = read.certificates;
      expect(chain.length).toBeGreaterThanOrEqual(1);
      expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
    });
  });
}

test('a private key pasted by mistake is named as one, and nothing is sent', async ({ page }) => {
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await page.goto('enroll/csr');
  await page
    .getByLabel('Certificate signing request')
    .fill('-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n');
  await expect(page.getByText(/private key/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel('Certificate signing request')).toBeVisible();
  expect(posts).toEqual([]);
});
