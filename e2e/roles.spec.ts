import type { Locator, Page } from '@playwright/test';
import { fillCsr, makeKeyed } from './csrWalk.ts';
import { scanBothWays, settled } from './editor.ts';
import type { CertificateRow } from './issued.ts';
import { expectSeenNow, javaStores, planStore, timelineOf } from './plan.ts';
import { download, enroll, fillUntilReview, fillUntilWhere, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

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

/** The page says that it takes a permission, as a fact and not as an error. */
async function expectTold(page: Page, rail: string, title: string, permission: string): Promise<void> {
  await open(page, rail);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText(`You do not have the permission this needs: ${permission}.`)).toBeVisible();
  await settled(page);
  await expect(page.getByText(/The server says:/)).toHaveCount(0);
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
}

/** An act is in sight, cannot be done, and says which permission it takes. */
async function expectOff(act: Locator, permission: string): Promise<void> {
  await expect(act).toHaveAttribute('aria-disabled', 'true');
  await expect(act).toHaveAccessibleDescription(`You lack the permission ${permission}`);
}

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

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
    await expectOff(button(page, 'Deploy to stores'), 'CertificateStoreManagement: Schedule');
    await expectOff(button(page, 'Replace where it is'), 'CertificateEnrollment: EnrollPFX');
    await scan(page);
    await download(page, 'Download PEM with chain');
    await page.getByRole('link', { name: 'Renew by CSR' }).click();
    await expectNoError(page, 'CSR enrollment');
    await expect(page.getByRole('listitem').filter({ hasText: /^Renewal of certificate \d+$/ })).toBeVisible();
    await open(page, 'Connection');
    await expectNoError(page, 'Connection');
  });

  test('is told by the other pages, the palette and the acts which permission they take, and meets no error there', async ({
    page,
  }) => {
    await page.goto('');
    await expectNoError(page, 'CSR enrollment');
    await expectTold(page, 'Templates', 'Templates', '/certificate_templates/read/');
    await expectOff(button(page, 'Import templates'), 'PkiManagement: Modify');
    await scan(page);
    await expectTold(page, 'Enrollment patterns', 'Enrollment patterns', '/enrollment_pattern/read/');
    await expectOff(button(page, 'New enrollment pattern'), '/enrollment_pattern/modify/');
    await expectTold(page, 'System-wide rules', 'System-wide rules', '/enrollment_pattern/read/');
    await expectTold(page, 'Enroll PFX', 'PFX enrollment', '/certificates/enrollment/pfx/');
    await scan(page);
    await open(page, 'Activity');
    await expectNoError(page, 'Activity');
    // As the server spelled it when it refused the page before.
    await expectOff(button(page, 'Enroll a PFX'), '/certificates/enrollment/pfx/');
    await expect(page.getByRole('link', { name: 'Enroll a CSR' })).toBeVisible();
    await page.keyboard.press('Control+k');
    const pfx = page.getByRole('option', { name: /^Enroll PFX/ });
    await expect(pfx).toContainText('takes a permission that you do not have: /certificates/enrollment/pfx/');
    await page.getByRole('option', { name: 'Enroll CSR', exact: true }).click();
    await page.getByRole('radio', { name: /^Made by Command/ }).check();
    await expectOff(button(page, 'Make a new request in Command'), 'CertificateEnrollment: CsrGeneration');
  });
});

test.describe('whoever enrolls both ways and reads no certificate', () => {
  test.use({ user: 'requester' });

  test('gets a PFX and has its file, and meets no error message on the way', async ({ page }) => {
    const host = 'own.keyexample.com';
    await page.goto('');
    await expectNoError(page, 'PFX enrollment');
    const password = 'Chosen-by-hand-2026';
    await fillUntilReview(page, { commonName: host, password, onStep: () => expectNoError(page, 'PFX enrollment') });
    await scan(page);
    await enroll(page);
    await download(page, 'Download .pfx');
    await settled(page);
    await scan(page);
    await expect(page.getByText(/The server says:/)).toHaveCount(0);
  });
});

test.describe('whoever reads everything and changes nothing', () => {
  test.use({ user: 'auditor' });

  /** An editor that can be read, with the way to save in sight and off. */
  async function expectReadable(page: Page, title: string | RegExp, permission: string): Promise<void> {
    await expectNoError(page, title);
    const words = `You can look at this, not change it: saving takes the permission ${permission}`;
    await expect(page.getByText(words)).toBeVisible();
    await expectOff(button(page, 'Review changes'), permission);
    await expectOff(button(page, 'Revert to a file'), permission);
  }

  test('reads every page of his without an error message', async ({ page, world }) => {
    await page.goto('');
    await expectNoError(page, 'Templates');
    await expectOff(button(page, 'Import templates'), 'PkiManagement: Modify');
    await page.goto('templates/17');
    await expectReadable(page, /./, 'PkiManagement: Modify');
    await expectOff(button(page, 'New enrollment pattern'), '/enrollment_pattern/modify/');
    await open(page, 'Enrollment patterns');
    await expectNoError(page, 'Enrollment patterns');
    await expectOff(button(page, 'New enrollment pattern'), '/enrollment_pattern/modify/');
    await page.goto('patterns/4');
    await expectReadable(page, /./, '/enrollment_pattern/modify/');
    await expectOff(button(page, 'Delete'), '/enrollment_pattern/modify/');
    // As every field it can be tried, where there is a choice at all.
    const takeDefault = page.getByRole('checkbox', { name: 'Default pattern of its template' });
    await expect(takeDefault).not.toHaveAttribute('aria-disabled');
    await takeDefault.check();
    await page.goto('patterns/new');
    await expectNoError(page, 'New enrollment pattern');
    await expect(page.getByText(/saving takes the permission \/enrollment_pattern\/modify\/$/)).toBeVisible();
    await open(page, 'System-wide rules');
    await expectReadable(page, 'System-wide rules', '/enrollment_pattern/modify/');
    await expectTold(page, 'Enroll PFX', 'PFX enrollment', '/certificates/enrollment/pfx/');
    await expectTold(page, 'Enroll CSR', 'CSR enrollment', '/certificates/enrollment/csr/');
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

  test('looks at an editor that is accessible in light and dark and fits a phone, and tries values that stay there', async ({
    page,
    world,
  }) => {
    const before = await world.get('/Templates/17');
    await page.goto('templates/17');
    await expectReadable(page, /./, 'PkiManagement: Modify');
    await scanBothWays(page);
    const name = page.getByRole('textbox', { name: 'Friendly name' });
    await name.fill('Tried');
    await expectOff(button(page, 'Review 1 change'), 'PkiManagement: Modify');
    // Enter in a field would submit the form.
    await name.press('Enter');
    await expect(name).toHaveValue('Tried');
    await expect(page.getByRole('heading', { name: /^Review the changes/ })).toHaveCount(0);
    expect(await world.get('/Templates/17')).toEqual(before);
  });

  test('tries values against a regex, sees what is in force, and walks through the sections without an error message', async ({
    page,
    world,
  }) => {
    const before = await world.get('/EnrollmentPatterns/4');
    await page.goto('patterns/4');
    await expectReadable(page, /./, '/enrollment_pattern/modify/');
    await page.getByRole('button', { name: 'Try values, CN' }).click();
    await page.getByRole('textbox', { name: /^Try / }).first().fill('shop.partner.example');
    await expect(page.getByLabel(/^Verdict on /).first()).not.toBeEmpty();
    const inForce = page.getByRole('region', { name: 'In force', exact: true });
    await expect(inForce.getByRole('row', { name: /^Regex for CN .*partner.* This pattern$/ })).toBeVisible();
    await expect(inForce.getByText('The server resolves the rules it holds in the same way.')).toBeVisible();
    const sections = page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
    for (const link of await sections.all()) await link.click();
    await expectNoError(page, /./);
    await scan(page);
    expect(await world.get('/EnrollmentPatterns/4')).toEqual(before);
  });

  test('sees what waits at a CA and that deciding takes a right', async ({ page, world }) => {
    await world.patch({ user: 'enroller' });
    await fillUntilReview(page, { commonName: 'manager.keyexample.com' });
    await page.getByRole('button', { name: 'Enroll', exact: true }).click();
    await expect(page.getByText(/no certificate has been issued yet/)).toBeVisible({ timeout: 30_000 });
    await settled(page);
    await world.patch({ user: 'auditor' });
    await page.goto('activity');
    const approve = page.getByRole('button', { name: /^Approve manager/ });
    await expectOff(approve, 'WorkflowManagement: Participate');
    await expectNoError(page, 'Activity');
    await scan(page);
  });

  test.describe('on a server that names the rights of templates', () => {
    test.use({ profile: '24.4' });

    test('is told what saving a template and the system-wide rules takes', async ({ page }) => {
      await page.goto('templates/17');
      await expectReadable(page, /./, 'PkiManagement: Modify');
      await open(page, 'System-wide rules');
      await expectReadable(page, 'System-wide rules', 'PkiManagement: Modify');
    });
  });

  test.describe('on a server that tells no rights', () => {
    test.use({ profile: '10.5' });

    test('is held back by its refusal, not before', async ({ page }) => {
      await page.goto('templates/17');
      await expectNoError(page, /./);
      await expect(page.getByText(/You can look at this/)).toHaveCount(0);
      await page.getByRole('textbox', { name: 'Friendly name' }).fill('Tried');
      await button(page, 'Review 1 change').click();
      await button(page, 'Save 1 change').click();
      await expect(page.getByRole('alert')).toContainText('Not saved.');
      await expectOff(button(page, 'Save 1 change'), 'PkiManagement: Modify');
      await button(page, 'Back to editing').click();
      await expect(page.getByText('saving takes the permission PkiManagement: Modify')).toBeVisible();
    });
  });
});

test('whoever enrolls and deploys and does nothing else does both, sees it arrive, and meets no error message', async ({
  page,
  world,
}) => {
  const host = 'deployed.keyexample.com';
  const [store] = await javaStores(world);
  await world.patch({ user: 'deployer' });
  await fillUntilWhere(page, { commonName: host, onStep: () => expectNoError(page, 'PFX enrollment') });
  await planStore(page.getByRole('main'), store, 'deployed');
  await goOn(page, 'Review');
  await expectNoError(page, 'PFX enrollment');
  const id = await enroll(page, 'Enroll and deploy to 1 store');
  await download(page, 'Download .pfx');
  const deployment = page.getByRole('region', { name: 'Deployment' });
  await expect(timelineOf(deployment, store).getByText('Job created')).toBeVisible();
  await world.advance(120_000);
  await expectSeenNow(deployment, timelineOf(deployment, store));
  await expectNoError(page, 'PFX enrollment');
  await page.goto(`certificates/${id}`);
  await expectNoError(page, host);
  await expect(page.getByRole('table', { name: 'Stores that hold it' })).toContainText(store.ClientMachine);
  await open(page, 'Activity');
  await expectNoError(page, 'Activity');
});

test('whoever it is finds every page of the rail: none fails, and what is off says why', async ({ page, world }) => {
  test.setTimeout(120_000);
  const rail = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  /** What is off without a word, by its name. */
  const mute = () =>
    page.getByRole('main').evaluate((main) => {
      const wordsOf = (each: Element) =>
        (each.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join('');
      const off = [...main.querySelectorAll('[aria-disabled="true"], button:disabled')];
      return off.filter((each) => wordsOf(each) === '').map((each) => each.textContent);
    });
  for (const user of ['steward', 'deployer', 'branchops', 'nobody']) {
    await world.patch({ user });
    await page.goto('connection');
    await expect(rail).toHaveCount(8);
    for (const link of await rail.all()) {
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'page');
      await settled(page);
      const where = `${user} on ${await link.innerText()}`;
      await expect(page.getByRole('heading', { level: 1 }), where).toHaveCount(1);
      await expect(page.getByRole('heading', { level: 1 }), where).not.toHaveText(/^This page failed|^A part is/);
      expect(await mute(), where).toEqual([]);
      if (user !== 'nobody') expect(await page.getByRole('alert').allInnerTexts(), where).toEqual([]);
    }
  }
});
