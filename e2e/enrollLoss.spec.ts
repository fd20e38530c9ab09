import {
  certificatesNamed,
  download,
  enroll,
  enrollButton,
  expectIssued,
  expectStep,
  fillUntilReview,
  goOn,
  next,
  passwordOf,
  postsTo,
  toStep,
  watchPlaces,
} from './walk.ts';
import { settled } from './editor.ts';
import { expect, scan, test } from './world.ts';

const password = 'Chosen-by-hand-2026';

test('two quick presses and an impatient Enter issue one certificate, and the only copy of its key is not left by accident', async ({
  page,
  world,
}) => {
  const posts = postsTo(page, '/Enrollment/PFX');
  await fillUntilReview(page, { source: 'Web servers – key not kept', password });
  // Slow enough to become impatient.
  await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'slow', delayMs: 1000, times: 9 }] });
  await enrollButton(page).dblclick();
  await enrollButton(page).focus();
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Enter');
  const id = await expectIssued(page);
  expect(posts).toHaveLength(1);
  expect(await certificatesNamed(world, 'app01.keyexample.com')).toMatchObject([{ Id: id }]);

  await expect(page.getByText('This is the only copy of the key')).toBeVisible();
  const asked = page.getByRole('dialog', { name: 'Leave without the key?' });
  for (const way of [
    page.getByRole('button', { name: 'Enroll another' }),
    page.getByRole('link', { name: 'Connection' }),
  ]) {
    await way.click();
    await asked.getByRole('button', { name: 'Stay' }).click();
    await expect(asked).toHaveCount(0);
  }
  // The browser asks, too.
  const closing = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await closing).type()).toBe('beforeunload');
  await (await closing).dismiss();
  await expectIssued(page);
  await download(page, 'Download .pfx');
  await page.getByRole('button', { name: 'Enroll another' }).click();
  await expectStep(page, 'What');
});

test.describe('a sign-in that ends as the request is sent', () => {
  test.use({ expectedErrors: [/Failed to load resource.*401/] });

  test('keeps what was entered over signing in again, and sends nothing a second time by itself', async ({
    page,
    world,
  }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    const leaks = watchPlaces(page);
    await world.patch({ signIn: 'basic' });
    const dialog = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
    const signIn = async (user: string) => {
      await dialog.getByRole('textbox', { name: /^User name/ }).fill(user);
      await dialog.getByRole('textbox', { name: /^Password/ }).fill('sandbox');
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    };
    await fillUntilReview(page, {
      onOpen: () => signIn('KEYEXAMPLE\\admin'),
      password,
      authority: 'CorpIssuingCA1',
    });
    await settled(page);
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: '401', times: 1 }] });
    await enrollButton(page).click();
    await expect(dialog).toBeVisible();
    await scan(page);
    await signIn('KEYEXAMPLE\\admin');
    await expect(page.getByRole('alert')).toContainText('You are not signed in');
    await expectStep(page, 'Review');
    await settled(page);
    expect(posts).toHaveLength(1);
    await enroll(page);
    expect(posts).toHaveLength(2);
    expect(posts[1]?.body).toEqual({ ...posts[0]?.body, Timestamp: posts[1]?.body['Timestamp'] });
    expect(await leaks(password)).toEqual([]);
    await world.patch({ signIn: 'cookie' });
    expect(await certificatesNamed(world, 'app01.keyexample.com')).toHaveLength(1);
  });
});

test.describe('somebody who may not read the settings', () => {
  test.use({ user: 'enroller', expectedErrors: [/Failed to load resource.*(400|403)/] });

  test('is told the documented default, and names a provider at the server’s discretion', async ({ page }) => {
    const refused = 'Nobody’s Provider';
    const provider = page.getByRole('textbox', { name: 'Cryptographic service provider' });
    await fillUntilReview(page, {
      authority: 'CorpIssuingCA1',
      password,
      onStep: async (step) => {
        if (step !== 'Key and file') return;
        await expect(passwordOf(page)).toHaveAccessibleDescription(/^At least 12 characters \(the documented default/);
        await expect(page.getByLabel('Key', { exact: true })).toHaveAccessibleDescription(
          /may allow less\. Not all are readable \(that takes \S*\/certificate_templates\/read\/\)\.$/,
        );
        await page.getByText(/^Rarely needed: old encryption/).click();
        await expect(provider).toHaveAccessibleDescription(/not readable here/);
        await provider.fill(refused);
      },
    });
    await enrollButton(page).click();
    await expect(page.getByRole('alert')).toContainText('is not in the list of cryptographic service providers');
    await page.getByRole('button', { name: 'Change the request' }).click();
    await toStep(page, 'Key and file');
    await page.getByText(/^Rarely needed: old encryption/).click();
    await expect(provider).toHaveValue(refused);
    // A password goes with its screen.
    await expect(passwordOf(page)).toHaveValue('');
    await passwordOf(page).fill(password);
    await provider.fill('');
    await next(page).click();
    for (const step of ['Where', 'Review']) await goOn(page, step);
    await enroll(page);
  });
});
