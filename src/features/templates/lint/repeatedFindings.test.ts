import { expect, test } from 'vitest';
import { lint } from './lint.ts';
import { brief, clean, metadataRow, regexRow, withRegexes, withValues } from './lintForTests.ts';

const defaultRow = (subjectPart: string, value: string) => ({ source: -1, subjectPart, value });

test('two regexes or two defaults for one subject part, in whatever letters, are said once', () => {
  expect(brief(withRegexes(regexRow('OU', '^a$'), regexRow('ou', '^b$'), regexRow('OU', '^c$')))).toEqual([
    ['regexes repeat OU', 'regexes', 'regexes.1.subjectPart'],
  ]);
  expect(brief(withValues({ defaults: [defaultRow('L', 'a'), defaultRow('OU', 'b'), defaultRow('L', 'c')] }))).toEqual([
    ['defaults repeat L', 'defaults', 'defaults.2.subjectPart'],
  ]);
});

test('two rows for one metadata field are said once, by its name', () => {
  expect(lint(withValues({ metadata: [metadataRow({}), metadataRow({}), metadataRow({})] }))).toEqual([
    {
      id: 'metadata repeat 4',
      severity: 'advice',
      text: 'Team has more than one row here. Which of them counts is not known here.',
      section: 'metadata',
      path: 'metadata.1.metadataId',
    },
  ]);
});

test('two enrollment fields of one name are said once', () => {
  const fields = [{ name: 'Site' }, { name: 'Rack' }, { name: 'Site' }];
  expect(brief(withValues({ fields }))).toEqual([['fields repeat Site', 'fields', 'fields.2.name']]);
});

test('rows that are about nothing yet are not the same', () => {
  const bare = { defaults: [defaultRow('', ''), defaultRow('', '')], fields: [{ name: '' }, { name: '' }] };
  const metadata = [metadataRow({ metadataId: null }), metadataRow({ metadataId: null })];
  expect(brief(withValues({ ...bare, metadata }))).toEqual([]);
  expect(brief({ ...clean, values: { ...clean.values, regexes: [regexRow('', ''), regexRow('', '')] } })).toEqual([]);
});
