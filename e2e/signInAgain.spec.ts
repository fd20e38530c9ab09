import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { asked, openProvider, type Provider, signInAs } from './openId.ts';
import { acceptTerms, chooseSource, commonNameOf, goOn, next, passwordOf } from './walk.ts';
import { expect, test as worldTest, type World } from './world.ts';

/** A world that takes the tokens of a real OpenID provider, and a page that signs in there. */
const test = worldTest.extend<{ provider: Provider }>({
  provider: async ({ baseURL, world }, use) => {
    const provider = await openProvider(world, baseURL, String(baseURL));
    await use(provider);
    await provider.close();
  },
});

const storageOf = (page: Page) =>
  page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]));

const friendlyName = (page: Page) => page.getByLabel('Friendly name');

/** Ends the token, and refuses to renew it: the next call asks the person. The next token outlives the step of the clock. */
async function endSignIn(page: Page, world: World, provider: Provider): Promise<void> {
  await settled(page);
  provider.setTokenSeconds(10_000);
  await provider.forgetGrants();
  await world.advance(3_600_000);
}

/** Leaves the page for the provider, where no window can open, and comes back signed in. */
async function signInByLeaving(page: Page): Promise<void> {
  await expect(asked(page)).toBeVisible();
  await page.evaluate(() => {
    window.open = () => null;
  });
  await asked(page).getByRole('button', { name: 'Sign in' }).click();
  await asked(page).getByRole('button', { name: 'Leave this page to sign in' }).click();
  await page.getByRole('button', { name: 'Agree' }).click();
  await expect(page.getByText('What you had entered is here again')).toBeVisible();
}

/** Fills the wizard up to its password, and has the sign-in end there. */
async function typePassword(page: Page): Promise<void> {
  await page.goto('enroll/pfx');
  await signInAs(page, 'admin');
  await chooseSource(page);
  await goOn(page, 'Subject and names');
  await commonNameOf(page).fill('kept.keyexample.com');
  await page.getByRole('button', { name: 'Add kept.keyexample.com as DNS name' }).click();
  await goOn(page, 'Key and file');
  await passwordOf(page).fill('Marker-Secret-4711');
}

test.describe('an editor', () => {
  test.use({ profile: '10.5', expectedErrors: [/Failed to load resource|Not allowed|ERR_/] });

  test('an editor that is left for signing in has what was typed when it comes back', async ({
    page,
    world,
    provider,
  }) => {
    await page.goto('templates/17?section=general');
    await signInAs(page, 'admin');
    await friendlyName(page).fill('Typed before leaving');
    await endSignIn(page, world, provider);
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await signInByLeaving(page);
    await expect(friendlyName(page)).toHaveValue('Typed before leaving');
    await expect(page.getByRole('button', { name: 'Review 1 change' })).toBeVisible();
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });
});

test.describe('a wizard', () => {
  test.use({ profile: '25.4', expectedErrors: [/Failed to load resource|Not allowed|ERR_/] });

  test('names come back from the provider, the password is asked for again and was kept nowhere', async ({
    page,
    world,
    provider,
  }) => {
    await typePassword(page);
    await endSignIn(page, world, provider);
    for (const step of ['Details', 'Where']) await goOn(page, step);
    await expect(asked(page)).toBeVisible();
    await page.evaluate(() => {
      window.addEventListener('pagehide', () => {
        const kept = [localStorage, sessionStorage].flatMap((each) => Object.values(each));
        sessionStorage.setItem('seen-by-test', JSON.stringify(kept));
      });
    });
    await signInByLeaving(page);
    await expect(page).toHaveURL(/\/enroll\/pfx\?/);
    const seen = await page.evaluate(() => sessionStorage.getItem('seen-by-test'));
    expect(seen).toContain('kept.keyexample.com');
    expect(seen).not.toContain('Marker-Secret');
    await expect(page.getByText('Certificate authority', { exact: true })).toBeVisible();
    await acceptTerms(page);
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('kept.keyexample.com');
    await goOn(page, 'Key and file');
    await expect(passwordOf(page)).toHaveValue('');
    await next(page).click();
    await expect(passwordOf(page)).toHaveAttribute('aria-invalid', 'true');
    expect(await storageOf(page)).not.toContain('Marker-Secret');
  });

  test('signing in by a window leaves the step as it is, the password included', async ({ page, world, provider }) => {
    await typePassword(page);
    await endSignIn(page, world, provider);
    for (const step of ['Details', 'Where']) await goOn(page, step);
    await expect(asked(page)).toBeVisible();
    const opened = page.waitForEvent('popup');
    await asked(page).getByRole('button', { name: 'Sign in', exact: true }).click();
    await (await opened).getByRole('button', { name: 'Agree' }).click();
    await expect(asked(page)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Where', exact: true })).toBeVisible();
    for (const step of ['Details', 'Key and file']) {
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await expect(page.getByRole('heading', { name: step, exact: true })).toBeVisible();
    }
    await expect(passwordOf(page)).toHaveValue('Marker-Secret-4711');
    expect(await storageOf(page)).not.toContain('Marker-Secret');
  });
});
