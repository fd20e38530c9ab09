import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { keyfactorServer } from './src/serve/plugin.ts';

export default defineConfig({
  // Relative URLs plus <base href> let one build serve any sub-path.
  base: './',
  plugins: [react(), keyfactorServer()],
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Fewer, larger chunks on the way to the first screen; what seven screens share is needed soon anyway.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 7 }] } } },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
});
