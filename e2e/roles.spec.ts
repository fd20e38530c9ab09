import type { Page } from '@playwright/test';
import { fillCsr, makeKeyed } from './csrWalk.ts';
import { settled } from './editor.ts';
import type { CertificateRow } from './issued.ts';
import { download, enroll } from './walk.ts';
import { expect, test } from './world.ts';

/** Some reads that only add to a page are refused to whoever has few rights; the page does without them. */
test.use({ expectedErrors: [/status of 403/] });

/** The page is there, and no error or warning is on it. */
async function expectNoError(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await settled(page);
  await expect(page.getByText(/The server says:|You do not have the permission this needs/)).toHaveCount(0);
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
}

const open = async (page: Page, rail: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: rail, exact: true }).click();

test.describe('whoever enrolls and does nothing else', () => {
  test.use({ user: 'csrdesk' });

  test('lands where he enrolls, gets a certificate, finds it again, and meets no error message', async ({ page }) => {
    const host = 'desk.keyexample.com';
    await page.goto('');
    await expectNoError(page, 'CSR enrollment');
    await expect(page).toHaveURL(/enroll\/csr$/);
    await fillCsr(page, { csr: makeKeyed(`/CN=${host}`, [`DNS:${host}`], 'P-256').csr });
    await enroll(page);
    await download(page, 'Download PEM with chain');
    await expect(page.getByText(/The server says:/)).toHaveCount(0);
    await open(page, 'Activity');
    await expectNoError(page, 'Activity');
    await expect(page.getByRole('listitem', { name: host, exact: true })).toBeVisible();
    await open(page, 'Certificates');
    await expectNoError(page, 'Certificates');
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill(host);
    await page.getByRole('link', { name: host, exact: true }).first().click();
    await expectNoError(page, host);
    await open(page, 'Connection');
    await expectNoError(page, 'Connection');
  });
});

test.describe('whoever reads everything and changes nothing', () => {
  test.use({ user: 'auditor' });

  test('reads every page of his without an error message', async ({ page, world }) => {
    await page.goto('');
    await expectNoError(page, 'Templates');
    await page.goto('templates/17');
    await expectNoError(page, /./);
    await open(page, 'Enrollment patterns');
    await expectNoError(page, 'Enrollment patterns');
    await page.goto('patterns/3');
    await expectNoError(page, /./);
    await open(page, 'System-wide rules');
    await expectNoError(page, 'System-wide rules');
    await open(page, 'Certificates');
    await expectNoError(page, 'Certificates');
    const [first] = (await world.get('/Certificates?ReturnLimit=1')) as CertificateRow[];
    if (!first) throw new Error('the seeded world has no certificate');
    await page.goto(`certificates/${first.Id}`);
    await expectNoError(page, first.IssuedCN);
    await open(page, 'Activity');
    await expectNoError(page, 'Activity');
    await open(page, 'Connection');
    await expectNoError(page, 'Connection');
  });
});
