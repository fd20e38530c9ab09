import { expect, test } from 'vitest';
import { asPatternId } from '../../../domain/ids.ts';
import type { PatternRow } from '../../../api/patterns.ts';
import { patternsText, templateColumns } from './templateColumns.ts';

const pattern = (name: string, isDefault: boolean): PatternRow => ({
  id: asPatternId(1),
  name,
  description: '',
  templateId: null,
  templateName: '',
  tenant: '',
  isDefault,
  enrollmentTypes: 1,
  roles: null,
  authorities: null,
});

test('a template’s patterns are its default one, and how many more', () => {
  expect(patternsText([])).toBe('None');
  expect(patternsText([pattern('Ops', true)])).toBe('Ops');
  expect(patternsText([pattern('Ops', true), pattern('Dev', false)])).toBe('Ops + 1 more');
  expect(patternsText([pattern('Dev', false)])).toBe('1, no default');
});

test('the column of patterns is there only where the server has them', () => {
  const keys = (patterns: Parameters<typeof templateColumns>[0]) => templateColumns(patterns).map(({ key }) => key);
  expect(keys(null)).not.toContain('patterns');
  expect(keys(undefined)).toContain('patterns');
  expect(keys(new Map())).toContain('patterns');
});
