import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { configureClient } from './client.ts';
import { templateNamesQuery } from './templateName.ts';
import { wasRefused } from './unread.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Asks for the names of a template; gives them, and the address that was asked. */
async function names(shortName: string, hasPatterns: boolean, status: number, body: unknown) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string | URL | Request) => {
    asked.push(decodeURIComponent(url instanceof Request ? url.url : String(url)).replaceAll('+', ' '));
    return Promise.resolve(Response.json(body, { status, headers: { 'X-Total-Count': '1' } }));
  });
  configureClient({ apiBase: 'http://127.0.0.1/api', sleep: () => Promise.resolve() });
  const found = await new QueryClient().fetchQuery(templateNamesQuery(shortName, hasPatterns));
  return { found, asked: asked.join(' ') };
}

test('patterns name their template and themselves, so that the right to read templates is not needed', async () => {
  const row = { Id: 3, Name: 'Public web', Template: { Id: 17, TemplateName: 'Web', FriendlyName: 'Web server' } };
  const { found, asked } = await names('Web2Y', true, 200, [row]);
  expect(found).toEqual({ template: 'Web server', patterns: new Map([['3', 'Public web']]), missing: null });
  expect(asked).toContain('/EnrollmentPatterns?');
  expect(asked).toContain('TemplateShortName -eq "Web2Y"');
});

test('without patterns the template names itself', async () => {
  const { found, asked } = await names('Web2Y', false, 200, [
    { Id: 17, CommonName: 'Web2Y', DisplayName: 'Web server' },
  ]);
  expect(found).toEqual({ template: 'Web server', patterns: new Map(), missing: null });
  expect(asked).toContain('ShortName -eq "Web2Y"');
});

test('nothing is named where it may not be read, and no query carries a double quote', async () => {
  const { found } = await names('Web2Y', true, 403, { Message: 'User lacks /enrollment_pattern/read/' });
  expect(found).toEqual({ template: '', patterns: new Map(), missing: { permission: '/enrollment_pattern/read/' } });
  expect(wasRefused({ data: found, error: null })).toBe(true);
  expect(await names('We"b', true, 200, [])).toEqual({
    found: { template: '', patterns: new Map(), missing: null },
    asked: '',
  });
});
