import { expect, test } from 'vitest';
import { javaFindings, spaceFindings } from './passwordWords.ts';

test('a password beyond ASCII is said to keep Java out of a PFX for certain, and out of other files perhaps', () => {
  expect(javaFindings('Plain-2026!', 'a PFX')).toEqual([]);
  expect(javaFindings('Größe', 'a PFX')).toMatchObject([{ where: 'password', grade: 'worth a look' }]);
  expect(javaFindings('Größe', 'a PFX')[0]?.text).toMatch(/^Java cannot open a PFX with this password/);
  expect(javaFindings('Größe', 'a key file')[0]?.text).toMatch(/^Java may not open a key file/);
});

test.each([
  ['            ', 'nothing but spaces'],
  [' Plain-2026!', 'begins with a space'],
  ['Plain-2026! ', 'ends with a space'],
  [' Plain-2026! ', 'begins and ends with a space'],
])('“%s”, where spaces are easily lost, is worth a look', (password, words) => {
  expect(spaceFindings(password)).toMatchObject([{ where: 'password', grade: 'worth a look' }]);
  expect(spaceFindings(password)[0]?.text).toContain(words);
});

test('spaces within a password are nothing to look at', () => {
  expect(['', 'four plain words here'].flatMap(spaceFindings)).toEqual([]);
});
