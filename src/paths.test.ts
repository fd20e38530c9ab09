import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { routePatterns } from './paths.ts';

const text = (...name: string[]) => readFileSync(join(import.meta.dirname, '..', ...name), 'utf8');

/** The addresses in a list of a spec, which stands between these two texts. */
function addressesIn(spec: string, start: string, end: string): string[] {
  const list = text('e2e', spec).split(start)[1]?.split(end)[0];
  if (list === undefined) throw new Error(`${spec} has no list that begins with ${start}`);
  return [...list.matchAll(/'([^' ]*)'/g)].map(([, address = '']) => address);
}

/** The route of an address, as the router would choose it: words before parameters; undefined where there is none. */
function routeOf(address: string): string | undefined {
  // What the address without a path leads on to, for whoever may do everything.
  if (address === '') return routePatterns.templates;
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/:\w+/g, String.raw`\d+`)}$`).test(address);
  return Object.values(routePatterns).find(fits);
}

const lists = [
  ['visited behind nginx', addressesIn('hostingJourneys.spec.ts', 'const pages = [\n', '] as const;')],
  ['looked at by axe', addressesIn('shell.spec.ts', 'for (const [area, paths] of [\n', '] as const) {')],
] as const;

test.each(lists)('every route is %s', (_what, addresses) => {
  const routes = new Set(addresses.map(routeOf));
  expect(Object.values(routePatterns).filter((pattern) => !routes.has(pattern))).toEqual([]);
  expect(addresses).toContain('nowhere');
});

test('the router has the routes of this list, the first page and the page of nothing', () => {
  const router = text('src', 'app', 'router.tsx');
  const named = [...router.matchAll(/^ +screen\(\s*'(\w+)'/gm)].map(([, name = '']) => name);
  expect(named.toSorted()).toEqual(Object.keys(routePatterns).toSorted());
  expect([...router.matchAll(/\bpath: (?!string)(.+?)[,\n]/g)].map(([, path]) => path)).toEqual([
    'routePatterns[name]',
    "'*'",
  ]);
});

test('the page about embedding names every screen that a portal can lead to', () => {
  const named = [...text('src', 'serve', 'hosting', 'README.md').matchAll(/`(\/[^`? ]*)`/g)].map(([, path]) => path);
  const screens = Object.values(routePatterns).map((pattern) => `/${pattern.replace(':id', 'ID')}`);
  expect(screens.filter((screen) => !named.includes(screen))).toEqual([]);
});
