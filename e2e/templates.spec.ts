import { expect, scan, test } from './world.ts';

type Document = Record<string, unknown>;
const regexOf = (rows: unknown) => (rows as Document[]).find((row) => row['SubjectPart'] === 'CN');
/** The document with one CN regex replaced, and what the server derives from the friendly name. */
const withRegex = (document: Document, member: string, regex: string): Document => ({
  ...document,
  [member]: (document[member] as Document[]).map((row) =>
    row['SubjectPart'] === 'CN' ? { ...row, Regex: regex } : row,
  ),
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
    await page.getByRole('link', { name: 'Web server (2 years)' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Web server (2 years)');
    await page.getByLabel('Friendly name').fill(newName);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(newRegex);
    await scan(page);
    await page.getByRole('button', { name: 'Review 2 changes' }).click();
    await expect(page.getByRole('heading', { name: /Review the changes/ })).toBeVisible();
    await expect(page.getByText(newName).first()).toBeVisible();
    await expect(page.getByText(newRegex).first()).toBeVisible();
    await scan(page);
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    const body = (await sent).postDataJSON() as Document;
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
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    expect(await world.get('/Templates/17')).toEqual({ ...before, FriendlyName: newName, DisplayName: newName });
  });

  test('the CN regex is the default enrollment pattern’s: it changes there alone, and the template shows it', async ({
    page,
    world,
  }) => {
    await page.goto('templates/17');
    await page
      .getByRole('link', { name: /default enrollment pattern/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/patterns\/\d+/);
    const id = /patterns\/(\d+)/.exec(page.url())?.[1] ?? '';
    const before = (await world.get(`/EnrollmentPatterns/${id}`)) as Document;
    await scan(page);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(newRegex);
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
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
