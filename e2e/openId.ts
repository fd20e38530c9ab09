import type { FrameLocator, Locator, Page } from '@playwright/test';
import { startProvider } from './oidcProvider.mjs';
import { expect, test as worldTest, type World } from './world.ts';

export type Provider = Awaited<ReturnType<typeof startProvider>>;

/** Starts a real OpenID provider, has the world take its tokens, and the page sign in there. */
export async function openProvider(world: World, baseURL: string | undefined, redirectUri: string): Promise<Provider> {
  const audience = `${baseURL}KeyfactorAPI`;
  const provider = await startProvider({ redirectUri, audience });
  const { issuer, clientId } = provider;
  const oidc = { authority: issuer, clientId, scope: 'openid profile', resource: audience };
  await world.patch({ signIn: 'token', provider: { issuer, audience }, page: { signIn: 'oidc', oidc } });
  return provider;
}

/** A world that takes the tokens of a real OpenID provider, and a page that signs in there. */
export const test = worldTest.extend<{ provider: Provider }>({
  provider: async ({ baseURL, world, guard }, use) => {
    const provider = await openProvider(world, baseURL, String(baseURL));
    await use(provider);
    guard.end();
    await provider.close();
  },
});

/** Says at the provider who one is, and lets the page in. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Agree' }).click();
}

/** The dialog of every kind of sign-in but that with a password. */
export const asked = (where: Page | FrameLocator): Locator =>
  where.getByRole('dialog', { name: 'You are not signed in' });

/** Presses the button of that dialog, signs in where the window opens that it asks for, and waits until the page goes on. */
export async function signInByWindow(page: Page, where: Page | FrameLocator, name: string): Promise<void> {
  const opened = page.waitForEvent('popup');
  await asked(where).getByRole('button', { name: 'Sign in', exact: true }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await signInAs(popup, name);
  await closed;
  await expect(asked(where)).toBeHidden();
}
