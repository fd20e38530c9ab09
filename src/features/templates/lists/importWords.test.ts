import { expect, test } from 'vitest';
import { importWords } from './importWords.ts';

const words = (before: number | null, after: number | null) => importWords({ tenant: 'ejbca', before, after });

test('an import tells how many templates are new', () => {
  expect(words(3, 5)).toBe('2 templates new. ejbca has 5 templates now.');
  expect(words(0, 1)).toBe('1 template new. ejbca has 1 template now.');
  expect(words(3, 3)).toBe('No template is new. ejbca has 3 templates now.');
  expect(words(3, 2)).toBe('1 template fewer than before. ejbca has 2 templates now.');
});

test('an import whose templates were not counted claims nothing about them', () => {
  expect(words(null, 5)).toBe('The import from ejbca is done.');
  expect(words(5, null)).toBe('The import from ejbca is done.');
});
