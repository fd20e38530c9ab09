import type { Plugin } from 'vite';

/** Writes `mount.js` into the build: the module that a portal imports, under a name that no new version changes. */
export const mountModule = (): Plugin => ({
  name: 'mount-module',
  apply: 'build',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const app = chunks.find((chunk) => chunk.facadeModuleId?.endsWith('/src/app/mountApp.tsx') === true);
    if (app?.exports.includes('mountApp') !== true) throw new Error('The build has nothing that a portal could mount.');
    this.emitFile({
      type: 'asset',
      fileName: 'mount.js',
      source: `export { mountApp as mount } from './${app.fileName}';\n`,
    });
  },
});
