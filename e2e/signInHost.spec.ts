import { settled } from './editor.ts';
import { test as framedTest } from './framed.ts';
import { mountBy, test as mountedTest, told } from './mounted.ts';
import { asked } from './openId.ts';
import { startPortal } from './portalHost.ts';
import { expect, test } from './world.ts';

test.describe('with the page around', () => {
  test.use({ profile: '10.5', expectedErrors: [/Failed to load resource/] });

  test('its token is used, another one is asked for after a 401, and what was typed stays', async ({
    page,
    world,
    baseURL,
  }) => {
    const audience = `${baseURL}KeyfactorAPI`;
    const portal = await startPortal(`${baseURL}templates/17`, audience);
    try {
      const hosts = [portal.origin];
      const provider = { issuer: portal.origin, audience };
      await world.patch({ signIn: 'token', provider, page: { signIn: 'host', hosts } });
      await page.goto(portal.origin);
      const app = page.frameLocator('iframe');
      await app.getByLabel('Friendly name').fill('Typed in a frame');
      await settled(page);
      // The token ends; the portal has none for now, then an old one, then a good one.
      await world.patch({ provider: { ...provider, audience: 'nobody' } });
      portal.person = null;
      // A read in the background may have met the end first: then the question stands before the button already.
      await app.getByRole('button', { name: 'Review 1 change', includeHidden: true }).dispatchEvent('click');
      const dialog = app.getByRole('dialog', { name: 'You are not signed in' });
      await expect(dialog.getByText('has no sign-in to give')).toBeVisible();
      await world.patch({ provider });
      portal.person = 'admin';
      portal.stale = true;
      await dialog.getByRole('button', { name: 'Ask again' }).click();
      await expect(dialog.getByText('Keyfactor Command did not accept the token (401)')).toBeVisible();
      portal.stale = false;
      await dialog.getByRole('button', { name: 'Ask again' }).click();
      await expect(dialog).toBeHidden();
      const back = app.getByRole('button', { name: 'Back to editing' });
      if (await back.isVisible()) await back.click();
      await expect(app.getByLabel('Friendly name')).toHaveValue('Typed in a frame');
      // Whoever signs out of the portal is signed out here.
      await settled(page);
      await page.evaluate(() => {
        window.frames[0]?.postMessage({ target: 'keyfactor-command-ui', version: 1, type: 'token', token: null }, '*');
      });
      await expect(dialog.getByText('has no sign-in to give')).toBeVisible();
    } finally {
      portal.close();
    }
  });

  test('a token that another window sends is never used', async ({ page, world, baseURL }) => {
    const audience = `${baseURL}KeyfactorAPI`;
    const portal = await startPortal(`${baseURL}templates/17`, audience);
    const used = new Set<string | undefined>();
    page.on('request', (request) => used.add(request.headers().authorization?.slice(7)));
    try {
      const provider = { issuer: portal.origin, audience };
      await world.patch({ signIn: 'token', provider, page: { signIn: 'host', hosts: [portal.origin] } });
      const foreign = String(await portal.give());
      portal.person = null;
      await page.goto(portal.origin);
      const dialog = asked(page.frameLocator('iframe'));
      await expect(dialog.getByText('has no sign-in to give')).toBeVisible();
      const send = (token: string) => {
        const app = window.opener === null ? window : (window.opener as Window);
        app.frames[0]?.postMessage({ target: 'keyfactor-command-ui', version: 1, type: 'token', token }, '*');
      };
      const opened = page.waitForEvent('popup');
      await page.evaluate((address) => void window.open(address), portal.origin);
      const popup = await opened;
      await popup.waitForLoadState();
      await popup.evaluate(send, foreign);
      await popup.close();
      // A good one shows that the app listens, and whose word counts.
      portal.person = 'admin';
      await dialog.getByRole('button', { name: 'Ask again' }).click();
      await expect(dialog).toBeHidden();
      expect(used).not.toContain(foreign);
    } finally {
      portal.close();
    }
  });
});

framedTest.describe('with a page around that the app does not know', () => {
  framedTest.use({ known: false, profile: '10.5', expectedErrors: [/Failed to load resource/] });

  framedTest('that is said, and the token that it sends is not used', async ({ page, framed, world, baseURL }) => {
    const audience = `${baseURL}KeyfactorAPI`;
    const issuer = await startPortal('', audience);
    const used: (string | undefined)[] = [];
    page.on('request', (request) => used.push(request.headers().authorization));
    try {
      await world.patch({ signIn: 'token', provider: { issuer: issuer.origin, audience }, page: { signIn: 'host' } });
      await page.goto(`${framed.portal}/frame.html`);
      const dialog = asked(framed.app);
      const words = `${framed.portal} shows this page in a frame, but its configuration does not allow that origin.`;
      await expect(dialog.getByText(words)).toBeVisible();
      await framed.tell({ type: 'token', token: await issuer.give() });
      await dialog.getByRole('button', { name: 'Ask again' }).click();
      await expect(dialog.getByText(words)).toBeVisible();
      await settled(page);
      expect(used.filter((each) => each !== undefined)).toEqual([]);
    } finally {
      issuer.close();
    }
  });
});

mountedTest.describe('as an element, with tokens of the portal', () => {
  mountedTest.use({ profile: '10.5', expectedErrors: [/Failed to load resource/] });

  mountedTest(
    'getToken is asked again after a 401; that it fails or has none is said',
    async ({ page, portal, world, baseURL }) => {
      const issuer = await startPortal('', `${baseURL}KeyfactorAPI`);
      try {
        let asks = 0;
        let fails = true;
        await page.exposeFunction('giveToken', async () => {
          asks += 1;
          if (fails) throw new Error('The portal has a fault.');
          return issuer.give();
        });
        const accept = () => world.patch({ provider: { issuer: issuer.origin, audience: issuer.audience } });
        await world.patch({ signIn: 'token', page: { signIn: 'host' } });
        await accept();
        await mountBy(page, portal, { path: '/templates/17' });
        const dialog = asked(page);
        const askAgain = dialog.getByRole('button', { name: 'Ask again' });
        await expect(dialog.getByText('The page around this one could not give a sign-in.')).toBeVisible();
        fails = false;
        issuer.person = null;
        await askAgain.click();
        await expect(dialog.getByText('has no sign-in to give')).toBeVisible();
        issuer.person = 'admin';
        await askAgain.click();
        await expect(dialog).toBeHidden();
        await page.getByLabel('Friendly name').fill('Typed in an element');
        await settled(page);

        // The token ends, and the next one is good: nobody is bothered.
        const before = asks;
        issuer.audience = 'another API';
        await accept();
        await page.getByRole('button', { name: 'Review 1 change' }).click();
        await expect(page.getByRole('heading', { name: /^Review the changes/ })).toBeVisible();
        expect(asks).toBe(before + 1);
        expect(await told(page, 'sign-in-needed')).toEqual([]);
        await page.getByRole('button', { name: 'Save 1 change' }).click();
        await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
      } finally {
        issuer.close();
      }
    },
  );
});
