import { settled } from './editor.ts';
import { freePort, runOf, watchPolicy, withNginx } from './nginx.ts';
import { startProvider } from './oidcProvider.mjs';
import { expect, test } from './world.ts';

// nginx has a certificate of its own making.
test.use({ ignoreHTTPSErrors: true, expectedErrors: [/status of 401/] });

test.beforeEach(({ page }) => watchPolicy(page));

test.describe('with an OpenID provider behind nginx', () => {
  test.use({ profile: '10.5' });

  test('one signs in there and comes back to the deep link, and signs out there', async ({
    page,
    world,
    guard,
  }, info) => {
    const port = await freePort();
    const at = `https://localhost:${port}/pki/`;
    const audience = `https://localhost:${port}/KeyfactorAPI`;
    const provider = await startProvider({ redirectUri: at, audience });
    try {
      await world.patch({ signIn: 'token', provider: { issuer: provider.issuer, audience } });
      const work = async ({ accessLog, errorLog }: { accessLog: () => string; errorLog: () => string }) => {
        await page.goto(`${at}templates/17`);
        await page.getByLabel('Name').fill('admin');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByRole('button', { name: 'Agree' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'Web server (2 years)' })).toBeVisible();
        await expect(page).toHaveURL(`${at}templates/17`);
        await settled(page);
        await page.getByRole('link', { name: 'Connection' }).click();
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByRole('dialog', { name: 'You are not signed in' })).toBeVisible();
        expect(page.url()).toContain(at);
        expect(accessLog()).toContain('GET /KeyfactorAPI/Templates/17 200');
        expect(accessLog() + errorLog()).not.toMatch(/code=|state=|\?/);
      };
      const follow = ['Sign-in by OpenID Connect'];
      const wishes = { guard, port, provider: provider.issuer, follow };
      await withNginx(runOf(info), '/pki/', work, wishes);
    } finally {
      await provider.close();
    }
  });
});

test('behind nginx the session of the portal of Command is sent to its proxy', async ({
  page,
  context,
  guard,
}, info) => {
  await context.request.post('/sandbox/worlds', { data: { signIn: 'portal' } });
  const work = async ({ origin, accessLog }: { origin: string; accessLog: () => string }) => {
    await page.goto(`${origin}/pki/templates/17`);
    await expect(page.getByRole('heading', { level: 1, name: 'Web server (2 years)' })).toBeVisible();
    await settled(page);
    expect(accessLog()).toContain('GET /KeyfactorProxy/Templates/17 200');
    expect(accessLog()).not.toContain('KeyfactorAPI');
    await context.clearCookies({ name: 'sandbox-portal' });
    await page.reload();
    const asked = page.getByRole('dialog', { name: 'You are not signed in' });
    await expect(asked.getByText('The session of the Keyfactor portal has ended')).toBeVisible();
  };
  await withNginx(runOf(info), '/pki/', work, {
    guard,
    follow: ['Sign-in by the portal of Command'],
  });
});

test('behind nginx user and password are asked for by the page, and a newer build keeps that', async ({
  page,
  world,
  guard,
}, info) => {
  await world.patch({ signIn: 'basic' });
  const work = async ({ origin }: { origin: string }) => {
    await page.goto(`${origin}/pki/templates/17`);
    const asked = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
    await asked.getByRole('textbox', { name: /^User name/ }).fill(String.raw`KEYEXAMPLE\admin`);
    const password = asked.getByRole('textbox', { name: /^Password/ });
    await password.fill('not this one');
    await asked.getByRole('button', { name: 'Sign in' }).click();
    await expect(asked.getByText('did not accept this user name and password')).toBeVisible();
    await password.fill('sandbox');
    await asked.getByRole('button', { name: 'Sign in' }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'Web server (2 years)' })).toBeVisible();
  };
  await withNginx(runOf(info), '/pki/', work, { guard, follow: ['A newer build'], signIn: 'basic' });
});
