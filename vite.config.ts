import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { chunkGroups } from './src/serve/chunks.ts';
import { keyfactorServer } from './src/serve/plugin.ts';
import { mountModule } from './src/serve/mountModule.ts';
import { precompressed } from './src/serve/precompressed.ts';

const inPackages = (path: string) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));

export default defineConfig(({ command }) => ({
  // Relative URLs plus <base href> let one build serve any sub-path.
  base: './',
  plugins: [react(), keyfactorServer(), mountModule(), precompressed()],
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  resolve: {
    // The package exports its development half only, which carries warnings that nobody reads in a build.
    alias:
      command === 'build'
        ? [
            { find: /^react-router$/, replacement: inPackages('react-router/dist/production/index.mjs') },
            { find: /^react-router\/dom$/, replacement: inPackages('react-router/dist/production/dom-export.mjs') },
          ]
        : [],
  },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    pool: 'threads',
    isolate: false,
    setupFiles: ['e2e/freshModules.ts'],
  },
}));
