import { describe, expect, test } from 'vitest';
import { regexAdvice, type AdviceCode } from './regexAdvice.ts';

const codes = (pattern: string) => regexAdvice(pattern).map((advice) => advice.code);

describe('an expression draws exactly the remarks that concern it', () => {
  test.each<[string, AdviceCode[]]>([
    ['', []],
    ['^[a-z0-9-]+\\.keyexample\\.com$', []],
    ['^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$', []],
    ['^(shop|mail)\\.keyexample\\.com$', []],
    ['^(?!-)[a-z-]+(?<!-)$', []],
    ['(^a$|^b$)', []],
    ['^(?:corp|dmz)+$', []],
    ['[a-z]+\\.keyexample\\.com$', ['start']],
    ['^[a-z]+', ['end']],
    ['keyexample', ['start', 'end']],
    ['^shop|mail$', ['one alternative', 'one alternative']],
    ['^shop|^mail', ['end']],
    ['^(a)?$', ['blank']],
    ['.*', ['blank']],
    ['.+', []],
    ['.{1,}', []],
    ['.{1,64}', ['start', 'end']],
    ['^.{1,64}', ['end']],
    ['.+\\.keyexample\\.com$', []],
    ['.?a$', ['start']],
    ['^?a$', ['unjudged', 'start']],
    ['^[a-z]+.keyexample.com$', ['dot']],
    ['^shop.(com|net)$', ['dot']],
    ['^.a$', []],
    ['^a.*b$', []],
    ['^a..b$', []],
    ['^(a+)+$', ['slow']],
    ['^(?:a|ab)+$', ['slow']],
    ['^(\\w+\\s?)*$', ['slow', 'blank']],
    ['\\Ashop\\z', ['unjudged']],
    ['^[a-z-[aeiou]]+$', ['unjudged']],
    ['^(a+$', ['invalid']],
    ['^a++$', ['invalid']],
    [' ^a$', ['start', 'space']],
    ['^a$ ', ['end', 'space']],
  ])('%s', (pattern, expected) => expect(codes(pattern)).toEqual(expected));
});

test('a remark says where and what in a sentence', () => {
  expect(regexAdvice('^shop.example.com$')).toEqual([
    {
      code: 'dot',
      at: 5,
      words: 'Dots without a backslash stand for any character. Write \\. where a dot is meant.',
    },
  ]);
  for (const pattern of ['a', '(', '\\A', ' a ', '(a+)+', 'a|^b', 'a.b', 'x*'])
    for (const { words } of regexAdvice(pattern)) expect(words).toMatch(/^[A-Z.^$].*\.$/);
});
