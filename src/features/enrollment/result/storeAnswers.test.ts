import { expect, test } from 'vitest';
import { answeredStores, otherStores } from './storeAnswers.ts';

const sent = (Stores: unknown[] | undefined) => ({
  post: { body: Stores ? { Stores } : {} },
  values: { stores: [{ storeId: 'A-1' }, { storeId: 'b-2' }] },
  held: [{ storeId: 'A-1' }, { storeId: 'D-4' }, { storeId: 'd-4' }],
});

test('stores that went with the request and are not in the list of the answer have no job', () => {
  expect(answeredStores({ successfulStores: [] }, sent([{}]), false)).toEqual([]);
  expect(answeredStores({ successfulStores: ['a-1'] }, sent([{}]), false)).toEqual(['a-1']);
});

test('an answer without a list does not tell what became of stores in the request', () => {
  expect(answeredStores({ successfulStores: null }, sent([{}]), false)).toBe('not known');
});

test('jobs of the stores of a renewed certificate say nothing of a plan that did not go with the request', () => {
  expect(answeredStores({ successfulStores: ['c-3'] }, sent(undefined), false)).toBeNull();
});

test('without stores in the request nothing was asked yet', () => {
  expect(answeredStores({ successfulStores: null }, sent(undefined), false)).toBeNull();
  expect(answeredStores({ successfulStores: null }, sent([]), false)).toBeNull();
});

test('where the answer was lost, what became of stores in the request is not known', () => {
  expect(answeredStores({ successfulStores: null }, sent([{}]), true)).toBe('not known');
  expect(answeredStores({ successfulStores: null }, sent(undefined), true)).toBeNull();
});

test('stores that nobody planned are those that held the renewed certificate, and any other with a job', () => {
  expect(otherStores({ successfulStores: ['a-1', 'c-3'] }, sent([{}]))).toEqual(['d-4', 'c-3']);
  expect(otherStores({ successfulStores: null }, sent([{}]))).toEqual(['d-4']);
});
