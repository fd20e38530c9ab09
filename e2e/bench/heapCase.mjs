import { startProvider } from '../oidcProvider.mjs';
import { stringsOn } from './heapStrings.mjs';

/**
 * @typedef {import('@playwright/test').Browser} Browser
 * @typedef {import('@playwright/test').Page} Page
 */

/** What is typed here and nowhere else. */
const secrets = {
  wrong: 'Heap-marker-refused-2026',
  file: 'Heap-marker-of-the-file-2026',
  entry: 'Heap-marker-of-the-entry-2026',
};
const host = 'heap.keyexample.com';
const user = String.raw`KEYEXAMPLE\admin`;
const signInPassword = 'sandbox';
const base64 = (/** @type {string} */ password) => Buffer.from(`${user}:${password}`).toString('base64');

/**
 * A page with a world of its own.
 * @param {Browser} browser @param {string} address @param {Record<string, unknown>} world
 */
async function pageIn(browser, address, world) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: address });
  const made = await context.request.post('sandbox/worlds', { data: world });
  if (!made.ok()) throw new Error(`The sandbox made no world: ${await made.text()}`);
  return context.newPage();
}

const button = (/** @type {Page} */ page, /** @type {string | RegExp} */ name) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** Leaves for a page that holds nothing that was typed. @param {Page} page */
async function leave(page) {
  await page.getByRole('link', { name: 'Connection' }).click();
  const title = page.getByRole('heading', { level: 1, name: 'Connection' });
  const anyway = button(page, /^Leave without/);
  await anyway.or(title).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await title.waitFor();
  await page.waitForLoadState('networkidle');
}

/** @param {Page} page */
async function signIn(page) {
  const asked = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
  for (const password of [secrets.wrong, signInPassword]) {
    await asked.getByRole('textbox', { name: /^User name/ }).fill(user);
    await asked.getByRole('textbox', { name: /^Password/ }).fill(password);
    await button(page, 'Sign in').click();
    if (password === secrets.wrong) await asked.getByText('did not accept').waitFor();
  }
  await asked.waitFor({ state: 'hidden' });
}

/** @typedef {[what: string, strings: number, goal: string]} Finding */

/** @param {Browser} browser @param {string} address @returns {Promise<Finding[]>} */
async function passwords(browser, address) {
  const page = await pageIn(browser, address, { profile: '24.4', signIn: 'basic' });
  const link = new URLSearchParams({
    template: '17',
    cn: host,
    san: host,
    ca: String.raw`corpca01.keyexample.com\CorpIssuingCA1`,
  });
  await page.goto(`enroll/pfx?${link}`);
  await signIn(page);
  const step = (/** @type {string} */ name) => page.getByRole('heading', { name, exact: true }).waitFor();
  for (const name of ['Subject and names', 'Key and file', 'Details', 'Where', 'Review']) {
    await button(page, 'Next').click();
    await step(name);
    if (name === 'Key and file') await page.getByRole('textbox', { name: /^Password of the file/ }).fill(secrets.file);
  }
  await button(page, 'Enroll').click();
  const issued = page.getByText(/^Issued: certificate \d+/);
  await issued.waitFor();
  const shown = (await stringsOn(page))(secrets.file);
  await leave(page);
  const left = await stringsOn(page);
  await button(page, 'Sign out').click();
  await page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' }).waitFor();
  const out = await stringsOn(page);
  await page.context().close();
  return [
    ['password of the file, on its result', shown, ''],
    ['  … after the wizard was left', left(secrets.file), '0'],
    ['refused password, after the right one', left(secrets.wrong) + left(base64(secrets.wrong)), '0'],
    ['password of the sign-in, while signed in', left(base64(signInPassword)), ''],
    ['  … after signing out', out(base64(signInPassword)), '0'],
  ];
}

/** @param {Browser} browser @param {string} address @returns {Promise<Finding[]>} */
async function entryPassword(browser, address) {
  const page = await pageIn(browser, address, { profile: '24.4' });
  const query = encodeURIComponent('HasPrivateKey -eq true');
  const answer = await page.request.get(`KeyfactorAPI/Certificates?QueryString=${query}&ReturnLimit=1`, {
    headers: { 'x-keyfactor-requested-with': 'APIClient' },
  });
  /** @type {{ Id: number }[]} */
  const [certificate] = await answer.json();
  await page.goto(`certificates/${certificate?.Id}`);
  await button(page, 'Deploy to stores').click();
  await page.getByRole('searchbox', { name: 'Search machine or path' }).fill('ilo01.keyexample.com');
  await page.getByRole('checkbox', { name: /ilo01/ }).check();
  await page.getByRole('textbox', { name: /^Entry password/ }).fill(secrets.entry);
  await button(page, 'Deploy to 1 store…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByText('Job created').first().waitFor();
  await leave(page);
  const left = await stringsOn(page);
  await page.context().close();
  return [['password of an entry, after it was sent and its page left', left(secrets.entry), '0']];
}

/** @param {Browser} browser @param {string} address @returns {Promise<Finding[]>} */
async function token(browser, address) {
  const audience = `${address}KeyfactorAPI`;
  const provider = await startProvider({ redirectUri: address, audience });
  const { issuer, clientId } = provider;
  const oidc = { authority: issuer, clientId, scope: 'openid profile', resource: audience };
  const world = { profile: '10.5', signIn: 'token', provider: { issuer, audience }, page: { signIn: 'oidc', oidc } };
  const page = await pageIn(browser, address, world);
  let sent = '';
  page.on('request', (request) => {
    sent = /^Bearer (.+)/.exec(request.headers()['authorization'] ?? '')?.[1] ?? sent;
  });
  await page.goto('connection');
  await page.getByLabel('Name').fill('admin');
  for (const name of ['Continue', 'Agree']) await button(page, name).click();
  await leave(page);
  const tail = sent.slice(-64);
  const held = (await stringsOn(page))(tail);
  await button(page, 'Sign out').click();
  await button(page, 'Sign out').click();
  await page.getByRole('dialog', { name: 'You are not signed in' }).waitFor();
  const kept = (await stringsOn(page))(tail);
  await page.context().close();
  await provider.close();
  return [
    ['token, while signed in', held, ''],
    ['  … after signing out', kept, '0'],
  ];
}

/**
 * Looks for what was typed on the heap of the page once its screen was left. Counts; there is no bare page to compare with.
 * @param {Browser} browser @param {string} address
 * @returns {import('./cases.mjs').Case}
 */
export function heapCase(browser, address) {
  /** @type {Finding[]} */
  let findings = [];
  return {
    name: 'heap',
    once: true,
    prepare: async () => undefined,
    async measure() {
      findings = [];
      for (const look of [passwords, entryPassword, token]) findings.push(...(await look(browser, address)));
    },
    lines: () =>
      findings.map(([what, strings, goal]) => [`strings on the heap: ${what}`, `${strings}`, '', '', goal, '1']),
  };
}
