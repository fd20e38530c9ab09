import { expect, test } from 'vitest';
import { keptSamples } from '../../../kept.ts';
import { fits, newAttempt, readAttempts, watchAttempts, writeAttempts } from './attempts.ts';

const values = (list: readonly { value: string; expected: unknown }[]) =>
  list.map((each) => [each.value, each.expected]);

test('a place begins with what is kept for it and one empty value', () => {
  keptSamples.write({ sets: [{ scope: 'template 1', part: 'CN', good: ['a'], bad: ['', 'b'] }] });
  const place = { scope: 'template 1', part: 'CN' };
  expect(values(readAttempts(place))).toEqual([
    ['a', 'match'],
    ['', 'no match'],
    ['b', 'no match'],
    ['', null],
  ]);
  expect(readAttempts({ ...place })).toBe(readAttempts(place));
  expect(values(readAttempts({ ...place, part: 'O' }))).toEqual([['', null]]);
});

test('only values with an expectation are kept, and only for a stored document’s subject part', () => {
  const list = [newAttempt('a', 'match'), newAttempt('b', null), newAttempt('c', 'no match')];
  let told = 0;
  const stop = watchAttempts(() => told++);
  for (const place of [
    { scope: 'template 2', part: 'CN' },
    { scope: null, part: 'CN' },
    { scope: 'template 2', part: '' },
  ]) {
    writeAttempts(place, list);
    expect(readAttempts(place)).toBe(list);
  }
  stop();
  expect(told).toBe(3);
  expect(keptSamples.read().sets.filter(({ scope }) => scope !== 'template 1')).toEqual([
    { scope: 'template 2', part: 'CN', good: ['a'], bad: ['c'] },
  ]);
});

test('what is too long or too many to be kept is known beforehand', () => {
  expect(fits([newAttempt('a'.repeat(600), null)])).toBe(true);
  expect(fits([newAttempt('a'.repeat(600), 'match')])).toBe(false);
  expect(fits(Array.from({ length: 41 }, (_, at) => newAttempt(`${at}`, 'no match')))).toBe(false);
});
