import { expect, test } from 'vitest';
import type { Asked } from './askedStores.ts';
import { askKey } from './followEvidence.ts';
import { askedFor } from './followForTests.ts';
import { supersededBy } from './superseded.ts';

const at = (minute: number) => `2026-04-22T02:${String(minute).padStart(2, '0')}:00.000Z`;
const first = askedFor('s1', { askedAt: at(1) });
const second = askedFor('S1', { askedAt: at(2) });
const timeOf = (one: Asked, sent: readonly Asked[]) => supersededBy([one], sent).get(askKey(one));
const removal = (alias: string, minute: number) => {
  const one = askedFor('s1', { askedAt: at(minute), action: 'remove' });
  return { ...one, store: { ...one.store, alias } };
};

test('a sending is superseded by the last one to its store that the server took or may have taken', () => {
  const third = askedFor('s1', { askedAt: at(3), accepted: null });
  expect(timeOf(first, [first, second])).toBe(at(2));
  expect(timeOf(first, [third, second, first])).toBe(at(3));
  expect(timeOf(second, [first, second, { ...third, accepted: false }])).toBeUndefined();
});

test('the last one, one to another store, and one that was not sent supersede nothing', () => {
  expect(timeOf(second, [first, second])).toBeUndefined();
  expect(timeOf(first, [first, askedFor('s2', { askedAt: at(2) })])).toBeUndefined();
  expect(timeOf(first, [first, askedFor('s1', { askedAt: null, accepted: null })])).toBeUndefined();
  expect(timeOf(askedFor('s1', { askedAt: null, accepted: null }), [second])).toBeUndefined();
});

test('a removal supersedes an addition and the other way, and another removal where its entries are among those', () => {
  expect(timeOf(first, [first, removal('other', 2)])).toBe(at(2));
  expect(timeOf(removal('shop', 1), [second])).toBe(at(2));
  expect(timeOf(removal('shop', 1), [removal('old, SHOP', 2)])).toBe(at(2));
  expect(timeOf(removal('shop, old', 1), [removal('shop', 2)])).toBeUndefined();
});
