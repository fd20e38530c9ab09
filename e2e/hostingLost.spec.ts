import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { runOf, watchPolicy } from './nginx.ts';
import { type Portal, startPortal } from './portal.ts';
import { chooseSource, commonNameOf, expectStep, goOn, nameIt, passwordOf } from './walk.ts';
import { expect, scanThemes, test as worldTest } from './world.ts';

/** The page below `/pki/` of a server on which files of its build are not there any more. */
const test = worldTest.extend<{ gone: RegExp; server: Portal }>({
  gone: [/^$/, { option: true }],
  server: async ({ page, gone, guard }, use, info) => {
    await watchPolicy(page);
    const server = await startPortal({ run: runOf(info), gone });
    await use(server);
    guard.end();
    await server.close();
  },
});

const lost = (page: Page, what: string) => page.getByRole('alert').filter({ hasText: `${what} could not be loaded` });

const again = (page: Page) => page.getByRole('button', { name: 'Load again', exact: true });

/** From now on the questions of the browser whether to leave a page, each answered so that the page goes. */
function questionsOf(page: Page): string[] {
  const questions: string[] = [];
  page.on('dialog', (question) => {
    questions.push(question.type());
    void question.accept();
  });
  return questions;
}

const back = (page: Page) => page.getByRole('button', { name: 'Back', exact: true });

/** Fills the steps of the PFX wizard before the details. */
async function toDetails(page: Page): Promise<void> {
  await chooseSource(page);
  await goOn(page, 'Subject and names');
  await nameIt(page, 'lost.keyexample.com');
  await goOn(page, 'Key and file');
  await passwordOf(page).fill('Lost-with-the-page-2026');
  await goOn(page, 'Details');
}

test.describe('an app that is gone', () => {
  test.use({ gone: /assets\/index-/, profile: '10.5', expectedErrors: [/./] });

  test('says so by the page alone, after a while', async ({ page, server }) => {
    await page.goto(`${server.origin}/pki/templates/17`);
    const words = page.getByText('Load the page again: a new version may have been installed.');
    const seenAt = (ms: number) =>
      words.evaluate((element, at) => {
        for (const animation of element.getAnimations()) animation.currentTime = at;
        return getComputedStyle(element).visibility;
      }, ms);
    expect([await seenAt(7_900), await seenAt(8_100)]).toEqual(['hidden', 'visible']);
    await scanThemes(page);
  });
});

test.describe('a sign-in and a question whose code is gone', () => {
  test.use({ gone: /SignInDialog|ConfirmDialog/, profile: '10.5', expectedErrors: [/./] });

  test('are said and asked on the page, which stays; what was typed comes back when the page is loaded again', async ({
    page,
    world,
    server,
  }) => {
    const questions = questionsOf(page);
    await page.goto(`${server.origin}/pki/templates/17`);
    const name = page.getByLabel('Friendly name');
    await name.fill('Typed before the sign-in ended');
    const leave = page.getByRole('link', { name: 'Connection' });
    const question = page.getByRole('alert').filter({ hasText: 'Leave this page?' });
    await leave.click();
    await expect(question).toContainText('You have 1 change that the server does not hold.');
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await scanThemes(page);
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(name).toHaveValue('Typed before the sign-in ended');
    await settled(page);
    await world.patch({ signIn: 'ended' });
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(lost(page, 'The sign-in')).toBeVisible();
    await expect(name).toHaveValue('Typed before the sign-in ended');
    await scanThemes(page);
    await world.patch({ signIn: 'cookie' });
    await again(page).click();
    await expect(page.getByText('What you had entered is here again')).toBeVisible();
    await expect(name).toHaveValue('Typed before the sign-in ended');
    await expect(page.getByRole('button', { name: 'Review 1 change' })).toBeVisible();
    expect(questions).toEqual([]);
    await leave.click();
    await question.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Connection' })).toBeVisible();
  });
});

test.describe('a step of a wizard whose code is gone', () => {
  test.use({ gone: /DetailsStep/, expectedErrors: [/./] });

  test('says so in its place; the other steps stay, and come back when the page is loaded again', async ({
    page,
    server,
  }) => {
    await page.goto(`${server.origin}/pki/enroll/pfx`);
    const questions = questionsOf(page);
    await toDetails(page);
    await expect(lost(page, 'This step')).toBeVisible();
    await scanThemes(page);
    await back(page).click();
    await expect(passwordOf(page)).toHaveValue('Lost-with-the-page-2026');
    await goOn(page, 'Details');
    await again(page).click();
    await expect(page.getByText('What you had entered is here again')).toBeVisible();
    expect(questions).toEqual([]);
    await expectStep(page, 'What');
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('lost.keyexample.com');
    await goOn(page, 'Key and file');
    await expect(passwordOf(page)).toHaveValue('');
  });

  test('is not asked for again while the server is away: the page is left as it is', async ({ page, server }) => {
    await page.goto(`${server.origin}/pki/enroll/pfx`);
    await toDetails(page);
    await settled(page);
    await server.close();
    await again(page).click();
    await expect(lost(page, 'This step')).toContainText('could not be reached. The page was left as it is.');
    for (const step of ['Key and file', 'Subject and names']) {
      await back(page).click();
      await expectStep(page, step);
    }
    await expect(commonNameOf(page)).toHaveValue('lost.keyexample.com');
  });
});

test.describe('code for signing in that is gone, by the page around and by an OpenID provider', () => {
  test.use({ gone: /hostTokens|oidc-/, expectedErrors: [/./] });

  test('is said before anything is drawn', async ({ page, world, server }) => {
    for (const signIn of [
      { signIn: 'host', hosts: ['https://portal.keyexample.com'] },
      { signIn: 'oidc', oidc: { authority: 'https://login.keyexample.com', clientId: 'ui', scope: 'openid' } },
    ]) {
      await world.patch({ page: signIn });
      await page.goto('about:blank');
      await page.goto(`${server.origin}/pki/templates`);
      await expect(lost(page, 'A part of this page')).toBeVisible();
      await expect(again(page)).toBeVisible();
    }
    await scanThemes(page);
  });
});
