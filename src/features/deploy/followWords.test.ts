import { expect, test } from 'vitest';
import type { FollowedOne } from './followEvidence.ts';
import { judge } from './followEvidence.ts';
import { askedFor, nothingLearned } from './followForTests.ts';
import { causeOf, countFates, countText, illText, isNotReached } from './followWords.ts';

const one = judge(askedFor('s1'), nothingLearned);
const ended = (fate: FollowedOne['fate'], action: 'add' | 'remove' = 'add'): FollowedOne => ({
  ...one,
  one: { ...one.one, action },
  fate,
});

test('stores are counted by what became of them, the good first, and no zero is told', () => {
  expect(countText([ended('failed'), ended('waiting'), ended('reached'), ended('reached')])).toBe(
    '2 seen in inventory, 1 waiting, 1 failed',
  );
  expect(countFates([])).toEqual([]);
});

test('a removal has reached its end when the entry is gone', () => {
  expect(countText([ended('reached', 'remove')])).toBe('1 gone from inventory');
});

test('what somebody has to see to is said of all stores, failures first; nothing where nothing went wrong', () => {
  expect(illText([ended('refused'), ended('reached'), ended('failed')])).toBe('1 of 3 stores failed, 1 not taken.');
  expect(illText([ended('failed')])).toBe('1 of 1 store failed.');
  expect(illText([ended('reached'), ended('waiting'), ended('retrying')])).toBe('');
});

test('a store that went wrong tells its cause in one line, and what it never came to is not called waiting', () => {
  const refused = judge(askedFor('s1', { accepted: false }), nothingLearned);
  expect(causeOf(refused)).toBe('The server did not take this store.');
  expect(refused.steps.map((step) => isNotReached(refused, step))).toEqual([false, false, true, true, true]);
  expect(causeOf(one)).toBe('');
  expect(one.steps.some((step) => isNotReached(one, step))).toBe(false);
  const unsent = judge(askedFor('s1', { askedAt: null, accepted: null }), nothingLearned);
  expect(unsent.steps.some((step) => isNotReached(unsent, step))).toBe(false);
});
