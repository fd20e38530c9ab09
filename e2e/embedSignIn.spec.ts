import { test as framedTest } from './framed.ts';
import { test as mountedTest } from './mounted.ts';
import { asked, openProvider, type Provider, signInByWindow } from './openId.ts';
import { expect } from './world.ts';

framedTest.describe('in a frame, with an OpenID provider', () => {
  framedTest.use({ profile: '10.5', expectedErrors: [/Failed to load resource|Blocked opening/] });

  const test = framedTest.extend<{ provider: Provider }>({
    provider: async ({ baseURL, world, framed, guard }, use) => {
      const provider = await openProvider(world, baseURL, `${framed.pki}/pki/`);
      await use(provider);
      guard.end();
      await provider.close();
    },
  });

  test('a window asks who one is; who signed out is asked anew, though the provider still knows the last one', async ({
    page,
    framed,
    provider,
  }) => {
    const { app, portal, told: toldInFrame, tell } = framed;
    await page.goto(`${portal}/frame.html`);
    await expect(asked(app)).toBeVisible();
    await expect.poll(() => toldInFrame('sign-in-needed')).toHaveLength(1);
    await signInByWindow(page, app, 'admin');
    await expect(app.getByRole('link', { name: 'Authentication-2048-3y' }).first()).toBeVisible();

    await tell({ type: 'navigate', path: '/connection' });
    const revoked = page.waitForRequest(`${provider.issuer}/token/revocation`);
    await app.getByRole('button', { name: 'Sign out' }).click();
    await revoked;
    await expect(asked(app)).toBeVisible();
    await expect.poll(() => toldInFrame('sign-in-needed')).toHaveLength(2);
    await signInByWindow(page, app, 'csrdesk');
    await expect(app.getByRole('region', { name: 'Who I am' }).getByText('csrdesk').first()).toBeVisible();
    expect(page.url()).toBe(`${portal}/frame.html`);
  });

  test('a frame that may open no windows says so', async ({ page, framed, provider }) => {
    const { app, portal, told } = framed;
    await page.goto(`${portal}/frame.html`);
    await expect.poll(() => told('sign-in-needed')).not.toHaveLength(0);
    const before = (await told('sign-in-needed')).length;
    await page.locator('#keyfactor').evaluate((frame) => {
      const kept = frame
        .getAttribute('sandbox')
        ?.split(' ')
        .filter((each) => !each.includes('popups'));
      frame.setAttribute('sandbox', kept?.join(' ') ?? '');
      frame.setAttribute('src', frame.getAttribute('src') ?? '');
    });
    // The page that stood there before has asked; the next time it is the new one that asks.
    await expect.poll(() => told('sign-in-needed')).toHaveLength(before + 1);
    await asked(app).getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(asked(app).getByText('The browser did not open the window for signing in')).toBeVisible();
    // Within somebody's page there is no leaving for the provider.
    await expect(asked(app).getByRole('button')).toHaveCount(1);
    expect(page.frames().some((frame) => frame.url().startsWith(provider.issuer))).toBe(false);
  });
});

mountedTest.describe('as an element, with an OpenID provider', () => {
  mountedTest.use({ profile: '10.5', asks: 'http://127.0.0.1:*', expectedErrors: [/Failed to load resource/] });

  mountedTest(
    'the portal is not left, neither for signing in nor for signing out',
    async ({ page, portal, world, baseURL, guard }) => {
      const provider = await openProvider(world, baseURL, `${portal.origin}/pki/`);
      try {
        await page.goto(`${portal.origin}/mount.html`);
        await signInByWindow(page, page, 'admin');
        await expect(page.getByRole('link', { name: 'Authentication-2048-3y' }).first()).toBeVisible();
        await page.evaluate(() => globalThis.keyfactor.navigate('/connection'));
        await page.getByRole('button', { name: 'Sign out' }).click();
        await signInByWindow(page, page, 'csrdesk');
        await expect(page.getByRole('region', { name: 'Who I am' }).getByText('csrdesk').first()).toBeVisible();
        expect(page.url()).toBe(`${portal.origin}/mount.html`);
      } finally {
        guard.end();
        await provider.close();
      }
    },
  );
});
