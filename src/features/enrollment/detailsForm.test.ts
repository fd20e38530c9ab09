import { describe, expect, test } from 'vitest';
import { readMetadataField, type MetadataField } from '../../api/metadata.ts';
import { detailProblems, detailsToWire, detailValues, termsOf, termsProblems } from './detailsForm.ts';
import type { Setup } from './setup.ts';

const field = (name: string, DataType: number, more: object = {}): MetadataField =>
  readMetadataField({ Id: 1, Name: name, DataType, Enrollment: 0, ...more });
const setupWith = (metadata: MetadataField[], more: Partial<Setup> = {}): Setup => ({
  choice: { key: 'template:1', label: '', hint: '', template: null, pattern: null, authorities: [] },
  rules: { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null },
  rulesReadable: true,
  defaults: [],
  keys: [],
  metadata,
  fields: [],
  authorityRequired: false,
  requiresApproval: false,
  ownerAsked: false,
  defaultOwner: '',
  settings: { passwordLength: 12, friendlyNameRequired: false, source: 'defaults' },
  ...more,
});
const problems = (metadata: MetadataField, value: string) =>
  detailProblems({ metadata: [{ name: metadata.name, value }], fields: [], owner: '' }, setupWith([metadata]));

test('rows start with their defaults, keep what was typed, and a hidden field always has its default', () => {
  const metadata = [
    field('Owner', 1, { DefaultValue: 'ops' }),
    field('Site', 1, { DefaultValue: 'Oslo' }),
    field('Origin', 1, { DefaultValue: 'ui', Enrollment: 2 }),
  ];
  const typed = {
    metadata: [
      { name: 'Site', value: 'Turku' },
      { name: 'Origin', value: 'me' },
    ],
    fields: [],
    owner: 'Mine',
  };
  const values = detailValues(
    setupWith(metadata, { defaultOwner: 'Default', fields: [{ name: 'Centre', options: [] }] }),
    typed,
  );
  expect(values).toEqual({
    metadata: [
      { name: 'Owner', value: 'ops' },
      { name: 'Site', value: 'Turku' },
      { name: 'Origin', value: 'ui' },
    ],
    fields: [{ name: 'Centre', value: '' }],
    owner: 'Mine',
  });
  expect(detailsToWire(values, { ownerRole: true })).toEqual({
    Metadata: { Owner: 'ops', Site: 'Turku', Origin: 'ui' },
    AdditionalEnrollmentFields: {},
    OwnerRoleName: 'Mine',
  });
});

describe('a metadata value is refused', () => {
  test.each([
    ['an empty required one', field('a', 1, { Enrollment: 1 }), '', 1],
    ['an empty optional one', field('a', 2), '', 0],
    ['an integer', field('a', 2), '12a', 1],
    ['an integer', field('a', 2), '-12', 0],
    ['a date', field('a', 3), '1.2.2027', 1],
    ['a date', field('a', 3), '2027-02-01', 0],
    ['an e-mail address', field('a', 7), 'nobody', 1],
    ['a choice', field('a', 5, { Options: 'x,y' }), 'z', 1],
    ['a choice', field('a', 5, { Options: 'x,y' }), 'y', 0],
    ['a text against its regex', field('a', 1, { Validation: '^[0-9]+$' }), 'x', 1],
    ['a text with its regex', field('a', 1, { Validation: '^[0-9]+$' }), '7', 0],
    ['a text whose regex cannot be judged here', field('a', 1, { Validation: String.raw`^\p{IsGreek}$` }), 'x', 0],
    ['a hidden one, whatever its rule', field('a', 1, { Enrollment: 2, Validation: '^[0-9]+$' }), 'x', 0],
    ['a big text, whose regex does not count', field('a', 6, { Validation: '^[0-9]+$' }), 'x', 0],
  ])('%s: %#', (_, definition, value, count) => {
    expect(problems(definition, value)).toHaveLength(count);
  });

  test('with the message of the field', () => {
    expect(problems(field('a', 1, { Validation: '^[0-9]+$', Message: 'Digits only' }), 'x')).toEqual([
      { path: ['metadata', 0, 'value'], text: 'Digits only' },
    ]);
  });
});

test('an enrollment field is mandatory; an owner is not, even where the policy probably asks for one', () => {
  const setup = setupWith([], { fields: [{ name: 'Centre', options: [] }], ownerAsked: true });
  const found = detailProblems({ metadata: [], fields: [{ name: 'Centre', value: '' }], owner: '' }, setup);
  expect(found.map((problem) => problem.path)).toEqual([['fields', 0, 'value']]);
});

test('subscriber terms of the chosen CA, or of any CA the server may choose, have to be accepted', () => {
  const { choice } = setupWith([]);
  const authorities = [
    { name: 'h\\CA1', displayName: 'CA1', subscriberTerms: false },
    { name: 'h\\CA2', displayName: 'CA2', subscriberTerms: true },
  ];
  const paths = (authority: string, acceptTerms = false) =>
    termsProblems({ ...choice, authorities }, { authority, acceptTerms }).map((problem) => problem.path);
  expect(paths('h\\CA1')).toEqual([]);
  expect(paths('h\\CA2')).toEqual([['acceptTerms']]);
  expect(paths('')).toEqual([['acceptTerms']]);
  expect(paths('', true)).toEqual([]);
  expect(termsOf({ ...choice, authorities }, '')).toEqual(['CA2']);
});
