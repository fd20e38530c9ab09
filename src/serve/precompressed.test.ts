import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressFolder, sendPrecompressed } from './precompressed.ts';

const folder = mkdtempSync(join(tmpdir(), 'precompressed-'));
const script = 'export const answer = 42;\n'.repeat(100);

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  const files = { 'assets/a-1.js': script, 'assets/tiny.js': '1', 'index.html': script, 'config.json': script };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  await compressFolder(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const listen = sendPrecompressed(folder);

/** What is sent for an address: encoding, type, caching and the bytes as text; null when it is left to the next. */
async function sent(path: string, accepted: string) {
  const server = createServer((request, response) => {
    listen(request, response, () => response.writeHead(404).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const answer = await fetch(address, { headers: { 'accept-encoding': accepted } });
    const header = (name: string) => answer.headers.get(name);
    if (answer.status === 404) return null;
    return {
      encoding: header('content-encoding'),
      type: header('content-type'),
      caching: header('cache-control'),
      text: await answer.text(),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a build', () => {
  it('has brotli and gzip beside what gets smaller, not beside what an installation edits', () => {
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual([
      'assets',
      'assets/a-1.js',
      'assets/a-1.js.br',
      'assets/a-1.js.gz',
      'assets/tiny.js',
      'config.json',
      'index.html',
    ]);
  });

  it('holds the same bytes in each', () => {
    expect(brotliDecompressSync(readFileSync(join(folder, 'assets/a-1.js.br'))).toString()).toBe(script);
    expect(gunzipSync(readFileSync(join(folder, 'assets/a-1.js.gz'))).toString()).toBe(script);
  });
});

describe('the start command', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
  ])('sends a browser that takes %s what was compressed as %s', async (accepted, encoding) => {
    expect(await sent('/assets/a-1.js', accepted)).toEqual({
      encoding,
      type: 'text/javascript; charset=utf-8',
      caching: 'public, max-age=31536000, immutable',
      text: script,
    });
  });

  it.each([
    ['/assets/a-1.js', 'identity'],
    ['/assets/tiny.js', 'br'],
    ['/index.html', 'br'],
    ['/assets/none.js', 'br'],
    ['/assets/..%2Fconfig.js', 'br'],
    ['/assets/../../a-1.js', 'br'],
  ])('leaves %s for %s to the next', async (path, accepted) => {
    expect(await sent(path, accepted)).toBeNull();
  });
});
