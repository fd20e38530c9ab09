import { expectNoSidewaysScroll, settled } from './editor.ts';
import { servePage } from './servers.ts';
import { expect, scan, scanThemes, test } from './world.ts';

// As most people see it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

const good = {
  apiBase: 'KeyfactorAPI',
  signIn: 'integrated',
  title: 'Keyfactor Command',
  environment: { label: 'Test', colour: 'grey' },
};

test('a configuration that cannot be used yields a page that says so', async ({ page }) => {
  for (const [name, config, words] of [
    [
      'a wrong sign-in kind',
      JSON.stringify({ ...good, signIn: 'kerberos' }),
      ['signIn', '"integrated", "portal", "basic"'],
    ],
    [
      'a wrong colour',
      JSON.stringify({ ...good, environment: { label: 'Test', colour: 'pink' } }),
      ['environment.colour', '"red"'],
    ],
    ['an unknown key', JSON.stringify({ ...good, apiUrl: 'x' }), ['apiUrl', 'not a setting']],
    ['text that is not JSON', '{', ['is not JSON']],
  ] as const) {
    await servePage(config, async (address) => {
      await page.goto(address);
      for (const word of words) await expect(page.getByText(word).first(), name).toBeVisible();
      await scan(page);
    });
  }
});

test.describe('a session that ends', () => {
  test.use({ expectedErrors: [/status of 401/], profile: '10.5' });

  test('asks to sign in over the page, and keeps what was typed', async ({ page, world }) => {
    await page.goto('templates/17');
    await page.getByLabel('Friendly name').fill('Typed before the session ended');
    // The act finds out that the session is over, not a read in the background whose dialog would hide the button.
    await expect(page.getByRole('button', { name: 'Review 1 change' })).toBeVisible();
    await settled(page);
    await world.patch({ signIn: 'ended' });
    await page.getByRole('button', { name: 'Review 1 change' }).click();
    const asked = page.getByRole('dialog', { name: 'You are not signed in' });
    await expect(asked).toBeVisible();
    await asked.getByRole('button', { name: 'Try again' }).click();
    await expect(asked).toBeVisible();
    await world.patch({ signIn: 'cookie' });
    await asked.getByRole('button', { name: 'Try again' }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByLabel('Friendly name')).toHaveValue('Typed before the session ended');
  });
});

for (const [area, paths] of [
  ['templates and rules', ['templates', 'templates/17', 'patterns', 'patterns/1', 'patterns/new', 'rules']],
  ['enrollment and certificates', ['enroll/pfx', 'enroll/csr', 'certificates', 'certificates/420', 'activity']],
  ['the rest', ['connection', 'nowhere']],
] as const) {
  test(`every page is accessible in light and dark and does not scroll sideways: ${area}`, async ({ page }) => {
    for (const path of paths) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await settled(page);
      await scanThemes(page);
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
      // Colours are the same at every width, but what can be touched is closest together here.
      await page.setViewportSize({ width: 320, height: 640 });
      await scan(page);
      await expectNoSidewaysScroll(page);
    }
  });
}

test('nothing slides or fades for who asks for less motion', async ({ page }) => {
  const moving = () =>
    page.evaluate(
      () =>
        Array.from(document.querySelectorAll('*'), (element) => getComputedStyle(element)).filter(
          ({ transitionDuration, animationName }) => /[1-9]/.test(transitionDuration) || animationName !== 'none',
        ).length,
    );
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('templates');
  await page.getByRole('button', { name: 'Open menu' }).click();
  await expect(page.getByRole('link', { name: 'Enroll PFX' })).toBeVisible();
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
});

test('an address of nothing says so and leads back; that of the first screen keeps search and sort for a colleague', async ({
  page,
}) => {
  await page.goto('nowhere');
  await expect(page.getByText('There is no page at /nowhere')).toBeVisible();
  await page.getByRole('link', { name: 'Open templates' }).click();
  await expect(page).toHaveURL(/\/templates$/);
  await page.goto('templates?q=WebServer2Y');
  await expect(page.getByRole('searchbox')).toHaveValue('WebServer2Y');
  await expect(page.getByRole('row')).toHaveCount(2);
});

test.describe('where the server has no enrollment patterns', () => {
  test.use({ profile: '10.5' });

  test('the menu does not offer them', async ({ page }) => {
    await page.goto('templates');
    await expect(page.getByRole('link', { name: 'Enroll PFX' })).toBeVisible();
    await expect(page.getByText(/^Server 10\.5\S* · App \d+\.\d+\.\d+$/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Enrollment patterns' })).toHaveCount(0);
  });
});

test.describe('the content security policy', () => {
  test.use({ expectedErrors: [/Content Security Policy/i] });

  test('lets no inline style and no script of another kind run', async ({ page }) => {
    const reported: string[] = [];
    page.on('console', (message) => reported.push(message.text()));
    await page.goto('connection');
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
    });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => reported.some((text) => /Content Security Policy/i.test(text))).toBe(true);
  });
});

test.describe('a new build that took a part of the page away', () => {
  test.use({ expectedErrors: [/Failed to load resource|dynamically imported module|error boundary/i] });

  test('asks to reload, and the rest goes on', async ({ page }) => {
    await servePage(
      JSON.stringify(good),
      async (address) => {
        await page.goto(`${address}nowhere`);
        await page.getByRole('link', { name: 'Connection' }).click();
        await expect(page.getByText('A part of this page could not be loaded')).toBeVisible();
        await expect(page.getByRole('button', { name: 'Load again' })).toBeVisible();
        await expect(page.getByRole('link', { name: 'Templates', exact: true })).toBeVisible();
      },
      /ConnectionPage/,
    );
  });
});
