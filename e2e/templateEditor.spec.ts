import {
  choose,
  type Document,
  expectSaved,
  openAll,
  openEditor,
  review,
  save,
  scanBothWays,
  scanWhole,
  section,
  tabTo,
  withRow,
  writesOf,
} from './editor.ts';
import { asSent, bodyOf, internalServer, webServer, words } from './templateEdits.ts';
import { expect, test } from './world.ts';

for (const profile of ['10.5', '24.4'] as const) {
  const later = profile === '24.4';
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    for (const edit of [webServer, internalServer]) {
      test(`every section of template ${edit.id} changes in one sitting, and nothing else`, async ({ page, world }) => {
        const before = (await world.get(`/Templates/${edit.id}`)) as Document;
        await openEditor(page, `templates/${edit.id}`);
        await edit.act(page, later);
        const count = edit.changes[later ? 1 : 0];
        await review(page, count);
        const body = await save(page, count);
        await expectSaved(page);
        expect(body).toEqual(bodyOf(edit.expected(before, later, asSent), later));
        expect(await world.get(`/Templates/${edit.id}`)).toEqual(edit.expected(before, later, edit.stored));
      });
    }

    test('what the wire cannot carry is refused beside it, before anything is sent', async ({ page, world }) => {
      const before = (await world.get('/Templates/17')) as Document;
      const writes = writesOf(page);
      const [metadata, keys] = [section(page, 'Metadata'), section(page, 'Keys and retention')];
      const name = page.getByRole('textbox', { name: 'Friendly name' });
      const choices = metadata.getByRole('textbox', { name: 'Choices' });
      const submit = page.getByRole('button', { name: /^Review \d+ changes$/ });
      await openEditor(page, 'templates/17');
      await name.fill('x'.repeat(51));
      await section(page, 'Regexes').getByRole('textbox', { name: 'Regex, CN' }).fill(words.cn);
      await metadata.getByRole('button', { name: 'Regex, message, choices, Environment' }).click();
      await choices.fill('Test, shared');
      await choices.press('Enter');
      await keys.getByRole('textbox', { name: 'Days' }).fill('');
      await submit.click();
      await expect(name).toHaveAccessibleDescription(/up to 50 characters\./);
      await expect(name).toBeFocused();
      await expect(choices).toHaveAccessibleDescription(/A choice cannot hold a comma here/);
      await expect(keys.getByRole('textbox', { name: 'Days' })).toHaveAccessibleDescription(/Say for how many days/);
      await scanWhole(page);

      await expect(name).toHaveValue('x'.repeat(51));
      await name.fill('x'.repeat(50));
      await submit.click();
      await expect(choices).toBeFocused();
      await expect(metadata.getByRole('list', { name: 'Choices: chosen' })).toContainText('Test, shared');
      await metadata.getByRole('button', { name: 'Remove Test, shared' }).click();
      await submit.click();
      await expect(keys.getByRole('textbox', { name: 'Days' })).toBeFocused();
      await keys.getByRole('textbox', { name: 'Days' }).fill('0');
      expect(writes.map((request) => request.url())).toEqual([]);
      expect(await world.get('/Templates/17')).toEqual(before);

      await review(page, 3);
      await save(page, 3);
      await expectSaved(page);
      expect(await world.get('/Templates/17')).toEqual({
        ...before,
        FriendlyName: 'x'.repeat(50),
        DisplayName: 'x'.repeat(50),
        KeyRetentionDays: 0,
        TemplateRegexes: withRow(before['TemplateRegexes'], 'SubjectPart', 'CN', { Regex: words.cn }),
      });
    });

    // Template 17 has short and empty lists, 19 long ones, which is what differs between the generations.
    for (const id of later ? [17, 19] : [19]) {
      test(`with everything on it open template ${id} is accessible in light and dark, and fits a phone`, async ({
        page,
      }) => {
        await openEditor(page, `templates/${id}`);
        await expect(section(page, 'In force').getByRole('table')).toBeVisible();
        await openAll(page);
        await scanBothWays(page);
      });
    }
  });
}

test.describe('by keyboard alone', () => {
  test.use({ profile: '10.5' });

  test('a template is found, opened, changed in several kinds of field, reviewed and saved', async ({
    page,
    world,
  }) => {
    const before = (await world.get('/Templates/17')) as Document;
    const keys = page.keyboard;
    await page.goto('templates');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await keys.press('/');
    await keys.type('WebServer2Y');
    await expect(page.getByRole('row')).toHaveCount(2);
    await tabTo(page, page.getByRole('link', { name: 'Web server (2 years)' }));
    await keys.press('Enter');

    await tabTo(page, page.getByLabel('Friendly name'));
    await keys.press('ControlOrMeta+A');
    await keys.type('Web server (Ops)');
    await tabTo(page, page.getByRole('combobox', { name: 'Security roles' }));
    await keys.type('Help');
    await expect(page.getByRole('option', { name: 'Help Desk' })).toBeVisible();
    await keys.press('Enter');
    await keys.press('Escape');

    const regexes = section(page, 'Regexes');
    await tabTo(page, regexes.getByRole('button', { name: 'Add regex' }));
    await keys.press('Enter');
    await expect(regexes.getByRole('combobox', { name: 'Subject part, row 2' })).toBeFocused();
    await keys.type('City');
    await tabTo(page, regexes.getByRole('textbox', { name: 'Regex, L' }));
    await keys.type('^[A-Z]');
    await tabTo(page, regexes.getByRole('textbox', { name: 'Error message, L' }));
    await keys.type('A capital first');
    const wildcards = section(page, 'Policy').getByRole('radiogroup', { name: 'Allow wildcards' });
    await tabTo(page, wildcards.getByRole('radio', { name: /^Inherit/ }));
    await keys.press('ArrowDown');
    await expect(wildcards.getByRole('radio', { name: 'On', exact: true })).toBeChecked();

    await tabTo(page, page.getByRole('button', { name: 'Review 4 changes' }));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Review the changes' })).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: 'Save 4 changes' }));
    await keys.press('Enter');
    await expectSaved(page);
    expect(await world.get('/Templates/17')).toEqual({
      ...before,
      FriendlyName: 'Web server (Ops)',
      DisplayName: 'Web server (Ops)',
      AllowedRequesters: [...(before['AllowedRequesters'] as string[]), 'Help Desk'],
      TemplateRegexes: [
        ...(before['TemplateRegexes'] as Document[]),
        { TemplateId: 17, SubjectPart: 'L', Regex: '^[A-Z]', Error: 'A capital first' },
      ],
      TemplatePolicy: { ...(before['TemplatePolicy'] as Document), AllowWildcards: true },
    });
  });
});

test.describe('a template with 200 rows of each kind', () => {
  test.use({ profile: '10.5', large: true });

  test('opens, and rows far down are found, changed and saved', async ({ page, world }) => {
    const before = (await world.get('/Templates/999')) as Document;
    await openEditor(page, 'templates/999');
    const regexes = section(page, 'Regexes');
    await regexes.getByRole('listitem', { name: 'X0139' }).click();
    await regexes.getByRole('textbox', { name: 'Regex, X0139' }).fill('^[0-9]{4}$');
    const metadata = section(page, 'Metadata');
    await metadata.getByRole('listitem', { name: 'Attribute0151' }).click();
    await metadata.getByRole('combobox', { name: 'At enrollment, Attribute0151' }).selectOption('Required');
    await review(page, 2);
    const body = await save(page, 2);
    await expectSaved(page);
    const after = {
      ...before,
      TemplateRegexes: withRow(before['TemplateRegexes'], 'SubjectPart', 'X0139', { Regex: '^[0-9]{4}$' }),
      MetadataFields: withRow(before['MetadataFields'], 'MetadataId', 151, { Enrollment: 1 }),
    };
    expect(body).toEqual(bodyOf(after, false));
    expect(await world.get('/Templates/999')).toEqual(after);
  });
});

test.describe('on Command 25', () => {
  test('a template offers what is its own, saves exactly that, and leads to its patterns', async ({ page, world }) => {
    const before = (await world.get('/Templates/17')) as Document;
    const patterns = (await world.get('/EnrollmentPatterns')) as Document[];
    await openEditor(page, 'templates/17');
    const shown = page.getByRole('main').getByRole('region').getByRole('heading', { level: 2 });
    const own = ['Overview', 'Naming', 'Keys and retention', 'Clean-up', 'Enrollment patterns', 'Raw JSON'];
    await expect(shown).toHaveText(own.map((title) => new RegExp(`^${title}`)));
    await page.getByLabel('Friendly name').fill('Web server (Ops)');
    const keys = section(page, 'Keys and retention');
    await choose(keys, 'Private keys', 'Kept for a time from issuance');
    await keys.getByRole('textbox', { name: 'Days' }).fill('45');
    await keys.getByRole('checkbox', { name: 'Allow one-click renewal' }).uncheck();
    const cleanUp = section(page, 'Clean-up');
    await choose(cleanUp, 'Clean up expired certificates', 'On');
    await cleanUp.getByRole('textbox', { name: 'Time after expiry' }).fill('6');
    await cleanUp.getByRole('combobox', { name: 'Unit' }).selectOption({ index: 3 });
    await choose(cleanUp, 'Also certificates whose private key is stored', 'Off');
    await review(page, 8);
    const body = await save(page, 8);
    await expectSaved(page);
    const after = {
      ...before,
      FriendlyName: 'Web server (Ops)',
      KeyRetention: 'FromIssuance',
      KeyRetentionDays: 45,
      AllowOneClickRenewals: false,
      CertificateCleanupEnabled: true,
      TimeAfterExpiration: 6,
      TimeAfterExpirationUnits: 2,
      DeleteWithArchivedKey: false,
    };
    expect(body).toEqual(bodyOf(after, true));
    expect(await world.get('/Templates/17')).toEqual({ ...after, DisplayName: 'Web server (Ops)' });
    // The rules of the default pattern are in the template's body, too: they come out as they were.
    const named = patterns.map((pattern) => {
      const template = pattern['Template'] as Document;
      const name = template['Id'] === 17 ? { FriendlyName: 'Web server (Ops)' } : {};
      return { ...pattern, Template: { ...template, ...name } };
    });
    expect(await world.get('/EnrollmentPatterns')).toEqual(named);
  });

  test('“New enrollment pattern” leads to the editor of a pattern for this template', async ({ page }) => {
    await openEditor(page, 'templates/17');
    await section(page, 'Enrollment patterns').getByRole('link', { name: 'New enrollment pattern' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'New enrollment pattern' })).toBeVisible();
    await expect(page.getByText('Another one of Web server (2 years)')).toBeVisible();
    await expect(section(page, 'Overview').getByRole('link', { name: 'Web server (2 years)' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Name/ })).toHaveValue('');
    await scanWhole(page);
  });
});
