import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const textOf = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const ofMatrix = files.filter((name) => /^faultCalls\w*ForTests\.ts$/.test(name));

/** What a module exports that makes options of a query or a mutation, by name. */
const makersIn = (source: string): string[] =>
  source.split(/^export /m).flatMap((text) => {
    const [, name] = /^(?:async )?(?:const|function) (\w+)/.exec(text) ?? [];
    return name !== undefined && /\b(?:queryOptions|infiniteQueryOptions|mutationOptions)\(/.test(text) ? [name] : [];
  });

/** What the matrix calls. A key alone is no call. */
const called = ofMatrix.map((name) => textOf(name).replaceAll(/\w+\([\w.]*\)\.queryKey/g, '')).join('\n');

/** What does not stand in the matrix, and why it need not. */
const exceptions: Readonly<Record<string, string>> = {
  serverQuery: 'stands there by what it calls, detectServer',
  tenantsQuery: 'is authoritiesQuery, of whose answer it takes a part',
  importTemplates: 'counts before and after, whatever those reads say; its own write is a plain call of the client',
};

test('every query and mutation stands in the matrix of faults, or among the exceptions', () => {
  const makers = files.filter((name) => !name.endsWith('ForTests.ts')).flatMap((name) => makersIn(textOf(name)));
  expect(makers.length).toBeGreaterThan(70);
  const missing = makers.filter((name) => !new RegExp(String.raw`\b${name}\(`).test(called));
  expect(missing.toSorted()).toEqual(Object.keys(exceptions).toSorted());
});

test('every list of the matrix is run', () => {
  const lists = ofMatrix.flatMap((name) =>
    [...textOf(name).matchAll(/^export const (\w+): readonly FaultCall\[\]/gm)].map(([, list]) => list),
  );
  const run = ['faultMatrix.test.ts', 'faultMatrixWrites.test.ts']
    .flatMap((name) => [...textOf(name).matchAll(/describe\.each\(\[([^\]]+)\]\)/g)].map(([, each]) => each))
    .join(' ');
  expect(lists.filter((list) => !run.includes(`...${list}`))).toEqual([]);
});
