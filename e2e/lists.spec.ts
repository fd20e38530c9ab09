import type { Locator, Page } from '@playwright/test';
import { expect, scan, scanThemes, test, type World } from './world.ts';

/** The row that has the focus. */
const focused = (page: Page): Locator => page.locator('tr:focus-within');

async function openTemplates(page: Page): Promise<void> {
  await page.goto('templates');
  await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
}

async function importFrom(page: Page, tenant: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Import templates' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import templates' });
  await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption(tenant);
  await dialog.getByRole('button', { name: 'Import templates' }).click();
  return dialog;
}

async function templatesOf(world: World, tenant: string): Promise<number> {
  const rows = (await world.get('/Templates?ReturnLimit=500')) as { ConfigurationTenant: string }[];
  return rows.filter((row) => row.ConfigurationTenant === tenant).length;
}

test.describe('the list of templates', () => {
  test('filters by what the server can, in the URL, and says how to take it back', async ({ page }) => {
    await page.goto('templates');
    const search = page.getByRole('searchbox', { name: 'Search templates by name' });
    await page.getByRole('combobox', { name: 'Enrollment type' }).selectOption('PFX');
    await expect(page).toHaveURL(/type=pfx/);
    await page.getByRole('combobox', { name: 'Tenant' }).selectOption('ejbca');
    await page.getByRole('combobox', { name: 'Private keys' }).selectOption('Kept');
    await search.fill('device');
    await expect(page).toHaveURL(/q=device/);
    await expect(page.getByRole('link', { name: 'IoT device (90 days)' })).toBeVisible();
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await search.fill('nothing of this name');
    await expect(page.getByText(/No template matches “nothing of this name” and fits these filters/)).toBeVisible();
    await scanThemes(page);
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await expect(page).toHaveURL(/templates$/);
    await expect(search).toHaveValue('');
    await expect(page.getByText('40 rows', { exact: true })).toBeVisible();
  });

  test('shows the same rows, filters and sort to who opens its link', async ({ page, context }) => {
    await page.goto('templates');
    await page.getByRole('combobox', { name: 'Tenant' }).selectOption('ejbca');
    await page.getByRole('combobox', { name: 'Private keys' }).selectOption('Kept');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await expect(page).toHaveURL(/order=desc/);
    const link = page.getByRole('row').nth(1).getByRole('link');
    await expect(page.getByRole('link', { name: 'IoT device (90 days)' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Templates' })).toHaveAttribute('aria-busy', 'false');
    const first = await link.textContent();

    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('row').nth(1).getByRole('link')).toHaveText(first ?? '');
    await expect(other.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(other.getByRole('combobox', { name: 'Private keys' })).toHaveValue('kept');
    const tenant = other.getByRole('combobox', { name: 'Tenant' });
    await expect(tenant).toHaveValue('ejbca');
    await other.getByRole('button', { name: 'Clear filters' }).click();
    await expect(other.getByText('40 rows', { exact: true })).toBeVisible();
  });

  test('says that a double quote cannot be asked for', async ({ page }) => {
    await page.goto('templates?tenant=a%22b');
    await expect(page.getByText('This cannot be asked for')).toBeVisible();
  });

  test('goes by keyboard alone: slash, arrows, pages, End, Home, Enter', async ({ page }) => {
    await page.goto('templates');
    await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
    const search = page.getByRole('searchbox');
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type('a/b');
    await expect(search).toHaveValue('a/b');
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await expect(page.getByText('40 rows', { exact: true })).toBeVisible();
    await page.getByRole('row').nth(1).getByRole('link').focus();
    await page.keyboard.press('End');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '41');
    await expect(focused(page)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('ArrowUp');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '40');
    await page.keyboard.press('PageUp');
    await expect(focused(page)).not.toHaveAttribute('aria-rowindex', '40');
    await page.keyboard.press('Home');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '2');
    await expect(focused(page)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('ArrowDown');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '3');
    const name = await focused(page).getByRole('link').textContent();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  });

  test('sorts and filters loaded rows where the server cannot, and says so', async ({ page }) => {
    await page.goto('templates');
    await page.getByRole('button', { name: 'Key retention' }).click();
    await expect(page).toHaveURL(/sort=retention/);
    await expect(page.getByRole('columnheader', { name: /^Key retention/ })).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.getByRole('row').nth(1)).toContainText('Kept 0 days');
    const fit = page.getByRole('textbox', { name: 'Filter loaded rows' });
    await fit.fill('ejbca CSR');
    await expect(page.getByText(/\d+ of 40 loaded rows fit/)).toBeVisible();
    await expect(page).toHaveURL(/fit=ejbca\+CSR/);
    await page.reload();
    await expect(fit).toHaveValue('ejbca CSR');
    await fit.fill('nothing has this');
    await expect(page.getByText('No loaded row fits “nothing has this”')).toBeVisible();
    await page.getByRole('button', { name: 'Clear this filter' }).click();
    await expect(page.getByText('40 rows', { exact: true })).toBeVisible();
    await expect(fit).toHaveValue('');
  });

  test('keeps chosen columns and widths on this browser', async ({ page }) => {
    await page.goto('templates');
    const edge = page.getByRole('separator', { name: 'Width of Short name' });
    await expect(edge).toHaveAttribute('aria-valuenow', /\d/);
    const before = Number(await edge.getAttribute('aria-valuenow'));
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Id' }).check();
    await page.getByRole('checkbox', { name: 'Tenant' }).uncheck();
    await page.reload();
    await expect(page.getByRole('columnheader', { name: 'Id', exact: true })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Tenant' })).toHaveCount(0);
    await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
    const box = await edge.boundingBox();
    if (!box) throw new Error('no edge');
    await page.mouse.move(box.x + 6, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 66, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect(edge).toHaveAttribute('aria-valuenow', String(before + 76));
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Reset columns' }).click();
    await expect(page.getByRole('columnheader', { name: 'Tenant' })).toBeVisible();
    await expect(edge).toHaveAttribute('aria-valuenow', String(before));
  });

  test('shows every header in full at usual widths, also of the column sorted by', async ({ page }) => {
    for (const [path, width] of [
      ['templates?sort=patterns', 1440],
      ['templates?sort=types', 1440],
      ['templates?sort=retention', 1024],
      ['patterns?sort=authorities', 1440],
      ['patterns?sort=roles', 1024],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await expect(page.getByRole('row').nth(5)).toBeVisible();
      const heads = page.getByRole('columnheader').getByRole('button');
      const cut = () =>
        heads.evaluateAll((all) =>
          all.filter(({ firstElementChild: words }) => words && words.scrollWidth > words.clientWidth).map(String),
        );
      await expect.poll(cut, `${path} at ${width}`).toEqual([]);
    }
  });

  test('shows the content of a template without a request once its row was pointed at', async ({ page }) => {
    await page.goto('templates');
    const link = page.getByRole('link', { name: 'IoT device (90 days)' });
    const asked = page.waitForResponse(/\/Templates\/6$/);
    await link.hover();
    await asked;
    let requests = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/Templates/6')) requests += 1;
    });
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('IoT device (90 days)');
    await expect(page.getByLabel('Friendly name')).toBeVisible();
    expect(requests).toBe(0);
    await page.goBack();
    await expect(link).toBeVisible();
  });
});

test.describe('5,000 templates', () => {
  test.use({ large: true, profile: '10.5' });

  test('are all loaded when asked, and scrolling does not lose the row that has the focus', async ({ page }) => {
    await page.goto('templates?sort=types');
    await expect(page.getByText('of the 100 loaded rows only')).toBeVisible();
    await page.getByRole('button', { name: 'Load all 5,000 rows' }).click();
    await expect(page.getByText('5,000 rows', { exact: true })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('row').nth(1).getByRole('link').focus();
    await page.keyboard.press('ArrowDown');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '3');
    await page.getByRole('table', { name: 'Templates' }).hover({ position: { x: 300, y: 300 } });
    for (let n = 0; n < 30; n += 1) await page.mouse.wheel(0, 300);
    // All of the wheel, 250 rows, has come: a rest of it would scroll away from what the next key shows.
    await expect(page.locator('[aria-rowindex="255"]')).toBeInViewport();
    await expect(focused(page)).not.toBeInViewport();
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '3');
    await page.keyboard.press('ArrowDown');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '4');
    await expect(focused(page)).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('End');
    await expect(focused(page)).toHaveAttribute('aria-rowindex', '5001');
    await expect(focused(page)).toBeInViewport({ ratio: 1 });
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    // Another question starts at its first row.
    await page.getByRole('button', { name: 'Short name' }).click();
    await expect(page.getByRole('row').and(page.locator('[aria-rowindex="2"]'))).toBeInViewport({ ratio: 1 });
  });
});

test('patterns filter by role and restriction', async ({ page }) => {
  await page.goto('patterns');
  await page.getByRole('combobox', { name: 'Role' }).fill('Help Desk');
  await page.getByRole('combobox', { name: 'Default' }).selectOption('Yes');
  await expect(page).toHaveURL(/role=Help\+Desk/);
  await expect(page.getByRole('link', { name: 'Users – archived key' })).toBeVisible();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(page).toHaveURL(/sort=Name/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('link', { name: 'Web servers – Ops' })).toBeVisible();
});

test.describe('an import of templates', () => {
  test('brings the new ones into the list and says how many', async ({ page, world }) => {
    await openTemplates(page);
    const dialog = await importFrom(page, 'ejbca');
    await expect(dialog.getByText(/^2 templates new\. ejbca has \d+ templates now\.$/)).toBeVisible();
    await scan(page);
    await dialog.getByRole('button', { name: 'Import templates' }).click();
    await expect(dialog.getByText(/^No template is new\. ejbca has \d+ templates now\.$/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('42 rows', { exact: true })).toBeVisible();
    expect(await world.get('/Templates?ReturnLimit=500')).toHaveLength(42);
  });

  test.describe('that fails', () => {
    test.use({ expectedErrors: [/Failed to load resource/] });

    test('on its way says so, and shows what has arrived', async ({ page, world }) => {
      await openTemplates(page);
      const dialog = await importFrom(page, 'gateway');
      await expect(dialog.getByText(/did not answer in time/)).toBeVisible();
      await expect(dialog.getByText('The import may still have happened, or be running')).toBeVisible();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(page.getByText('41 rows', { exact: true })).toBeVisible();
      expect(await templatesOf(world, 'gateway')).toBe(1);
    });

    test('because its answer is lost is not repeated', async ({ page, world }) => {
      const posts: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/Templates/Import')) posts.push(request.url());
      });
      await world.patch({ faults: [{ method: 'POST', path: '/Templates/Import', kind: 'drop-after', times: 1 }] });
      await openTemplates(page);
      const dialog = await importFrom(page, 'ejbca');
      await expect(dialog.getByText('The import may still have happened, or be running')).toBeVisible();
      await expect(dialog.getByText(/It is not repeated by itself/)).toBeVisible();
      await scan(page);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(page.getByText('42 rows', { exact: true })).toBeVisible();
      expect(posts).toHaveLength(1);
    });
  });
});

test.describe('an import by who may only read', () => {
  test.use({ expectedErrors: [/status of 403/] });

  test('is refused in the server’s words, and off from then on', async ({ page, world }) => {
    await openTemplates(page);
    await expect(page.getByText('Signed in with the role Administrator')).toBeVisible();
    // What the page knows of the rights is older.
    await world.patch({ user: 'auditor' });
    const dialog = await importFrom(page, 'ejbca');
    await expect(dialog.getByText(/The server says:/)).toBeVisible();
    await expect(dialog.getByText(/may still have happened/)).toHaveCount(0);
    await scan(page);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Import templates' })).toHaveAccessibleDescription(
      'You lack the permission /certificate_templates/modify/',
    );
    expect(await world.get('/Templates?ReturnLimit=500')).toHaveLength(40);
  });
});
