import type { Page } from '@playwright/test';
import {
  expectSaved,
  openEditor,
  revertTo,
  review,
  save,
  section,
  settled,
  type Document,
  writesOf,
} from './editor.ts';
import { expect, scan, test } from './world.ts';

const partners = 'patterns/4';
const partnersApi = '/EnrollmentPatterns/4';

test.use({ expectedErrors: [/Failed to load resource/] });

test.describe('a save that fails', () => {
  /** Types a description and goes to the review. */
  async function reviewed(page: Page): Promise<void> {
    await openEditor(page, partners);
    await page.getByLabel('Description').fill('Typed by hand');
    await review(page, 1);
    await settled(page);
  }

  /** Nothing was stored, what was typed is still there, and can be saved. */
  async function expectNothingLost(
    page: Page,
    read: () => Promise<unknown>,
    before: unknown,
    typed = 'Typed by hand',
  ): Promise<void> {
    expect(await read()).toEqual(before);
    await page.getByRole('button', { name: 'Back to editing' }).click();
    await expect(page.getByLabel('Description')).toHaveValue(typed);
    await review(page, 1);
    await save(page, 1);
    await expectSaved(page);
    expect(await read()).toMatchObject({ Description: typed });
  }

  test('with 400, 409, 500, 503, another’s page or a broken line says that nothing was saved, and loses nothing', async ({
    page,
    world,
  }) => {
    await openEditor(page, partners);
    for (const [kind, words] of [
      ['400', ['Not saved.', '0xA011000F', 'The sandbox was told to refuse this request']],
      ['409', ['Not saved.', 'clashes with what is there now', '0xA0110010']],
      ['500', ['The server failed while it handled the request.', 'nothing was saved', '0x80131500']],
      ['503', ['The server is not available at the moment.', 'nothing was saved']],
      ['html', ['an answer that cannot be read', 'nothing was saved', 'Sign in to the network']],
      ['drop-before', ['The server could not be reached.', 'nothing was saved']],
    ] as const) {
      await test.step(kind, async () => {
        const typed = `Typed by hand before ${kind}`;
        const before = await world.get(partnersApi);
        await page.getByLabel('Description').fill(typed);
        await review(page, 1);
        await settled(page);
        // A browser may send a request again by itself when its connection breaks.
        const times = kind === 'drop-before' ? 30 : 1;
        await world.patch({ faults: [{ method: 'PUT', path: partnersApi, kind, times }] });
        await page.getByRole('button', { name: 'Save 1 change' }).click();
        const alert = page.getByRole('alert');
        for (const word of words) await expect(alert).toContainText(word);
        // The others differ in words only.
        if (kind === '400' || kind === 'html') await scan(page);
        await world.patch({ faults: [] });
        await expectNothingLost(page, () => world.get(partnersApi), before, typed);
      });
    }
  });

  test('only on the way back is found out to have happened', async ({ page, world }) => {
    for (const kind of ['drop-after', 'truncated'] as const) {
      await test.step(kind, async () => {
        await openEditor(page, partners);
        const typed = `Typed by hand before ${kind}`;
        await page.getByLabel('Description').fill(typed);
        await review(page, 1);
        await settled(page);
        await world.patch({ faults: [{ method: 'PUT', path: partnersApi, kind, times: 30 }] });
        await page.getByRole('button', { name: 'Save 1 change' }).click();
        await expect(page.getByText(/answer was lost on the way/)).toBeVisible();
        await expectSaved(page);
        expect(await world.get(partnersApi)).toMatchObject({ Description: typed });
        await world.patch({ faults: [] });
      });
    }
  });

  for (const [kind, title] of [
    ['drop-after', 'Whether the save happened is not known'],
    ['slow', 'The server accepted the save, but the enrollment pattern could not be read again'],
  ] as const) {
    test(`with ${kind} and cannot be read back says that it is not known, until it is looked again`, async ({
      page,
      world,
    }) => {
      await reviewed(page);
      await world.patch({
        faults: [
          { method: 'GET', path: partnersApi, kind: 'slow', delayMs: 0, times: 1 },
          { method: 'GET', path: partnersApi, kind: '500', times: 30 },
          { method: 'PUT', path: partnersApi, kind, delayMs: 0, times: 30 },
        ],
      });
      await page.getByRole('button', { name: 'Save 1 change' }).click();
      const alert = page.getByRole('alert').filter({ hasText: title });
      await expect(alert).toBeVisible();
      await expect(page.getByLabel('Description')).toHaveValue('Typed by hand');
      await world.patch({ faults: [] });
      await alert.getByRole('button', { name: 'Look again' }).click();
      await expectSaved(page);
    });
  }

  test('by a rule shows the server’s words beside the section, until the next save', async ({ page, world }) => {
    await openEditor(page, partners);
    const before = (await world.get(partnersApi)) as Document;
    // The form itself lets nobody ask for this.
    await revertTo(page, 'no-authority.json', JSON.stringify({ ...before, CertificateAuthorities: [] }));
    await page.getByRole('button', { name: 'Save 1 change' }).click();
    const words = 'Enrollment Pattern needs to have at least one certificate authority when restricting CAs';
    await expect(page.getByRole('alert')).toContainText(`The server says: ${words}`);
    await page.getByRole('button', { name: 'Back to editing' }).click();
    const authorities = section(page, 'Certificate authorities');
    await expect(authorities.getByRole('alert')).toContainText(words);
    await scan(page);
    await page.getByLabel('Description').fill('Typed by hand');
    await review(page, 1);
    await save(page, 1);
    await expectSaved(page);
    await expect(authorities.getByRole('alert')).toHaveCount(0);
    expect(await world.get(partnersApi)).toEqual({ ...before, Description: 'Typed by hand' });
  });

  test('for want of a right that was taken away meanwhile names the permission, is off then, and loses nothing', async ({
    page,
    world,
  }) => {
    const before = await world.get(partnersApi);
    await reviewed(page);
    await world.patch({ user: 'auditor' });
    const button = page.getByRole('button', { name: 'Save 1 change' });
    await button.click();
    await expect(page.getByRole('alert')).toContainText(
      'Not saved. You do not have the permission this needs: /enrollment_pattern/modify/.',
    );
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription('You lack the permission /enrollment_pattern/modify/');
    await scan(page);
    await world.patch({ user: 'steward' });
    await page.getByRole('button', { name: 'Check my permissions again' }).click();
    await expect(button).not.toHaveAttribute('aria-disabled');
    await expectNothingLost(page, () => world.get(partnersApi), before);
  });

  test('because the sign-in ended before the review was read: that comes by itself after signing in', async ({
    page,
    world,
  }) => {
    await openEditor(page, partners);
    await page.getByLabel('Description').fill('Typed by hand');
    await settled(page);
    await world.patch({ signIn: 'ended' });
    await page.getByRole('button', { name: 'Review 1 change', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'You are not signed in' });
    await expect(dialog).toBeVisible();
    await world.patch({ signIn: 'cookie' });
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { name: /^Review the changes/ })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await save(page, 1);
    await expectSaved(page);
  });

  for (const [when, end] of [
    ['before it is sent', { signIn: 'ended' }],
    ['as it is sent', { faults: [{ method: 'PUT', path: partnersApi, kind: '401', times: 1 }] }],
  ] as const) {
    test(`because the sign-in ended ${when} goes on after signing in, and is not repeated by itself`, async ({
      page,
      world,
    }) => {
      const before = await world.get(partnersApi);
      const sent = writesOf(page);
      await reviewed(page);
      await world.patch(end);
      await page.getByRole('button', { name: 'Save 1 change' }).click();
      const dialog = page.getByRole('dialog', { name: 'You are not signed in' });
      await expect(dialog).toBeVisible();
      await world.patch({ signIn: 'cookie', faults: [] });
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('alert')).toContainText('You are not signed in');
      await settled(page);
      expect(sent.length).toBe('signIn' in end ? 0 : 1);
      expect(await world.get(partnersApi)).toEqual(before);
      await save(page, 1);
      await expectSaved(page);
      expect(await world.get(partnersApi)).toMatchObject({ Description: 'Typed by hand' });
    });
  }
});
