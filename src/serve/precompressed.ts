import { createReadStream, statSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Connect, Plugin } from 'vite';

const encodings = [
  { name: 'br', ending: '.br', compress: (bytes: Buffer) => promisify(brotliCompress)(bytes) },
  { name: 'gzip', ending: '.gz', compress: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
] as const;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Not `index.html`, whose base path the server may rewrite, and not `config.json`, which the installation edits. */
const compressible = /\.(css|js|svg)$/;

/**
 * Writes `.br` and `.gz` beside each file of the build that gets smaller by it, and has the start command send them, which
 * otherwise compresses the same bytes again with every request.
 */
export function precompressed(): Plugin {
  return {
    name: 'precompressed',
    writeBundle: async ({ dir }) => {
      if (dir !== undefined) await compressFolder(dir);
    },
    configurePreviewServer: ({ config, middlewares }) => {
      middlewares.use(sendPrecompressed(resolve(config.root, config.build.outDir)));
    },
  };
}

/** Compresses what is compressible in a folder and below. */
export async function compressFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(
    names
      .filter((name) => compressible.test(name))
      .map(async (name) => {
        const path = join(folder, name);
        const bytes = await readFile(path);
        for (const { ending, compress } of encodings) {
          const smaller = await compress(bytes);
          if (smaller.length < bytes.length) await writeFile(path + ending, smaller);
        }
      }),
  );
}

/** Answers requests for hashed assets with what was compressed before; all others are left to the next. */
export function sendPrecompressed(folder: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const [, name, kind] = /^\/(assets\/[\w.-]+(\.\w+))(?:\?|$)/.exec(request.url ?? '') ?? [];
    const contentType = contentTypes[kind ?? ''];
    const accepted = (request.headers['accept-encoding'] ?? '').split(/\s*,\s*/);
    const encoding = encodings.find((each) => accepted.includes(each.name));
    if (name === undefined || contentType === undefined || encoding === undefined) return next();
    const path = join(folder, name + encoding.ending);
    const file = statSync(path, { throwIfNoEntry: false });
    if (file === undefined) return next();
    response.writeHead(200, {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Encoding': encoding.name,
      'Content-Length': file.size,
      'Content-Type': contentType,
      Vary: 'Accept-Encoding',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path).pipe(response);
  };
}
