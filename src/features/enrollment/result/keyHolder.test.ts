import { expect, test } from 'vitest';
import { keyWords } from './keyHolder.ts';

const words = (o: { force?: boolean; way?: 'given' | 'browser' | 'command'; key?: 'none' | 'made' | 'given' }) =>
  keyWords({
    post: { path: `/Enrollment/CSR?forceEnroll=${o.force ?? false}` },
    values: { way: o.way ?? 'given', key: o.key ?? 'none' },
  });

test('a certificate goes to whoever holds its key: someone else, Command, or the file that this browser downloaded', () => {
  expect(words({})).toMatch(/^Hand it back/);
  expect(words({ key: 'given' })).toMatch(/^Hand it back/);
  expect(words({ force: true, way: 'command' })).toMatch(/^Its key is in Command/);
  expect(words({ way: 'browser' })).toMatch(/in the file that you downloaded/);
  expect(words({ way: 'browser', key: 'made' })).toMatch(/went to Command with the request/);
});

test('a request that was found among those of Command and is not forced has its key elsewhere', () => {
  expect(words({ way: 'command' })).toMatch(/^Hand it back/);
});
