import { expect, test } from 'vitest';
import { brief, clean, definition, metadataRow, regexRow, system, withRegexes, withValues } from './lintForTests.ts';

test('a default that its own regex refuses, whichever place the regex has', () => {
  const defaults = [{ source: -1, subjectPart: 'ou', value: 'Dev' }];
  const refused = [['default 0 against its regex', 'defaults', 'defaults.0.value']];
  expect(
    brief({
      ...withRegexes(regexRow('OU', '^Ops$')),
      values: { ...clean.values, defaults, regexes: [regexRow('OU', '^Ops$')] },
    }),
  ).toEqual(refused);
  const below = { ...system, subjectRules: [{ part: 'OU', regex: '^Ops$', message: '', caseSensitive: undefined }] };
  expect(brief(withValues({ defaults }, { system: below }))).toEqual(refused);
});

test('a system-wide default that a regex set here refuses', () => {
  const below = { ...system, defaults: [{ part: 'OU', value: 'Dev' }] };
  const input = { ...withRegexes(regexRow('OU', '^Ops$')), system: below };
  expect(brief(input)).toEqual([['regex 0 against the system-wide default', 'regexes', 'regexes.0.regex']]);
});

test('a metadata default that the regex of its row or its definition refuses', () => {
  const field = { ...definition, kind: 'string' as const, options: [] };
  const metadata = [metadataRow({ defaultValue: 'x', regex: '^y$' })];
  const refused = [['metadata 0 default against its regex', 'metadata', 'metadata.0.defaultValue']];
  expect(brief(withValues({ metadata }, { definitions: [field] }))).toEqual(refused);
  const defined = [{ ...field, regex: '^y$' }];
  const bare = [metadataRow({ defaultValue: 'x' })];
  expect(brief(withValues({ metadata: bare }, { definitions: defined }))).toEqual(refused);
  const inherited = [{ ...field, defaultValue: 'x' }];
  expect(brief(withValues({ metadata: [metadataRow({ regex: '^y$' })] }, { definitions: inherited }))).toEqual([
    ['metadata 0 default against its regex', 'metadata', 'metadata.0.regex'],
  ]);
  const number = [{ ...field, kind: 'integer' as const }];
  expect(brief(withValues({ metadata }, { definitions: number }))).toEqual([]);
});

test('a choice default that is not in the list, the row’s list before the definition’s', () => {
  const outside = [['metadata 0 default outside its choices', 'metadata', 'metadata.0.defaultValue']];
  expect(brief(withValues({ metadata: [metadataRow({ defaultValue: 'Web' })] }))).toEqual(outside);
  const metadata = [metadataRow({ defaultValue: 'Net', options: ['Web'] })];
  expect(brief(withValues({ metadata }))).toEqual(outside);
  expect(brief(withValues({ metadata: [metadataRow({ defaultValue: 'Net' })] }))).toEqual([]);
});

test('a metadata field that is required and hidden', () => {
  const metadata = [metadataRow({ use: 'required' }), metadataRow({ use: 'hidden' })];
  const twice = ['metadata repeat 4', 'metadata', 'metadata.1.metadataId'];
  expect(brief(withValues({ metadata }))).toEqual([
    ['metadata 1 required and hidden', 'metadata', 'metadata.1.use'],
    twice,
  ]);
  expect(brief(withValues({ metadata: [metadataRow({}), metadataRow({ use: 'hidden' })] }))).toEqual([twice]);
});

test('a field hidden here that its definition requires and nothing fills', () => {
  const definitions = [{ ...definition, use: 'required' as const }];
  const metadata = [metadataRow({ use: 'hidden' })];
  expect(brief(withValues({ metadata }, { definitions }))).toEqual([
    ['metadata 0 hidden and required', 'metadata', 'metadata.0.use'],
  ]);
  const filled = [metadataRow({ use: 'hidden', defaultValue: 'Net' })];
  expect(brief(withValues({ metadata: filled }, { definitions }))).toEqual([]);
});

test('a metadata field that the server does not define', () => {
  expect(brief(withValues({ metadata: [metadataRow({ metadataId: 99 })] }))).toEqual([
    ['metadata 0 unknown', 'metadata', 'metadata.0.metadataId'],
  ]);
});
