import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const out = mkdtempSync(join(tmpdir(), 'budget-'));
const kib = 1024;

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}
let manifest: Record<string, Chunk> = {};

beforeAll(() => {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(
    process.execPath,
    [vite, 'build', '--outDir', out, '--manifest', 'manifest.json', '--logLevel', 'warn'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', VITEST: '' },
    },
  );
  manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 120_000);
afterAll(() => rmSync(out, { recursive: true }));

/** The files that must be there before these entries run: themselves and all they import statically. */
function needed(...entries: string[]): Set<string> {
  const files = new Set<string>();
  const open = [...entries];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the build`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return files;
}

const brotliBytes = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(out, file))).length, 0);

const firstScreen = () => needed('index.html', 'src/features/templates/lists/TemplatesPage.tsx');
const onTop = (screen: string) => {
  const first = firstScreen();
  return brotliBytes([...needed(screen)].filter((file) => !first.has(file)));
};

const screens = [
  'src/features/enrollment/pfx/PfxWizard.tsx',
  'src/features/enrollment/csr/CsrWizard.tsx',
  'src/features/templates/TemplateEditor.tsx',
  'src/features/templates/PatternEditor.tsx',
  'src/features/templates/SettingsPage.tsx',
  'src/features/certificates/CertificatesPage.tsx',
  'src/features/certificates/CertificatePage.tsx',
  'src/features/activity/ActivityPage.tsx',
];

describe('bytes of JavaScript, brotli', () => {
  it('the first screen, shell and template list, takes at most 172 KiB', () => {
    const bytes = brotliBytes(firstScreen());
    expect(bytes, `${(bytes / kib).toFixed(1)} KiB`).toBeLessThanOrEqual(172 * kib);
    expect(bytes).toBeGreaterThan(100 * kib);
  });

  it.each(screens)('%s adds at most 100 KiB', (screen) => {
    const bytes = onTop(screen);
    expect(bytes, `${(bytes / kib).toFixed(1)} KiB`).toBeLessThanOrEqual(100 * kib);
    expect(bytes).toBeGreaterThan(0);
  });
});

const filesAtOnce = 20;

describe('files of JavaScript', () => {
  it.each(screens)('%s asks for few', (screen) => {
    const first = firstScreen();
    const files = [...needed(screen)].filter((file) => !first.has(file));
    expect(files.slice(filesAtOnce)).toEqual([]);
  });

  it('never wait for each other in a circle', () => {
    const importers = (name: string) => (manifest[name]?.imports ?? []).flatMap((each) => [...needed(each)]);
    const circles = Object.entries(manifest).filter(([name, { file }]) => importers(name).includes(file));
    expect(circles.map(([name]) => name)).toEqual([]);
  });
});

describe('the build output', () => {
  const texts = () =>
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(js|html|css|json)$/.test(name) && name !== 'manifest.json')
      .map((name) => [name, readFileSync(join(out, name), 'utf8')] as const);

  it('holds nothing of the sandbox', () => {
    expect(Object.keys(manifest).filter((name) => /^src\/(sandbox|serve)\//.test(name))).toEqual([]);
    const marks = /sandbox-world|node-sqlite3|CorpIssuingCA|\/sandbox\/worlds/;
    expect(texts().flatMap(([name, text]) => (marks.test(text) ? [name] : []))).toEqual([]);
  });

  it('has X.509 code only in chunks that no first screen loads', () => {
    const reader = /2\.5\.29\.17/; // the OID of subjectAltName, which only the X.509 readers spell
    const holders = texts().flatMap(([name, text]) => (name.endsWith('.js') && reader.test(text) ? [name] : []));
    expect(holders.length).toBeGreaterThan(0);
    const first = firstScreen();
    expect(holders.filter((name) => first.has(name))).toEqual([]);
  });

  it('has no inline script or style, and no address of another origin to load from', () => {
    const html = readFileSync(join(out, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/(src|href)="https?:/);
    expect(html).toContain('<link rel="stylesheet"');
  });
});
