import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = (name: string) => readFileSync(join(root, name), 'utf8');

describe('the repository', () => {
  it('has the agreed top level and nothing else', () => {
    const made = new Set(['node_modules', 'dist']);
    const names = readdirSync(root).filter((name) => !name.startsWith('.') && !made.has(name));
    expect(names.sort()).toEqual(
      [
        'README.md',
        'e2e',
        'index.html',
        'package-lock.json',
        'package.json',
        'public',
        'src',
        'tsconfig.json',
        'vite.config.ts',
      ].sort(),
    );
  });

  it('has a lock file that names every platform package of its native tools', () => {
    const lock = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
    };
    const names = Object.keys(lock.packages);
    const missing = Object.values(lock.packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !names.some((path) => path.endsWith(`node_modules/${name}`)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('pins every dependency to one version', () => {
    const manifest = JSON.parse(text('package.json')) as Record<string, Record<string, string>>;
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.length).toBeGreaterThan(20);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('has a README of at most 200 lines that names the two commands', () => {
    const readme = text('README.md');
    expect(readme.split('\n').length).toBeLessThanOrEqual(200);
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });

  it('runs the README’s test command in CI', () => {
    expect(text('.ci/run')).toContain('npm ci && npm test');
    expect(existsSync(join(root, 'e2e', 'all.mjs'))).toBe(true);
  });
});
