import type { Locator, Page } from '@playwright/test';
import { settled } from './editor.ts';
import { heading, lookOf, mountBy, navigate, open, test, told } from './mounted.ts';
import { chooseSource, expectStep, next } from './walk.ts';
import { expect, scan } from './world.ts';

const leaveDialog = (page: Page) => page.getByRole('dialog', { name: /^Leave/ });

const submit = (page: Page) => page.getByRole('button', { name: 'Review 1 change' });

/** What a page around could spoil of an editor with something typed, and of its dialog. */
const ofEditor = (page: Page): readonly (readonly [string, Locator])[] => [
  ['foot', submit(page).locator('xpath=ancestor::div[2]')],
  ['button of the foot', submit(page)],
  ['field', page.getByLabel('Friendly name')],
];
const ofDialog = (page: Page): readonly (readonly [string, Locator])[] => [
  ['dialog', leaveDialog(page)],
  ['words of the dialog', leaveDialog(page).getByRole('heading')],
  ['button of the dialog', leaveDialog(page).getByRole('button', { name: 'Leave' })],
];

async function typeAndLeave(page: Page, leave: () => Promise<void>): Promise<Map<string, object>> {
  const looks = new Map<string, object>();
  // How wide they are, and with it how many lines they take, is the affair of the page around.
  const note = async (samples: ReturnType<typeof ofEditor>) => {
    for (const [name, sample] of samples) looks.set(name, { ...(await lookOf(sample)), height: '' });
  };
  await page.getByLabel('Friendly name').fill('Typed and kept');
  await expect(submit(page)).toBeVisible();
  await note(ofEditor(page));
  await leave();
  await expect(leaveDialog(page)).toBeVisible();
  await note(ofDialog(page));
  return looks;
}

test('on a hostile page a dialog and the foot of a form look as they do by themselves, and the foot stays in sight', async ({
  page,
  portal,
}) => {
  await page.goto('templates/17');
  const own = await typeAndLeave(page, () => page.getByRole('link', { name: 'Connection' }).click());
  await open(page, portal, 'hostile.html');
  await navigate(page, '/templates/17');
  expect(await typeAndLeave(page, () => navigate(page, '/connection'))).toEqual(own);
  await page.keyboard.press('Escape');
  await expect(leaveDialog(page)).toHaveCount(0);
  const bottom = () => submit(page).evaluate((button) => innerHeight - button.getBoundingClientRect().bottom);
  await page.evaluate(() => scrollTo(0, 0));
  expect(await bottom()).toBeGreaterThan(0);
  expect(await bottom()).toBeLessThan(40);
});

test('whoever leads away from what was typed is promised what the person decided', async ({ page, portal }) => {
  await open(page, portal);
  await navigate(page, '/templates/17');
  for (const [answer, went] of [
    ['Stay', false],
    ['Leave', true],
  ] as const) {
    await page.getByLabel('Friendly name').fill('Typed in a portal');
    await expect(submit(page)).toBeVisible();
    const promised = page.evaluate(() => globalThis.keyfactor.navigate('/connection'));
    await leaveDialog(page).getByRole('button', { name: answer }).click();
    expect(await promised).toBe(went);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Connection' })).toBeVisible();
});

test('a portal that leads on while the page that was left is still drawn gets there', async ({ page, portal }) => {
  await open(page, portal);
  await navigate(page, '/templates/17');
  await page.getByLabel('Friendly name').fill('Typed in a portal');
  await expect(submit(page)).toBeVisible();
  await page.evaluate(() =>
    document.addEventListener('keyfactor', (event) => {
      const route = event instanceof CustomEvent && (event.detail as { type: string; path?: string }).path;
      if (route === '/connection') void globalThis.keyfactor.navigate('/activity');
    }),
  );
  await navigate(page, '/connection');
  await leaveDialog(page).getByRole('button', { name: 'Leave' }).click();
  await expect(heading(page, 'Activity')).toBeVisible();
  await expect(leaveDialog(page)).toHaveCount(0);
});

test('a portal that leads on before the app knows where it begins gets there', async ({ page, portal }) => {
  const rights = portal.hold(/\/Status\/Endpoints/);
  const itsCode = /assets\/ConnectionPage-/;
  const code = portal.hold(itsCode);
  await mountBy(page, portal, {});
  await navigate(page, '/connection');
  for (const { asked } of [rights, code]) await expect.poll(asked).toBeGreaterThan(0);
  rights.give();
  await settled(page, itsCode);
  code.give();
  await expect(heading(page, 'Connection')).toBeVisible();
});

test('in dark a list, an editor, its dialog and a wizard can be read in an element of a portal', async ({
  page,
  portal,
}) => {
  await open(page, portal);
  await page.evaluate(() => globalThis.keyfactor.setTheme({ mode: 'dark' }));
  await scan(page);
  await navigate(page, '/templates/17');
  await typeAndLeave(page, () => navigate(page, '/connection'));
  await scan(page);
  await leaveDialog(page).getByRole('button', { name: 'Leave' }).click();
  await navigate(page, '/enroll/pfx');
  await chooseSource(page);
  await scan(page);
});

test('in an element of a portal a press on Next counts although the page grows under it, and keys lead on', async ({
  page,
  portal,
}) => {
  await open(page, portal);
  await navigate(page, '/enroll/pfx');
  await chooseSource(page);
  await next(page).scrollIntoViewIfNeeded();
  const box = await next(page).boundingBox();
  if (box === null) throw new Error('no button');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await next(page).evaluate((button) => {
    const more = document.createElement('p');
    more.textContent = 'Something that came late.';
    more.style.height = '200px';
    button.parentElement?.parentElement?.before(more);
  });
  await expect.poll(async () => (await next(page).boundingBox())?.y).not.toBe(box.y);
  await page.mouse.up();
  await expectStep(page, 'Subject and names');
  await page.keyboard.press('Tab');
  const names = page.getByRole('heading', { name: 'Subject and names', exact: true });
  await expect(names).not.toBeFocused();
  await page.getByRole('textbox', { name: 'Common name', exact: true }).fill('keys.keyexample.com');
  await page.keyboard.press('Enter');
  await expectStep(page, 'Key and file');
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('rows, menus, choices and steps are tapped in an element of a portal', async ({ page, portal }) => {
    await open(page, portal);
    await page.getByRole('button', { name: 'Columns' }).tap();
    await page.getByRole('checkbox', { name: 'Tenant' }).tap();
    await expect(page.getByRole('columnheader', { name: 'Tenant' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Anyone in the directory' }).tap();
    await expect(page.getByLabel('Friendly name')).toBeVisible();
    await navigate(page, '/enroll/pfx');
    await expectStep(page, 'What');
    const picker = page.getByRole('combobox', { name: /^Enrollment pattern/ });
    await picker.tap();
    await picker.fill('Web servers – Ops');
    await page.getByRole('option', { name: 'Web servers – Ops' }).first().tap();
    await page.getByLabel(/^I accept the subscriber terms of/).tap();
    await next(page).tap();
    await expectStep(page, 'Subject and names');
  });
});

test.describe('a part of the build that is gone', () => {
  test.use({ gone: /ConnectionPage/, expectedErrors: [/./] });

  test('is told to the portal as an error, and said in its place', async ({ page, portal }) => {
    await open(page, portal);
    await navigate(page, '/connection');
    await expect(page.getByText('A part of this page could not be loaded')).toBeVisible();
    await expect
      .poll(() => told(page, 'error'))
      .toEqual([{ type: 'error', what: 'screen', message: expect.any(String) }]);
  });
});

test('a configuration that is wrong is told to the portal as an error, and said in its place', async ({
  page,
  portal,
}) => {
  await mountBy(page, portal, { config: { apiBase: '/pki/KeyfactorAPI', signIn: 'perhaps' } });
  await expect(page.getByText('The configuration of this page is wrong.')).toBeVisible();
  const place = 'in the option “config” that the page around gives to mount';
  await expect(page.getByText(`The settings are ${place}.`)).toBeVisible();
  await expect(page.getByText('config.json')).toHaveCount(0);
  const message = `The configuration of this page is wrong. The settings are ${place}.`;
  expect(await told(page, 'error')).toEqual([{ type: 'error', what: 'configuration', message }]);
});

test.describe('a portal whose listener throws', () => {
  test.use({ expectedErrors: [/the portal throws/] });

  test('has an app that goes on', async ({ page, portal }) => {
    await open(page, portal);
    await page.evaluate(async () => {
      globalThis.keyfactor.unmount();
      const onEvent = () => {
        throw new Error('the portal throws');
      };
      globalThis.keyfactor = await globalThis.mountApp(document.querySelector('#keyfactor'), { onEvent });
    });
    await expect(page.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
    await navigate(page, '/connection');
    await expect(page.getByRole('heading', { level: 1, name: 'Connection' })).toBeVisible();
  });
});
