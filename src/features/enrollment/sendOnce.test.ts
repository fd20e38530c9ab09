import { beforeEach, expect, test } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import { mayHaveIssued, SendOnce } from './sendOnce.ts';

const lost = new ApiError({ kind: 'timeout', outcomeUnknown: true });
const refused = new ApiError({ kind: 'http', status: 400 });

/** Everything that happens, in its order. */
let log: string[] = [];
let once: SendOnce<string, string>;
beforeEach(() => {
  log = [];
  once = new SendOnce({
    keep: (sent, answer) => log.push(`keep ${sent}: ${answer ?? 'no answer'}`),
    forget: (sent) => log.push(`forget ${sent}`),
  });
});

const answering = (answer: string) => () => {
  log.push('bytes');
  return Promise.resolve(answer);
};
const failing = (error: unknown) => () => {
  log.push('bytes');
  return Promise.reject(error);
};
const sentBytes = () => log.filter((each) => each === 'bytes').length;

test('a request is noted before its first byte goes out, and its answer takes the place of the note', async () => {
  await once.send('a', answering('issued'));
  expect(log).toEqual(['keep a: no answer', 'bytes', 'keep a: issued']);
});

test('two presses at once send once, and so does one after the answer', async () => {
  await Promise.all([once.send('a', answering('issued')), once.send('a', answering('issued'))]);
  await once.send('a', answering('issued'));
  expect(sentBytes()).toBe(1);
  expect(log.filter((each) => each.startsWith('keep'))).toHaveLength(2);
});

test('a refusal takes the note back, and the next press sends again', async () => {
  await once.send('a', failing(refused));
  expect(log).toEqual(['keep a: no answer', 'bytes', 'forget a']);
  await once.send('b', answering('issued'));
  expect(log.slice(3)).toEqual(['keep b: no answer', 'bytes', 'keep b: issued']);
});

test('after a lost answer the note stays and nothing is sent, until somebody asks for that', async () => {
  await once.send('a', failing(lost));
  await once.send('b', answering('issued'));
  expect(log).toEqual(['keep a: no answer', 'bytes']);
  expect(once.change()).toBe(true);
  await once.send('b', answering('issued'));
  expect(log.slice(2)).toEqual(['keep b: no answer', 'bytes', 'keep b: issued']);
});

test('an answer stands until somebody changes the request, whatever it says', async () => {
  await once.send('a', answering('denied'));
  await once.send('b', answering('issued'));
  expect(sentBytes()).toBe(1);
  once.change();
  await once.send('b', answering('issued'));
  expect(sentBytes()).toBe(2);
});

test('while a request is under way nothing sets the way free for a second one', async () => {
  let arrive: (answer: string) => void = () => undefined;
  const first = once.send(
    'a',
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  );
  expect(once.change()).toBe(false);
  expect(once.adopt('found')).toBe(false);
  await once.send('b', answering('issued'));
  arrive('issued');
  await first;
  expect(log).toEqual(['keep a: no answer', 'keep a: issued']);
});

test('one certificate is taken for a lost answer, the first; after a change none of the earlier request', async () => {
  await once.send('a', failing(lost));
  expect([once.adopt('certificate 7'), once.adopt('certificate 8')]).toEqual([true, false]);
  expect(log.slice(2)).toEqual(['keep a: certificate 7']);
  once.change();
  expect(once.adopt('certificate 8')).toBe(false);
  await once.send('b', failing(lost));
  expect(once.adopt('certificate 9')).toBe(true);
  expect(log.at(-1)).toBe('keep b: certificate 9');
});

test('a failure of this page before anything was sent counts as a refusal', async () => {
  await once.send('a', () => Promise.reject(new TypeError('broken')));
  expect(log).toEqual(['keep a: no answer', 'forget a']);
});

test('only a refusal gives the request free to be sent again', () => {
  expect(mayHaveIssued(refused)).toBe(false);
  expect(mayHaveIssued(lost)).toBe(true);
});

test('whoever sends gets the answer, and null where none came or nothing was sent', async () => {
  expect(await once.send('a', failing(refused))).toBeNull();
  expect(await once.send('a', answering('issued'))).toBe('issued');
  expect(await once.send('a', answering('issued'))).toBeNull();
});
