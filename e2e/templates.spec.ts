import { type Document, expectSaved, review, save, scanWhole, section, withRow } from './editor.ts';
import { expect, scan, test } from './world.ts';

const regexOf = (rows: unknown) => (rows as Document[]).find((row) => row['SubjectPart'] === 'CN');
const withRegex = (document: Document, member: string, regex: string): Document => ({
  ...document,
  [member]: withRow(document[member], 'SubjectPart', 'CN', { Regex: regex }),
});

const newName = 'Web server (2 years, Ops)';
const newRegex = String.raw`^[a-z0-9-]+\.ops\.keyexample\.com$`;

test.describe('on Command 10', () => {
  test.use({ profile: '10.5' });

  test('a template’s friendly name and CN regex change, and nothing else', async ({ page, world }) => {
    const before = (await world.get('/Templates/17')) as Document;
    await page.goto('templates');
    await scan(page);
    await page.getByRole('searchbox', { name: 'Search templates by name' }).fill('WebServer2Y');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('link', { name: 'Web server (2 years)' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Web server (2 years)');
    await page.getByLabel('Friendly name').fill(newName);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(newRegex);
    await scanWhole(page);
    await review(page, 2);
    await expect(page.getByText(newName).first()).toBeVisible();
    await expect(page.getByText(newRegex).first()).toBeVisible();
    await scanWhole(page);
    const body = await save(page, 2);
    await expectSaved(page);
    expect(body).toMatchObject({ Id: 17, FriendlyName: newName });
    const after = (await world.get('/Templates/17')) as Document;
    expect(after).toEqual({
      ...withRegex(before, 'TemplateRegexes', newRegex),
      FriendlyName: newName,
      DisplayName: newName,
    });
  });
});

test.describe('on Command 25', () => {
  test('the friendly name is the template’s, and changes alone', async ({ page, world }) => {
    const before = (await world.get('/Templates/17')) as Document;
    await page.goto('templates/17');
    await page.getByLabel('Friendly name').fill(newName);
    await review(page, 1);
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get('/Templates/17')).toEqual({ ...before, FriendlyName: newName, DisplayName: newName });
  });

  test('the CN regex is the default enrollment pattern’s: it changes there alone, and the template shows it', async ({
    page,
    world,
  }) => {
    await page.goto('templates/17');
    const patterns = section(page, 'Enrollment patterns').getByRole('listitem');
    await patterns.filter({ hasText: 'the default enrollment pattern' }).getByRole('link').click();
    await expect(page).toHaveURL(/\/patterns\/\d+/);
    const id = /patterns\/(\d+)/.exec(page.url())?.[1] ?? '';
    const before = (await world.get(`/EnrollmentPatterns/${id}`)) as Document;
    await scanWhole(page);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(newRegex);
    await review(page, 1);
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get(`/EnrollmentPatterns/${id}`)).toEqual(withRegex(before, 'Regexes', newRegex));
    const template = (await world.get('/Templates/17')) as Document;
    expect(regexOf(template['TemplateRegexes'])).toMatchObject({ Regex: newRegex });
  });

  test('leaving with changes asks, and staying keeps what was typed', async ({ page }) => {
    await page.goto('templates/17');
    await page.getByLabel('Friendly name').fill(newName);
    await page.getByRole('navigation').getByRole('link', { name: 'Connection' }).click();
    const asked = page.getByRole('dialog');
    await expect(asked).toContainText('1 change');
    await asked.getByRole('button', { name: /^Stay|Keep/ }).click();
    await expect(page.getByLabel('Friendly name')).toHaveValue(newName);
  });
});
