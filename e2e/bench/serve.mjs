import process from 'node:process';
import { preview } from 'vite';

// One built page on a port of its own: `node serve.mjs ROOT OUT PORT [app]`, where "app" takes ROOT's Vite config with it.
const [root = '', outDir = '', port = '', which] = process.argv.slice(2);
await preview({
  root,
  ...(which === 'app' ? {} : { configFile: /** @type {const} */ (false) }),
  build: { outDir },
  preview: { host: '127.0.0.1', port: Number(port), strictPort: true },
});
// Whoever started it may be gone without having been able to say so.
process.stdin.once('end', () => process.exit()).resume();
console.log('ready');
