import { expect, test } from 'vitest';
import { pastedNames, withWords, wordsLeftOut } from './pastedWords.ts';
import { sanChips } from './sansForm.ts';
import { addedWords } from './sansEdits.ts';

test('the words of a pasted mail are left out by name, and can be added all the same', () => {
  const mail =
    'Hi Anna, please add these names to the certificate: app01.keyexample.com, web-7 srv02 and app01. Thanks!';
  const { chips, words } = pastedNames([], mail);
  expect(chips).toEqual(['dns:app01.keyexample.com', 'dns:web-7', 'dns:srv02', 'dns:app01.']);
  expect(words).toEqual([
    'Hi',
    'Anna',
    'please',
    'add',
    'these',
    'names',
    'to',
    'the',
    'certificate:',
    'and',
    'Thanks!',
  ]);
  expect(wordsLeftOut(words)).toBe('11 words without a dot were left out: Hi, Anna, please, …');
  expect(wordsLeftOut(['Hi'])).toBe('1 word without a dot was left out: Hi.');
  expect(withWords(['dns:hi'], ['Hi', 'certificate:'])).toMatchObject({
    chips: ['dns:hi', 'dns:certificate'],
    doubles: 1,
  });
});

test.each([
  ['one that stands alone', 'intranet'],
  ['with its kind in front', 'dns:intranet, dns:portal, dns:shop'],
  ['the host of another name', 'shop, shop.example.com, www.example.com'],
  ['with a digit or a hyphen', 'web01 web-a a.example.com'],
  ['localhost', 'localhost 127.0.0.1 ::1'],
  ['among nothing else', 'intranet, portal, shop'],
])('a host name without a dot is a name: %s', (_, text) => {
  expect(pastedNames([], text).words).toEqual([]);
  expect(pastedNames([], text).chips).toEqual(sanChips(text));
});

test('malformed names are counted in what was added', () => {
  const { added, doubles } = pastedNames([], 'a.example b..example c.example');
  expect(addedWords(added, doubles)).toBe('Added a.example, b..example, c.example (1 malformed).');
});
