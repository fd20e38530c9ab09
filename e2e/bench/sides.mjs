import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMeter } from './meter.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Browser} Browser
 * @typedef {Awaited<ReturnType<typeof makeSide>>} Side
 */

/**
 * How the list of certificate stores is reached.
 * @typedef {object} StoreWays
 * @property {(page: Page) => Promise<unknown>} approach brings the page to where one press opens the list, which was open before
 * @property {string} opener name of the button that opens it
 * @property {(page: Page) => Promise<unknown>} close
 * @property {'searchbox' | 'textbox'} search role of the field that searches it
 * @property {string} searchName
 * @property {string} scroller
 */

const large = { id: 999, name: 'Large 200' };
const total = 5_000;
const storeTable = 'table[aria-label="Certificate stores"]';
/** Chromium's own account of the frames it has drawn. */
const frameEvents = 'disabled-by-default-devtools.timeline.frame';

/**
 * One of the two pages, and how its places are reached.
 * @param {Browser} browser @param {string} address
 * @param {object} ways
 * @param {string} ways.name
 * @param {string} ways.form address of the form, below the page's
 * @param {(search: string) => string} ways.list
 * @param {string} ways.filter name of the field that filters the loaded rows
 * @param {'link' | 'button'} ways.opener what opens a row
 * @param {string} ways.table
 * @param {string} ways.scroller
 * @param {(page: Page) => Promise<void>} ways.loadAll
 * @param {(page: Page) => Promise<unknown>} ways.back
 * @param {StoreWays} ways.stores
 */
async function makeSide(browser, address, ways) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: address });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${ways.name}: ${String(error)}`));
  const session = await context.newCDPSession(page);
  const slow = (/** @type {number} */ rate) => session.send('Emulation.setCPUThrottlingRate', { rate });
  const newMeter = () => page.evaluateHandle(makeMeter);
  /** @type {ReturnType<typeof newMeter> | undefined} */
  let meter;
  let full = false;
  let atStores = false;
  const goto = async (/** @type {string} */ path) => {
    meter = undefined;
    full = false;
    atStores = false;
    await page.goto(path);
  };
  return {
    name: ways.name,
    page,
    session,
    context,
    slow,
    opener: ways.opener,
    table: ways.table,
    scroller: ways.scroller,
    filter: page.getByRole('textbox', { name: ways.filter }),
    stores: ways.stores,
    /** Opens the page's list of stores again, at most once a document. */
    async approachStores() {
      if (atStores) return;
      await goto('about:blank');
      await ways.stores.approach(page);
      atStores = true;
    },
    /** The meter of the document that is open now. */
    meter: () => (meter ??= newMeter()),
    async openForm() {
      await goto(ways.form);
      await page.locator('#regexes [data-row="199"]').waitFor({ state: 'attached' });
    },
    openList: (/** @type {string} */ search) => goto(ways.list(search)),
    async openFullList() {
      if (full) return;
      await goto(ways.list(''));
      await ways.loadAll(page);
      full = true;
    },
    back: () => ways.back(page),
    /**
     * Scrolls by wheel and gives when (ms) the screen got a new frame meanwhile. What is drawn once the list stands
     * still is none of it: no frame is due then.
     * @param {number} px @param {number} speed @param {string} [scroller]
     */
    async scroll(px, speed, scroller = ways.scroller) {
      await page.locator(scroller).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const box = await page.locator(scroller).boundingBox();
      if (!box) throw new Error('Nothing to scroll.');
      const x = Math.round(box.x + box.width / 2);
      const y = Math.round(box.y + box.height / 2);
      await page.mouse.move(x, y);
      await browser.startTracing(page, { categories: [frameEvents] });
      await session.send('Input.synthesizeScrollGesture', {
        x,
        y,
        yDistance: -px,
        speed,
        gestureSourceType: 'mouse',
        preventFling: true,
      });
      /** @type {{ traceEvents: { name: string, ts: number }[] }} */
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
      const drawn = traceEvents.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1_000);
      drawn.sort((a, b) => a - b);
      const end = (drawn[0] ?? 0) + (1_000 * px) / speed;
      return drawn.filter((at) => at <= end);
    },
  };
}

/** @type {StoreWays} */
const appStores = {
  // Where nothing but the list opens: a wizard also checks what was filled in before.
  async approach(page) {
    const query = encodeURIComponent('HasPrivateKey -eq true');
    const found = await page.request.get(`KeyfactorAPI/Certificates?QueryString=${query}&ReturnLimit=1`, {
      headers: { 'x-keyfactor-requested-with': 'APIClient' },
    });
    /** @type {{ Id: number }[]} */
    const [certificate] = await found.json();
    await page.goto(`certificates/${certificate?.Id}`);
    await page.getByRole('button', { name: appStores.opener, exact: true }).click();
    await page.locator(`${storeTable} tr[aria-rowindex="12"]`).waitFor();
    await appStores.close(page);
  },
  opener: 'Deploy to stores',
  async close(page) {
    const opener = page.getByRole('button', { name: appStores.opener, exact: true });
    await page
      .getByRole('form', { name: appStores.opener })
      .getByRole('button', { name: 'Close', exact: true })
      .click();
    await opener.waitFor();
  },
  search: 'searchbox',
  searchName: 'Search machine or path',
  scroller: `div:has(> ${storeTable})`,
};

/**
 * The app in a world of a server that keeps all rules on the template: a large one, or `few` stores.
 * @param {Browser} browser @param {string} address @param {'large' | 'few'} [size]
 */
export async function appSide(browser, address, size = 'large') {
  const side = await makeSide(browser, address, {
    name: size === 'large' ? 'app' : 'few',
    stores: appStores,
    form: `templates/${large.id}`,
    list: (search) => `templates?q=${encodeURIComponent(search)}`,
    filter: 'Filter loaded rows',
    opener: 'link',
    table: 'table',
    scroller: 'div:has(> table)',
    async loadAll(page) {
      await page.getByRole('button', { name: /^Load all/ }).click();
      await page.getByText('5,000 rows', { exact: true }).waitFor({ timeout: 60_000 });
    },
    back: (page) => page.goBack(),
  });
  const made = await side.context.request.post('sandbox/worlds', {
    data: { profile: '24.4', large: size === 'large' },
  });
  if (!made.ok()) throw new Error(`The sandbox made no world: ${await made.text()}`);
  return side;
}

/** @param {Browser} browser @param {string} address */
export const bareSide = (browser, address) =>
  makeSide(browser, address, {
    name: 'bare',
    form: 'bare.html?form',
    list: (search) => `bare.html?q=${encodeURIComponent(search)}`,
    filter: 'Filter',
    opener: 'button',
    table: 'table',
    scroller: '.box',
    loadAll: (page) => page.getByText('5000 rows', { exact: true }).waitFor(),
    back: (page) => page.getByRole('button', { name: 'Back' }).click(),
    stores: {
      async approach(page) {
        await page.goto('bare.html?stores');
        await page.getByRole('button', { name: 'Open' }).waitFor();
      },
      opener: 'Open',
      close: (page) => page.getByRole('button', { name: 'Close' }).click(),
      search: 'textbox',
      searchName: 'Filter',
      scroller: '.box',
    },
  });

/** So many stores the bare page holds, all of them at once. */
const bareStores = 5_000;

/** @typedef {Record<string, string | number | boolean | null>} WireRow */

const empty = (/** @type {string | number | boolean | null | undefined} */ value) => String(value ?? '');

/**
 * Reads from the sandbox what the app shows and lays it beside the bare page. Gives the place of the metadata row next
 * to the hundredth that has a default value to type in.
 * @param {Side} app @param {string} folder
 */
export async function copyData(app, folder) {
  const read = async (/** @type {string} */ path) => {
    const answer = await app.context.request.get(`KeyfactorAPI${path}`, {
      headers: { 'x-keyfactor-requested-with': 'APIClient' },
    });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
    return answer.json();
  };
  const headers = ['DisplayName', 'CommonName', 'ConfigurationTenant', 'AllowedEnrollmentTypes', 'KeyRetention'];
  headers.push('KeyTypes', 'RequiresApproval');
  /** @type {WireRow[]} */
  const templates = [];
  for (let page = 1; templates.length < total; page += 1) {
    const found = await read(`/Templates?PageReturned=${page}&ReturnLimit=500&SortField=DisplayName`);
    if (found.length === 0) break;
    templates.push(...found);
  }
  /** @type {WireRow[]} */
  const stores = [];
  for (let page = 1; page <= bareStores / 500; page += 1) {
    stores.push(...(await read(`/CertificateStores?PageReturned=${page}&ReturnLimit=500&SortField=ClientMachine`)));
  }
  const storeHeaders = ['ClientMachine', 'Storepath', 'CertStoreType', 'ContainerName', 'Approved'];
  const document = await read(`/Templates/${large.id}`);
  /** @type {WireRow[]} */
  const regexes = document.TemplateRegexes;
  /** @type {WireRow[]} */
  const metadata = document.MetadataFields;
  const data = {
    headers,
    rows: templates.map((row) => headers.map((name) => empty(row[name]))),
    storeHeaders,
    stores: stores.map((row) => storeHeaders.map((name) => empty(row[name]))),
    regexes: regexes.map((row) => ({
      subjectPart: empty(row.SubjectPart),
      regex: empty(row.Regex),
      error: empty(row.Error),
    })),
    metadata: metadata.map((row) => ({
      field: `Field ${row.MetadataId}`,
      use: empty(row.Enrollment),
      defaultValue: empty(row.DefaultValue),
    })),
  };
  writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
  const typed = metadata.flatMap((row, at) => (row.DefaultValue === null ? [] : [at]));
  return typed.sort((a, b) => Math.abs(a - 99) - Math.abs(b - 99))[0] ?? 99;
}
