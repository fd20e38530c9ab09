import { expect, test } from 'vitest';
import { inWords, valueText, whatOf } from './changeWords.ts';

test.each([
  [['FriendlyName'], 'Friendly name'],
  [['TemplateRegexes', '\uE000CN', 'RegEx'], 'Regex for CN'],
  [['Regexes', '\uE000CN', 'Error'], 'Regex for CN, error message'],
  [['TemplateDefaults', '\uE000O', 'Value'], 'Default for O'],
  [['MetadataFields', '\uE00012', 'Enrollment'], 'Metadata field 12, required or hidden'],
  [['TemplatePolicy', 'AllowWildcards'], 'Allow wildcards'],
  [['Policies', 'PrimaryKeyAlgorithms', '\uE000RSA', 'bit_lengths'], 'Key algorithm RSA, bit_lengths'],
  [['TemplatePolicy'], 'Policy'],
  [['Later', 'Deep'], 'Later, Deep'],
  [['toString'], 'toString'],
])('%j is called %s', (path, words) => {
  expect(whatOf(path)).toBe(words);
});

test('values that look alike are told apart', () => {
  expect([null, '', false, 0, [], '0'].map(valueText)).toEqual([
    'not set',
    'empty text',
    'off',
    '0',
    'empty list',
    '0',
  ]);
  expect(valueText(undefined)).toBeUndefined();
});

test('an added regex is told with its message and case sensitivity, an empty one as no rule', () => {
  const row = { SubjectPart: 'CN', Regex: '^a$', Error: 'Only a.', CaseSensitive: true };
  expect(inWords([{ path: ['TemplateRegexes', '\uE000CN'], before: undefined, after: row }])).toEqual([
    { what: 'Regex for CN', after: '^a$; message: Only a.; case sensitive' },
  ]);
  expect(valueText({ RegEx: '', Error: '' })).toBe('no rule');
});

test('spaces at the ends of a text can be seen', () => {
  expect(valueText(' ^a  b')).toBe('“\u00a0^a\u00a0\u00a0b”');
  expect(valueText({ Regex: '^a ' })).toBe('“^a\u00a0”');
  expect(valueText('a b')).toBe('a b');
});

test('bit masks are told by name', () => {
  const change = { path: ['AllowedEnrollmentTypes'], before: 3, after: 0 };
  expect(inWords([change])).toEqual([{ what: 'Enrollment types', before: 'PFX, CSR', after: 'None' }]);
});
