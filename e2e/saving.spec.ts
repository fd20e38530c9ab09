import { readFile } from 'node:fs/promises';
import {
  type Document,
  expectSaved,
  openEditor,
  revertTo,
  review,
  save,
  section,
  without,
  writesOf,
} from './editor.ts';
import { expect, scan, scanThemes, test, type World } from './world.ts';

const partners = 'patterns/4';
const partnersApi = '/EnrollmentPatterns/4';
const regex = String.raw`^[a-z0-9-]+\.mine\.keyexample\.com$`;

const namesOf = (rows: unknown, member: string) => (rows as Document[]).map((row) => row[member]);

/** Another person changes the pattern. What is read holds objects where names and ids are written. */
async function changedBy(world: World, change: (pattern: Document) => Document): Promise<void> {
  const pattern = change((await world.get(partnersApi)) as Document);
  await world.put(partnersApi, {
    ...without(pattern, ['Id', 'Template']),
    AssociatedRoles: namesOf(pattern['AssociatedRoles'], 'Name'),
    CertificateAuthorities: namesOf(pattern['CertificateAuthorities'], 'Id'),
  });
}
const describe = (words: string) => (pattern: Document) => ({ ...pattern, Description: words });

const withCnRegex = (pattern: Document, wanted: string): Document => ({
  ...pattern,
  Regexes: (pattern['Regexes'] as Document[]).map((row) => ({ ...row, Regex: wanted })),
});

test.describe('two people change one document', () => {
  test('what they changed in different places is merged without asking, and said', async ({ page, world }) => {
    const before = (await world.get(partnersApi)) as Document;
    await openEditor(page, partners);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
    await changedBy(world, describe('By a colleague'));
    await review(page, 1);
    const theirs = section(page, 'Changed by somebody else');
    await expect(theirs).toContainText('Description');
    await expect(theirs).toContainText('By a colleague');
    await scan(page);
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get(partnersApi)).toEqual({ ...withCnRegex(before, regex), Description: 'By a colleague' });
    await expect(page.getByLabel('Description')).toHaveValue('By a colleague');
  });

  test('where both changed one field the page asks, and does as told', async ({ page, world }) => {
    const before = (await world.get(partnersApi)) as Document;
    await openEditor(page, partners);
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
    for (const [offer, changes, count, stored] of [
      [/^On the server now: Theirs$/, 2, 1, 'Theirs'],
      [/^Yours: Mine$/, 1, 1, 'Mine'],
    ] as const) {
      await test.step(stored, async () => {
        await page.getByLabel('Description').fill('Mine');
        await changedBy(world, describe(stored === 'Mine' ? 'Theirs again' : 'Theirs'));
        await review(page, changes);
        await expect(page.getByRole('heading', { name: 'Review the changes and decide' })).toBeVisible();
        await expect(page.getByText('Decide on the clash first').first()).toBeVisible();
        const asked = page.getByRole('group', { name: 'Description: you and somebody else changed this' });
        if (stored === 'Mine') await scan(page);
        await asked.getByRole('radio', { name: offer }).check();
        await save(page, count);
        await expectSaved(page);
        expect(await world.get(partnersApi)).toEqual({ ...withCnRegex(before, regex), Description: stored });
      });
    }
  });

  test('where one removed a row that the other changed, the page asks', async ({ page, world }) => {
    const before = (await world.get(partnersApi)) as Document;
    await openEditor(page, partners);
    await page.getByRole('button', { name: 'Remove CN' }).click();
    await changedBy(world, (pattern) => withCnRegex(pattern, '^theirs$'));
    await review(page, 1);
    const asked = page.getByRole('group', { name: 'Regex for CN: you and somebody else changed this' });
    await expect(asked.getByRole('radio', { name: /On the server now: \^theirs\$/ })).toBeVisible();
    await asked.getByRole('radio', { name: 'Yours: removed' }).check();
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get(partnersApi)).toEqual({ ...before, Regexes: [] });
  });

  test('when nothing of mine is left to save, the page shows what the server holds', async ({ page, world }) => {
    await openEditor(page, partners);
    await page.getByLabel('Description').fill('The same words');
    await changedBy(world, describe('The same words'));
    await review(page, 1);
    await expect(page.getByText('The server already holds what this page shows.')).toBeVisible();
    await page.getByRole('button', { name: 'Show what the server holds' }).click();
    await expect(page.getByLabel('Description')).toHaveValue('The same words');
    await expect(page.getByRole('button', { name: 'Review changes' })).toBeVisible();
  });

  test('a server that moved after the review is reviewed again before anything is sent', async ({ page, world }) => {
    const before = (await world.get(partnersApi)) as Document;
    const sent = writesOf(page);
    await openEditor(page, partners);
    await page.getByLabel('Description').fill('Mine');
    await review(page, 1);
    await changedBy(world, (pattern) => withCnRegex(pattern, '^theirs$'));
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByRole('alert')).toContainText('has changed on the server since you reviewed it');
    await expect(section(page, 'Changed by somebody else')).toContainText('^theirs$');
    expect(sent).toEqual([]);

    await changedBy(world, describe('Theirs'));
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    const asked = page.getByRole('group', { name: 'Description: you and somebody else changed this' });
    await asked.getByRole('radio', { name: 'Yours: Mine' }).check();
    expect(sent).toEqual([]);
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get(partnersApi)).toEqual({ ...withCnRegex(before, '^theirs$'), Description: 'Mine' });
  });
});

test('what the server stores otherwise than asked is shown beside what was asked', async ({ page, world }) => {
  const before = (await world.get('/Templates/18')) as Document;
  await openEditor(page, 'templates/18');
  // Keys that are not kept have no days: the server takes them and stores 0.
  const asked = { ...before, FriendlyName: 'Web server (put back)', KeyRetentionDays: 30 };
  await revertTo(page, 'template-18.json', JSON.stringify(asked));
  await page.getByRole('button', { name: 'Save 2 changes' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The server took the save, but does not hold everything you asked for');
  await expect(alert.getByRole('row')).toHaveCount(2);
  await expect(alert.getByRole('row', { name: 'Days to keep the key 30 0' })).toBeVisible();
  await scanThemes(page);
  expect(await world.get('/Templates/18')).toMatchObject({
    FriendlyName: 'Web server (put back)',
    KeyRetentionDays: 0,
  });
});

test.describe('the previous document', () => {
  test('is a file that puts everything back, through the same review', async ({ page, world }) => {
    const before = (await world.get(partnersApi)) as Document;
    await openEditor(page, partners);
    await page.getByLabel('Name', { exact: false }).first().fill('Renamed');
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
    await page.getByRole('button', { name: 'Remove OU' }).click();
    await page.getByRole('checkbox', { name: 'CSR generation' }).check();
    await review(page, 4);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the previous document' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^enrollment-pattern-4-before-\d{4}-\d\d-\d\d-\d{4}\.json$/);
    const content = await readFile(await file.path(), 'utf8');
    expect(JSON.parse(content)).toEqual(before);
    await save(page, 4);
    await expectSaved(page);

    await revertTo(page, file.suggestedFilename(), content);
    await expect(page.getByText(`This puts back what the file ${file.suggestedFilename()} holds`)).toBeVisible();
    await scan(page);
    await save(page, 4);
    await expectSaved(page);
    expect(await world.get(partnersApi)).toEqual(before);
    await expect(page.getByRole('textbox', { name: 'Default value, OU' })).toHaveValue('Partners');
  });

  test('does not replace changes that are not saved', async ({ page }) => {
    await openEditor(page, partners);
    await page.getByLabel('Description').fill('Typed by hand');
    await page.getByRole('button', { name: 'Revert to a file' }).click();
    await expect(page.getByRole('alert')).toContainText('Save or discard your changes first');
    await expect(page.getByLabel('Description')).toHaveValue('Typed by hand');
  });

  test('is refused in words when it is something else', async ({ page, world }) => {
    const texts = {
      other: JSON.stringify(await world.get('/Templates/18')),
      pattern: JSON.stringify(await world.get(partnersApi)),
      rules: JSON.stringify(await world.get('/EnrollmentPatterns/Settings')),
    };
    await openEditor(page, 'templates/17');
    for (const [content, words] of [
      [texts.other, 'This file holds a template with id 18; this one has id 17.'],
      [texts.pattern, 'This file holds an enrollment pattern, not a template.'],
      [texts.rules, 'This file holds system-wide rules, not a template.'],
      ['PK\u0003\u0004 not a document', 'This file is not JSON.'],
      ['[]', 'This file holds no single document.'],
      ['{"name":"something"}', 'This file does not hold a template.'],
    ] as const) {
      await revertTo(page, 'some.json', content);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(words);
      await expect(alert).toContainText('Nothing was changed.');
      await alert.getByRole('button', { name: 'Close' }).click();
      await expect(alert).toBeHidden();
    }
    await expect(page.getByRole('button', { name: 'Review changes' })).toBeVisible();
  });

  test.describe('that the server refuses', () => {
    test.use({ expectedErrors: [/Failed to load resource/] });

    test('shows the server’s words beside the section, here a retention without days', async ({ page, world }) => {
      const before = (await world.get('/Templates/17')) as Document;
      await openEditor(page, 'templates/17');
      await revertTo(page, 'no-days.json', JSON.stringify({ ...before, KeyRetentionDays: null }));
      await page.getByRole('button', { name: 'Save 1 change' }).click();
      const words = 'the number of days to retain after expiration must be defined';
      await expect(page.getByRole('alert')).toContainText(words);
      await page.getByRole('button', { name: 'Back to editing' }).click();
      await expect(section(page, 'Keys and retention').getByRole('alert')).toContainText(words);
      expect(await world.get('/Templates/17')).toEqual(before);
    });
  });

  test.describe('of a template with all its rules', () => {
    test.use({ profile: '10.5' });

    test('puts everything back, too', async ({ page, world }) => {
      const before = (await world.get('/Templates/19')) as Document;
      await openEditor(page, 'templates/19');
      await page.getByLabel('Friendly name').fill('Changed for now');
      await page.getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
      await page.getByLabel('Days', { exact: true }).fill('21');
      await page.getByRole('button', { name: 'Remove L', exact: true }).click();
      await review(page, 4);
      await save(page, 4);
      await expectSaved(page);
      await revertTo(page, 'template-19.json', JSON.stringify(before));
      await page.getByRole('button', { name: 'Save 4 changes' }).click();
      await expectSaved(page);
      expect(await world.get('/Templates/19')).toEqual(before);
    });
  });

  test.describe('of another generation of Command', () => {
    test.use({ profile: '24.4' });

    test('is refused in words', async ({ page, world }) => {
      await world.patch({ profile: '10.5' });
      const old = JSON.stringify(await world.get('/Templates/17'));
      await world.patch({ profile: '24.4' });
      await openEditor(page, 'templates/17');
      await revertTo(page, 'template-17.json', old);
      await expect(page.getByRole('alert')).toContainText('This file is from another generation of Command');
    });
  });
});
