import { expect, test } from 'vitest';
import { netRegexTable } from './netRegex.table.ts';
import { judge, readRegex } from './regex.ts';
import { affordableSteps, stepsAtMost } from './regexSteps.ts';
import { parseRegex } from './regexSyntax.ts';

const steps = (pattern: string, value: string): number => {
  const { tree } = parseRegex(pattern);
  return tree ? stepsAtMost(tree, value) : 0;
};
const a = (count: number) => 'a'.repeat(count);

/** Expressions that froze a page, each with a value they can work on for long. */
const freezing: readonly [string, string][] = [
  ['^([\\w.-]+|\\w+|[a-z]+)+$', 'abcdefghijklm !'],
  ['^(a|a|a)*$', `${a(17)}!`],
  ['^.*.*.*.*.*.*x$', a(60)],
  ['^.*.*.*.*.*.*.*x$', a(60)],
  ['^(a+)+$', `${a(30)}!`],
  ['^(?:a{1,9}){1,9}$', `${a(30)}!`],
  ['([a-z]*[a-z]*\\.)+!', 'aa.'.repeat(14)],
  ['^\\w+b?\\w+b?\\w+b?\\w+b?\\w+$', `${a(60)}!`],
  ['^(?=(?:a|a)+!)b', `${a(30)}?`],
  ['(?<=(?:a|a)+)b', `${a(30)}b`],
  ['^(?:[^B]|b)+$', `${'b'.repeat(30)}B`],
];

test.each(freezing)('%s on %j takes more steps than are made without a time limit', (pattern, value) => {
  expect(steps(pattern, value)).toBeGreaterThan(affordableSteps);
  for (const caseSensitive of [true, false, undefined])
    expect(judge(pattern, value, { caseSensitive })).toBe('cannot tell');
});

test('no expression is run beyond its bound, and those that stay under it are judged', () => {
  const patterns = new Set([...netRegexTable.map(({ pattern }) => pattern), ...freezing.map(([pattern]) => pattern)]);
  const values = [a(20), a(60), `${a(19)}!`, `${a(59)}!`, 'abcd.'.repeat(4), 'abcd.'.repeat(12)];
  for (const pattern of patterns) {
    const readable = readRegex(pattern).kind === 'judged';
    for (const value of values) {
      const judged = judge(pattern, value, { caseSensitive: true }) !== 'cannot tell';
      expect([pattern, value, judged]).toEqual([pattern, value, readable && steps(pattern, value) <= affordableSteps]);
    }
  }
});

test('each way to come to a part of the expression at a place of the value counts', () => {
  const doubled = [10, 11, 12].map((length) => steps('^(?:a|a)+$', `${a(length)}!`));
  const [ten = 0, eleven = 0, twelve = 0] = doubled;
  expect(eleven / ten).toBeCloseTo(2, 1);
  expect(twelve / eleven).toBeCloseTo(2, 1);
  const squared = steps('^a+a+$', `${a(400)}!`) / steps('^a+a+$', `${a(200)}!`);
  expect(squared).toBeGreaterThan(3.5);
  expect(squared).toBeLessThan(4.5);
});

test('what cannot be mistaken for its neighbour costs no more than the value is long', () => {
  const host = `${a(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example.com!`;
  for (const pattern of [
    '^([a-z0-9-]+\\.)+example\\.com$',
    '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$',
    '^[a-z0-9]+(?:\\.[a-z0-9-]+)*$',
    '^(?!.*\\.\\.)[\\w.-]+(?<!-)$',
  ])
    expect(steps(pattern, host)).toBeLessThan(20 * host.length);
});

test('a tree that is too large to count counts as endless', () => {
  expect(steps('^(?:(?:a{1,60}){1,60}b){1,60}$', a(60))).toBe(Infinity);
});
