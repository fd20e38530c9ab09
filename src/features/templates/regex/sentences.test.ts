import { expect, test } from 'vitest';
import { refusalSentences, repeatsServer } from './sentences.ts';

test('the message follows the server’s own words, in both wordings known', () => {
  const message = 'Use a name under keyexample.com.';
  expect(refusalSentences('CN', 'Common Name', message)).toEqual([
    { server: 'Common Name:', message },
    { server: 'Invalid CN provided:', message },
  ]);
});

test('a message that says again what the server says is told from one that does not', () => {
  const repeats = (message: string) => repeatsServer('CN', 'Common Name', message);
  expect(repeats('Common Name: must end in keyexample.com')).toBe(true);
  expect(repeats(' invalid CN provided: no')).toBe(true);
  expect(repeats('Invalid common name')).toBe(true);
  expect(repeats('CN: no')).toBe(true);
  expect(repeats('The common name must end in keyexample.com')).toBe(false);
  expect(repeats('Give the full common name: host and domain')).toBe(false);
  expect(repeats('Invalid CNAME')).toBe(false);
  expect(repeats('')).toBe(false);
});
