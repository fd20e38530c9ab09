import { expect, test } from 'vitest';
import { keyWords } from './keyHolder.ts';

type How = 'encrypted' | 'plain';
const at = new Date('2026-04-21T19:57:49Z');

const words = (o: { force?: boolean; made?: How | 'not saved'; key?: 'none' | 'made' | 'given' }) =>
  keyWords({
    post: { path: `/Enrollment/CSR?forceEnroll=${o.force ?? false}` },
    values: { key: o.key ?? 'none' },
    madeKey: o.made === undefined ? null : { madeAt: at, saved: o.made === 'not saved' ? null : { how: o.made, at } },
  });

test('a certificate goes to whoever holds its key: someone else, or Command', () => {
  expect(words({})).toMatch(/^Hand it back/);
  expect(words({ key: 'given' })).toMatch(/^Hand it back/);
  expect(words({ force: true })).toMatch(/^Its key is in Command/);
});

test('a key that this page made is where it was saved, and it is said how', () => {
  expect(words({ made: 'encrypted' })).toMatch(
    /^The key that this page made is in the file .* under its password, and/,
  );
  expect(words({ made: 'plain' })).toMatch(/without encryption, and nowhere else/);
  expect(words({ made: 'encrypted', key: 'made' })).toMatch(/went to Command with the request. It is also in the file/);
});

test('a key that was not saved is in no file', () => {
  expect(words({ made: 'not saved' })).toBe('The key that this page made was never downloaded.');
  expect(words({ made: 'not saved', key: 'made' })).not.toContain('file');
});
