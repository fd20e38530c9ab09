import { expect, test, vi } from 'vitest';
import { keepSeen, keptSeen, seenByKey } from './keptSeen.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);

test('of a store that was seen at its end the first time is kept, and the newest stay when there are too many', () => {
  expect(keepSeen(['a', 'b'], '2026-04-22T02:00:00Z')).toEqual(['a', 'b']);
  expect(keepSeen(['b', 'c'], '2026-04-22T03:00:00Z')).toEqual(['c']);
  const { stores } = keptSeen.read();
  expect([...seenByKey(stores)]).toEqual([
    ['c', '2026-04-22T03:00:00Z'],
    ['a', '2026-04-22T02:00:00Z'],
    ['b', '2026-04-22T02:00:00Z'],
  ]);
  keepSeen(
    Array.from({ length: 4_000 }, (_, at) => `s${at}`),
    '2026-04-22T04:00:00Z',
  );
  expect(keptSeen.read().stores).toHaveLength(4_000);
  expect(seenByKey(keptSeen.read().stores).has('a')).toBe(false);
});
