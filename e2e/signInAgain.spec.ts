import type { Dialog, Page } from '@playwright/test';
import { ejbca, facts, fileField, makeKeyed, pasteRequest, pickSource, requestField } from './csrWalk.ts';
import { settled } from './editor.ts';
import { asked, type Provider, signInAs, test } from './openId.ts';
import { javaStores, planStore } from './plan.ts';
import {
  acceptTerms,
  chooseSource,
  commonNameOf,
  enrollButton,
  goOn,
  nameIt,
  next,
  passwordOf,
  postsTo,
  toStep,
} from './walk.ts';
import { expect, scanThemes, type World } from './world.ts';

const storageOf = (page: Page) =>
  page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]));

const friendlyName = (page: Page) => page.getByLabel('Friendly name');

async function openSignedIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await signInAs(page, 'admin');
}

/**
 * Ends the token, and refuses to renew it: the next call asks the person. The next token outlives the step of the clock.
 * `seconds`: how long the token lasts at most.
 */
async function endSignIn(page: Page, world: World, provider: Provider, seconds = 3_600): Promise<void> {
  await settled(page);
  provider.setTokenSeconds(3 * seconds);
  await provider.forgetGrants();
  await world.advance(seconds * 1_000);
}

/**
 * Leaves the page for the provider, where no window can open, and comes back signed in. Gives all that the browser kept
 * meanwhile. `only`: something on the page is nowhere else, so that the browser asks; whoever stays then can leave again.
 */
async function signInByLeaving(page: Page, only = false): Promise<string> {
  const questions: string[] = [];
  const answer = async (question: Dialog) => {
    questions.push(question.type());
    await (only && questions.length === 1 ? question.dismiss() : question.accept());
  };
  page.on('dialog', answer);
  await expect(asked(page)).toBeVisible();
  await page.evaluate(() => {
    window.open = () => null;
    window.addEventListener('pagehide', () => {
      const kept = [localStorage, sessionStorage].flatMap((each) => Object.values(each));
      sessionStorage.setItem('seen-by-test', JSON.stringify(kept));
    });
  });
  await asked(page).getByRole('button', { name: 'Sign in' }).click();
  const leave = asked(page).getByRole('button', { name: 'Leave this page to sign in' });
  await leave.click();
  if (only) {
    await expect.poll(() => questions.length).toBe(1);
    await expect(leave).not.toHaveAttribute('aria-busy');
    await leave.click();
  }
  await page.getByRole('button', { name: 'Agree' }).click();
  await expect(backAgain(page)).toBeVisible();
  // Of the rest the dialog has said what is lost: the browser does not ask as well.
  expect(questions).toEqual(only ? ['beforeunload', 'beforeunload'] : []);
  page.off('dialog', answer);
  return page.evaluate(() => {
    const seen = sessionStorage.getItem('seen-by-test') ?? '';
    sessionStorage.removeItem('seen-by-test');
    return seen;
  });
}

const backAgain = (page: Page) => page.getByRole('status').filter({ hasText: 'What you had entered is here again' });

/** Said of a key that was made on the page. */
const onlyHere = (page: Page) => page.getByText('Not downloaded: the key is only on this page and is lost with it');

/** On the step of the names: adds one that goes beside the request. */
async function nameBeside(page: Page, name: string): Promise<void> {
  const names = page.getByRole('textbox', { name: 'Names outside the request' });
  await names.fill(name);
  await names.press('Enter');
}

test.describe('an editor', () => {
  test.use({ profile: '10.5', expectedErrors: [/Failed to load resource|Not allowed|ERR_/] });

  test('an editor that is left for signing in has what was typed when it comes back', async ({
    page,
    world,
    provider,
  }) => {
    await openSignedIn(page, 'templates/17?section=general');
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

  test('names come back from the provider, the password is asked for again and was kept nowhere; a window leaves the step as it is, the password included; the plan of a store comes back', async ({
    page,
    world,
    provider,
  }) => {
    test.setTimeout(120_000);
    await world.patch({ signIn: 'cookie' });
    const [store] = await javaStores(world);
    await world.patch({ signIn: 'token' });
    await openSignedIn(page, 'enroll/pfx');
    await chooseSource(page);
    await goOn(page, 'Subject and names');
    await commonNameOf(page).fill('kept.keyexample.com');
    await page.getByRole('button', { name: 'Add kept.keyexample.com as DNS name' }).click();
    await goOn(page, 'Key and file');
    await passwordOf(page).fill('Marker-Secret-4711');
    await endSignIn(page, world, provider);
    for (const step of ['Details', 'Where']) await goOn(page, step);
    const kept = await signInByLeaving(page);
    await expect(page).toHaveURL(/\/enroll\/pfx\?/);
    expect(kept).toContain('kept.keyexample.com');
    expect(kept).not.toContain('Marker-Secret');
    await expect(page.getByText('Certificate authority', { exact: true })).toBeVisible();
    await acceptTerms(page);
    await goOn(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('kept.keyexample.com');
    await goOn(page, 'Key and file');
    await expect(passwordOf(page)).toHaveValue('');
    await next(page).click();
    await expect(passwordOf(page)).toHaveAttribute('aria-invalid', 'true');
    expect(await storageOf(page)).not.toContain('Marker-Secret');

    await passwordOf(page).fill('Marker-Secret-4711');
    await endSignIn(page, world, provider, 11_000);
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

    // What was planned for a store is taken along as well.
    for (const step of ['Details', 'Where']) await goOn(page, step);
    await planStore(page.getByRole('main'), store, 'kept-plan');
    await endSignIn(page, world, provider, 40_000);
    await next(page).click();
    const planned = await signInByLeaving(page);
    expect(planned).toContain('kept-plan');
    expect(planned).not.toContain('Marker-Secret');
    await acceptTerms(page);
    for (const step of ['Subject and names', 'Key and file']) await goOn(page, step);
    await passwordOf(page).fill('Marker-Secret-4712');
    for (const step of ['Details', 'Where']) await goOn(page, step);
    const again = page.getByRole('group', { name: store.DisplayName });
    await expect(again.getByRole('textbox', { name: /^Alias/ })).toHaveValue('kept-plan');
  });

  test('of a CSR enrollment choices and names come back; the key made here and its request do not, and that is said', async ({
    page,
    world,
    provider,
  }) => {
    await openSignedIn(page, 'enroll/csr');
    const here = page.getByRole('radio', { name: /^Make key and request in this browser/ });
    await here.check();
    await pickSource(page, 'Web servers – Ops');
    await page.getByRole('radio', { name: 'RSA 2048', exact: true }).check();
    await nameIt(page, 'made.keyexample.com');
    await page.getByRole('button', { name: 'Make key and request', exact: true }).click();
    await expect(onlyHere(page)).toBeVisible({ timeout: 30_000 });
    await goOn(page, 'What');
    await acceptTerms(page);
    await goOn(page, 'Names');
    await nameBeside(page, 'beside.keyexample.com');
    await toStep(page, 'What');
    await endSignIn(page, world, provider);
    await pickSource(page, ejbca);
    const kept = await signInByLeaving(page, true);
    expect(kept).toContain('beside.keyexample.com');
    expect(kept).not.toMatch(/BEGIN|PRIVATE KEY|made\.keyexample/);

    await expect(backAgain(page)).toContainText('keys and certificate requests have to be given again');
    await expect(here).toBeChecked();
    await expect(page.getByRole('combobox', { name: /^Enrollment pattern/ })).toHaveValue('Default Pattern');
    await expect(onlyHere(page)).toHaveCount(0);
    await next(page).click();
    await expect(page.getByText('There is no request yet')).toBeVisible();
    await scanThemes(page);

    // With a request again, what was typed on the later steps is there.
    await page.getByRole('radio', { name: /^Paste or choose a request/ }).check();
    await pasteRequest(page, makeKeyed('/CN=given.keyexample.com', ['DNS:given.keyexample.com']).csr);
    await goOn(page, 'What');
    // Reading them was interrupted.
    await page.getByRole('button', { name: 'Load them' }).click();
    await expect(page.getByText('Certificate authority', { exact: true })).toBeVisible();
    await acceptTerms(page);
    await goOn(page, 'Names');
    await expect(page.getByText('beside.keyexample.com').first()).toBeVisible();
  });

  test('names typed for a key that is not made yet come back, by the defaults of what was chosen', async ({
    page,
    world,
    provider,
  }) => {
    await openSignedIn(page, 'enroll/csr');
    await page.getByRole('radio', { name: /^Make key and request in this browser/ }).check();
    const maker = page.getByRole('group', { name: 'New key and request' });
    const rsa = page.getByRole('radio', { name: 'RSA 3072', exact: true });
    await pickSource(page, 'Web servers – Ops');
    await nameIt(page, 'not-made-yet.keyexample.com');
    await rsa.check();
    await endSignIn(page, world, provider);
    await pickSource(page, 'Web servers – key not kept');
    await signInByLeaving(page);
    await expect(page.getByRole('combobox', { name: /^Enrollment pattern/ })).toHaveValue('Web servers – key not kept');
    // Reading its rules was interrupted.
    await page.getByRole('button', { name: 'Load them' }).click();
    await expect(commonNameOf(page)).toHaveValue('not-made-yet.keyexample.com');
    await expect(maker.getByRole('list', { name: 'Alternative names: chosen' })).toContainText('not-made-yet');
    await expect(rsa).toBeChecked();
    // Said once, for the whole page.
    await expect(backAgain(page)).toHaveCount(1);
  });

  test('the file of a request has to be chosen again, which is said; names beside it come back', async ({
    page,
    world,
    provider,
  }) => {
    const { csr } = makeKeyed('/CN=file.keyexample.com', ['DNS:file.keyexample.com']);
    const chooseFile = async () => {
      await fileField(page).setInputFiles({ name: 'file.csr', mimeType: 'text/plain', buffer: Buffer.from(csr) });
      await expect(facts(page).getByText('file.keyexample.com').first()).toBeVisible();
    };
    await openSignedIn(page, 'enroll/csr');
    const posts = postsTo(page, '/Enrollment/CSR');
    await chooseFile();
    await goOn(page, 'What');
    await chooseSource(page);
    await goOn(page, 'Names');
    await nameBeside(page, 'beside.keyexample.com');
    await endSignIn(page, world, provider);
    for (const step of ['Details', 'Review']) await goOn(page, step);
    await enrollButton(page).click();
    expect(await signInByLeaving(page)).not.toContain('BEGIN');
    expect(posts).toHaveLength(1);

    await expect(backAgain(page)).toContainText('certificate requests have to be given again');
    await expect(requestField(page)).toHaveValue('');
    await expect(facts(page)).toHaveCount(0);
    await chooseFile();
    await goOn(page, 'What');
    await expect(page.getByRole('combobox', { name: /^Enrollment pattern/ })).toHaveValue(/Web servers – Ops/);
    await acceptTerms(page);
    await goOn(page, 'Names');
    await expect(page.getByText('beside.keyexample.com').first()).toBeVisible();
    // What was interrupted is not sent again by itself.
    expect(posts).toHaveLength(1);
  });
});
