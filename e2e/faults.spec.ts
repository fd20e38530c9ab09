import type { Page } from '@playwright/test';
import { certificatesNamed, enrollButton, fillUntilReview, postsTo } from './walk.ts';
import { expect, scan, test } from './world.ts';

const regex = String.raw`^[a-z]+\.faults\.keyexample\.com$`;

/** Types a friendly name and goes to the review; the confirmation is left to the test. */
async function reviewNewName(page: Page, name: string): Promise<void> {
  await page.goto('templates/17');
  await page.getByLabel('Friendly name').fill(name);
  await page.getByRole('button', { name: 'Review 1 change' }).click();
  await expect(page.getByRole('heading', { name: /Review the changes/ })).toBeVisible();
}

test.describe('a save that fails', () => {
  test.use({ profile: '10.5', expectedErrors: [/Failed to load resource/] });

  test('of a template keeps what was typed, whoever refuses; one that happened unseen is found out', async ({
    page,
    world,
  }) => {
    await reviewNewName(page, 'Refused name');
    await world.patch({ faults: [{ method: 'PUT', path: '/Templates', kind: '400', times: 1 }] });
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText(/0xA01/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Back to editing' }).click();
    await expect(page.getByLabel('Friendly name')).toHaveValue('Refused name');

    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await world.patch({ faults: [{ method: 'PUT', path: '/Templates', kind: 'drop-before', times: 30 }] });
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByRole('alert')).toContainText('nothing was saved');
    expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Web server (2 years)' });
    await page.getByRole('button', { name: 'Back to editing' }).click();
    await page.getByLabel('Friendly name').fill('Saved unseen');

    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await world.patch({ faults: [{ method: 'PUT', path: '/Templates', kind: 'drop-after', times: 30 }] });
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    await expect(page.getByText(/answer was lost on the way/)).toBeVisible();
    expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Saved unseen' });
  });
});

test.describe('a list that fails', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('with 500, another’s page, a broken line or 403 says so and can be asked again', async ({ page, world }) => {
    for (const kind of ['500', 'html', 'truncated', '403'] as const) {
      await test.step(kind, async () => {
        await world.patch({ faults: [{ method: 'GET', path: '/Templates', kind, times: 30 }] });
        await page.goto('templates');
        await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
        await world.patch({ faults: [] });
        await page.getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
      });
    }
  });
});

test.describe('an enrollment whose answer never arrives', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  for (const [how, host] of [
    ['a gateway that gives up', 'timeout.keyexample.com'],
    ['a connection that drops', 'dropped.keyexample.com'],
  ] as const) {
    test(`is not repeated, and its certificate is found by searching and adopted: ${how}`, async ({ page, world }) => {
      if (host.startsWith('dropped')) {
        await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'drop-after', times: 30 }] });
      }
      const posts = postsTo(page, '/Enrollment/PFX');
      await fillUntilReview(page, { commonName: host });
      await enrollButton(page).click();
      await expect(page.getByText('Whether a certificate was issued is not known')).toBeVisible();
      await expect(page.getByText('One certificate of this name came in', { exact: false })).toBeVisible();
      const candidate = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
      await expect(candidate).toContainText('Fits in everything that can be compared.');
      const found = await certificatesNamed(world, host);
      expect(found).toHaveLength(1);
      await candidate.getByRole('button', { name: `This is the one: certificate ${found[0]?.Id}` }).click();
      await expect(page.getByText(`Issued: certificate ${found[0]?.Id}, found by searching`)).toBeVisible();
      await expect(page.getByText('The file was lost with the answer')).toBeVisible();
      await expect(page.getByRole('row', { name: /^Subject As asked / })).toBeVisible();
      await scan(page);
      expect(posts).toHaveLength(1);
    });
  }
});

test.describe('two people change one template', () => {
  test.use({ profile: '10.5' });

  test('what the other one saved meanwhile stays, and is shown in the review', async ({ page, world, context }) => {
    await page.goto('templates/17');
    await page.getByRole('textbox', { name: 'Regex, CN' }).fill(regex);
    const other = await context.newPage();
    await other.goto('templates/17');
    await other.getByLabel('Friendly name').fill('Renamed by a colleague');
    await other.getByRole('button', { name: 'Review 1 change' }).click();
    await other.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(other.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(page.getByRole('heading', { name: /Changed by somebody else/ })).toBeVisible();
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
    const after = (await world.get('/Templates/17')) as { FriendlyName: string; TemplateRegexes: { Regex: string }[] };
    expect(after.FriendlyName).toBe('Renamed by a colleague');
    expect(after.TemplateRegexes.map((row) => row.Regex)).toContain(regex);
  });
});
