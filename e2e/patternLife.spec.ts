import type { Page } from '@playwright/test';
import {
  expectSaved,
  openEditor,
  pick,
  review,
  save,
  scanBothWays,
  section,
  settled,
  type Document,
} from './editor.ts';
import { expect, scan, test, type World } from './world.ts';

const naming = (page: Page) => section(page, 'Naming');
const takeDefault = (page: Page) => page.getByRole('checkbox', { name: 'Default pattern of its template' });
const isDefault = async (world: World, id: number) =>
  ((await world.get(`/EnrollmentPatterns/${id}`)) as Document)['TemplateDefault'];

test.describe('a new pattern', () => {
  test('is made from the list for a template; the first one becomes its default', async ({ page, world }) => {
    await page.goto('patterns');
    await page.getByRole('link', { name: 'New enrollment pattern' }).click();
    await pick(page.getByRole('main'), 'Template (required)', 'OCSP Response Signing');
    await expect(page).toHaveURL(/patterns\/new\?template=27$/);
    await expect(page.getByText('it becomes the template’s default')).toBeVisible();
    await expect(takeDefault(page)).toBeChecked();
    await scan(page);

    // Neither a name nor a role: refused in place.
    await page.getByRole('checkbox', { name: 'PFX enrollment' }).check();
    await page.getByRole('button', { name: /^Review / }).click();
    await expect(naming(page).getByText('An enrollment pattern needs a name.')).toBeVisible();
    await expect(naming(page).getByLabel('Name')).toBeFocused();
    await expect(page.getByText('Choose at least one security role').first()).toBeVisible();

    await naming(page).getByLabel('Name').fill('OCSP signers');
    await pick(section(page, 'Who may enroll'), 'Security roles', 'Network Team');
    await review(page, 3);
    await scan(page);
    const body = await save(page, 3);
    await expect(page).toHaveURL(/patterns\/27$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('OCSP signers');
    await expectSaved(page);
    expect(body).toMatchObject({ Template: 27, AssociatedRoles: ['Network Team'] });
    expect(await world.get('/EnrollmentPatterns/27')).toMatchObject({
      Name: 'OCSP signers',
      Template: { Id: 27 },
      TemplateDefault: true,
      UseADPermissions: false,
      AssociatedRoles: [{ Id: 13, Name: 'Network Team' }],
      AllowedEnrollmentTypes: 1,
      Regexes: [],
      RestrictCAs: false,
    });
    await page.getByRole('navigation').getByRole('link', { name: 'Enrollment patterns' }).click();
    await expect(page.getByRole('link', { name: 'OCSP signers' })).toBeVisible();
  });

  test('beside others takes the default from the one that has it', async ({ page, world }) => {
    await openEditor(page, 'patterns/new?template=17');
    await expect(page.getByText('Another one of Web server (2 years)')).toBeVisible();
    await naming(page).getByLabel('Name').fill('Web servers – next');
    await takeDefault(page).check();
    await pick(section(page, 'Who may enroll'), 'Security roles', 'Web Team');
    await review(page, 3);
    await save(page, 3);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Web servers – next');
    await expect(takeDefault(page)).toBeChecked();
    expect([await isDefault(world, 27), await isDefault(world, 3)]).toEqual([true, false]);
  });

  test.describe('whose answer is lost', () => {
    test.use({ expectedErrors: [/Failed to load resource/] });

    test('is found by its name, and made once', async ({ page, world }) => {
      await openEditor(page, 'patterns/new?template=17');
      await naming(page).getByLabel('Name').fill('Made once');
      await pick(section(page, 'Who may enroll'), 'Security roles', 'Web Team');
      await review(page, 2);
      await world.patch({ faults: [{ method: 'POST', path: '/EnrollmentPatterns', kind: 'truncated', times: 1 }] });
      await save(page, 2);
      await expect(page).toHaveURL(/patterns\/27$/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made once');
      const lost = page.getByText('reading the enrollment pattern again shows that the save happened');
      await expect(lost).toBeVisible();
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made once');
      await expect(lost).toHaveCount(0);
      const all = (await world.get('/EnrollmentPatterns?ReturnLimit=100')) as Document[];
      expect(all.filter(({ Name }) => Name === 'Made once')).toHaveLength(1);
    });

    test('or that is refused keeps what was typed', async ({ page }) => {
      await openEditor(page, 'patterns/new?template=17');
      await naming(page).getByLabel('Name').fill('IoT devices');
      await pick(section(page, 'Who may enroll'), 'Security roles', 'Web Team');
      await review(page, 2);
      await page.getByRole('button', { name: 'Save 2 changes' }).click();
      await expect(page.getByRole('alert')).toContainText("An enrollment pattern named 'IoT devices' already exists.");
      await page.getByRole('button', { name: 'Back to editing' }).click();
      await naming(page).getByLabel('Name').fill('More IoT devices');
      await review(page, 2);
      await save(page, 2);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('More IoT devices');
    });
  });
});

test('making a pattern the default takes that from the one that had it', async ({ page, world }) => {
  await openEditor(page, 'patterns/3');
  await expect(takeDefault(page)).toBeChecked();
  await expect(naming(page).getByText('make another pattern the default instead')).toBeVisible();
  const before = (await world.get('/EnrollmentPatterns/4')) as Document;
  await openEditor(page, 'patterns/4');
  await takeDefault(page).check();
  await review(page, 1);
  await expect(page.getByText('on; “Web servers – Ops” stops being the default')).toBeVisible();
  await save(page, 1);
  await expectSaved(page);
  expect(await world.get('/EnrollmentPatterns/4')).toEqual({ ...before, TemplateDefault: true });
  expect(await isDefault(world, 3)).toBe(false);
  await page.getByRole('navigation').getByRole('link', { name: 'Enrollment patterns' }).click();
  await page.getByRole('link', { name: 'Web servers – Ops' }).click();
  await expect(takeDefault(page)).not.toBeChecked();
});

test.describe('deleting', () => {
  test('asks with the name, and takes the pattern from the list', async ({ page, world }) => {
    await openEditor(page, 'patterns/14');
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete the enrollment pattern Databases – switched off?' });
    await expect(dialog).toBeVisible();
    await scan(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    expect(await world.get('/EnrollmentPatterns/14')).toMatchObject({ Id: 14 });

    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page).toHaveURL(/\/patterns$/);
    await expect(page.getByRole('link', { name: 'Databases', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Databases – switched off' })).toHaveCount(0);
    const left = (await world.get('/EnrollmentPatterns?ReturnLimit=100')) as Document[];
    expect(left.map(({ Id }) => Id)).not.toContain(14);
  });

  test.describe('a pattern in use', () => {
    test.use({ expectedErrors: [/Failed to load resource/] });

    test('is refused in the server’s words, and can be forced', async ({ page, world }) => {
      await openEditor(page, 'patterns/3');
      await page.getByRole('button', { name: 'Delete' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete the enrollment pattern Web servers – Ops?' });
      await expect(dialog).toContainText('It is the default pattern of its template.');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await expect(dialog.getByRole('alert')).toContainText(
        /The server says: The enrollment pattern 'Web servers – Ops' is in use by \d+ certificates\./,
      );
      await expect(dialog).toContainText('later renewals of those certificates then use the default pattern');
      expect(await world.get('/EnrollmentPatterns/3')).toMatchObject({ Id: 3 });
      await scan(page);
      await expect(dialog).toContainText('it is not known which pattern becomes the default then');
      await dialog.getByRole('button', { name: 'Delete the default all the same' }).click();
      await expect(page).toHaveURL(/\/patterns$/);
      const left = (await world.get('/EnrollmentPatterns?ReturnLimit=100')) as Document[];
      expect(left.map(({ Id }) => Id)).not.toContain(3);
    });

    test('for want of a right that was taken away meanwhile is off then, with its permission, until it is given back', async ({
      page,
      world,
    }) => {
      await openEditor(page, 'patterns/3');
      const remove = page.getByRole('button', { name: 'Delete', exact: true });
      await remove.click();
      await settled(page);
      await world.patch({ user: 'auditor' });
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await expect(dialog.getByRole('alert')).toContainText('/enrollment_pattern/modify/');
      await expect(dialog.getByRole('button', { name: 'Delete', exact: true })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
      await scan(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(remove).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByText('saving takes the permission /enrollment_pattern/modify/')).toBeVisible();
      await world.patch({ user: 'steward' });
      await page.getByRole('button', { name: 'Check my permissions again' }).click();
      await expect(remove).not.toHaveAttribute('aria-disabled');
      await expect(page.getByText(/You can look at this/)).toHaveCount(0);
    });
  });
});

test('the pages of a pattern are accessible in light and dark and fit a phone: new, and with its lists open', async ({
  page,
}) => {
  await page.goto('patterns/new');
  await settled(page);
  await scanBothWays(page);
  await openEditor(page, 'patterns/new?template=4');
  await settled(page);
  await scanBothWays(page);
  await openEditor(page, 'patterns/1');
  await page.getByText('68 more curves, 68 chosen').click();
  await page.getByText('Alternative keys of hybrid certificates (none)').click();
  await settled(page);
  await scanBothWays(page);
});

test('the pages of a pattern are accessible in light and dark and fit a phone: findings, review, deleting', async ({
  page,
}) => {
  await openEditor(page, 'patterns/26');
  await page.getByText('7 things to look at').click();
  await page.getByRole('button', { name: 'Try values, CN' }).click();
  await page.getByRole('button', { name: 'Regex and message, TicketNumber' }).click();
  await settled(page);
  await scanBothWays(page);
  await page.getByRole('textbox', { name: 'Regex, CN' }).fill(`^${'[a-z0-9-]+'.repeat(20)}$`);
  await page.getByRole('button', { name: 'Remove OU' }).first().click();
  await review(page, 2);
  await page.getByText(/PUT \/EnrollmentPatterns\/26: every setting is sent/).click();
  await settled(page);
  await scanBothWays(page);
  await page.getByRole('button', { name: 'Back to editing' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await settled(page);
  await scanBothWays(page);
});
