import { expect, test } from 'vitest';
import { longestSample, mostSamples, samplesFile, samplesOf, withSamples } from './samples.ts';

const cn = { scope: 'template 5', part: 'CN', good: ['shop.keyexample.com'], bad: [''] };
const o = { scope: 'template 5', part: 'O', good: ['Key Example'], bad: [] };
const other = { scope: 'template 6', part: 'CN', good: ['a'], bad: [] };

test('samples are kept for each document and subject part by themselves', () => {
  const sets = [cn, o, other].reduce(withSamples, []);
  expect(samplesOf(sets, 'template 5', 'CN')).toEqual(cn);
  expect(samplesOf(sets, 'template 6', 'CN')).toEqual(other);
  expect(samplesOf(sets, 'template 7', 'CN')).toEqual({ scope: 'template 7', part: 'CN', good: [], bad: [] });
});

test('a set takes the place of the former one, and an empty one goes', () => {
  expect(withSamples([cn, o], { ...cn, good: ['b'] })).toEqual([o, { ...cn, good: ['b'] }]);
  expect(withSamples([cn, o], { ...cn, good: [], bad: [] })).toEqual([o]);
});

test('what is kept stays small: long, double and too many values are left out, the oldest sets go', () => {
  const long = 'a'.repeat(longestSample + 1);
  const many = Array.from({ length: mostSamples + 5 }, (_, at) => `v${at}`);
  expect(withSamples([], { ...cn, good: ['x', long, 'x'], bad: many })).toEqual([
    { ...cn, good: ['x'], bad: many.slice(0, mostSamples) },
  ]);
  const big = (id: number) => ({ ...cn, scope: `template ${id}`, good: [`${id}`.padEnd(500, 'x')] });
  const sets = Array.from({ length: 400 }, (_, id) => big(id)).reduce(withSamples, []);
  expect(JSON.stringify(sets).length).toBeLessThan(130_000);
  expect(sets.at(-1)).toEqual({ ...big(399), bad: [''] });
  expect(sets.length).toBeGreaterThan(100);
});

test('the file names the document and has its samples only', () => {
  const { name, content } = samplesFile([cn, other, o], 'template 5');
  expect(name).toBe('regex-samples-template-5.json');
  expect(JSON.parse(content)).toEqual({
    document: 'template 5',
    samples: [
      { subjectPart: 'CN', shouldMatch: ['shop.keyexample.com'], shouldNotMatch: [''] },
      { subjectPart: 'O', shouldMatch: ['Key Example'], shouldNotMatch: [] },
    ],
  });
});
