import { describe, expect, test } from 'vitest';
import { judge, type Verdict } from './regex.ts';

const exact = (pattern: string, value: string) => judge(pattern, value, { caseSensitive: true });

describe('what both engines read alike is judged', () => {
  test.each<[string, string, Verdict]>([
    ['.+', '', 'does not match'],
    ['.+', 'a', 'matches'],
    ['', 'anything', 'matches'],
    ['b', 'abc', 'matches'],
    ['^b', 'abc', 'does not match'],
    ['^[a-z0-9-]+(?<!-)\\.keyexample\\.com$', 'shop.keyexample.com', 'matches'],
    ['^[a-z0-9-]+(?<!-)\\.keyexample\\.com$', 'shop-.keyexample.com', 'does not match'],
    ['^(?!.*\\.\\.)[\\w.-]+$', 'a..b', 'does not match'],
    ['^(?<host>[a-z]+)\\.(?:com|net)$', 'a.net', 'matches'],
    ['^[\\w-.]+$', 'a-b.c', 'matches'],
    ['^\\x41\\u0042$', 'AB', 'matches'],
    ['^a{2,3}$', 'aaaa', 'does not match'],
    ['^é$', 'é', 'matches'],
    ['^[^,]+$', 'Ångström AB', 'matches'],
    ['x{,5}', 'x{,5}', 'matches'],
  ])('%s on %j', (pattern, value, verdict) => expect(exact(pattern, value)).toBe(verdict));
});

describe('what only .NET reads, or reads otherwise, is never judged', () => {
  test.each([
    '\\Aabc',
    'abc\\z',
    'abc\\Z',
    '\\Gabc',
    '(?i)abc',
    '(?i:abc)',
    '(?n)abc',
    '(?x) a b c',
    '(?-i)abc',
    '(?>a+)bc',
    '(?#note)abc',
    "(?'name'abc)",
    '(?<a-b>abc)',
    '(?<1>abc)',
    '(?(a)abc|d)',
    '[a-z-[aeiou]]',
    '\\p{L}bc',
    '\\p{IsGreek}',
    '\\P{Lu}',
    '[\\p{L}]',
    '(a)\\1',
    '\\k<a>',
    '\\e',
    '\\a',
    '\\cA',
    '\\0',
    '\\_',
    '\\N',
    '\\u12',
    '\\x4',
    '[]a]',
    '[^]a]',
    '[[:alpha:]]',
    '[\\b]',
    '[.-\\d]',
    '[\\--a]',
    '[a-z-\\d]',
    'a++',
    'a*+',
    'a**',
    '(abc',
    'abc)',
    '[abc',
    '^*',
    '{2}',
    'a{99999}',
    '[z-a]',
    '\\',
    '(?<=a)*b',
    '(?<a>b)(?<a>c)',
  ])('%s', (pattern) => expect(exact(pattern, 'abc')).toBe('cannot tell'));
});

test('line breaks are not judged, because $ and . differ there', () => {
  for (const sign of '\n\r\u2028\u2029\u0085') expect(exact('^a$', `a${sign}`)).toBe('cannot tell');
});

test('other letters than ASCII are not judged where classes or letter case come in', () => {
  expect(exact('^\\w+$', 'å')).toBe('cannot tell');
  expect(exact('\\d', 'å')).toBe('cannot tell');
  expect(exact('a\\b', 'å')).toBe('cannot tell');
  expect(judge('å', 'Å', { caseSensitive: false })).toBe('cannot tell');
  expect(judge('\\u212a', 'k', { caseSensitive: false })).toBe('cannot tell');
  expect(exact('^.$', 'å')).toBe('matches');
});

test('letter case counts as told, and both ways must agree when nothing is told', () => {
  expect(judge('^abc$', 'ABC', { caseSensitive: false })).toBe('matches');
  expect(judge('^abc$', 'ABC', { caseSensitive: true })).toBe('does not match');
  expect(judge('^abc$', 'ABC')).toBe('cannot tell');
  expect(judge('^abc$', 'abc')).toBe('matches');
  expect(judge('^abc$', 'xyz')).toBe('does not match');
});

describe('patterns that could take for ever', () => {
  const long = `${'a'.repeat(200)}!`;
  test.each([
    '^(a+)+$',
    '^(a|aa)+$',
    '^(a*)*$',
    '^(\\w+\\s?)*$',
    '^((a+)x?)+$',
    '^(?:a?){1,60}$',
    '^(.*,)*$',
    '^\\w+\\w+\\w+\\w+$',
    '.*.*.*x',
    '(x+x+)+y',
    '^(a+){12}$',
  ])('%s is not run on a long value', (pattern) => expect(exact(pattern, long)).toBe('cannot tell'));
  test('the usual patterns for host names are judged on long names too', () => {
    const host = `${'a'.repeat(50)}.${'b'.repeat(50)}.example.com`;
    expect(exact('^([a-z0-9-]+\\.)+example\\.com$', host)).toBe('matches');
    expect(exact('^[a-z0-9]+(?:\\.[a-z0-9-]+)*$', `${host}!`)).toBe('does not match');
    expect(exact('^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$', host)).toBe('matches');
    expect(exact('^.*\\.(corp|dmz)\\.example\\.com$', host)).toBe('does not match');
    expect(exact('^(a+)+$', 'aaaa!')).toBe('does not match');
  });
});
