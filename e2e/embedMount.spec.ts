import type { CDPSession, Locator, Page } from '@playwright/test';
import { expectSaved, tabTo } from './editor.ts';
import { heading, lookOf, navigate, open, test, told } from './mounted.ts';
import { javaStores, planStore } from './plan.ts';
import { chooseSource, enroll, expectStep, goOn, nameIt } from './walk.ts';
import { expect, scan } from './world.ts';

/** One element of each sort that the hostile page is after. */
const samples = (page: Page): readonly (readonly [string, Locator])[] => [
  ['heading', page.getByRole('heading', { level: 1, name: 'Templates' })],
  ['button', page.getByRole('button', { name: 'Columns' })],
  ['field', page.getByRole('searchbox', { name: 'Search templates by name' })],
  ['link', page.getByRole('link', { name: 'Anyone in the directory' })],
  ['cell', page.getByRole('cell', { name: 'Anyone in the directory' }).first()],
  ['select', page.getByRole('combobox').first()],
];

/** What of a portal's page around the app could be changed. */
async function outside(page: Page): Promise<{ looks: object[]; sheets: number; attributes: string[]; title: string }> {
  const looks = await Promise.all(['html', 'body', '#heading', '#before'].map((at) => lookOf(page.locator(at))));
  const { sheets, attributes } = await page.evaluate(() => ({
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    attributes: [document.documentElement, document.body].flatMap((element) => element.getAttributeNames()),
  }));
  // The page is as high as what is on it.
  return { looks: looks.map((look) => ({ ...look, height: '' })), sheets, attributes, title: await page.title() };
}

test('on a hostile page with a strict policy the app looks as it does by itself, and changes nothing there', async ({
  page,
  portal,
  browser,
}) => {
  await page.goto('templates');
  const own = new Map<string, object>();
  for (const [name, sample] of samples(page)) own.set(name, await lookOf(sample));
  await open(page, portal, 'hostile.html');
  for (const [name, sample] of samples(page)) expect(await lookOf(sample), name).toEqual(own.get(name));

  // The same page without any script, which the app can never have touched.
  const scriptless = await browser.newContext({ javaScriptEnabled: false });
  for (const name of ['hostile.html', 'mount.html']) {
    const untouched = await scriptless.newPage();
    await untouched.goto(`${portal.origin}/${name}`);
    const before = await outside(untouched);
    expect(before.sheets).toBe(1);
    await open(page, portal, name);
    expect(await outside(page), `${name} around the app`).toEqual(before);
    await page.evaluate(() => globalThis.keyfactor.unmount());
    await expect(heading(page, 'Templates')).toHaveCount(0);
    expect(await outside(page), `${name} after the app`).toEqual(before);
  }
  await scriptless.close();
});

test('a template is edited and saved in an element of a portal, whose address and title stay its own', async ({
  page,
  portal,
  world,
}) => {
  await open(page, portal);
  const address = page.url();
  await page.getByRole('searchbox', { name: 'Search templates by name' }).fill('WebServer2Y');
  await page.getByRole('link', { name: 'Web server (2 years)' }).click();
  await expect(heading(page, /Web server/)).toBeFocused();
  await page.getByLabel('Friendly name').fill('Saved in a portal');
  await expect.poll(() => told(page, 'dirty')).toEqual([{ type: 'dirty', dirty: true }]);
  expect(await page.evaluate(() => globalThis.keyfactor.mayLeave())).toBe(false);

  await navigate(page, '/connection');
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('1 change');
  // The focus stays in the dialog, and what is below it is covered, that of the portal as well.
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('Tab');
    await expect(asked.locator(':focus')).toHaveCount(1);
  }
  const above = await page.locator('#before a').evaluate((link) => {
    const { x, y } = link.getBoundingClientRect();
    return document.elementFromPoint(x + 2, y + 2) === link;
  });
  expect(above).toBe(false);
  await scan(page);
  await page.keyboard.press('Escape');
  await expect(asked).toHaveCount(0);

  await page.getByRole('button', { name: 'Review 1 change' }).click();
  await page.getByRole('button', { name: 'Save 1 change' }).click();
  await expectSaved(page);
  expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Saved in a portal' });
  await expect
    .poll(() => told(page, 'saved'))
    .toEqual([{ type: 'saved', what: 'template', id: 17, name: 'WebServer2Y' }]);
  expect(page.url()).toBe(address);
  expect(await page.title()).toBe('Portal');
  await scan(page);
});

test('a certificate is enrolled and deployed in an element of a portal, which is told', async ({
  page,
  portal,
  world,
}) => {
  test.setTimeout(120_000);
  const [store] = await javaStores(world);
  await open(page, portal);
  await navigate(page, '/enroll/pfx');
  await expectStep(page, 'What');
  await chooseSource(page);
  await goOn(page, 'Subject and names');
  await nameIt(page, 'portal.keyexample.com');
  await goOn(page, 'Key and file');
  await page.getByRole('button', { name: 'Generate' }).click();
  await goOn(page, 'Details');
  await goOn(page, 'Where');
  await planStore(page.locator('#card'), store, 'portal');
  await goOn(page, 'Review');
  const certificateId = await enroll(page, 'Enroll and deploy to 1 store');
  await expect
    .poll(() => told(page, 'enrolled'))
    .toEqual([{ type: 'enrolled', certificateId, requestId: null, state: 'issued' }]);
  await expect.poll(() => told(page, 'deployed')).toEqual([{ type: 'deployed', certificateId, stores: 1 }]);
  await scan(page);
});

test('keys are the app’s only while the focus is in it, menus and search lie above the portal', async ({
  page,
  portal,
}) => {
  await open(page, portal);
  await page.evaluate(async () => {
    globalThis.keyfactor.unmount();
    const options = { path: '/templates', frame: true };
    globalThis.keyfactor = await globalThis.mountApp(document.querySelector('#keyfactor'), options);
  });
  await expect(page.getByRole('link', { name: 'Anyone in the directory' })).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search templates by name' });
  const palette = page.getByRole('dialog', { name: 'Search everything' });
  await page.getByRole('button', { name: 'Button of the portal' }).focus();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('button', { name: 'Button of the portal' })).toBeFocused();
  await expect(palette).toHaveCount(0);

  const columns = page.getByRole('button', { name: 'Columns' });
  await columns.focus();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await expect(search).toBeFocused();

  await columns.click();
  await page.getByRole('checkbox', { name: 'Tenant' }).uncheck();
  await expect(page.getByRole('columnheader', { name: 'Tenant' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Anyone in the directory' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Admin (Authentication-2048-3y)' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, /Admin/)).toBeFocused();
  await tabTo(page, page.getByLabel('Field of the portal'));
});

test('a theme is followed, an accent that cannot be read is changed and said', async ({ page, portal }) => {
  await open(page, portal);
  await page.evaluate(() =>
    globalThis.keyfactor.setTheme({ mode: 'light', accent: '#ffee00', radius: 12, density: 'compact' }),
  );
  await expect
    .poll(() => told(page, 'accent-adjusted'))
    .toEqual([
      { type: 'accent-adjusted', mode: 'light', asked: '#ffee00', used: expect.stringMatching(/^#[\da-f]{6}$/) },
    ]);
  await expect(page.getByRole('button', { name: 'Columns' })).toHaveCSS('border-radius', '12px');
  await expect(page.getByRole('cell', { name: 'Anyone in the directory' }).first()).toHaveCSS('height', '30px');
  await scan(page);
  const nowhere = page.evaluate(() => globalThis.keyfactor.navigate('templates'));
  await expect(nowhere).rejects.toThrow('A path of the app begins with one slash');
  const wrong = page.evaluate(() => globalThis.keyfactor.setTheme({ accent: 'red' }));
  await expect(wrong).rejects.toThrow(/accent/);
});

test('with a base path the portal’s address follows the app, and leads to it again', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/mount.html`);
  await expect.poll(() => page.evaluate(() => typeof globalThis.mountApp)).toBe('function');
  const mountBelow = () =>
    page.evaluate(async () => {
      globalThis.keyfactor.unmount();
      history.replaceState(null, '', location.pathname.startsWith('/certs/') ? location.href : '/certs/templates');
      globalThis.keyfactor = await globalThis.mountApp(document.querySelector('#keyfactor'), { basename: '/certs' });
    });
  await mountBelow();
  await page.getByRole('link', { name: 'Anyone in the directory' }).click();
  await expect(heading(page, /Anyone in the directory/)).toBeVisible();
  const address = page.url();
  expect(address).toMatch(/\/certs\/templates\/\d+$/);
  await page.goBack();
  await expect(heading(page, 'Templates')).toBeVisible();
  await page.goto(address);
  await expect.poll(() => page.evaluate(() => typeof globalThis.mountApp)).toBe('function');
  await mountBelow();
  await expect(heading(page, /Anyone in the directory/)).toBeVisible();
});

/** How many objects of one kind the page has. */
async function alive(devtools: CDPSession, kind: string): Promise<number> {
  const objectGroup = 'alive';
  const { result: prototype } = await devtools.send('Runtime.evaluate', {
    expression: `${kind}.prototype`,
    objectGroup,
  });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: String(prototype.objectId),
    objectGroup,
  });
  const { result } = await devtools.send('Runtime.callFunctionOn', {
    objectId: String(objects.objectId),
    // The browser makes its own functions when they are first wanted, such as the class of an event. One that is bound has
    // no name in its text.
    functionDeclaration: String(function (this: object[]) {
      const own = /^function (get |set )?\w+\(\) \{ \[native code\] \}$/;
      return this.filter((each) => typeof each !== 'function' || !own.test(Function.prototype.toString.call(each)))
        .length;
    }),
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(result.value);
}

test('a second one beside it is refused, and not one listener, node or function is left of a round of work', async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  await open(page, portal);
  const twice = page.evaluate(() => globalThis.mountApp(document.querySelector('#after'), {}));
  await expect(twice).rejects.toThrow('Keyfactor Command UI is on this page already; unmount it first.');
  await page.evaluate(() => globalThis.keyfactor.unmount());
  // What would draw nothing is refused, too.
  const mountWith = (options: object) =>
    page.evaluate((wrong) => globalThis.mountApp(document.querySelector('#keyfactor'), wrong), options);
  await expect(mountWith({ path: 'templates' })).rejects.toThrow('A path of the app begins with one slash.');
  await expect(mountWith({ basename: '/elsewhere' })).rejects.toThrow('is not below “basename”, /elsewhere.');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const round = async () => {
    await page.evaluate(async () => {
      globalThis.events = [];
      const options = { path: '/templates/17', frame: true };
      globalThis.keyfactor = await globalThis.mountApp(document.querySelector('#keyfactor'), options);
    });
    await page.getByLabel('Friendly name').fill('Typed and left');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search everything' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await page.evaluate(() => globalThis.keyfactor.setTheme({ mode: 'dark', accent: '#104020' }));
    await navigate(page, '/connection');
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await expect(heading(page, 'Connection')).toBeVisible();
    await navigate(page, '/enroll/pfx');
    await chooseSource(page);
    await goOn(page, 'Subject and names');
    await page.evaluate(() => globalThis.keyfactor.unmount());
  };
  const left = async () => {
    for (let times = 0; times < 2; times += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const counts = new Map<string, number>();
    for (const { name, value } of metrics)
      if (['JSEventListeners', 'Nodes', 'Documents'].includes(name)) counts.set(name, value);
    // Plain objects alone are also the browser's own, one more or less.
    for (const kind of ['Array', 'Map', 'Set', 'Function']) counts.set(kind, await alive(devtools, kind));
    return counts;
  };
  // For what is read and kept for good.
  await round();
  let before = await left();
  expect(before.size).toBe(7);
  // Some of it goes only a while after the round.
  await expect(async () => {
    const last = before;
    before = await left();
    expect(before).toEqual(last);
  }).toPass({ timeout: 30_000 });
  for (let rounds = 0; rounds < 3; rounds += 1) await round();
  await expect(async () => {
    const more = Array.from(await left(), ([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const);
    expect(more.filter(([, count]) => count > 0)).toEqual([]);
  }).toPass({ timeout: 30_000 });
});
