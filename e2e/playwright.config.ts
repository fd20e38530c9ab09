import { defineConfig } from '@playwright/test';
import type { WorldOptions } from './world.ts';
import { findBrowser } from './tools.mjs';

const port = 5312;
const browser = findBrowser();
if (browser === null)
  throw new Error('No Chromium found: npx playwright install chromium, or install the system package.');

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
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: browser,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
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
