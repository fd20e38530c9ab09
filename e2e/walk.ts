import type { Page } from '@playwright/test';
import { type Document, expectNoSidewaysScroll } from './editor.ts';
import { expect, scanThemes, type World } from './world.ts';

/** What a walk through the PFX wizard fills in; what is left out takes the usual. */
export interface PfxWalk {
  /** Enrollment pattern, template or stand-alone CA; the usual one of the world's version when left out. */
  source?: string;
  /** Name of the CA; left to the server when left out. */
  authority?: string;
  commonName?: string;
  /** Own password; one is generated when left out; null: the server makes it. */
  password?: string | null;
  /** Called when the page has been opened. */
  onOpen?: () => Promise<void>;
  /** Called on each step, filled in, before it is left, by the step's heading. */
  onStep?: (step: string) => Promise<void>;
}

export const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true });

export const enrollButton = (page: Page) => page.getByRole('button', { name: 'Enroll', exact: true });

/** Waits until a step of a wizard is there. */
export async function expectStep(page: Page, step: string): Promise<void> {
  await expect(page.getByRole('heading', { name: step, exact: true })).toBeVisible();
  // Until its code is there, the buttons below it have not found their place.
  await expect(page.getByText(/^Loading th(e|is) step/)).toHaveCount(0);
}

/** Goes on to a step. */
export async function goOn(page: Page, step: string): Promise<void> {
  await next(page).click();
  await expectStep(page, step);
}

/** Chooses what to enroll with and by which CA, and accepts the terms of a CA that has some. */
export async function chooseSource(page: Page, source?: string, authority?: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: /^(Enrollment pattern|Template)/ });
  const label = await picker.getAttribute('id').then((id) => page.locator(`label[for="${id}"]`).innerText());
  const entry = source ?? (label.startsWith('Template') ? 'Web server (2 years)' : 'Web servers – Ops');
  await picker.click();
  // Of thousands only those that fit what is typed are offered.
  await picker.fill(entry);
  await page.getByRole('option', { name: entry }).first().click();
  // One CA alone is named, not chosen.
  await expect(page.getByText('Certificate authority', { exact: true })).toBeVisible();
  if (authority !== undefined) await page.getByLabel('Certificate authority').selectOption(authority);
  await acceptTerms(page);
}

/** Accepts the terms of the chosen CA, or of those that the server may choose, where there are any. */
export async function acceptTerms(page: Page): Promise<void> {
  const terms = page.getByLabel(/^I accept the subscriber terms of/);
  if ((await terms.count()) > 0) await terms.check();
}

export const commonNameOf = (page: Page) => page.getByRole('textbox', { name: 'Common name', exact: true });

/** Fills in the common name, and adds it as a DNS name. */
export async function nameIt(page: Page, commonName: string): Promise<void> {
  await commonNameOf(page).fill(commonName);
  await page.getByRole('button', { name: `Add ${commonName} as DNS name` }).click();
}

export const passwordOf = (page: Page) => page.getByRole('textbox', { name: /^Password of the file/ });

/** Sets the password of the file as a walk says. Returns it; empty where the server makes it. */
async function setPassword(page: Page, password: string | null | undefined): Promise<string> {
  if (password === null) {
    await page.getByRole('radio', { name: /^The server makes one/ }).check();
    return '';
  }
  if (password === undefined) await page.getByRole('button', { name: 'Generate' }).click();
  else await passwordOf(page).fill(password);
  return passwordOf(page).inputValue();
}

/** On the step of the key: gives the password again, as it goes with its screen, and goes on to the review. */
export async function passwordAgain(page: Page, password: string): Promise<void> {
  await passwordOf(page).fill(password);
  for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
}

/** Walks the PFX wizard up to a step. Returns the password of the file. */
async function fill(page: Page, walk: PfxWalk, last: 'Where' | 'Review'): Promise<string> {
  const { commonName = 'app01.keyexample.com', onStep } = walk;
  await page.goto('enroll/pfx');
  await walk.onOpen?.();
  await chooseSource(page, walk.source, walk.authority);
  await onStep?.('What');
  await goOn(page, 'Subject and names');
  await nameIt(page, commonName);
  await onStep?.('Subject and names');
  await goOn(page, 'Key and file');
  const password = await setPassword(page, walk.password);
  await onStep?.('Key and file');
  for (const step of ['Details', 'Where', 'Review'].slice(0, last === 'Where' ? 2 : 3)) {
    await goOn(page, step);
    await onStep?.(step);
  }
  return password;
}

/** Walks the PFX wizard up to the step that asks where the certificate goes. Returns the password of the file. */
export const fillUntilWhere = (page: Page, walk: PfxWalk = {}): Promise<string> => fill(page, walk, 'Where');

/** Walks the PFX wizard up to its review. Returns the password of the file. */
export const fillUntilReview = (page: Page, walk: PfxWalk = {}): Promise<string> => fill(page, walk, 'Review');

/** Waits until the page says that a certificate was issued. Returns its id. */
export async function expectIssued(page: Page): Promise<number> {
  const title = page.getByText(/^Issued: certificate \d+/);
  await expect(title).toBeVisible({ timeout: 30_000 });
  return Number(/\d+/.exec(await title.innerText())?.[0]);
}

/** Sends the request and waits until it is issued. Returns the certificate's id. */
export async function enroll(page: Page, button = 'Enroll'): Promise<number> {
  await page.getByRole('button', { name: button, exact: true }).click();
  return expectIssued(page);
}

/** Presses a button that saves a file. */
export async function download(page: Page, button: string | RegExp): Promise<{ name: string; path: string }> {
  const asked = page.waitForEvent('download');
  await page.getByRole('button', typeof button === 'string' ? { name: button, exact: true } : { name: button }).click();
  const file = await asked;
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** The certificates that the server has of a common name. */
export async function certificatesNamed(world: World, commonName: string): Promise<{ Id: number }[]> {
  const query = encodeURIComponent(`IssuedCN -eq "${commonName}"`);
  return (await world.get(`/Certificates?QueryString=${query}`)) as { Id: number }[];
}

/** What leaves the browser from now on for a path of the API by POST, as a list that grows. */
export function postsTo(page: Page, path: string): { body: Document; headers: Record<string, string> }[] {
  const posts: { body: Document; headers: Record<string, string> }[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !new URL(request.url()).pathname.endsWith(path)) return;
    posts.push({ body: request.postDataJSON() as Document, headers: request.headers() });
  });
  return posts;
}

/**
 * Watches from now on where a secret must never be: addresses, headers, the console, the storage of the browser. The
 * answer finds those of them that hold it.
 */
export function watchPlaces(page: Page): (secret: string) => Promise<string[]> {
  const seen: string[] = [];
  page.on('request', (request) => seen.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  page.on('console', (message) => seen.push(message.text()));
  return async (secret) => {
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href, document.cookie]),
    );
    return [...seen, kept].filter((text) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  };
}

/** Goes back to a step that was there before. */
export async function toStep(page: Page, step: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step, exact: true }).click();
  await expectStep(page, step);
}

/** Sound in light and dark as far as a machine can tell, and no wider than a phone. */
export async function look(page: Page): Promise<void> {
  await scanThemes(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}
