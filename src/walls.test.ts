import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badNames, type Graph, importsOf, strayWireNames, violations } from './walls.ts';

const root = join(import.meta.dirname, '..');
const onDisk = ['src', 'e2e']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/(corpus|\.results)(\/|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  )
  .concat('vite.config.ts');
const sources = new Map(
  onDisk
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);
const product: Graph = new Map(
  [...sources]
    .filter(([path]) => !/\.test\.ts$|^src\/walls/.test(path))
    .map(([path, text]) => [path, importsOf(path, text)]),
);

const graphOf = (modules: Record<string, string>): Graph =>
  new Map(Object.entries(modules).map(([path, text]) => [path, importsOf(path, text)]));

describe('the repository', () => {
  it('keeps its import table', () => {
    expect(violations(product)).toEqual([]);
  });

  it('was seen whole: every module on disk is in the graph, and there are many', () => {
    expect(product.size).toBeGreaterThan(120);
    expect([...product.values()].flat().length).toBeGreaterThan(400);
  });

  it('has no folder or file that is named after nothing, and none too deep', () => {
    expect(badNames(onDisk)).toEqual([]);
  });

  it('spells Keyfactor names only in api, form files and the sandbox', () => {
    expect(
      [...sources].flatMap(([path, text]) => (path.startsWith('src/walls') ? [] : strayWireNames(path, text))),
    ).toEqual([]);
  });

  it('asks for nothing by itself in a hidden tab: no query is told to go on there', () => {
    const goingOn = [...sources].filter(
      ([path, text]) => /^src\/(?!walls)/.test(path) && text.includes('refetchIntervalInBackground'),
    );
    expect(goingOn.map(([path]) => path)).toEqual([]);
  });
});

describe('each wall falls when broken', () => {
  const good = {
    'src/main.tsx': `import { App } from './app/App.tsx';`,
    'src/app/App.tsx': `import { x } from '../features/templates/x.ts'; import { useState } from 'react'; export const App = [x, useState];`,
    'src/features/templates/x.ts': `import { d } from '../../domain/dn.ts'; export const x = d;`,
    'src/features/deploy/plan.ts': `export const plan = 1;`,
    'src/domain/dn.ts': `export const d = 1;`,
    'src/api/client.ts': `export const c = 1; export interface Wire { a: 1 }`,
    'src/ui/Page.tsx': `import Stack from '@mui/material/Stack'; export const Page = Stack;`,
    'src/sandbox/app.ts': `import { Hono } from 'hono'; export const app = Hono;`,
    'src/sandbox/storage.ts': `import { Database } from 'node-sqlite3-wasm'; export const db = Database;`,
    'src/paths.ts': `export const paths = 1;`,
  };

  it('and none falls in a small tree that keeps the table', () => {
    expect(violations(graphOf(good))).toEqual([]);
  });

  const cases: [string, string, string, RegExp][] = [
    [
      'domain importing api',
      'src/domain/a.ts',
      `import { c } from '../api/client.ts'; export const a = c;`,
      /domain may not import api/,
    ],
    [
      'domain using a package',
      'src/domain/a.ts',
      `import { z } from 'zod/mini'; export const a = z;`,
      /domain may not use this package/,
    ],
    [
      'api using React',
      'src/api/a.ts',
      `import { useState } from 'react'; export const a = useState;`,
      /api may not use this package/,
    ],
    [
      'api importing ui',
      'src/api/a.ts',
      `import { Page } from '../ui/Page.tsx'; export const a = Page;`,
      /api may not import ui/,
    ],
    [
      'ui importing domain',
      'src/ui/a.ts',
      `import { d } from '../domain/dn.ts'; export const a = d;`,
      /ui may not import domain/,
    ],
    [
      'form importing api',
      'src/form/a.ts',
      `import { c } from '../api/client.ts'; export const a = c;`,
      /form may not import api/,
    ],
    [
      'a feature importing another',
      'src/features/deploy/a.ts',
      `import { x } from '../templates/x.ts'; export const a = x;`,
      /may not import features\/templates/,
    ],
    [
      'templates importing deploy',
      'src/features/templates/a.ts',
      `import { plan } from '../deploy/plan.ts'; export const a = plan;`,
      /may not import features\/deploy/,
    ],
    [
      'a feature importing app',
      'src/features/deploy/a.ts',
      `import { App } from '../../app/App.tsx'; export const a = App;`,
      /may not import app/,
    ],
    [
      'a new feature is walled too',
      'src/features/reports/a.ts',
      `import { plan } from '../deploy/plan.ts'; export const a = plan;`,
      /may not import features\/deploy/,
    ],
    [
      'MUI by its barrel',
      'src/ui/a.ts',
      `import { Stack } from '@mui/material'; export const a = Stack;`,
      /may not use this package/,
    ],
    ['the whole of zod', 'src/api/a.ts', `import * as z from 'zod'; export const a = z;`, /may not use this package/],
    [
      'the sandbox using values of api',
      'src/sandbox/a.ts',
      `import { c } from '../api/client.ts'; export const a = c;`,
      /sandbox may not import api/,
    ],
    [
      'the sandbox using domain',
      'src/sandbox/a.ts',
      `import { d } from '../domain/dn.ts'; export const a = d;`,
      /sandbox may not import domain/,
    ],
    [
      'Node modules in a feature',
      'src/features/deploy/a.ts',
      `import fs from 'node:fs'; export const a = fs;`,
      /may not use Node's modules/,
    ],
    [
      'crypto outside its file',
      'src/sandbox/a.ts',
      `import c from 'node:crypto'; export const a = c;`,
      /only src\/sandbox\/pki\/crypto.ts/,
    ],
    [
      'SQLite outside its file',
      'src/sandbox/a.ts',
      `import { Database } from 'node-sqlite3-wasm'; export const a = Database;`,
      /only src\/sandbox\/storage.ts/,
    ],
    [
      'e2e using product code',
      'e2e/a.ts',
      `import { d } from '../src/domain/dn.ts'; export const a = d;`,
      /e2e may not import domain/,
    ],
    [
      'the bare page of the bench using product code',
      'e2e/bench/bare/a.tsx',
      `import { Page } from '../../../src/ui/Page.tsx'; export const a = Page;`,
      /e2e\/bench may not import ui/,
    ],
    [
      'the bare page of the bench using more than the stack',
      'e2e/bench/bare/a.tsx',
      `import Stack from '@mui/material/Stack'; export const a = Stack;`,
      /e2e\/bench may not use this package/,
    ],
    [
      'a spec using the bench',
      'e2e/a.ts',
      `import { b } from './bench/b.mjs'; export const a = b;`,
      /e2e may not import e2e\/bench/,
    ],
    [
      'an import by dynamic import',
      'src/domain/a.ts',
      `export const a = () => import('../api/client.ts');`,
      /domain may not import api/,
    ],
    ['an import by export from', 'src/domain/a.ts', `export * from '../api/client.ts';`, /domain may not import api/],
    ['a missing module', 'src/domain/a.ts', `export * from './gone.ts';`, /no such module/],
  ];
  it.each(cases)('%s', (_name, path, text, message) => {
    expect(violations(graphOf({ ...good, [path]: text })).join('\n')).toMatch(message);
  });

  it('a path from main.tsx to the sandbox, however long', () => {
    const broken = { ...good, 'src/domain/dn.ts': `export const d = () => import('../sandbox/app.ts');` };
    expect(violations(graphOf(broken)).join('\n')).toMatch(/src\/main.tsx reaches src\/sandbox\/app.ts/);
  });

  it('but the sandbox may name types of api', () => {
    const fine = {
      ...good,
      'src/sandbox/a.ts': `import type { Wire } from '../api/client.ts'; export const a = (w: Wire) => w;`,
    };
    expect(violations(graphOf(fine))).toEqual([]);
  });

  it('and the bench may use the stack and the tools of the tests', () => {
    const fine = {
      ...good,
      'e2e/tools.mjs': `export const t = 1;`,
      'e2e/bench/bare/a.tsx': `import { useForm } from 'react-hook-form'; import { memo } from 'react'; export const a = [useForm, memo];`,
      'e2e/bench/b.mjs': `import { t } from '../tools.mjs'; import { build } from 'vite'; export const b = [t, build];`,
    };
    expect(violations(graphOf(fine))).toEqual([]);
  });

  it('a file named utils, a hooks folder, a path four folders deep', () => {
    const bad = ['src/ui/utils.ts', 'src/hooks/useX.ts', 'src/features/a/b/c/d.ts', 'src/ui/Page.tsx'];
    expect(badNames(bad)).toEqual(bad.slice(0, 3));
  });

  it('a Keyfactor name on a screen', () => {
    expect(strayWireNames('src/features/templates/Editor.tsx', 'a\nconst n = wire.FriendlyName;')).toEqual([
      'src/features/templates/Editor.tsx:2 const n = wire.FriendlyName;',
    ]);
    expect(strayWireNames('src/features/templates/templateForm.ts', 'wire.FriendlyName')).toEqual([]);
  });
});
