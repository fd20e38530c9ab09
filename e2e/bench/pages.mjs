import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const bareRoot = join(import.meta.dirname, 'bare');
const server = fileURLToPath(new URL('./serve.mjs', import.meta.url));

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends every server that was started here. */
export function stopServers() {
  for (const child of running) child.kill();
  running.clear();
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => found(port));
    });
  });

/**
 * Serves a built page and gives its address.
 * @param {string[]} args @param {string} outDir
 */
async function serve([from = '', ...which], outDir) {
  const port = await freePort();
  // A sandbox of its own, whatever server this shell is set up for.
  const { KEYFACTOR_URL: _real, ...env } = process.env;
  const child = spawn(process.execPath, [server, from, outDir, String(port), ...which], {
    cwd: root,
    env: { ...env, KEYFACTOR_SANDBOX_MEMORY: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.add(child);
  await new Promise((ready, failed) => {
    child.stdout.once('data', ready);
    child.once('exit', (code) => failed(new Error(`The server of ${outDir} ended with ${code}.`)));
  });
  return `http://127.0.0.1:${port}/`;
}

/**
 * Builds the app and serves it with its sandbox in memory. `readable` keeps the names of functions, for a profile.
 * @param {string} outDir @param {boolean} readable
 */
export async function serveApp(outDir, readable) {
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true, ...(readable ? { minify: false } : {}) } });
  return serve([root, 'app'], outDir);
}

/**
 * Builds the bare page and serves it. Its data is a file that the caller puts beside it.
 * @param {string} outDir @param {boolean} readable
 */
export async function serveBare(outDir, readable) {
  await build({
    root: bareRoot,
    configFile: false,
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: join(bareRoot, 'bare.html') },
      ...(readable ? { minify: false } : {}),
    },
  });
  return serve([bareRoot], outDir);
}
