import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { provideTools } from './tools.mjs';

const root = join(import.meta.dirname, '..');
const results = join(root, 'e2e', '.results');
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);
let passed = 0;
let failed = 0;

/**
 * One command; counted as one test unless it counts its own in a report.
 * @param {string} name @param {string} command @param {string[]} args @param {Record<string, string>} [env]
 */
function run(name, command, args, env = {}) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

/** @param {string} name @param {string} command @param {string[]} args */
function step(name, command, args) {
  const ok = run(name, command, args);
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

/**
 * Adds a runner's own counts; a runner that failed without counting a failure counts as one.
 * @param {boolean} ok @param {string} file @param {(report: any) => { passed: number, failed: number }} read
 */
function count(ok, file, read) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed === 0 && (!ok || counts.passed === 0)) failed += 1;
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const missing = provideTools();
if (missing.length > 0) {
  for (const sentence of missing) console.error(sentence);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

step('types', bin('tsc'), ['-p', '.']);
step('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']);
step('format', bin('oxfmt'), ['--check']);
step('dead code', bin('knip'), []);

const pure = join(results, 'pure.json');
count(
  run('pure tests', bin('vitest'), [
    'run',
    '--maxWorkers=100%',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${pure}`,
  ]),
  pure,
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numFailedTestSuites * (report.numFailedTests === 0 ? 1 : 0),
  }),
);

if (step('build', bin('vite'), ['build', '--logLevel', 'warn'])) {
  const browser = join(results, 'e2e.json');
  count(
    run('browser tests', bin('playwright'), ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browser,
    }),
    browser,
    (report) => ({
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky + report.stats.skipped,
    }),
  );
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
