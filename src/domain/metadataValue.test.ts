import { expect, test } from 'vitest';
import { dateOnly, typeProblem, valueDoubt, valueProblem, type ValueRule } from './metadataValue.ts';

const rule = (members: Partial<ValueRule>): ValueRule => ({
  name: 'Owner',
  kind: 'string',
  options: [],
  regex: '',
  caseSensitive: undefined,
  message: '',
  use: 'optional',
  ...members,
});

test('an empty value is refused only where one is required', () => {
  expect(valueProblem(rule({ regex: '^.+$' }), '')).toBeUndefined();
  expect(valueProblem(rule({ use: 'required' }), '')).toBe('Owner is required.');
});

test('a text follows its regex, in the words of the field where it has some', () => {
  expect(valueProblem(rule({ regex: '^[a-z]+$' }), 'ABC1')).toContain('^[a-z]+$');
  expect(valueProblem(rule({ regex: '^[a-z]+$', message: 'Letters only' }), '1')).toBe('Letters only');
  expect(valueProblem(rule({ regex: '^[a-z]+$', kind: 'text' }), '1')).toBeUndefined();
});

test('a choice is one of the options', () => {
  expect(valueProblem(rule({ kind: 'choice', options: ['A', 'B'] }), 'C')).toBe('Choose one of the options.');
  expect(valueProblem(rule({ kind: 'choice' }), 'C')).toBeUndefined();
});

test.each([
  ['integer', '12x', '-12'],
  ['integer', '1.5', '0'],
  ['date', '1.2.2027', '2027-02-01'],
  ['date', '2027-02-30', '2028-02-29'],
  ['boolean', 'yes', 'True'],
  ['email', 'nobody', 'a@example.com'],
] as const)('a value of the data type %s is one: %s is refused, %s is not', (kind, wrong, right) => {
  expect(valueProblem(rule({ kind }), wrong)).toContain(`“${wrong}” is not `);
  expect(valueDoubt(rule({ kind }), wrong)).toBeUndefined();
  expect([valueProblem(rule({ kind }), right), valueDoubt(rule({ kind }), right)]).toEqual([undefined, undefined]);
});

test('a value that is of its data type in an unusual form is doubtful, not refused', () => {
  for (const [kind, value] of [
    ['integer', '+5'],
    ['integer', '99999999999'],
    ['email', 'a@example.com;b@example.com'],
  ] as const) {
    expect(valueProblem(rule({ kind }), value)).toBeUndefined();
    expect(valueDoubt(rule({ kind }), value)).toContain(value);
  }
});

test('a hidden value is not judged by its data type', () => {
  expect(typeProblem(rule({ kind: 'date', use: 'hidden' }), 'x')).toBeUndefined();
  expect(valueDoubt(rule({ kind: 'integer', use: 'hidden' }), '+5')).toBeUndefined();
});

test('a date with a time of day is read as the day that is written; what is no such date stays', () => {
  for (const text of [
    '2027-02-01',
    '2027-02-01T00:00:00',
    '2027-02-01T23:30:00-05:00',
    '2027-02-01 00:00:00.000Z',
    ' 2027-02-01T00:00 ',
  ])
    expect(dateOnly(text)).toBe('2027-02-01');
  for (const text of ['', '2/1/2027', '2027-02-30T00:00:00', '2027-02-01x', '2027-02-01T'])
    expect(dateOnly(text)).toBe(text);
});
