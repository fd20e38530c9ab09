import { describe, expect, test } from 'vitest';
import { judge, tryRegex, type Verdict } from './regex.ts';

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
    '[\\d--a]',
    '[\\d-a-z]',
    '[!-\\-z]',
    "\\'a'",
    '\\<a>',
    '(?:a?)+b',
    '(?:a??){2,}',
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

test('the part that matched is told in UTF-16 units, where letter case leaves no doubt about it', () => {
  expect(tryRegex('b+', 'abbc', { caseSensitive: true })).toEqual({ verdict: 'matches', start: 1, end: 3 });
  expect(tryRegex('b+', 'abBc')).toEqual({ verdict: 'matches' });
  expect(tryRegex('x*', 'abc', { caseSensitive: true })).toEqual({ verdict: 'matches', start: 0, end: 0 });
});

test('what cannot be judged comes with the reason', () => {
  const why = (pattern: string, value: string, caseSensitive?: boolean) =>
    tryRegex(pattern, value, { caseSensitive }).why;
  expect(why('^a\\z', 'a', true)).toBe('\\z is known to .NET only');
  expect(why('^a$', 'a\n', true)).toMatch(/line breaks/);
  expect(why('^\\w$', 'é', true)).toMatch(/other letters/);
  expect(why('^a$', 'A')).toMatch(/letter case/);
  expect(why('(a', 'a')).toMatch(/cannot read the expression: a group is not closed/);
  expect(why('^a$', 'a'.repeat(600))).toMatch(/longer than 512/);
});

describe('patterns that could take for ever', () => {
  const long = `${'a'.repeat(200)}!`;
  test.each([
    ['^(a+)+$', long],
    ['^(a|aa)+$', long],
    ['^(a*)*$', long],
    ['^(\\w+\\s?)*$', long],
    ['^((a+)x?)+$', long],
    ['^(?:a?){1,60}$', long],
    ['^(.*,)*$', `${'a,'.repeat(100)}!`],
    ['^\\w+\\w+\\w+\\w+$', long],
    ['.*.*.*x', long],
    ['(x+x+)+y', 'x'.repeat(200)],
    ['^(a+){12}$', long],
  ])('%s is not run on a long value', (pattern, value) => expect(exact(pattern, value)).toBe('cannot tell'));
  test('such a pattern is judged on a value that leaves it nothing to try', () => {
    expect(exact('(x+x+)+y', long)).toBe('does not match');
    expect(exact('^(.*,)*$', 'a')).toBe('does not match');
  });
  test('with a time limit behind it, such a pattern is run all the same', () => {
    expect(tryRegex('^(a+)+$', 'a'.repeat(30), { caseSensitive: true, patient: true }).verdict).toBe('matches');
  });
  test('the usual patterns for host names are judged on long names too', () => {
    const host = `${'a'.repeat(50)}.${'b'.repeat(50)}.example.com`;
    expect(exact('^([a-z0-9-]+\\.)+example\\.com$', host)).toBe('matches');
    expect(exact('^[a-z0-9]+(?:\\.[a-z0-9-]+)*$', `${host}!`)).toBe('does not match');
    expect(exact('^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$', host)).toBe('matches');
    expect(exact('^.*\\.(corp|dmz)\\.example\\.com$', host)).toBe('does not match');
    expect(exact('^(a+)+$', 'aaaa!')).toBe('does not match');
  });
});
