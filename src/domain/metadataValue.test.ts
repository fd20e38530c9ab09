import { expect, test } from 'vitest';
import { valueDoubt, valueProblem, type ValueRule } from './metadataValue.ts';

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

test('a value that is not of its type is doubtful, not refused', () => {
  expect(valueDoubt(rule({ kind: 'integer' }), '1x')).toBe('“1x” is not a whole number.');
  expect(valueDoubt(rule({ kind: 'date' }), '2026-01-31')).toBeUndefined();
  expect(valueDoubt(rule({ kind: 'date', use: 'hidden' }), 'x')).toBeUndefined();
});
