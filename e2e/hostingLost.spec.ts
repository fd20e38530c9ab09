import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { runOf, watchPolicy } from './nginx.ts';
import { type Portal, startPortal } from './portal.ts';
import { chooseSource, commonNameOf, expectStep, goOn, nameIt, passwordOf } from './walk.ts';
import { expect, scan, test as worldTest } from './world.ts';

/** The page below `/pki/` of a server on which files of its build are not there any more. */
const test = worldTest.extend<{ gone: RegExp; server: Portal }>({
  gone: [/^$/, { option: true }],
  server: async ({ page, gone }, use, info) => {
    await watchPolicy(page);
    const server = await startPortal({ run: runOf(info), gone });
    await use(server);
    await server.close();
  },
});

const lost = (page: Page, what: string) => page.getByRole('alert').filter({ hasText: `${what} could not be loaded` });

const again = (page: Page) => page.getByRole('button', { name: 'Load again', exact: true });

async function scanBoth(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await scan(page);
  }
}

test.describe('a sign-in whose code is gone', () => {
  test.use({ gone: /SignInDialog/, profile: '10.5', expectedErrors: [/./] });

  test('says so over the page, which stays; what was typed comes back when the page is loaded again', async ({
    page,
    world,
    server,
  }) => {
    await page.goto(`${server.origin}/pki/templates/17`);
    const name = page.getByLabel('Friendly name');
    await name.fill('Typed before the sign-in ended');
    await settled(page);
    await world.patch({ signIn: 'ended' });
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(lost(page, 'The sign-in')).toBeVisible();
    await expect(name).toHaveValue('Typed before the sign-in ended');
    await scanBoth(page);
    await world.patch({ signIn: 'cookie' });
    await again(page).click();
    await expect(page.getByText('What you had entered is here again')).toBeVisible();
    await expect(name).toHaveValue('Typed before the sign-in ended');
    await expect(page.getByRole('button', { name: 'Review 1 change' })).toBeVisible();
  });
});

test.describe('a step of a wizard whose code is gone', () => {
  test.use({ gone: /KeyStep/, expectedErrors: [/./] });

  test('says so in its place; the other steps stay, and come back when the page is loaded again', async ({
    page,
    server,
  }) => {
    await page.goto(`${server.origin}/pki/enroll/pfx`);
    await chooseSource(page);
    await goOn(page, 'Subject and names');
    await nameIt(page, 'lost.keyexample.com');
    await goOn(page, 'Key and file');
    await expect(lost(page, 'This step')).toBeVisible();
    await expect(passwordOf(page)).toHaveCount(0);
    await scanBoth(page);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(commonNameOf(page)).toHaveValue('lost.keyexample.com');
    await goOn(page, 'Key and file');
    await again(page).click();
    await expect(page.getByText('What you had entered is here again')).toBeVisible();
    await expectStep(page, 'What');
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('lost.keyexample.com');
  });

  test('is not asked for again while the server is away: the page is left as it is', async ({ page, server }) => {
    await page.goto(`${server.origin}/pki/enroll/pfx`);
    await chooseSource(page);
    await goOn(page, 'Subject and names');
    await nameIt(page, 'lost.keyexample.com');
    await goOn(page, 'Key and file');
    await settled(page);
    await server.close();
    await again(page).click();
    await expect(lost(page, 'This step')).toContainText('could not be reached. The page was left as it is.');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(commonNameOf(page)).toHaveValue('lost.keyexample.com');
  });
});

for (const [name, gone, signIn] of [
  ['the page around', /hostTokens/, { signIn: 'host', hosts: ['https://portal.keyexample.com'] }],
  [
    'an OpenID provider',
    /oidc-/,
    { signIn: 'oidc', oidc: { authority: 'https://login.keyexample.com', clientId: 'ui', scope: 'openid' } },
  ],
] as const) {
  test.describe(`code for signing in by ${name} that is gone`, () => {
    test.use({ gone, expectedErrors: [/./] });

    test('is said before anything is drawn', async ({ page, world, server }) => {
      await world.patch({ page: signIn });
      await page.goto(`${server.origin}/pki/templates`);
      await expect(lost(page, 'A part of this page')).toBeVisible();
      await expect(again(page)).toBeVisible();
      await scanBoth(page);
    });
  });
}
