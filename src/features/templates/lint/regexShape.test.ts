import { expect, test } from 'vitest';
import { isAnchored, needsStar, takesStar } from './regexShape.ts';

test.each(['^[a-z]+$', '\\A[a-z]+\\z', '(^a$|^b$)', '.+'])('%s lets no longer text pass', (pattern) =>
  expect(isAnchored(pattern)).toBe(true),
);

test.each(['[a-z]+', '^a', 'a$', '^a|b$', '(^a|b$)'])('%s lets a longer text pass', (pattern) =>
  expect(isAnchored(pattern)).toBe(false),
);

test('an expression that cannot be read is neither', () => expect(isAnchored('^(a$')).toBeNull());

test.each([
  ['^[a-z0-9.-]+\\.example\\.com$', false],
  ['^[a-z*.-]+$', true],
  ['^(\\*\\.)?a$', true],
  ['.+', true],
  ['^[^a]+$', true],
  ['^\\S+$', true],
  ['^[)-+]$', true],
  ['^a*b$', false],
  ['^(?!.*x)a$', false],
  ['^(?<name>a)(?:b){1,2}$', false],
  ['^\\p{L}+$', null],
  ['^[a-z-[aeiou]]+$', null],
  ['^(a$', null],
])('whether %s can stand for a star is %s', (pattern, can) => expect(takesStar(pattern)).toBe(can));

test.each(['^\\*\\.a$', '^[*]\\.a$', '^\\*\\.a$|^\\*\\.b$', '^(\\*\\.a)$', '^\\*{1,2}$'])(
  '%s needs a star',
  (pattern) => expect(needsStar(pattern)).toBe(true),
);

test.each(['^(\\*\\.)?a$', '^\\*?a$', '^\\*{0,1}a$', '^\\*a$|^b$', '^a*$', '.+', '^(?=\\*)a$'])(
  '%s does without a star',
  (pattern) => expect(needsStar(pattern)).toBe(false),
);
