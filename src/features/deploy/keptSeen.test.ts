import { expect, test, vi } from 'vitest';
import { configureClient } from '../../api/client.ts';
import { askKey } from './followEvidence.ts';
import { askedFor } from './followForTests.ts';
import { keepSeen, keptSeen, seenKey, seenOf } from './keptSeen.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);

test('of a store that was seen at its end the first time is kept, and the newest stay when there are too many', () => {
  expect(keepSeen(['a', 'b'], '2026-04-22T02:00:00Z')).toEqual(['a', 'b']);
  expect(keepSeen(['b', 'c'], '2026-04-22T03:00:00Z')).toEqual(['c']);
  const { stores } = keptSeen.read();
  expect(stores.map(({ key, at }) => `${key} ${at}`)).toEqual([
    'c 2026-04-22T03:00:00Z',
    'a 2026-04-22T02:00:00Z',
    'b 2026-04-22T02:00:00Z',
  ]);
  keepSeen(
    Array.from({ length: 4_000 }, (_, at) => `s${at}`),
    '2026-04-22T04:00:00Z',
  );
  expect(keptSeen.read().stores).toHaveLength(4_000);
  expect(keptSeen.read().stores.some(({ key }) => key === 'a')).toBe(false);
});

test('a sending is known as seen by its store, its time and this server', () => {
  configureClient({ apiBase: 'https://keyfactor.example.com/KeyfactorAPI' });
  const [one, other] = [askedFor('s1'), askedFor('s2')];
  const at = '2026-04-22T05:00:00Z';
  expect([...seenOf([one, other], [{ key: seenKey(one), at }])]).toEqual([[askKey(one), at]]);
  expect(seenOf([one], [{ key: `https://other.example.com ${askKey(one)}`, at }]).size).toBe(0);
});
