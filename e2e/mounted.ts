import type { Locator, Page } from '@playwright/test';
import { runOf, watchPolicy } from './nginx.ts';
import { type Portal, startPortal, strictPolicy } from './portal.ts';
import { expect, test as worldTest } from './world.ts';

type Message = Readonly<Record<string, unknown>>;

interface Mounted {
  navigate: (path: string) => Promise<boolean>;
  setTheme: (tokens: object) => Promise<void>;
  mayLeave: () => boolean;
  unmount: () => void;
}
declare global {
  var events: Message[];
  var keyfactor: Mounted;
  /** Of the test, where it gives tokens. */
  var giveToken: (() => Promise<string | null>) | undefined;
  var mountApp: (element: Element | null, options: object) => Promise<Mounted>;
}

/** A portal with README's snippet, and the build below its `/pki/`. */
export const test = worldTest.extend<{ portal: Portal; gone: RegExp | undefined; asks: string }>({
  // Files of the build that are not there any more, and what the portal's pages may ask beside their own server.
  gone: [undefined, { option: true }],
  asks: ['', { option: true }],
  portal: async ({ page, gone, asks, guard }, use, info) => {
    await watchPolicy(page);
    const policy = strictPolicy().replace("connect-src 'self'", `connect-src 'self' ${asks}`);
    const portal = await startPortal({ run: runOf(info), policy, ...(gone === undefined ? {} : { gone }) });
    await use(portal);
    guard.end();
    await portal.close();
  },
});

export const heading = (page: Page, name: string | RegExp) =>
  page.locator('#card').getByRole('heading', { level: 1, name });

/** Opens the portal, and waits for the list of the app in it. */
export async function open(page: Page, { origin }: Portal, name = 'mount.html'): Promise<void> {
  await page.goto(`${origin}/${name}`);
  await expect(heading(page, 'Templates')).toBeVisible();
  await expect.poll(() => page.evaluate(() => typeof globalThis.mountApp)).toBe('function');
}

/** What the app told its portal, of one type. */
export const told = (page: Page, type: string) =>
  page.evaluate((wanted) => globalThis.events.filter((each) => each['type'] === wanted), type);

/** Without waiting for the answer, which comes when somebody who is asked has decided. */
export const navigate = (page: Page, path: string) =>
  page.evaluate((to) => void globalThis.keyfactor.navigate(to), path);

/** What of an element's look a page around could spoil. */
export const lookOf = (element: Locator) =>
  element.evaluate((node) => {
    const style = getComputedStyle(node);
    const { fontSize, fontStyle, fontFamily, letterSpacing, wordSpacing, textTransform, textIndent, color } = style;
    const { lineHeight, boxSizing, direction, cursor, visibility, display, padding, height, borderColor } = style;
    const { margin, position, backgroundColor, textAlign, opacity } = style;
    const text = { fontSize, fontStyle, fontFamily, letterSpacing, wordSpacing, textTransform, textIndent, color };
    const box = { lineHeight, boxSizing, direction, cursor, visibility, display, padding, height, borderColor };
    return { ...text, ...box, margin, position, backgroundColor, textAlign, opacity };
  });

/** Mounts the app anew with these options, with tokens of the function `giveToken` where the test gave the page one. */
export async function mountBy(page: Page, { origin }: Portal, options: Message): Promise<void> {
  await page.goto(`${origin}/mount.html`);
  await expect.poll(() => page.evaluate(() => typeof globalThis.mountApp)).toBe('function');
  await page.evaluate(async (given) => {
    globalThis.keyfactor.unmount();
    globalThis.events = [];
    const getToken = globalThis.giveToken === undefined ? {} : { getToken: globalThis.giveToken };
    const onEvent = (event: Message) => globalThis.events.push(event);
    const all = { ...given, ...getToken, onEvent };
    globalThis.keyfactor = await globalThis.mountApp(document.querySelector('#keyfactor'), all);
  }, options);
}
