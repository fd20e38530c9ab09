import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { asked, signInAs, test } from './openId.ts';
import { expect, scan } from './world.ts';

/** Whatever the page could leave a token in: addresses, storage, and what was written to the console. */
async function tracesOf(page: Page, seen: readonly string[]): Promise<string> {
  const kept = await page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      window.history.state,
      window.name,
      document.cookie,
    ]),
  );
  return [...seen, page.url(), kept].join('\n');
}

const friendlyName = (page: Page) => page.getByLabel('Friendly name');

test.describe('with an OpenID provider', () => {
  test.use({ profile: '10.5', expectedErrors: [/Failed to load resource|Not allowed|ERR_/] });

  test('the page comes back to the deep link, keeps the token in memory only, and signs out there', async ({
    page,
    provider,
  }) => {
    const tokens: string[] = [];
    const seen: string[] = [];
    page.on('request', (request) => {
      seen.push(request.url());
      const sent = request.headers().authorization;
      if (sent?.startsWith('Bearer ') === true) tokens.push(sent.slice(7));
    });
    page.on('console', (message) => seen.push(message.text()));
    const given: Promise<unknown>[] = [];
    page.on('response', (answer) => {
      if (answer.url() === `${provider.issuer}/token` && answer.request().method() === 'POST')
        given.push(answer.json());
    });
    await page.goto('templates/17?section=regexes');
    await signInAs(page, 'admin');
    await expect(friendlyName(page)).toBeVisible();
    await expect(page).toHaveURL(/\/templates\/17\?section=regexes/);
    await expect(page.getByText('admin', { exact: true }).first()).toBeVisible();
    await settled(page);
    expect(tokens.length).toBeGreaterThan(0);
    for (const answer of await Promise.all(given)) {
      const all = answer as Record<string, string>;
      for (const name of ['access_token', 'refresh_token', 'id_token']) tokens.push(String(all[name]));
    }
    expect(new Set(tokens).size).toBe(3);
    expect(tokens).not.toContain('undefined');
    const traces = await tracesOf(page, seen);
    for (const token of new Set(tokens)) expect(traces).not.toContain(token);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('sign-in')))).toEqual([]);
    // The way back leads to no address with a code in it.
    expect(page.url()).not.toMatch(/code=|state=/);

    await page.getByRole('link', { name: 'Connection' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign out' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(asked(page)).toBeVisible();
    for (const token of new Set(tokens)) expect(seen.join('\n')).not.toContain(token);
    expect(seen.join('\n')).not.toMatch(/id_token|eyJ/);
    expect(page.url()).not.toMatch(/state=|signed-out/);
    await page.goto('templates');
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
    expect(page.url()).toContain(provider.issuer);
  });

  test('a token that ends while something is typed is renewed without a word; once that is refused, a window asks, and what was typed is there', async ({
    page,
    world,
    provider,
  }) => {
    await page.goto('templates/17');
    await signInAs(page, 'admin');
    await friendlyName(page).fill('Typed before the token ended');
    await settled(page);
    provider.setTokenSeconds(3600);
    await world.advance(700_000);
    provider.leaveIdTokensOut();
    const renewed = page.waitForResponse(/\/token$/);
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(page.getByRole('heading', { name: /^Review the changes/ })).toBeVisible();
    expect(Object.keys((await (await renewed).json()) as object)).not.toContain('id_token');
    await page.getByRole('button', { name: 'Back to editing' }).click();

    await settled(page);
    provider.setTokenSeconds(10_000);
    await provider.forgetGrants();
    await world.advance(3_600_000);
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    await expect(asked(page)).toBeVisible();
    await scan(page);
    const open = await page.evaluateHandle(() => window.open);
    await page.evaluate(() => {
      window.open = () => null;
    });
    await asked(page).getByRole('button', { name: 'Sign in' }).click();
    await expect(asked(page).getByText('The browser did not open the window')).toBeVisible();
    await expect(asked(page).getByRole('button', { name: 'Leave this page to sign in' })).toBeVisible();
    await page.evaluate((real) => {
      window.open = real;
    }, open);
    const opened = page.waitForEvent('popup');
    await asked(page).getByRole('button', { name: 'Sign in', exact: true }).click();
    const popup = await opened;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'Agree' }).click();
    await closed;
    await expect(asked(page)).toBeHidden();
    // Where the review was asked for, it came by itself: its read was interrupted, not a write.
    const back = page.getByRole('button', { name: 'Back to editing' });
    if (await back.isVisible()) await back.click();
    await expect(friendlyName(page)).toHaveValue('Typed before the token ended');
  });

  test('whoever does not agree is told so on the page that was asked for, and a provider that is down is named', async ({
    page,
    provider,
  }) => {
    await page.goto('templates/17');
    await page.getByRole('button', { name: 'Refuse' }).click();
    await expect(asked(page).getByText('you did not agree to what this page asked for')).toBeVisible();
    await expect(page).toHaveURL(/\/templates\/17$/);
    await provider.close();
    await page.reload();
    await expect(asked(page).getByText(`The sign-in service ${provider.issuer} could not be reached`)).toBeVisible();
  });

  test('a clock that is hours off is named, and so is an answer that nobody asked for', async ({ page, provider }) => {
    await page.addInitScript(() => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + 3 * 3_600_000;
    });
    await page.goto('templates');
    await expect(page).toHaveURL(new RegExp(provider.issuer));
    await signInAs(page, 'admin');
    await expect(asked(page).getByText('differ by about 3 hours')).toBeVisible();
    await page.goto('?code=forged&state=forged');
    await expect(asked(page).getByText('does not belong to a sign-in that was begun here')).toBeVisible();
    expect(page.url()).not.toContain('forged');
  });

  test('an answer that was made for another sign-in is refused by its nonce, and no call is sent with its token', async ({
    page,
    provider,
  }) => {
    await page.addInitScript(() => {
      if (!location.search.includes('code=')) return;
      for (const [key, text] of Object.entries(sessionStorage) as [string, string][])
        if (text.includes('"nonce":'))
          sessionStorage.setItem(key, text.replace(/"nonce":"[^"]*"/, '"nonce":"another"'));
    });
    const sent: (string | undefined)[] = [];
    page.on('request', (request) => sent.push(request.headers().authorization));
    await page.goto('templates');
    await expect(page).toHaveURL(new RegExp(provider.issuer));
    await signInAs(page, 'admin');
    await expect(asked(page).getByText('does not belong to a sign-in that was begun here')).toBeVisible();
    await settled(page);
    expect(sent.filter((each) => each?.startsWith('Bearer '))).toEqual([]);
  });

  test('scope, audience and resource are asked for as they are configured', async ({ page, world, provider }) => {
    const { issuer, clientId } = provider;
    const wanted = {
      scope: 'openid profile',
      audience: 'command',
      resource: 'https://command.keyexample.com/KeyfactorAPI',
    };
    await world.patch({ page: { signIn: 'oidc', oidc: { authority: issuer, clientId, ...wanted } } });
    const leaving = page.waitForRequest((request) => request.url().startsWith(`${issuer}/auth?`));
    await page.goto('templates');
    const query = Object.fromEntries(new URL((await leaving).url()).searchParams);
    expect(query).toMatchObject({
      ...wanted,
      client_id: clientId,
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name]).toMatch(/.{16,}/);
  });

  test('a token that Keyfactor Command does not know is another matter than not being signed in', async ({
    page,
    world,
    provider,
  }) => {
    await world.patch({ provider: { issuer: provider.issuer, audience: 'somebody else' } });
    await page.goto('templates');
    await signInAs(page, 'admin');
    await expect(asked(page).getByText('Keyfactor Command did not accept the token (401)')).toBeVisible();
    await expect(page.getByText(/do not have the permission this needs|belong to no security role/)).toHaveCount(0);
  });
});

test.describe('with user name and password', () => {
  test.use({ expectedErrors: [/status of 401/] });

  test('a wrong one is refused, DOMAIN\\user is taken, and nothing outlives a reload or signing out', async ({
    page,
    world,
  }) => {
    await world.patch({ signIn: 'basic' });
    await page.goto('templates');
    const dialog = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
    const signIn = async (password: string) => {
      await dialog.getByRole('textbox', { name: 'User name' }).fill('KEYEXAMPLE\\admin');
      await dialog.getByLabel('Password', { exact: false }).first().fill(password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
    };
    await signIn('wrong-password');
    await expect(dialog.getByText('did not accept this user name and password')).toBeVisible();
    await signIn('sandbox');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('KEYEXAMPLE\\admin').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
    expect(await tracesOf(page, [])).not.toMatch(/wrong-password|"sandbox"|Basic /);
    await page.reload();
    await expect(dialog).toBeVisible();
    await signIn('sandbox');
    await expect(dialog).toBeHidden();
    await page.getByRole('link', { name: 'Connection' }).click();
    const me = page.getByRole('region', { name: 'Who I am', includeHidden: true });
    await expect(me.getByText('Administrator', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(dialog).toBeVisible();
    // What was read with the former sign-in is gone from the screen.
    await expect(me.getByText('Administrator', { exact: true })).toHaveCount(0);
    await expect(me).toBeAttached();
  });
});

test.describe('with the portal of the vendor', () => {
  test.use({ expectedErrors: [/status of 401/] });

  test('its session and header are sent to its proxy, and an ended session is asked for there', async ({
    page,
    context,
  }) => {
    await context.request.post('/sandbox/worlds', { data: { signIn: 'portal' } });
    const headers = { 'x-keyfactor-requested-with': 'APIClient', 'x-requested-with': 'XMLHttpRequest' };
    expect((await context.request.get('/KeyfactorProxy/Templates', { headers })).status()).toBe(200);
    expect((await context.request.get('/KeyfactorAPI/Templates', { headers })).status()).toBe(401);
    const without = { 'x-keyfactor-requested-with': 'APIClient' };
    expect((await context.request.get('/KeyfactorProxy/Templates', { headers: without })).status()).toBe(401);
    await page.goto('templates');
    await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
    const session = (await context.cookies()).filter((cookie) => cookie.name === 'sandbox-portal');
    await settled(page);
    await context.clearCookies({ name: 'sandbox-portal' });
    await page.goto('connection');
    await expect(asked(page).getByText('The session of the Keyfactor portal has ended')).toBeVisible();
    await context.addCookies(session);
    await asked(page).getByRole('button', { name: 'Try again' }).click();
    await expect(asked(page)).toBeHidden();
  });
});

test.describe('a refusal', () => {
  test.use({ expectedErrors: [/status of 40[13]/] });

  test('says whether a permission is missing, any role at all, or the sign-in', async ({ page, world }) => {
    const messages = {
      permission: page.getByText('You do not have the permission this needs: /certificate_templates/read/'),
      role: page.getByText('your account may belong to no security role'),
      signIn: asked(page),
      token: page.getByText('did not accept the token'),
    };
    const expectOnly = async (said: keyof typeof messages) => {
      await expect(messages[said]).toBeVisible();
      await settled(page);
      for (const [name, words] of Object.entries(messages))
        await expect(words, name).toHaveCount(name === said ? 1 : 0);
    };
    for (const [change, said] of [
      [{ user: 'csrdesk' }, 'permission'],
      [{ user: 'nobody' }, 'role'],
      [{ signIn: 'ended' }, 'signIn'],
    ] as const) {
      await world.patch(change);
      await page.goto('templates');
      await expectOnly(said);
    }
  });
});
