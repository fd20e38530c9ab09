import { missedFrames, shareLine, timeLine } from './report.mjs';
import { rest, Samples } from './samples.mjs';

/** @typedef {import('./sides.mjs').Side} Side */
/** @typedef {import('./cases.mjs').Case} Case */

const few = 'few';
/** The last row in view at first. */
const row = '[aria-rowindex="9"] td';

/** @param {Side} side */
const searchOf = (side) => side.page.getByRole(side.stores.search, { name: side.stores.searchName });

/** Opens the list, where it is closed, and empties its search. @param {Side} side */
async function openList(side) {
  if ((await searchOf(side).count()) === 0) {
    await side.page.getByRole('button', { name: side.stores.opener, exact: true }).click();
  }
  await searchOf(side).fill('');
  await rest(1_000);
  await side.page.locator(`${side.stores.scroller} ${row}`).first().waitFor();
}

/**
 * A line of the app beside the bare page, and one of the app with 50,000 stores beside the app with a few hundred.
 * @param {string} what @param {Samples} samples @param {string} key @param {string} app @param {string} bare
 */
const bothLines = (what, samples, key, app, bare) => [
  timeLine(what, samples.of(app, key), samples.of(bare, key)),
  timeLine('  … beside the app with 300 stores', samples.of(app, key), samples.of(few, key), '≤ 1.5'),
];

/** @returns {Case} */
function opening() {
  const samples = new Samples();
  return {
    name: 'stores-open',
    withFew: true,
    prepare: (side) => side.approachStores(),
    async measure(side) {
      await side.slow(1);
      await side.page.mouse.move(0, 0);
      const opener = side.page.getByRole('button', { name: side.stores.opener, exact: true });
      await rest(1_000);
      await opener.scrollIntoViewIfNeeded();
      const box = await opener.boundingBox();
      if (!box) throw new Error('The button that opens the list is not there.');
      const meter = await side.meter();
      const selector = `${side.stores.scroller} ${row}`;
      await meter.evaluate((m, selector) => m.expectOpening([selector]), selector);
      await side.slow(4);
      await side.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      const { painted, quiet } = await meter.evaluate((m) => m.opened());
      samples.add(side, 'open', painted);
      samples.add(side, 'quiet', quiet);
      await side.slow(1);
      await side.stores.close(side.page);
    },
    lines: (app, bare) => [
      ...bothLines('open the list of 50,000 stores, read before', samples, 'open', app, bare),
      timeLine('  … until nothing keeps the page busy', samples.of(app, 'quiet'), samples.of(bare, 'quiet')),
    ],
  };
}

// A hand that types, and rests long enough for the page to ask the server, and to show what it answers.
const rhythm = [120, 120, 120, 900];
const typed = ['web1', 'k8s-', 'f5-b'];

/** @returns {Case} */
function filtering() {
  const samples = new Samples();
  return {
    name: 'stores-filter',
    withFew: true,
    async prepare(side) {
      await side.approachStores();
      await openList(side);
    },
    async measure(side) {
      const meter = await side.meter();
      const { keyboard } = side.page;
      await searchOf(side).click();
      await meter.evaluate((m) => m.takeKeys());
      for (const text of typed) {
        await keyboard.press('ControlOrMeta+a');
        let due = Date.now();
        for (const [at, key] of text.split('').entries()) {
          await keyboard.press(key);
          due += rhythm[at] ?? 0;
          await rest(Math.max(0, due - Date.now()));
        }
      }
      const keys = await meter.evaluate((m) => m.takeKeys());
      samples.add(side, 'echo', ...keys.map((key) => key.echo ?? Number.NaN));
    },
    lines: (app, bare) => bothLines('type into its search: until the key is there', samples, 'echo', app, bare),
  };
}

const speed = 6_000;
const seconds = 4;

/** Heap in MiB after everything that can be freed was. @param {Side} side */
async function heap(side) {
  await side.session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await side.session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

const steps = 120;

/** Scrolls through the whole list, with rests in which rows are read and drawn, unslowed. @param {Side} side */
async function passOver(side) {
  const box = side.page.locator(side.stores.scroller);
  for (let step = 0; step <= steps; step += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one place after the other
    await box.evaluate((element, part) => element.scrollTo({ top: element.scrollHeight * part }), step / steps);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await rest(200);
  }
}

/** @returns {Case} */
function scrolling() {
  const samples = new Samples();
  return {
    name: 'stores-scroll',
    async prepare(side) {
      await side.approachStores();
      await openList(side);
      if (side.name === 'bare') await side.page.getByRole('button', { name: 'Load all' }).click();
    },
    async measure(side) {
      const meter = await side.meter();
      const box = side.page.locator(side.stores.scroller);
      const bottom = await box.evaluate((element) => element.scrollHeight - element.clientHeight);
      const end = bottom - speed * seconds;
      // Once is enough: it is no matter of time.
      if (samples.of(side.name, 'heap').length === 0) {
        await side.slow(1);
        // The first time also compiles what the browser forgot of the script while another page was in front.
        await passOver(side);
        const before = await heap(side);
        await passOver(side);
        samples.add(side, 'heap', (await heap(side)) - before);
        samples.add(side, 'heap at all', before);
      }
      await side.slow(4);
      for (const top of [0, end / 2, end]) {
        await box.evaluate((element, top) => element.scrollTo({ top }), top);
        await rest(1_000);
        await meter.evaluate((m, scroller) => m.startScroll(scroller), side.stores.scroller);
        const { due, missed } = missedFrames(await side.scroll(speed * seconds, speed, side.stores.scroller));
        const { looks, blank } = await meter.evaluate((m) => m.stopScroll());
        samples.add(side, 'due', due);
        samples.add(side, 'missed', missed);
        samples.add(side, 'looks', looks);
        samples.add(side, 'blank', blank);
      }
    },
    lines: (app, bare) => {
      /** @param {string} part @param {string} whole @returns {[[number, number], [number, number]]} */
      const both = (part, whole) => [
        [samples.sum(app, part), samples.sum(app, whole)],
        [samples.sum(bare, part), samples.sum(bare, whole)],
      ];
      return [
        shareLine('fling through the list of stores: frames dropped', ...both('missed', 'due'), '< 1 %'),
        shareLine('  … moments with a row that is not there yet', ...both('blank', 'looks'), '0'),
        timeLine(
          '  … growth of the heap over a second time through the list, MiB',
          samples.of(app, 'heap'),
          samples.of(bare, 'heap'),
          'none',
        ),
        timeLine('  … heap, MiB', samples.of(app, 'heap at all'), samples.of(bare, 'heap at all'), ''),
      ];
    },
  };
}

/** What is measured of the list of certificate stores. @returns {Case[]} */
export const makeStoreCases = () => [opening(), filtering(), scrolling()];
