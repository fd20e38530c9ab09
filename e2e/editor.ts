import { expect, type Locator, type Page, type Request } from '@playwright/test';
import { scan, trafficOf } from './world.ts';

/** A JSON document as the server gives it. */
export type Document = Record<string, unknown>;

const countWords = (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`;

/** Opens an editor and waits until it is there. */
export async function openEditor(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Review changes' })).toBeVisible();
}

/** Goes from editing to the review of so many changes. */
export async function review(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: `Review ${countWords(count)}`, exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Review the changes/ })).toBeVisible();
}

/** Confirms a review of so many changes and gives the body that left the browser. */
export async function save(page: Page, count: number): Promise<Document> {
  const sent = page.waitForRequest((request) => ['PUT', 'POST'].includes(request.method()));
  await page.getByRole('button', { name: `Save ${countWords(count)}`, exact: true }).click();
  return (await sent).postDataJSON() as Document;
}

/** The page says that the server was seen to hold what was asked. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText('Saved. The server holds what you asked for.')).toBeVisible();
}

/**
 * Waits until the page asks nothing more, so that what a test changes on the server is found by the next act alone. The
 * runner's own `networkidle` says this once for each document, and would not wait for what a later act asks. `held`: what the
 * test itself holds back.
 */
export async function settled(page: Page, held?: RegExp): Promise<void> {
  const traffic = trafficOf(page);
  if (!traffic) return page.waitForLoadState('networkidle');
  await page.waitForLoadState();
  await expect(async () => {
    const { begun } = traffic;
    const open = Array.from(traffic.open, (request) => request.url());
    expect(open.filter((url) => held?.test(url) !== true)).toEqual([]);
    // A part that is here may be drawn up to 300 ms later by React, and asks then.
    if (held === undefined) await expect(page.getByText(/^Loading .+ …$/)).toHaveCount(0);
    // What came is drawn, and what follows from that is asked for. Beside a busy worker a page may never be called idle.
    for (let round = 0; round < 3; round += 1) {
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestIdleCallback(drawn, { timeout: 500 }))),
      );
    }
    expect(traffic.begun).toBe(begun);
  }).toPass({ intervals: [50] });
}

/** One section of an editor, by its heading. */
export const section = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

/** Chooses one of a group of radios: inherit, on or off, or one of a few. */
export async function choose(where: Locator, group: string, choice: string | RegExp): Promise<void> {
  const radios = where.getByRole('radiogroup', { name: group, exact: true });
  await radios
    .getByRole('radio', typeof choice === 'string' ? { name: choice, exact: true } : { name: choice })
    .check();
}

/** Finds an entry of a picker by typing, and takes it. */
export async function pick(where: Locator, picker: string, entry: string): Promise<void> {
  await where.getByRole('combobox', { name: picker, exact: true }).click();
  await where.getByRole('combobox', { name: picker, exact: true }).fill(entry);
  await where.getByRole('option', { name: entry }).first().click();
}

/** Presses Tab until this has the focus, as a person without a mouse has to. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never leads to ${target.toString()}`);
}

/** Opens whatever is folded on the page: details of rows, and the lists and texts that are too long to show. */
export async function openAll(page: Page): Promise<void> {
  const closed = page.getByRole('main').getByRole('button', { expanded: false });
  for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click();
  await expect(closed).toHaveCount(0);
  const folded = page.getByRole('main').locator('details:not([open]) > summary');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
  await expect(folded).toHaveCount(0);
  // The lab of a regex is loaded when it is opened.
  await expect(page.getByText('Values to try').first()).toBeVisible();
}

/** Waits until nothing on the page has moved for ten frames: of what moves while it is looked at a machine says that it collides. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const places = () =>
      Array.from(document.querySelectorAll('button, input'), (each) =>
        Math.round(each.getBoundingClientRect().top),
      ).join();
    let last = places();
    for (let still = 0; still < 10;) {
      // oxlint-disable-next-line no-await-in-loop -- one frame after the other
      await new Promise((done) => requestAnimationFrame(done));
      const now = places();
      still = now === last ? still + 1 : 0;
      last = now;
    }
  });

/**
 * Scans a page in a window in which all of it is in sight. Elsewhere the bars at its top and its foot lie over whatever is
 * scrolled to there, and rows out of sight are not laid out, both of which a machine takes for buttons that collide.
 */
export async function scanWhole(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  const tall = () => page.evaluate(() => document.documentElement.scrollHeight);
  // Rows that come into sight may take more room than was kept for them.
  await expect(async () => {
    await page.setViewportSize({ ...size, height: await tall() });
    await atRest(page);
    expect(await tall()).toBe(page.viewportSize()?.height);
  }).toPass();
  await scan(page);
  await page.setViewportSize(size);
}

/** The page fits into the width of its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, page.url()).toBeLessThanOrEqual(0);
}

/**
 * Scans the whole page as it stands, in dark on a desk and in light on a phone, where it must not scroll sideways either.
 * Colours are the same at every width, so two scans meet all colours and both layouts.
 */
export async function scanBothWays(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoSidewaysScroll(page);
  await scanWhole(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await scanWhole(page);
  await page.setViewportSize(size);
}

/** Everything that leaves the browser from now on to change something, as a list that grows. */
export function writesOf(page: Page): Request[] {
  const writes: Request[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') writes.push(request);
  });
  return writes;
}

/** A list of rows in which those about something (`CN`, 5) are replaced. */
export function withRow(list: unknown, member: string, about: unknown, change: Document): Document[] {
  return (list as Document[]).map((row) => (row[member] === about ? { ...row, ...change } : row));
}

/** What of a document may go back: without the members that the server makes itself. */
export function without(document: Document, members: readonly string[]): Document {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !members.includes(name)));
}

/** Gives the page a file to put back, as a person does. */
export async function revertTo(page: Page, name: string, content: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Revert to a file' }).click();
  await (await asked).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}
