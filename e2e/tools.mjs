import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from '@playwright/test';

const systemBrowsers = [
  // Without windows: a fifth less work for each test.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser to drive: Playwright's own when it was downloaded, else one of the system's, else null. */
export function findBrowser() {
  const own = chromium.executablePath();
  return existsSync(own) ? own : (systemBrowsers.find((path) => existsSync(path)) ?? null);
}

/** Debian's lies where only root looks. */
export const nginxCommand = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';

/** @param {string} command @param {string} question something that it answers at once */
const runs = (command, question) => {
  const { error, status } = spawnSync(command, [question], { stdio: 'ignore' });
  return error === undefined && status === 0;
};

const tools = [
  {
    name: 'a Chromium browser',
    found: () => findBrowser() !== null,
    debian: 'chromium-headless-shell',
    hint: 'npx playwright install chromium',
  },
  { name: 'openssl', found: () => runs('openssl', 'version'), debian: 'openssl', hint: 'install OpenSSL 3' },
  {
    name: 'keytool',
    found: () => runs('keytool', '-help'),
    debian: 'openjdk-17-jre-headless',
    hint: 'install a Java runtime',
  },
  {
    name: 'nginx',
    found: () => existsSync('/usr/sbin/nginx') || runs('nginx', '-v'),
    debian: 'nginx',
    hint: 'install nginx',
  },
];

/**
 * Finds what the tests need outside npm, and installs what is missing where that is possible (Debian, root).
 * @returns {string[]} a sentence for each tool that is still missing
 */
export function provideTools() {
  const missing = tools.filter((tool) => !tool.found());
  if (missing.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      execFileSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
      execFileSync('apt-get', ['install', '-y', '-q', ...missing.map((tool) => tool.debian)], {
        stdio: 'inherit',
        env,
      });
    } catch {
      // What is still missing is named below.
    }
  }
  return missing
    .filter((tool) => !tool.found())
    .map((tool) => `The tests need ${tool.name}: ${tool.hint}, or on Debian: apt-get install ${tool.debian}.`);
}
