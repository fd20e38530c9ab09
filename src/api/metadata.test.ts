import { describe, expect, test } from 'vitest';
import { fieldsInForce, readMetadataField, readMetadataOverride, readOptions } from './metadata.ts';

const owner = readMetadataField({
  Id: 4,
  Name: 'AppOwner',
  DataType: 7,
  Enrollment: 0,
  DefaultValue: 'pki@example.com',
  Validation: null,
  Options: null,
  DisplayOrder: 2,
});
const site = readMetadataField({
  Id: 5,
  Name: 'Site',
  DataType: 5,
  Enrollment: 1,
  Options: 'Oslo, Malmö,,Turku',
  DisplayOrder: 1,
});

describe('metadata definitions', () => {
  test.each([
    [1, 'string'],
    [2, 'integer'],
    [3, 'date'],
    [4, 'boolean'],
    [5, 'choice'],
    [6, 'text'],
    [7, 'email'],
    ['MultipleChoice', 'choice'],
    ['Big Text', 'text'],
    [42, 'unknown'],
  ])('data type %j is %s', (type, kind) => {
    expect(readMetadataField({ Id: 1, Name: 'a', DataType: type }).kind).toBe(kind);
  });

  test('options are one text with commas, or a list', () => {
    expect(site.options).toEqual(['Oslo', 'Malmö', 'Turku']);
    expect(readOptions(['a', ' b '])).toEqual(['a', 'b']);
  });
});

describe('the fields in force', () => {
  test('letter case that neither definition nor override says stays unsaid; false is a word', () => {
    const unsaid = readMetadataOverride({ MetadataId: 4 });
    const said = readMetadataOverride({ MetadataId: 4, CaseSensitive: false });
    const cases = [unsaid, said].map((over) => fieldsInForce([owner], [over])[0]?.caseSensitive);
    expect(cases).toEqual([undefined, false]);
  });

  test('what an override does not set stays as defined, in display order', () => {
    const over = readMetadataOverride({ MetadataId: 4, Enrollment: 1, DefaultValue: null, Validation: null });
    expect(fieldsInForce([owner, site], [over])).toEqual([site, { ...owner, use: 'required' }]);
  });

  test('an override may clear a default and hide a field', () => {
    const over = readMetadataOverride({ MetadataId: 4, Enrollment: 2, DefaultValue: '' });
    expect(fieldsInForce([owner], [over])[0]).toMatchObject({ use: 'hidden', defaultValue: '' });
  });

  test('an override of a field nobody defines is left out: its name is not known', () => {
    expect(fieldsInForce([owner], [readMetadataOverride({ MetadataId: 99, Enrollment: 1 })])).toEqual([owner]);
  });
});
