import { expect, test } from 'vitest';
import { ApiError } from '../../../api/errors.ts';
import { editorSections } from '../editorSections.ts';
import { sectionOf } from './refusedSection.ts';

const refusal = (serverWords: string, reasons: string[] = [], status = 400) =>
  new ApiError({ kind: 'http', status, serverWords, reasons });

test.each([
  [
    'In order to enable a retention policy on a template, the number of days to retain after expiration must be defined',
    'keys',
  ],
  ["'Policies' cannot be empty", 'policy'],
  ['Enrollment Pattern needs to have at least one associated role', 'who'],
  ['Enrollment Pattern needs to have at least one certificate authority when restricting CAs', 'authorities'],
  ["'Key Retention Days' must be greater than or equal to '0'.", 'keys'],
  ["Unexpected character encountered while parsing value: t. Path 'KeyRetentionDays', line 1, position 9.", 'keys'],
  ["Unexpected character encountered while parsing value: t. Path 'KeyUsage'", null],
  ['Something else went wrong.', null],
])('%s: %s', (words, section) => {
  expect(sectionOf(refusal(words))).toBe(section);
});

test('ASP.NET names the member before its message, with or without the root', () => {
  const title = 'One or more validation errors occurred.';
  expect(sectionOf(refusal(title, ['FriendlyName: The field FriendlyName must be …']))).toBe('naming');
  expect(sectionOf(refusal(title, ['$.TemplateRegexes[0].Regex: The JSON value could not be converted.']))).toBe(
    'regexes',
  );
  expect(sectionOf(refusal(title, ['Policies.PrimaryKeyAlgorithms: …', 'Policies.KeyInfo: …']))).toBe('policy');
});

test('reasons about two sections, and errors that are no refusal of a value, name none', () => {
  expect(sectionOf(refusal('', ['FriendlyName: x', 'Regexes: y']))).toBeNull();
  expect(sectionOf(refusal("'Policies' cannot be empty", [], 403))).toBeNull();
  expect(sectionOf(new Error("'Policies' cannot be empty"))).toBeNull();
});

test('every section that is named exists', () => {
  const ids = new Set<string>(Object.values(editorSections).map(({ id }) => id));
  const words = Object.values(editorSections).flatMap((section) => ('members' in section ? [...section.members] : []));
  expect(words.length).toBeGreaterThan(20);
  for (const member of words) {
    const section = sectionOf(refusal(`${member}: x`));
    expect([member, section !== null && ids.has(section)]).toEqual([member, true]);
  }
  for (const section of Object.values(editorSections)) {
    for (const member of 'members' in section ? section.members : []) {
      expect([member, sectionOf(refusal(`${member}: x`))]).toEqual([member, section.id]);
    }
  }
});
