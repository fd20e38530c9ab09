import { expect, test } from 'vitest';
import { emptyList } from './emptyList.ts';

const template = { one: 'template', whyNone: 'They come from CAs.', searched: 'names' };
const pattern = { ...template, one: 'enrollment pattern' };
const nothing = { search: '', filtered: false, fit: '', loaded: 0, total: 0, unaskable: false };

test('an empty list says why, and offers to take back what made it empty', () => {
  expect(emptyList(template, nothing)).toMatchObject({ title: 'No templates', clear: null });
  expect(emptyList(template, { ...nothing, search: ' web ' })).toMatchObject({
    title: 'No template matches “web”',
    clear: 'question',
  });
  expect(emptyList(pattern, { ...nothing, filtered: true })).toMatchObject({
    title: 'No enrollment pattern fits these filters',
    clear: 'question',
  });
  expect(emptyList(template, { ...nothing, filtered: true, search: 'web' }).title).toBe(
    'No template matches “web” and fits these filters',
  );
});

test('a double quote is named as what cannot be asked for, whatever else was', () => {
  const asked = { ...nothing, search: 'a"b', filtered: true, unaskable: true };
  expect(emptyList(template, asked)).toMatchObject({ title: 'This cannot be asked for', clear: 'question' });
});

test('a filter over loaded rows says how many it looked at', () => {
  const asked = { ...nothing, fit: 'ecc', loaded: 100, total: 5000, filtered: true };
  expect(emptyList(template, asked)).toMatchObject({ title: 'No loaded row fits “ecc”', clear: 'fit' });
  expect(emptyList(template, asked).text).toContain('100 loaded rows');
  expect(emptyList(template, { ...asked, total: 100 }).text).not.toContain('Only');
});

test('where nothing was loaded, it is not the filter over loaded rows that is to blame', () => {
  expect(emptyList(template, { ...nothing, fit: 'ecc', filtered: true }).clear).toBe('question');
});
