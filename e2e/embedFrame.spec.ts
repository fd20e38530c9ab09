import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { type Framed, heading, open, test } from './framed.ts';
import { issued } from './issued.ts';
import { javaStores, planStore } from './plan.ts';
import { startPortal } from './portal.ts';
import { expect } from './world.ts';

const frameOf = (page: Page, pki: string) => {
  const frame = page.frames().find((each) => each.url().startsWith(pki));
  if (frame === undefined) throw new Error('the app is in no frame');
  return frame;
};

/** Whether a height was told, and none in two frames, by when whatever a change of the height brings is there. */
const rests = async (page: Page, { told }: Pick<Framed, 'told'>) => {
  const before = (await told('height')).length;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return before > 0 && (await told('height')).length === before;
};

test('an app in a frame has neither header nor rail, also after it moved and was loaded again', async ({
  page,
  framed,
}) => {
  await open(page, framed);
  const { app, pki, told, tell } = framed;
  const frame = frameOf(page, pki);
  const nothing = async () => {
    await expect(app.getByRole('banner')).toHaveCount(0);
    await expect(app.getByRole('link', { name: 'Connection' })).toHaveCount(0);
    expect(frame.url()).toContain('embed=1');
  };
  await nothing();
  await expect.poll(() => told('route')).toContainEqual(expect.objectContaining({ path: '/templates' }));
  await app.getByRole('link', { name: 'Anyone in the directory' }).click();
  await expect(heading(app, /Anyone in the directory/)).toBeVisible();
  await nothing();
  const before = (await told('ready')).length;
  await frame.evaluate(() => location.reload());
  await expect.poll(() => told('ready')).toHaveLength(before + 1);
  await expect(heading(app, /Anyone in the directory/)).toBeVisible();
  await nothing();
  await tell({ type: 'navigate', path: '/nowhere' });
  await expect.poll(() => told('error')).toMatchObject([{ what: 'screen', message: 'There is no page at /nowhere' }]);
});

test('a portal is told what happens in its frame, and its commands are followed', async ({ page, framed, world }) => {
  await open(page, framed);
  const { app, told, tell, portal, pki } = framed;
  await expect.poll(() => told('ready')).toContainEqual(expect.objectContaining({ appVersion: expect.any(String) }));
  await expect.poll(() => told('title')).toContainEqual(expect.objectContaining({ title: 'Templates' }));
  const envelope = { source: 'keyfactor-command-ui', version: 1 };
  const all = await page.evaluate(() => globalThis.heard);
  expect(all.length).toBeGreaterThan(0);
  for (const { origin, data } of all) expect([origin, data]).toEqual([pki, expect.objectContaining(envelope)]);

  await tell({ type: 'navigate', path: '/templates/17?section=names' });
  await app.getByLabel('Friendly name').fill('Typed in a portal');
  const route = async () => (await told('route')).at(-1)?.['path'];
  await expect.poll(route).toMatch(/^\/templates\/17\?section=names/);
  await expect.poll(() => told('dirty')).toEqual([{ ...envelope, type: 'dirty', dirty: true }]);
  await tell({ type: 'may-leave', id: 'first' });
  await expect
    .poll(() => told('may-leave'))
    .toEqual([{ ...envelope, type: 'may-leave', id: 'first', mayLeave: false }]);

  // Long after the press: nothing but the answer tells that nothing can be lost any more.
  await world.patch({ faults: [{ method: 'PUT', path: '/Templates', kind: 'slow', delayMs: 900, times: 1 }] });
  await app.getByRole('button', { name: 'Review 1 change' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('Saved. The server holds what you asked for.')).toBeVisible();
  expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Typed in a portal' });
  await expect
    .poll(() => told('saved'))
    .toEqual([{ ...envelope, type: 'saved', what: 'template', id: 17, name: 'WebServer2Y' }]);
  await expect.poll(async () => (await told('dirty')).at(-1)?.['dirty']).toBe(false);
  await tell({ type: 'may-leave', id: 'then' });
  await expect.poll(async () => (await told('may-leave')).at(-1)).toMatchObject({ id: 'then', mayLeave: true });

  await tell({ type: 'theme', theme: { mode: 'dark', accent: '#104020', font: 'serif' } });
  await expect(app.locator('body')).toHaveCSS('background-color', 'rgb(17, 22, 29)');
  await expect(app.locator('body')).toHaveCSS('font-family', 'serif');
  await expect
    .poll(() => told('accent-adjusted'))
    .toEqual([
      { ...envelope, type: 'accent-adjusted', mode: 'dark', asked: '#104020', used: expect.stringMatching(/^#/) },
    ]);
  const away = { type: 'navigate', path: '/connection', id: 'away' };
  await tell(away);
  await expect(heading(app, 'Connection')).toBeVisible();
  await expect
    .poll(() => told('navigated'))
    .toContainEqual({ ...envelope, ...away, type: 'navigated', navigated: true });
  await tell({ type: 'navigate', path: '//elsewhere.keyexample.com' });
  await expect
    .poll(() => told('refused'))
    .toEqual([{ ...envelope, type: 'refused', reason: 'The message "navigate" is not understood: wrong are path.' }]);
  expect(portal).not.toBe(pki);
});

test('a portal is told of what is enrolled and deployed in its frame', async ({ page, framed, world }) => {
  const [store] = await javaStores(world);
  const old = await issued(page, 'framed.keyexample.com');
  await open(page, framed);
  const { app, told, tell } = framed;
  const envelope = { source: 'keyfactor-command-ui', version: 1 };
  await tell({ type: 'navigate', path: `/certificates/${old}` });
  await app.getByRole('button', { name: 'Deploy to stores', exact: true }).click();
  await planStore(app.getByRole('region', { name: 'Deploy to stores', exact: true }), store, 'framed');
  await app.getByRole('button', { name: 'Deploy to 1 store…' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect.poll(() => told('deployed')).toEqual([{ ...envelope, type: 'deployed', certificateId: old, stores: 1 }]);

  await tell({ type: 'navigate', path: `/enroll/pfx?pattern=3&renew=${old}` });
  await app.getByRole('button', { name: 'Renew with one click…' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Renew', exact: true }).click();
  const renewed = app.getByText(/^Renewed: certificate \d+$/);
  await expect(renewed).toBeVisible({ timeout: 30_000 });
  const certificateId = Number(/\d+/.exec(await renewed.innerText())?.[0]);
  await expect
    .poll(() => told('enrolled'))
    .toEqual([{ ...envelope, type: 'enrolled', certificateId, requestId: null, state: 'issued' }]);
});

test('a portal that leads away from what was typed is told what the person decided', async ({ page, framed }) => {
  await open(page, framed);
  const { app, told, tell } = framed;
  await tell({ type: 'navigate', path: '/templates/17?section=names' });
  await app.getByLabel('Friendly name').fill('Typed in a portal');
  const asked = app.getByRole('dialog', { name: 'Leave this page?' });
  const lead = async (id: string, answer: 'Stay' | 'Leave') => {
    await tell({ type: 'navigate', path: '/connection', id });
    await expect(asked).toBeVisible();
    expect((await told('navigated')).filter((each) => each['id'] === id)).toEqual([]);
    await asked.getByRole('button', { name: answer }).click();
    await expect(asked).toHaveCount(0);
  };
  const ends = async () => (await told('navigated')).map(({ id, path, navigated }) => [id, path, navigated]);
  const first = [undefined, '/templates/17?section=names', true];
  await lead('first', 'Stay');
  await expect.poll(ends).toEqual([first, ['first', '/connection', false]]);
  await expect(app.getByLabel('Friendly name')).toHaveValue('Typed in a portal');
  await lead('second', 'Leave');
  await expect.poll(ends).toEqual([first, ['first', '/connection', false], ['second', '/connection', true]]);
  await expect(heading(app, 'Connection')).toBeVisible();
});

test.describe('a save that the server refuses', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('is told to the portal as an act that failed, without a word of the server', async ({ page, framed, world }) => {
    await open(page, framed);
    const { app, told, tell } = framed;
    await tell({ type: 'navigate', path: '/templates/17?section=names' });
    await app.getByLabel('Friendly name').fill('Typed in a portal');
    await app.getByRole('button', { name: 'Review 1 change' }).click();
    await world.patch({ faults: [{ method: 'PUT', path: '/Templates', kind: '400', times: 1 }] });
    await app.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(app.getByRole('alert').first()).toBeVisible();
    await expect
      .poll(() => told('error'))
      .toEqual([expect.objectContaining({ what: 'act', message: 'The server refused the request.' })]);
    expect(await told('saved')).toEqual([]);
  });
});

test('a frame as high as what it holds comes to rest, and shows a list of useful height', async ({ page, framed }) => {
  await open(page, framed);
  const { app, told } = framed;
  await expect(app.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
  await settled(page);
  await expect.poll(() => rests(page, framed)).toBe(true);
  const heights = (await told('height')).map((each) => Number(each['px']));
  expect(heights.length).toBeLessThan(8);
  expect(heights.at(-1)).toBeGreaterThan(600);
  const { high, content } = await frameOf(page, framed.pki).evaluate(() => ({
    high: innerHeight,
    content: document.documentElement.scrollHeight,
  }));
  expect(content).toBeLessThanOrEqual(high);
  expect(high).toBeGreaterThan(600);
  await page.setViewportSize({ width: 1440, height: 500 });
  await expect(page.locator('#keyfactor')).toHaveCSS('height', '600px');
});

test('a portal that says hello late learns what holds by then', async ({ page, framed }) => {
  await open(page, framed);
  const { app, told, tell } = framed;
  await tell({ type: 'navigate', path: '/templates/17?section=names' });
  await app.getByLabel('Friendly name').fill('Typed in a portal');
  await expect.poll(() => told('dirty')).toHaveLength(1);
  await settled(page);
  await expect.poll(() => rests(page, framed)).toBe(true);
  const last = () => Promise.all(['route', 'title', 'height', 'dirty'].map(async (type) => (await told(type)).at(-1)));
  const before = await last();
  expect(before).not.toContain(undefined);
  // As if the portal listened only from now on.
  await page.evaluate(() => (globalThis.events = []));
  await tell({ type: 'hello' });
  await expect.poll(last).toEqual(before);
  expect(await told('ready')).toHaveLength(1);
});

test('messages of others are ignored, also from the portal’s own address in another window', async ({
  page,
  framed,
}) => {
  await open(page, framed);
  const { app, portal, pki, told, tell } = framed;
  const stranger = await startPortal({ run: pki });
  try {
    // A window of a third origin has a hold of the frame through its opener.
    for (const origin of [stranger.origin, portal]) {
      const opened = page.waitForEvent('popup');
      await page.evaluate((address) => void window.open(address), `${origin}/stranger.html`);
      const popup = await opened;
      await popup.waitForLoadState();
      await popup.evaluate(() => {
        const command = { target: 'keyfactor-command-ui', version: 1, type: 'navigate', path: '/connection' };
        (window.opener as Window).frames[0]?.postMessage(command, '*');
      });
      expect(await popup.evaluate(() => globalThis.heard)).toEqual([]);
    }
    // Answered after those two, had they been heard.
    await tell({ type: 'may-leave', id: 'last' });
    await expect.poll(() => told('may-leave')).toHaveLength(1);
    await expect(heading(app, 'Templates')).toBeVisible();
    expect(await told('route')).not.toContainEqual(expect.objectContaining({ path: '/connection' }));
  } finally {
    await stranger.close();
  }
});

test.describe('a portal that the app does not know', () => {
  test.use({ known: false });

  test('hears nothing and is not listened to, which the console says', async ({ page, framed }) => {
    const warned = page.waitForEvent('console', (message) => message.text().startsWith(framed.portal));
    await open(page, framed);
    expect((await warned).text()).toContain('is not one of “hosts” in config.json');
    const { app, tell } = framed;
    await tell({ type: 'navigate', path: '/connection' });
    await app.getByRole('link', { name: 'Anyone in the directory' }).click();
    await expect(heading(app, /Anyone in the directory/)).toBeVisible();
    await settled(page);
    expect(await page.evaluate(() => globalThis.heard)).toEqual([]);
  });
});

test.describe('a session that has ended', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('is told to the portal', async ({ page, framed, world }) => {
    await world.patch({ signIn: 'ended' });
    await page.goto(`${framed.portal}/frame.html`);
    await expect(framed.app.getByRole('dialog')).toBeVisible();
    await expect.poll(() => framed.told('sign-in-needed')).toHaveLength(1);
  });
});

test('files are saved and texts copied through a frame with README’s attributes', async ({ page, framed }) => {
  await open(page, framed);
  const { app, tell } = framed;
  await tell({ type: 'navigate', path: '/templates/17' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.getByRole('button', { name: 'Copy Id', exact: true }).click();
  await expect(app.getByText('Copied', { exact: true })).toBeAttached();
  await app.getByLabel('Friendly name').fill('Saved in a portal');
  await app.getByRole('button', { name: 'Review 1 change' }).click();
  const asked = page.waitForEvent('download');
  await app
    .getByRole('button', { name: /^Download/ })
    .first()
    .click();
  expect((await asked).suggestedFilename()).toMatch(/\.json$/);
});

test.describe('a part of the build that is gone', () => {
  test.use({ gone: /ConnectionPage/, expectedErrors: [/./] });

  test('is told to the portal as an error, and said in its place', async ({ page, framed }) => {
    await open(page, framed);
    await framed.tell({ type: 'navigate', path: '/connection' });
    await expect(framed.app.getByText('A part of this page could not be loaded')).toBeVisible();
    await expect
      .poll(() => framed.told('error'))
      .toEqual([expect.objectContaining({ type: 'error', what: 'screen', message: expect.any(String) })]);
  });
});
