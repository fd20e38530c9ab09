import type { Page } from '@playwright/test';
import { issued } from './issued.ts';
import { acceptTerms, commonNameOf, enroll, expectStep, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

const summary = (page: Page) => page.getByRole('complementary', { name: 'Request summary' });
const source = (page: Page) => page.getByRole('combobox', { name: /^(Enrollment pattern|Template)/ });

/** Opens the page of a certificate and follows one of its links into the wizard. */
async function follow(page: Page, certificate: number, link: 'Renew' | 'Replace where it is'): Promise<void> {
  await page.goto(`certificates/${certificate}`);
  await page.getByRole('link', { name: link, exact: true }).click();
  await expectStep(page, 'What');
}

test('a renewal from the page of a certificate is filled in: its pattern, subject and names; the list has it at once', async ({
  page,
}) => {
  const old = await issued(page, 'from-page.keyexample.com');
  await page.goto('certificates');
  const listed = page.getByRole('table').getByRole('link', { name: 'from-page.keyexample.com' });
  await listed.click();
  await page.getByRole('link', { name: 'Renew', exact: true }).click();
  await expectStep(page, 'What');
  await expect(page.getByText(`Subject and 1 alternative name of certificate ${old}`)).toBeVisible();
  await expect(source(page)).toHaveValue('Web servers – Ops');
  await expect(summary(page)).toContainText('CN=from-page.keyexample.com,O="Key Example, Inc.",C=US');
  await expect(page.getByText(`CA CorpIssuingCA1, which issued certificate ${old}`)).toBeVisible();
  await scan(page);
  await goOn(page, 'Subject and names');
  await expect(commonNameOf(page)).toHaveValue('from-page.keyexample.com');
  await expect(page.getByRole('list', { name: 'Alternative names: chosen' })).toContainText('from-page.keyexample.com');
  await goOn(page, 'Key and file');
  await page.getByRole('button', { name: 'Generate' }).click();
  for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
  await enroll(page);
  await page.getByRole('link', { name: 'Certificates', exact: true }).click();
  await page.getByRole('button', { name: 'Leave without the file' }).click();
  await expect(listed).toHaveCount(2);
});

test.describe('on a server that got enrollment patterns after the certificate was issued', () => {
  test.use({ profile: '24.4' });

  test('those of its template are named and one press chooses; the names are there at once', async ({
    page,
    world,
  }) => {
    const template = (await world.get('/Templates/17')) as { CommonName: string };
    const id = await issued(page, 'before-patterns.keyexample.com', { Template: template.CommonName });
    await world.patch({ profile: '25.4' });
    await follow(page, id, 'Replace where it is');
    await expect(page.getByText(`Filled in from certificate ${id}. Check it: nothing has been sent.`)).toBeVisible();
    const offer = page.getByRole('status').filter({ hasText: `fit certificate ${id}` });
    await expect(offer).toContainText('Which of them it came by is not known here.');
    await expect(source(page)).toHaveValue('');
    await expect(summary(page)).toContainText('CN=before-patterns.keyexample.com');
    await scan(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await scan(page);
    await offer.getByRole('button', { name: 'Web servers – Ops', exact: true }).click();
    await expect(offer).toHaveCount(0);
    await expect(source(page)).toHaveValue('Web servers – Ops');
    await expect(page.getByText('Certificate authority', { exact: true })).toBeVisible();
    await acceptTerms(page);
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('before-patterns.keyexample.com');
  });
});

test.describe('a link to a certificate that is gone', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('says so, and leaves the form to be filled in', async ({ page }) => {
    await page.goto('enroll/pfx?pattern=3&ca=CorpIssuingCA1&replace=999999');
    await expect(page.getByText(/^Names of certificate 999999: they cannot be read\./)).toBeVisible();
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('');
  });
});
