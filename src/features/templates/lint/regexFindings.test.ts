import { expect, test } from 'vitest';
import { brief, definition, metadataRow, regexRow, withRegexes, withValues } from './lintForTests.ts';

test('an unanchored regex, but not one that any text fits', () => {
  expect(brief(withRegexes(regexRow('OU', 'Ops')))).toEqual([
    ['regexes.0.regex unanchored', 'regexes', 'regexes.0.regex'],
  ]);
  expect(brief(withRegexes(regexRow('CN', '.+'), regexRow('OU', '')))).toEqual([]);
  const field = { ...definition, kind: 'string' as const };
  expect(brief(withValues({ metadata: [metadataRow({ regex: 'x' })] }, { definitions: [field] }))).toEqual([
    ['metadata.0.regex unanchored', 'metadata', 'metadata.0.regex'],
  ]);
});

test('a regex that .NET refuses, and one that cannot be judged here', () => {
  expect(brief(withRegexes(regexRow('OU', '^(a$')))).toEqual([
    ['regexes.0.regex refused', 'regexes', 'regexes.0.regex'],
  ]);
  expect(brief(withRegexes(regexRow('OU', '\\Aa\\z')))).toEqual([
    ['regexes.0.regex not judged', 'regexes', 'regexes.0.regex'],
  ]);
});
