import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { runOf, watchPolicy, withNginx } from './nginx.ts';
import { expect, test } from './world.ts';

const hosting = join(import.meta.dirname, '..', 'src', 'serve', 'hosting');

// nginx has a certificate of its own making.
test.use({ ignoreHTTPSErrors: true });

/** Status, some headers and size of an answer to somebody who takes these encodings. */
async function answered(request: APIRequestContext, url: string, accepted = 'identity') {
  const answer = await request.get(url, { headers: { 'accept-encoding': accepted }, maxRedirects: 0 });
  const { connection, location, ...headers } = answer.headers();
  return {
    status: answer.status(),
    location,
    connection,
    type: headers['content-type'],
    encoding: headers['content-encoding'],
    caching: headers['cache-control'],
    policy: headers['content-security-policy'],
    nosniff: headers['x-content-type-options'],
    referrer: headers['referrer-policy'],
    permissions: headers['permissions-policy'],
    server: headers['server'],
    text: await answer.text(),
  };
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; " +
  "form-action 'none'; frame-ancestors 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types regex-worker";

const secure = {
  policy,
  nosniff: 'nosniff',
  referrer: 'same-origin',
  permissions: 'camera=(), microphone=(), geolocation=()',
  server: 'nginx',
  connection: 'close',
};

for (const base of ['/', '/pki/', '/a/b/c/']) {
  test(`nginx serves the page under ${base}: deep links, reload, headers, caching, compression`, async ({
    page,
    request,
    guard,
  }, info) => {
    const work = async ({ origin }: { origin: string }) => {
      await watchPolicy(page);
      const at = origin + base;
      await page.goto(`${at}templates/17`);
      const title = page.getByRole('heading', { level: 1, name: 'Web server (2 years)' });
      await expect(title).toBeVisible();
      await page.reload();
      await expect(title).toBeVisible();
      await page.getByRole('link', { name: 'Connection' }).click();
      await expect(page).toHaveURL(`${at}connection`);
      await expect(page.getByText(`${origin}/KeyfactorAPI`).first()).toBeVisible();

      const html = await answered(request, `${at}templates/17`);
      expect(html).toMatchObject({ ...secure, status: 200, type: 'text/html', caching: 'no-cache' });
      expect(html.text).toContain(`<base href="${base}" />`);
      expect(html.text).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/);
      expect(await answered(request, `${at}config.json`)).toMatchObject({
        ...secure,
        status: 200,
        type: 'application/json',
        encoding: undefined,
        caching: 'no-cache',
      });

      const script = at + (/src="\.\/(assets\/[^"]+\.js)"/.exec(html.text)?.[1] ?? '');
      const immutable = { ...secure, status: 200, caching: 'public, max-age=31536000, immutable' };
      const plain = await answered(request, script);
      for (const [accepted, encoding] of [
        ['gzip, deflate, br, zstd', 'br'],
        ['gzip', 'gzip'],
        ['identity', undefined],
      ] as const) {
        const packed = await answered(request, script, accepted);
        expect(packed).toMatchObject({ ...immutable, encoding, text: plain.text });
        expect(packed.type).toMatch(/^(text|application)\/javascript/);
      }
      expect(await answered(request, `${at}frame.css`, 'gzip, br')).toMatchObject({
        ...secure,
        type: 'text/css',
        encoding: 'gzip',
        caching: 'no-cache',
      });
      // What an older page asks for is not the page: it could not say that there is a newer one.
      expect(await answered(request, `${at}assets/older-1.js`)).toMatchObject({
        ...secure,
        status: 404,
        caching: undefined,
      });
      if (base !== '/') {
        expect(await answered(request, origin + base.slice(0, -1))).toMatchObject({ status: 301, location: base });
      }
      expect(await answered(request, `${origin}/KeyfactorAPI/Status/Endpoints`)).toMatchObject({
        type: expect.stringContaining('application/json'),
        caching: 'no-store',
        nosniff: 'nosniff',
        policy: "default-src 'none'; frame-ancestors 'none'",
        connection: 'close',
      });
    };
    await withNginx(runOf(info), base, work, { guard });
  });
}

test('web.config is well-formed and says the same as nginx.conf', async ({ page }) => {
  await page.goto('about:blank');
  const text = readFileSync(join(hosting, 'web.config'), 'utf8');
  const read = await page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'application/xml');
    const attributes = (selector: string, name: string, value: string) =>
      Object.fromEntries(
        [...document.querySelectorAll(selector)].map((each) => [each.getAttribute(name), each.getAttribute(value)]),
      );
    return {
      problem: document.querySelector('parsererror')?.textContent ?? null,
      headers: attributes('configuration > system\\.webServer > httpProtocol > customHeaders > add', 'name', 'value'),
      bodies: document.querySelector('requestLimits')?.getAttribute('maxAllowedContentLength'),
      keepAlive: document.querySelector('httpProtocol')?.getAttribute('allowKeepAlive'),
      rules: [...document.querySelectorAll('rules > rule > match')].map((each) => each.getAttribute('url') ?? ''),
    };
  }, text);
  expect(read).toMatchObject({
    problem: null,
    headers: {
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': secure.nosniff,
      'Referrer-Policy': secure.referrer,
      'Permissions-Policy': secure.permissions,
    },
    bodies: String(16 * 1024 * 1024),
    keepAlive: 'false',
  });
  expect(text).toContain('/timeout:00:10:00');
  const [api = '', pages = ''] = read.rules;
  expect('KeyfactorAPI/Templates').toMatch(new RegExp(api));
  expect('templates/17').toMatch(new RegExp(pages));
  for (const other of ['assets/older-1.js', 'KeyfactorAPI/Templates']) expect(other).not.toMatch(new RegExp(pages));
});
