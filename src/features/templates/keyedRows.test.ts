import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../domain/merge.ts';
import { isKeyedList, keyed, rowName, unkeyed } from './keyedRows.ts';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
const names = fc.constantFrom('TemplateRegexes', 'MetadataFields', 'PrimaryKeyAlgorithms', '=', '__proto__', 'Other');
const rowMembers = fc.constantFrom('SubjectPart', 'MetadataId', 'name', 'Name', 'Value');
const row = fc.dictionary(
  rowMembers,
  fc.oneof(fc.constantFrom('CN', 'CN (2)', '4', ''), fc.integer({ min: 0, max: 5 }), json),
);

test('keying and undoing it gives the document back, rows in their order, twins and nameless rows included', () => {
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(fc.array(row, { maxLength: 5 }), json)), (document) => {
      const came = JSON.parse(JSON.stringify(document)) as Json;
      expect(JSON.stringify(unkeyed(keyed(came), keyed(came)))).toBe(JSON.stringify(came));
    }),
  );
});

test('rows the server holds keep its order, new rows follow', () => {
  const server = keyed({ Defaults: [{ SubjectPart: 'O' }, { SubjectPart: 'CN' }] });
  const mine = keyed({ Defaults: [{ SubjectPart: 'L' }, { SubjectPart: 'CN' }, { SubjectPart: 'O' }] });
  expect(unkeyed(mine, server)).toEqual({
    Defaults: [{ SubjectPart: 'O' }, { SubjectPart: 'CN' }, { SubjectPart: 'L' }],
  });
});

test('an emptied list stays a list', () => {
  const empty = keyed({ Defaults: [] });
  expect(unkeyed(empty, empty)).toEqual({ Defaults: [] });
});

test('a list is known by its name, never by its looks', () => {
  expect(isKeyedList('Regexes', { '\uE000': true })).toBe(true);
  expect(isKeyedList('Other', { '\uE000': true })).toBe(false);
  expect(rowName('\uE000CN (2)')).toBe('CN (2)');
});
