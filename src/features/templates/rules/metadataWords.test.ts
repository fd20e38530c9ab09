import { expect, test } from 'vitest';
import type { MetadataField } from '../../../api/metadata.ts';
import {
  defaultChoices,
  emptyWords,
  inheritedWords,
  isDay,
  metadataChoices,
  metadataName,
  misfit,
} from './metadataWords.ts';

const unit: MetadataField = {
  metadataId: 4,
  name: 'Business-Unit',
  description: '',
  kind: 'choice',
  hint: '',
  regex: '',
  caseSensitive: undefined,
  message: '',
  options: ['Net', 'Apps'],
  defaultValue: 'Net',
  use: 'required',
  order: 1,
};
const definitions = new Map([[4, unit]]);

test('a field is called by its name, by its id where the server does not list it, and by nothing before it is chosen', () => {
  expect([4, 99, null].map((id) => metadataName(id, definitions))).toEqual(['Business-Unit', 'Metadata field 99', '']);
});

test('a field in use that the server does not list stays to choose, and is unknown only once the list has come', () => {
  const labels = (known: typeof definitions | undefined) =>
    metadataChoices(known, [99, null, 4, 99]).map(({ value, label }) => [value, label]);
  expect(labels(definitions)).toEqual([
    [4, 'Business-Unit'],
    [99, 'Metadata field 99 – unknown here'],
  ]);
  expect(labels(undefined)).toEqual([
    [99, 'Metadata field 99'],
    [4, 'Metadata field 4'],
  ]);
});

test('what the field itself says is told', () => {
  expect(inheritedWords(unit)).toBe('Multiple choice. As defined: required, default “Net”.');
  expect(inheritedWords({ ...unit, defaultValue: '' })).toBe(
    'Multiple choice. As defined: required, no default value.',
  );
});

test('an empty text that the server holds is not taken for an inherited one', () => {
  expect(emptyWords('Net', false)).toBe('inherits: Net');
  expect(emptyWords('Net', true)).toBe('empty');
  expect(emptyWords(undefined, false)).toBe('not set');
});

test.each([
  ['integer', '-12', true],
  ['integer', '1.5', false],
  ['date', '2024-02-29', true],
  ['date', '2023-02-29', false],
  ['date', '31.01.2026', false],
  ['boolean', 'True', true],
  ['boolean', 'yes', false],
  ['choice', 'Net', true],
  ['choice', 'net', false],
  ['email', 'ops@example.com', true],
  ['email', 'ops', false],
  ['string', 'anything', true],
  ['unknown', 'anything', true],
  ['integer', '', true],
] as const)('a default for a field of kind %s: %j fits: %s', (kind, value, fits) => {
  expect(misfit(kind, value, ['Net']) === undefined).toBe(fits);
});

test('a day is a day of the calendar', () => {
  expect(['2026-01-31', '2026-1-31', '2026-13-01', '2026-01-31T00:00:00Z'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('true and false keep the spelling that is held', () => {
  expect(defaultChoices('boolean', 'True', [], 'not set')).toEqual([
    { value: '', label: 'not set' },
    { value: 'True', label: 'True' },
    { value: 'false', label: 'False' },
  ]);
});
