import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { keyfactorServer } from './src/serve/plugin.ts';
import { mountModule } from './src/serve/mountModule.ts';
import { precompressed } from './src/serve/precompressed.ts';

/** Small modules that the lists need at once and other screens later. */
const piecesOfLists =
  /[\\/](SearchField|numbers|templates|patterns|patternKeys|authorities|wireDocument|lists|listFilters|useListUrl|templateWords|enrollTypes)\.tsx?$|[\\/]@tanstack[\\/](react-query|query-core)[\\/]/;

/** What many screens share and no list needs must not travel with the first screen, nor what would bring it along. */
const notOfForms =
  /^(?!.*[\\/](?:react-hook-form|@hookform|src[\\/]form|Dialog|Modal|Unstable_TrapFocus|Transition\.mjs|transitions|Fade|Backdrop|Portal|Paper|ConfirmDialog\.tsx)(?:[\\/]|$))/s;

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
    // Fewer, larger chunks on the way to the first screen: what ten screens share, and the pieces of its lists.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'shared', test: notOfForms, minShareCount: 10, priority: 2 },
            { name: 'pieces', test: piecesOfLists, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
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
