import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../tools.mjs';
import { makeCases } from './cases.mjs';
import { heapCase } from './heapCase.mjs';
import { serveApp, serveBare, stopServers } from './pages.mjs';
import { tableText } from './report.mjs';
import { appSide, bareSide, copyData } from './sides.mjs';

/** @typedef {import('./sides.mjs').Side} Side */

const slowdown = 4;
const usage = `npm run bench -- [--rounds N] [--only NAME] [--profile FOLDER]

  --rounds N         measure each case so often (default 5)
  --only NAME        one case: regexes, metadata, open, scroll, filter, stores-open, stores-filter,
                     stores-scroll or heap
  --profile FOLDER   write a CPU profile of each case and page there, of a build that is not minified`;

function readOptions() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' }, profile: { type: 'string' } },
  });
  if (!/^[1-9]\d?$/.test(values.rounds)) throw new Error(`--rounds takes a number, not "${values.rounds}".`);
  return { rounds: Number(values.rounds), only: values.only, profile: values.profile && resolve(values.profile) };
}

/** @param {Side} side @param {string} file @param {() => Promise<void>} work */
async function profiled(side, file, work) {
  await side.session.send('Profiler.enable');
  await side.session.send('Profiler.setSamplingInterval', { interval: 500 });
  await side.session.send('Profiler.start');
  await work();
  const { profile } = await side.session.send('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
}

const load = () => loadavg()[0]?.toFixed(1) ?? '';

/** @param {ReturnType<typeof readOptions>} options @param {string} folder */
async function run({ rounds, only, profile }, folder) {
  const outDirs = { app: join(folder, 'app'), bare: join(folder, 'bare') };
  const readable = profile !== undefined;
  const appAddress = await serveApp(outDirs.app, readable);
  const bareAddress = await serveBare(outDirs.bare, readable);
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No Chromium found: npx playwright install chromium.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
  try {
    const app = await appSide(browser, appAddress);
    const bare = await bareSide(browser, bareAddress);
    const few = await appSide(browser, appAddress, 'few');
    const cases = [...makeCases(await copyData(app, outDirs.bare)), heapCase(browser, appAddress)];
    const chosen = cases.filter(({ name }) => only === undefined || name === only);
    if (chosen.length === 0) throw new Error(`"${only}" is no case here.\n\n${usage}`);
    if (profile !== undefined) mkdirSync(profile, { recursive: true });
    console.log(`${rounds} rounds, CPU ÷ ${slowdown}, ms as median / p95, load ${load()} at the start`);
    /** @type {string[][]} */
    const lines = [];
    for (const each of chosen) {
      const begun = Date.now();
      const both = each.withFew === true ? [app, bare, few] : [app, bare];
      const sides = each.once === true ? [app] : both;
      for (const side of sides) {
        await side.page.bringToFront();
        await side.slow(1);
        await each.prepare(side);
      }
      for (let round = 0; round < (each.once === true ? 1 : rounds); round += 1) {
        for (const side of sides) {
          await side.page.bringToFront();
          await side.slow(slowdown);
          const work = () => each.measure(side);
          if (profile === undefined) await work();
          else await profiled(side, join(profile, `${each.name}-${side.name}.cpuprofile`), work);
          await side.slow(1);
        }
      }
      console.log(`  ${each.name}: ${((Date.now() - begun) / 1000).toFixed(0)} s, load ${load()}`);
      lines.push(...each.lines(app.name, bare.name));
    }
    console.log(`\n${tableText(lines)}\n`);
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'command-ui-bench-'));
const tidy = () => {
  stopServers();
  rmSync(folder, { recursive: true, force: true });
};
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    console.error(`Stopped by ${signal}.`);
    tidy();
    process.exit(1);
  });
}
try {
  await run(readOptions(), folder);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  tidy();
}
