import { missedFrames, shareLine, timeLine } from './report.mjs';
import { rest, Samples } from './samples.mjs';
import { makeStoreCases } from './storeCases.mjs';

/** @typedef {import('./sides.mjs').Side} Side */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {boolean} [withFew] measured in a world with few stores, too
 * @property {boolean} [once] of the app alone, and in one round
 * @property {(side: Side) => Promise<void>} prepare brings a page to where it is measured, unslowed
 * @property {(side: Side) => Promise<void>} measure one round
 * @property {(app: string, bare: string) => string[][]} lines
 */

// A hand that types, and rests about as long as the page waits before it looks at what was typed.
const rhythm = [120, 120, 120, 120, 120, 350];
const typedKeys = 'abcdefghijklmnopqr';

/**
 * Typing into one input of a long list.
 * @param {string} name @param {string} what @param {string} cell
 * @returns {Case}
 */
function typing(name, what, cell) {
  const samples = new Samples();
  return {
    name,
    async prepare(side) {
      await side.openForm();
      const place = side.page.locator(cell);
      await place.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await place.locator('input').click();
      await side.page.keyboard.press('End');
      await rest(1_500);
    },
    async measure(side) {
      const meter = await side.meter();
      await meter.evaluate((m) => m.takeKeys());
      let due = Date.now();
      for (const [at, key] of typedKeys.split('').entries()) {
        await side.page.keyboard.press(key);
        due += rhythm[at % rhythm.length] ?? 0;
        await rest(Math.max(0, due - Date.now()));
      }
      await rest(500);
      const keys = await meter.evaluate((m) => m.takeKeys());
      samples.add(side, 'echo', ...keys.map((key) => key.echo ?? Number.NaN));
    },
    lines: (app, bare) => [timeLine(what, samples.of(app, 'echo'), samples.of(bare, 'echo'))],
  };
}

/** @returns {Case} */
function opening() {
  const samples = new Samples();
  return {
    name: 'open',
    prepare: async () => undefined,
    async measure(side) {
      for (const visit of ['first', 'again']) {
        await side.slow(1);
        await side.page.mouse.move(0, 0);
        if (visit === 'first') await side.openList('Large 200');
        else await side.back();
        const link = side.page.getByRole(side.opener, { name: 'Large 200', exact: true });
        const box = await link.boundingBox();
        if (!box) throw new Error('The row to open is not there.');
        await rest(1_000);
        const meter = await side.meter();
        await meter.evaluate((m) => m.expectOpening(['#metadata [data-row="0"]', '#regexes [data-row="199"]']));
        // By place: to find the link by its name would keep the slowed page busy.
        const at = /** @type {const} */ ([box.x + box.width / 2, box.y + box.height / 2]);
        await side.slow(4);
        await side.page.mouse.move(...at);
        await rest(1_000);
        await side.page.mouse.click(...at);
        const { painted, quiet } = await meter.evaluate((m) => m.opened());
        samples.add(side, visit, painted);
        samples.add(side, `${visit} quiet`, quiet);
      }
    },
    lines: (app, bare) =>
      [
        ['open 200 + 200 rows, first time', 'first'],
        ['  … until nothing keeps the page busy', 'first quiet'],
        ['open them again', 'again'],
        ['  … until nothing keeps the page busy', 'again quiet'],
      ].map(([what = '', key = '']) => timeLine(what, samples.of(app, key), samples.of(bare, key))),
  };
}

/** @returns {Case} */
function filtering() {
  const samples = new Samples();
  return {
    name: 'filter',
    async prepare(side) {
      await side.openFullList();
      await (await side.meter()).evaluate((m, table) => m.watch(table), side.table);
    },
    async measure(side) {
      const meter = await side.meter();
      const { keyboard } = side.page;
      await side.filter.click();
      await meter.evaluate((m) => m.takeKeys());
      const press = async (/** @type {string} */ key) => {
        await keyboard.press(key);
        await meter.evaluate((m) => m.settled());
      };
      for (const text of ['137', '2 46', 'web 3']) {
        for (const key of text) await press(key);
        await rest(600);
        await keyboard.press('ControlOrMeta+a');
        await press('Delete');
        await rest(600);
      }
      const keys = await meter.evaluate((m) => m.takeKeys());
      samples.add(side, 'echo', ...keys.map((key) => key.echo ?? Number.NaN));
      samples.add(side, 'rows', ...keys.flatMap((key) => (key.drawn === null ? [] : [key.drawn])));
    },
    lines: (app, bare) => [
      timeLine('filter 5,000 rows: until the rows are there', samples.of(app, 'rows'), samples.of(bare, 'rows')),
      timeLine('  … until the key is there', samples.of(app, 'echo'), samples.of(bare, 'echo')),
    ],
  };
}

const speeds = [
  { name: 'scroll 5,000 rows, 2,000 px/s', pxPerSecond: 2_000 },
  { name: 'fling through them, 6,000 px/s', pxPerSecond: 6_000 },
];
const scrollSeconds = 2;

/** @returns {Case} */
function scrolling() {
  const samples = new Samples();
  return {
    name: 'scroll',
    prepare: (side) => side.openFullList(),
    async measure(side) {
      const meter = await side.meter();
      for (const { name, pxPerSecond } of speeds) {
        const px = scrollSeconds * pxPerSecond;
        await side.page.locator(side.scroller).evaluate((box) => box.scrollTo({ top: 20_000 }));
        await rest(500);
        await meter.evaluate((m, scroller) => m.startScroll(scroller), side.scroller);
        const screen = missedFrames(await side.scroll(px, pxPerSecond));
        const back = missedFrames(await side.scroll(-px, pxPerSecond));
        const { frames, looks, blank } = await meter.evaluate((m) => m.stopScroll());
        const script = missedFrames(frames);
        samples.add(side, `${name} due`, screen.due, back.due);
        samples.add(side, `${name} missed`, screen.missed, back.missed);
        samples.add(side, `${name} script due`, script.due);
        samples.add(side, `${name} script missed`, script.missed);
        samples.add(side, `${name} looks`, looks);
        samples.add(side, `${name} blank`, blank);
      }
    },
    lines: (app, bare) =>
      speeds.flatMap(({ name }) => {
        /** @param {string} part @param {string} whole @returns {[[number, number], [number, number]]} */
        const both = (part, whole) => [
          [samples.sum(app, `${name} ${part}`), samples.sum(app, `${name} ${whole}`)],
          [samples.sum(bare, `${name} ${part}`), samples.sum(bare, `${name} ${whole}`)],
        ];
        return [
          shareLine(`${name}: frames dropped`, ...both('missed', 'due'), '≤ 3 %'),
          shareLine('  … moments with a blank row', ...both('blank', 'looks'), '0'),
          shareLine('  … frames that came before the script was done', ...both('script missed', 'script due'), ''),
        ];
      }),
  };
}

/**
 * What is measured. `textRow` is the place of a metadata row near the hundredth whose default value is typed.
 * @param {number} textRow
 * @returns {Case[]}
 */
export const makeCases = (textRow) => [
  typing('regexes', 'type in row 100 of 200 regexes', '#regexes [data-row="99"] [data-cell="regex"]'),
  typing(
    'metadata',
    `type in row ${textRow + 1} of 200 metadata rows`,
    `#metadata [data-row="${textRow}"] [data-cell="defaultValue"]`,
  ),
  opening(),
  // Before the filter, which has every change of the table noted.
  scrolling(),
  filtering(),
  ...makeStoreCases(),
];
