import { expect, test } from 'vitest';
import { recoverSchema, recoverValues } from './recoverForm.ts';

const wrong = (password: string, minimum = 12) =>
  recoverSchema(minimum).safeParse({ ...recoverValues, password }).error?.issues[0]?.message;

test('the password follows the rules of enrollment, and there is none by default', () => {
  expect(wrong('')).toBe('Enter a password.');
  expect(wrong('short')).toBe('Use at least 12 characters.');
  expect(wrong('long enough\tpassword')).toContain('tabs');
  expect(wrong('correct horse battery')).toBeUndefined();
  expect(wrong('correct horse', 20)).toBe('Use at least 20 characters.');
});
