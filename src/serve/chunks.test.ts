import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { together } from './chunks.ts';

const files = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/'),
);

it('what is built into one file is there', () => {
  const named = Object.values(together).flatMap((folders) =>
    Object.entries(folders).flatMap(([folder, names]) => names.split(' ').map((name) => `${folder}/${name}`)),
  );
  expect(named.length).toBeGreaterThan(50);
  const gone = named.filter((name) => !files.some((file) => new RegExp(`(?:^|/)${name}\\.tsx?$`).test(file)));
  expect(gone).toEqual([]);
});
