import { describe, expect, test } from 'vitest';
import { netRegexTable } from './netRegex.table.ts';
import { judge, readRegex } from './regex.ts';

const allowed = { matches: ['matches'], 'does not match': ['does not match'], invalid: [] } as const;

describe('the verdict never contradicts what .NET is documented to do', () => {
  test.each(netRegexTable)('$pattern on $value: $net', ({ pattern, value, net, ignoreCase }) => {
    const verdict = judge(pattern, value, { caseSensitive: ignoreCase !== true });
    expect(['cannot tell', ...allowed[net]]).toContain(verdict);
  });
});

describe('an expression that .NET reads is never called malformed', () => {
  test.each(netRegexTable.filter(({ net }) => net !== 'invalid'))('$pattern', ({ pattern }) => {
    expect(readRegex(pattern).kind).not.toBe('invalid');
  });
});

test('most of what .NET refuses is called malformed', () => {
  const refused = netRegexTable.filter(({ net }) => net === 'invalid');
  expect(refused.filter(({ pattern }) => readRegex(pattern).kind !== 'invalid').map(({ pattern }) => pattern)).toEqual([
    '(?n)(a)\\1',
  ]);
});

test('the table covers what .NET alone reads, and names a source for each row', () => {
  expect(netRegexTable.length).toBeGreaterThanOrEqual(100);
  for (const { source } of netRegexTable) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\/dotnet\/\S+, \S/);
  const rows = netRegexTable.map(({ pattern }) => pattern).join('\n');
  for (const part of ['\\A', '\\Z', '\\z', '\\G', '(?i)', '-[', '(?>', "(?'", '(?<-', '(?(', '\\p{', '(?#', '++'])
    expect(rows).toContain(part);
  expect(netRegexTable.some(({ pattern, value }) => pattern.endsWith('$') && value.endsWith('\n'))).toBe(true);
});

test('what stops the judgement is named', () => {
  const said = (pattern: string) => {
    const reading = readRegex(pattern);
    return reading.kind === 'judged' ? 'judged' : `${reading.kind}: ${reading.why} @${reading.at}`;
  };
  expect(said('^[a-z]+$')).toBe('judged');
  expect(said('^a\\z')).toBe('unjudged: \\z is known to .NET only @2');
  expect(said('(?i)a')).toBe('unjudged: (?i) sets an inline option of .NET @0');
  expect(said('a(?>b)')).toBe('unjudged: (?> … ) is an atomic group, known to .NET only @1');
  expect(said('[a-z-[aeiou]]')).toBe('unjudged: -[ … ] subtracts characters from the set, in .NET only @4');
  expect(said('(?<a-b>x)')).toBe('unjudged: (?<a-b> … ) is a balancing group, known to .NET only @0');
  expect(said("(?'n'x)")).toBe("unjudged: (?'n' … ) names a group in a form known to .NET only @0");
  expect(said('\\p{L}')).toBe('unjudged: \\p{L} is a Unicode class with .NET’s own names @0');
  expect(said('(a)\\1')).toBe('unjudged: \\1 is a backreference, which .NET reads otherwise @3');
  expect(said('a++')).toBe('invalid: .NET has no possessive quantifier ++ @1');
  expect(said('a|*')).toBe('invalid: * has nothing before it to repeat @2');
  expect(said('(a')).toBe('invalid: a group is not closed with ) @0');
  expect(said('[a')).toBe('invalid: a set of characters is not closed with ] @0');
  expect(said('a)')).toBe('invalid: a ) has no ( before it @1');
});
