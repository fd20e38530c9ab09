import { withPrivateRoot } from './openssl.ts';
import { servePage, servePrivately, startBefore, startInVain } from './servers.ts';
import { expect, scan, test } from './world.ts';

// The sandbox of the test run stands for the real server: another process, reached through the proxy of the start command.
const real = 'http://localhost:5312';

test.describe('in front of a real server', () => {
  test.use({ expectedErrors: [/status of 401/] });

  for (const [base, port] of [
    ['/KeyfactorAPI', 5321],
    ['/Keyfactor/API', 5322],
  ] as const) {
    test(`under ${base} the page asks for user and password, and works through the proxy`, async ({ page, world }) => {
      await world.patch({ signIn: 'basic' });
      await startBefore(`${real}${base}`, port, async (address, printed) => {
        expect(printed).toContain('no sandbox is running');
        await page.goto(`${address}templates?q=WebServer2Y`);
        const asked = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
        await expect(asked).toBeVisible();
        await scan(page);
        await asked.getByLabel('User name').fill(String.raw`KEYEXAMPLE\admin`);
        await asked.getByRole('textbox', { name: /^Password/ }).fill('not this one');
        await asked.getByRole('button', { name: 'Sign in' }).click();
        await expect(asked.getByText(/not accept|refused|wrong/i).first()).toBeVisible();
        await asked.getByRole('textbox', { name: /^Password/ }).fill('sandbox');
        await asked.getByRole('button', { name: 'Sign in' }).click();
        await expect(asked).toBeHidden();
        await expect(page.getByRole('link', { name: 'Web server (2 years)' })).toBeVisible();
        await page.getByRole('link', { name: 'Connection' }).click();
        await expect(page.getByText(`${real}${base}`).first()).toBeVisible();
        expect((await page.request.get(`${address}sandbox/world`)).headers()['content-type']).toContain('text/html');
      });
    });
  }
});

test('a server that goes away shows as one sentence in the page', async ({ page }) => {
  const config = JSON.stringify({
    apiBase: 'KeyfactorAPI',
    signIn: 'integrated',
    title: 'Gone',
    environment: { label: 'Test', colour: 'grey' },
  });
  await servePage(config, async (address) => {
    await page.goto(`${address}connection`);
    await expect(
      page
        .getByRole('alert')
        .or(page.getByText(/could not|no answer|not an answer|cannot be read/i))
        .first(),
    ).toBeVisible();
  });
});

for (const [name, url, sentence] of [
  ['an unreachable address', 'http://127.0.0.1:9/KeyfactorAPI', /could not be reached: 127\.0\.0\.1:9/],
  ['an address without a path', 'http://127.0.0.1:9', /has no path/],
  ['an address that is none', 'command', /must be the address of the Keyfactor API/],
  ['a wrong path', `${real}/Wrong`, /no Keyfactor API under this path|could not be reached/],
] as const) {
  test(`${name} stops the start with one sentence`, async () => {
    const { code, words } = await startInVain(url, 5323);
    expect(code).toBe(1);
    expect(words).toMatch(sentence);
    expect(words.split('\n')).toHaveLength(1);
  });
}

test('a private CA is trusted by NODE_EXTRA_CA_CERTS, and named as untrusted without it', async () => {
  await withPrivateRoot(async (pair) => {
    await servePrivately(pair, async (origin) => {
      const { code, words } = await startInVain(`${origin}/KeyfactorAPI`, 5324);
      expect(code).toBe(1);
      expect(words).toMatch(/is not trusted here .*NODE_EXTRA_CA_CERTS/);
      const env = { NODE_EXTRA_CA_CERTS: pair.path };
      await startBefore(
        `${origin}/KeyfactorAPI`,
        5325,
        async (_address, printed) => expect(printed).toContain(origin),
        env,
      );
    });
  });
});
