import { expect, test } from 'vitest';
import { startsOfPlan } from './useOpenPlan.ts';

const later = '2036-04-22T02:00:00Z';
const [a, b, c] = [{ storeId: 'a' }, { storeId: 'b' }, { storeId: 'c' }];
const sendings = [
  { plan: [a, b], startsAt: later },
  { plan: [b], startsAt: null },
];

test('each store that is planned again starts when it was last asked to', () => {
  expect(startsOfPlan([{ storeId: 'A' }], sendings, null)).toEqual([later]);
  expect(startsOfPlan([b], sendings, later)).toEqual([null]);
  expect(startsOfPlan([a, b], sendings, later)).toEqual([later, null]);
});

test('what was never sent starts as a new plan does', () => {
  expect(startsOfPlan([c], sendings, null)).toEqual([null]);
  expect(startsOfPlan([a, c], sendings, null)).toEqual([later, null]);
  expect(startsOfPlan([a, c], sendings, later)).toEqual([later]);
  expect(startsOfPlan([], sendings, later)).toEqual([later]);
});
