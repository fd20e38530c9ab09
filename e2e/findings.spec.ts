import type { Page } from '@playwright/test';
import { openEditor, scanWhole, section } from './editor.ts';
import { expect, test } from './world.ts';

/** Words of a finding, and where it leads: the section, the role and the name of the field. */
type Finding = readonly [
  words: string,
  section: string,
  role: 'textbox' | 'combobox' | 'checkbox' | 'radio',
  name: string,
];

const approval: Finding = [
  'The CA asks for approval and keys are not kept',
  'Keys and retention',
  'radio',
  'Not kept The key is handed out once, at enrollment, and cannot be recovered.',
];
const nobody: Finding = [
  'Only listed security roles may enroll, and none is listed.',
  'Who may enroll',
  'combobox',
  'Security roles',
];
const noKey: Finding = ['No key is left to choose', 'Policy', 'checkbox', '2048'];
const rules: readonly Finding[] = [
  ['The default “Key Example, Inc.” for O does not match its regex', 'Defaults', 'textbox', 'Default value, O'],
  [
    'Environment: The default “Development” is not one of the choices.',
    'Metadata',
    'combobox',
    'Default value, Environment',
  ],
  [
    'The server defines no metadata field with the id 90001.',
    'Metadata',
    'combobox',
    'Metadata field, Metadata field 90001',
  ],
  ['OU: the regex Partner is not tied to begin and end', 'Regexes', 'textbox', 'Regex, OU'],
  ['Wildcards are allowed, but the regex', 'Regexes', 'textbox', 'Regex, CN'],
];

async function expectFindings(page: Page, path: string, expected: readonly Finding[]): Promise<void> {
  await openEditor(page, path);
  await page.getByText(`${expected.length} things to look at`).click();
  const list = page.getByRole('list', { name: 'Findings' });
  await expect(list.getByRole('button')).toHaveCount(expected.length);
  for (const [words, title, role, name] of expected) {
    await list.getByRole('button', { name: words }).click();
    await expect(section(page, title).getByRole(role, { name, exact: true }).first(), words).toBeFocused();
  }
}

test('everything wrong with a pattern is pointed out and leads to its field, also by keys, and goes when it is mended', async ({
  page,
}) => {
  const types: Finding = [approval[0], 'Enrollment types', 'checkbox', 'PFX enrollment'];
  await expectFindings(page, 'patterns/26', [types, noKey, ...rules]);
  await scanWhole(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await scanWhole(page);
  await page.getByRole('textbox', { name: 'Regex, OU' }).fill('^Partner.*$');
  await page.getByRole('textbox', { name: 'Default value, O', exact: true }).fill('Contoso');
  const summary = page.getByText('5 things to look at');
  await expect(summary).toBeVisible();

  // By keyboard alone: what was opened before is closed, and opened again.
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Findings' })).toBeHidden();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'PFX enrollment' })).toBeFocused();

  await openEditor(page, 'patterns/2');
  await expect(page.getByText('Nothing to point out')).toBeVisible();
});

test('of a template whose rules lie on its patterns only what is its own is pointed out', async ({ page }) => {
  await openEditor(page, 'templates/40');
  await page.getByText('1 thing to look at').click();
  await page.getByRole('button', { name: approval[0] }).click();
  await expect(section(page, approval[1]).getByRole('radio', { name: approval[3] })).toBeFocused();
});

for (const [profile, expected] of [
  ['10.5', [nobody, approval, ...rules]],
  ['24.4', [nobody, approval, noKey, ...rules]],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('everything wrong with a template is pointed out and leads to its field, and nothing where nothing is', async ({
      page,
    }) => {
      await expectFindings(page, 'templates/40', expected);
      await openEditor(page, 'templates/6');
      await expect(page.getByText('Nothing to point out')).toBeVisible();
    });
  });
}
