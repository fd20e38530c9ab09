import type { Locator, Page } from '@playwright/test';
import { chooseSource } from './walk.ts';
import { expect, test, type World } from './world.ts';

const heightOf = async (element: Locator) => Math.round((await element.boundingBox())?.height ?? 0);

/** How high the parts of a list, an editor and a wizard are drawn, in pixels. */
async function heights(page: Page) {
  await page.goto('templates');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Anyone in the directory' }) });
  await expect(row).toBeVisible();
  const list = {
    row: await heightOf(row),
    search: await heightOf(page.getByRole('searchbox', { name: 'Search templates by name' }).locator('xpath=..')),
    menu: await heightOf(page.getByRole('button', { name: 'Columns' })),
  };
  await page.goto('templates/17?section=names');
  const field = page.getByLabel('Friendly name');
  await expect(field).toBeVisible();
  const sections = page.getByRole('main').getByRole('region');
  const [first, second] = [await sections.nth(0).boundingBox(), await sections.nth(1).boundingBox()];
  const editor = {
    field: await heightOf(field.locator('xpath=..')),
    button: await heightOf(page.getByRole('button', { name: 'Review changes' })),
    betweenSections: Math.round((second?.y ?? 0) - (first?.y ?? 0) - (first?.height ?? 0)),
  };
  await page.goto('enroll/pfx');
  await chooseSource(page);
  const wizard = {
    picker: await heightOf(page.getByRole('combobox', { name: /^Enrollment pattern/ }).locator('xpath=..')),
    choice: await heightOf(page.getByText('A new certificate', { exact: true }).locator('xpath=ancestor::label')),
    next: await heightOf(page.getByRole('button', { name: 'Next', exact: true })),
  };
  return { ...list, ...editor, ...wizard };
}

const themed = (world: World, theme: object) => world.patch({ page: { theme } });

const comfortable = { row: 36, search: 32, menu: 32, field: 32, button: 32, betweenSections: 16, picker: 32 };

test('density sets the height of rows, fields and buttons and the room between sections', async ({ page, world }) => {
  expect(await heights(page)).toEqual({ ...comfortable, choice: 28, next: 32 });
  await themed(world, { density: 'comfortable' });
  expect(await heights(page)).toEqual({ ...comfortable, choice: 28, next: 32 });
  await themed(world, { density: 'compact' });
  const compact = { row: 30, search: 28, menu: 28, field: 28, button: 28, betweenSections: 12, picker: 28 };
  expect(await heights(page)).toEqual({ ...compact, choice: 24, next: 28 });
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('nothing that is pressed is lower than 44 px, also where compact is asked for', async ({ page, world }) => {
    await themed(world, { density: 'compact' });
    const { betweenSections, ...pressed } = await heights(page);
    expect(betweenSections).toBe(12);
    for (const [name, px] of Object.entries(pressed)) expect(px, name).toBeGreaterThanOrEqual(44);
  });
});
