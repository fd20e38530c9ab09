import { describe, expect, test } from 'vitest';
import { readMetadataField, type MetadataField } from '../../api/metadata.ts';
import {
  authorityValue,
  detailFindings,
  typeWords,
  detailProblems,
  detailsToWire,
  detailValues,
  sansToWire,
  termsOf,
  termsProblems,
} from './detailsForm.ts';
import type { Setup } from './setup.ts';
import { testSetup } from './setupForTests.ts';

const field = (name: string, DataType: number, more: object = {}): MetadataField =>
  readMetadataField({ Id: 1, Name: name, DataType, Enrollment: 0, ...more });
const setupWith = (metadata: MetadataField[], more: Partial<Setup> = {}): Setup => testSetup({ metadata, ...more });
const problems = (metadata: MetadataField, value: string) =>
  detailProblems({ metadata: [{ name: metadata.name, value }], fields: [], owner: '' }, setupWith([metadata]));

test('a date that a default or a link writes with a time of day is shown as its day; hidden ones go as they came', () => {
  const date = (name: string, more = {}) => field(name, 3, { DefaultValue: '2027-02-01T00:00:00', ...more });
  const dates = setupWith([date('Until'), date('Review'), date('Origin', { Enrollment: 2 })], {});
  const linked = { metadata: [{ name: 'Review', value: '2028-03-04T12:00:00Z' }], fields: [], owner: '' };
  const values = detailValues(dates, linked);
  expect(values.metadata.map(({ value }) => value)).toEqual(['2027-02-01', '2028-03-04', '2027-02-01T00:00:00']);
  expect(detailProblems(values, dates)).toEqual([]);
  // What still holds the default takes that of another choice.
  const other = setupWith([date('Until', { DefaultValue: '2030-01-01' })], {});
  expect(detailValues(other, values, dates).metadata).toEqual([{ name: 'Until', value: '2030-01-01' }]);
});

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
  const setup = setupWith(metadata, { defaultOwner: 'Default', fields: [{ name: 'Centre', options: [] }] });
  const values = detailValues(setup, typed);
  expect(values).toEqual({
    metadata: [
      { name: 'Owner', value: 'ops' },
      { name: 'Site', value: 'Turku' },
      { name: 'Origin', value: 'ui' },
    ],
    fields: [{ name: 'Centre', value: '' }],
    owner: 'Mine',
  });
  expect(detailsToWire(values, setup, { ownerRole: true })).toEqual({
    Metadata: { Owner: 'ops', Site: 'Turku', Origin: 'ui' },
    AdditionalEnrollmentFields: {},
    OwnerRoleName: 'Mine',
  });
});

describe('another choice', () => {
  const a = setupWith([field('Site', 1, { DefaultValue: 'Oslo' }), field('Note', 1, { DefaultValue: 'x' })], {
    defaultOwner: 'A owners',
  });
  const b = setupWith([field('Site', 1, { DefaultValue: 'Turku' }), field('Note', 1, { DefaultValue: 'y' })], {
    defaultOwner: 'B owners',
  });

  test('brings its own defaults where the former ones still stand', () => {
    expect(detailValues(b, detailValues(a), a)).toEqual(detailValues(b));
    const others = { ...a, roles: [] };
    expect(detailValues(b, detailValues(others), others).owner).toBe('B owners');
  });

  test('takes nothing that was typed, chosen or emptied', () => {
    const typed = {
      metadata: [
        { name: 'Site', value: 'Bergen' },
        { name: 'Note', value: '' },
      ],
      fields: [],
      owner: 'Mine',
    };
    expect(detailValues(b, typed, a)).toEqual(typed);
    expect(detailValues(b, { ...typed, owner: '' }, a).owner).toBe('');
  });
});

test('a default owner that the caller does not hold is left to the server', () => {
  const roles = [{ id: 1, name: 'Mine' }];
  expect(detailValues(setupWith([], { defaultOwner: 'Theirs', roles })).owner).toBe('');
  expect(detailValues(setupWith([], { defaultOwner: 'Mine', roles })).owner).toBe('Mine');
  expect(detailValues(setupWith([], { defaultOwner: 'Theirs', roles: null })).owner).toBe('Theirs');
});

test('an owner that a link names is kept only where it is a role that may own', () => {
  const typed = { metadata: [], fields: [], owner: 'Theirs' };
  const owner = (roles: Setup['roles']) => detailValues(setupWith([], { roles, defaultOwner: 'Default' }), typed).owner;
  expect(owner([{ id: 1, name: 'Mine' }])).toBe('');
  expect(owner([{ id: 2, name: 'Default' }])).toBe('Default');
  expect(owner([{ id: 1, name: 'Theirs' }])).toBe('Theirs');
  expect(owner(null)).toBe('Theirs');
});

describe('the owner', () => {
  const values = { metadata: [], fields: [], owner: 'Mine' };
  const wire = (roles: Setup['roles'], ownerRole = true) => detailsToWire(values, { roles }, { ownerRole });

  test('goes by its id where the server gives one, else by name, never by both', () => {
    expect(wire([{ id: 7, name: 'Mine' }])).toEqual({ Metadata: {}, AdditionalEnrollmentFields: {}, OwnerRoleId: 7 });
    for (const roles of [null, [], [{ id: null, name: 'Mine' }]]) {
      expect(wire(roles)).toEqual({ Metadata: {}, AdditionalEnrollmentFields: {}, OwnerRoleName: 'Mine' });
    }
  });

  test('stays out where the server knows no owners, or none was chosen', () => {
    expect(Object.keys(wire([{ id: 7, name: 'Mine' }], false))).toEqual(['Metadata', 'AdditionalEnrollmentFields']);
    const none = detailsToWire({ ...values, owner: ' ' }, { roles: null }, { ownerRole: true });
    expect(Object.keys(none)).toEqual(['Metadata', 'AdditionalEnrollmentFields']);
  });
});

test('the only CA that can issue a choice is named without being asked for, also in place of one that cannot', () => {
  const { choice } = testSetup();
  const one = setupWith([], { choice: { ...choice, authorities: choice.authorities.slice(0, 1) } });
  expect(['', 'CA9'].map((typed) => authorityValue(one, typed))).toEqual(['host\\CA1', 'host\\CA1']);
  expect(authorityValue(setupWith([], { choice: { ...choice, authorities: [] } }))).toBe('');
});

test('the CA of a choice is found by its whole or its logical name, and stays only where it issues', () => {
  const setup = setupWith([], { choice: { ...testSetup().choice } });
  expect(authorityValue(setup, 'ca1')).toBe('host\\CA1');
  expect(authorityValue(setup, 'HOST\\ca1')).toBe('host\\CA1');
  expect(authorityValue(setup, 'CA9')).toBe('');
  expect(authorityValue({ ...setup, authorityRequired: true }, 'CA9')).toBe('');
  expect(authorityValue(null, 'CA9')).toBe('CA9');
});

test('names go under their kinds', () => {
  const dns = (value: string) => ({ kind: 'dns' as const, value });
  expect(sansToWire([dns('a'), { kind: 'ip4', value: '10.0.0.1' }, dns('b')])).toEqual({
    dns: ['a', 'b'],
    ip4: ['10.0.0.1'],
  });
});

describe('a metadata value is refused', () => {
  test.each([
    ['an empty required one', field('a', 1, { Enrollment: 1 }), '', 1],
    ['an empty optional one', field('a', 2), '', 0],
    ['what is not of its data type', field('a', 2), '12a', 1],
    ['a form of it that no recorded refusal names', field('a', 2), '+12', 0],
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

describe('the form of a metadata value', () => {
  const judged = (type: number, value: string) => {
    const setup = setupWith([field('a', type)]);
    const values = { metadata: [{ name: 'a', value }], fields: [], owner: '' };
    return {
      found: detailFindings(values, setup),
      words: typeWords(values, setup),
      problems: detailProblems(values, setup),
    };
  };

  test.each([
    ['a whole number', 2, '12x', '-12'],
    ['a date', 3, '2027-02-30', '2027-02-28'],
    ['true or false', 4, 'yes', 'true'],
    ['an e-mail address', 7, 'nobody', 'a@example.com'],
  ])(
    'that is no value of its data type, %s, keeps the request back, at its field and in the summary',
    (_, type, wrong, right) => {
      const { found, words, problems } = judged(type, wrong);
      expect(found).toEqual([]);
      expect(words).toEqual([`a: ${problems[0]?.text}`]);
      expect(problems).toMatchObject([{ path: ['metadata', 0, 'value'] }]);
      expect(problems[0]?.text).toContain(wrong);
      for (const value of [right, '']) expect(judged(type, value)).toEqual({ found: [], words: [], problems: [] });
    },
  );

  test.each([
    [2, '99999999999'],
    [7, 'a@example.com; b@example.com'],
  ])('of data type %i that only a server can judge, %s, is likely refused and no more', (type, value) => {
    const { found, problems } = judged(type, value);
    expect(found).toMatchObject([{ grade: 'likely refused' }]);
    expect(problems).toEqual([]);
  });

  test('of a hidden field is not judged', () => {
    const setup = setupWith([field('a', 2, { Enrollment: 2 })]);
    expect(detailFindings({ metadata: [{ name: 'a', value: 'x' }] }, setup)).toEqual([]);
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
    { name: 'h\\CA1', displayName: 'CA1', subscriberTerms: false, rfcEnforcement: null },
    { name: 'h\\CA2', displayName: 'CA2', subscriberTerms: true, rfcEnforcement: null },
  ];
  const paths = (authority: string, acceptTerms = false) =>
    termsProblems({ ...choice, authorities }, { authority, acceptTerms }).map((problem) => problem.path);
  expect(paths('h\\CA1')).toEqual([]);
  expect(paths('h\\CA2')).toEqual([['acceptTerms']]);
  expect(paths('')).toEqual([['acceptTerms']]);
  expect(paths('', true)).toEqual([]);
  expect(termsOf({ ...choice, authorities }, '')).toEqual(['CA2']);
});
