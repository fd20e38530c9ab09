import { expect, test } from 'vitest';
import { accessFromWire } from '../rules/accessForm.ts';
import { authoritiesFromWire } from '../rules/authoritiesForm.ts';
import { defaultsFromWire } from '../rules/defaultsForm.ts';
import { samples } from '../rules/documentsForTests.ts';
import { enrollTypesFromWire } from '../rules/enrollTypesForm.ts';
import { retentionFromWire } from '../rules/keysForm.ts';
import { metadataFromWire } from '../rules/metadataForm.ts';
import { regexesFromWire } from '../rules/regexForm.ts';
import { requestersFromWire } from '../rules/requestersForm.ts';
import { ruleMembers } from '../rules/ruleMembers.ts';
import { lint } from './lint.ts';
import { brief, clean, definition, inputOf, regexRow, system, withRegexes } from './lintForTests.ts';
import type { LintValues } from './lintInput.ts';

test('a clean document yields nothing', () => {
  expect(lint(clean)).toEqual([]);
});

test('what is not known yields nothing', () => {
  const unknown = { authorities: null, definitions: null, patternCount: null, own: null, system: null, template: null };
  expect(lint({ ...clean, ...unknown })).toEqual([]);
});

test.each(samples)('the recorded document $name yields nothing', ({ kind, document, name }) => {
  const values: LintValues = {
    metadata: metadataFromWire(document),
    defaults: defaultsFromWire(kind, document),
    regexes: regexesFromWire(document[ruleMembers(kind, document).regexes]),
    enrollTypes: enrollTypesFromWire(document),
    ...(kind === 'template'
      ? { requesters: requestersFromWire(document), retention: retentionFromWire(document) }
      : { access: accessFromWire(document), authorities: authoritiesFromWire(document) }),
  };
  const definitions = (values.metadata ?? []).map((row) => ({
    ...definition,
    metadataId: row.metadataId ?? 0,
    kind: 'text' as const,
  }));
  const input = inputOf(kind, document, values, { definitions, authorities: null });
  const below = kind === 'settings' ? null : system;
  expect(lint({ ...input, system: below, enrollmentPatterns: name.includes('25') })).toEqual([]);
});

test('the rules that a template only mirrors are looked at on its pattern', () => {
  const input = withRegexes(regexRow('OU', 'Ops'));
  expect(brief({ ...input, enrollmentPatterns: true })).toEqual([]);
});

test('warnings come before advice', () => {
  const input = withRegexes(regexRow('OU', '\\Aa\\z'), regexRow('L', 'Ops'));
  expect(lint(input).map(({ severity }) => severity)).toEqual(['warning', 'advice']);
});
