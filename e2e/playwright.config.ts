import { defineConfig } from '@playwright/test';
import type { WorldOptions } from './world.ts';
import { findBrowser } from './tools.mjs';

const port = 5312;
const browser = findBrowser();
if (browser === null)
  throw new Error('No Chromium found: npx playwright install chromium, or install the system package.');

/** Of several `--disable-features` Chromium takes the last, so these of Playwright 1.65 stand here again. */
const offForPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** The address bar’s lists and a process kept ready for a next site: a fifth of the work of a test, and never seen. */
const offForSpeed = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
];

export default defineConfig<WorldOptions>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '.results/artifacts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    // Whatever moves is drawn anew for each frame: a fifteenth of all work, measured. The spec of the shell sees it move.
    contextOptions: { reducedMotion: 'reduce' },
    // Taken by the guard: the runner would take one of every page, in case something fails after it is gone.
    screenshot: 'off',
    trace: 'off',
    launchOptions: {
      executablePath: browser,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        // Of the root that the tests make. Allowed page by page instead, each connection fails first, and is tried again too often.
        '--ignore-certificate-errors',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${[...offForPlaywright, ...offForSpeed].join(',')}`,
      ],
    },
  },
  webServer: {
    command: `node src/serve/start.mjs --built --memory --port ${port}`,
    cwd: '..',
    url: `http://localhost:${port}/config.json`,
    reuseExistingServer: false,
  },
});
