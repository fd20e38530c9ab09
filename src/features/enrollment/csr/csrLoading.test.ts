import { expect, test } from 'vitest';
import { readRequest, requestFileText } from './csrLoading.ts';

const broken = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const file = (bytes: number[]) => ({ arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer) });

test('a reader that cannot be loaded is a reason, not a reading that never ends', async () => {
  expect(await readRequest('pasted', broken)).toEqual({
    text: 'pasted',
    ok: false,
    reason: 'This part of the page could not be loaded. Reload the page.',
  });
  expect(await requestFileText(file([65]), broken)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('could not be loaded'),
  });
});

test('a file that cannot be read is a reason', async () => {
  const gone = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
  expect(await requestFileText(gone)).toMatchObject({ ok: false, reason: expect.stringContaining('Choose it again') });
});

test('an empty text is no request yet; another is read', async () => {
  expect(await readRequest(' \n', broken)).toBeNull();
  expect(await readRequest('nothing of the kind')).toMatchObject({ ok: false, text: 'nothing of the kind' });
  expect(await requestFileText(file([65, 66]))).toEqual({ ok: true, text: 'AB' });
});
