import { expect, test } from 'vitest';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { changedPlaces } from './changedPlaces.ts';
import { inWords, memberText, valueText, whatOf, type Names } from './changeWords.ts';

test.each([
  [['FriendlyName'], 'Friendly name'],
  [['TemplateRegexes', '\uE000CN', 'RegEx'], 'Regex for CN'],
  [['Regexes', '\uE000CN', 'Error'], 'Regex for CN, error message'],
  [['TemplateDefaults', '\uE000O', 'Value'], 'Default for O'],
  [['MetadataFields', '\uE00012', 'Enrollment'], 'Metadata field 12, required or hidden'],
  [['TemplatePolicy', 'AllowWildcards'], 'Allow wildcards'],
  [['Policies', 'PrimaryKeyAlgorithms', '\uE000RSA', 'bit_lengths'], 'Key algorithm RSA, bit lengths'],
  [['TemplatePolicy', 'KeyInfo', 'MLDSA44'], 'Key algorithm ML-DSA-44'],
  [['EnrollmentFields', '\uE000'], 'Enrollment fields, order'],
  [['TemplatePolicy'], 'Policy'],
  [['Later', 'Deep'], 'Later, Deep'],
  [['toString'], 'toString'],
])('%j is called %s', (path, words) => {
  expect(whatOf(path)).toBe(words);
});

test('values that look alike are told apart', () => {
  expect([null, '', false, 0, [], '0'].map(valueText)).toEqual([
    'not set',
    'empty text',
    'off',
    '0',
    'empty list',
    '0',
  ]);
  expect(valueText(undefined)).toBeUndefined();
});

test('an added regex is told with its message and case sensitivity, an empty one as no rule', () => {
  const row = { SubjectPart: 'CN', Regex: '^a$', Error: 'Only a.', CaseSensitive: true };
  expect(inWords([{ path: ['TemplateRegexes', '\uE000CN'], before: undefined, after: row }])).toEqual([
    { what: 'Regex for CN', after: '^a$; message: Only a.; case sensitive' },
  ]);
  expect(valueText({ RegEx: '', Error: '' })).toBe('no rule');
});

test('spaces at the ends of a text can be seen', () => {
  expect(valueText(' ^a  b')).toBe('“\u00a0^a\u00a0\u00a0b”');
  expect(valueText({ Regex: '^a ' })).toBe('“^a\u00a0”');
  expect(valueText('a b')).toBe('a b');
});

test('bit masks are told by name', () => {
  const change = { path: ['AllowedEnrollmentTypes'], before: 3, after: 0 };
  expect(inWords([change])).toEqual([{ what: 'Enrollment types', before: 'PFX, CSR', after: 'None' }]);
});

const names: Names = {
  defaultPattern: 'Web servers – Ops',
  metadata: new Map([[12, 'Owner']]),
  roles: new Map([[2, 'InstanceOwner']]),
  authorities: new Map([[3, 'Sub-CA']]),
};

test.each([
  [['KeyRetention'], 'FromIssuance', 'kept for a time from issuance'],
  [['KeyRetention'], 0, 'not kept'],
  [['KeyRetention'], 9, '9'],
  [['KeyRetention'], 'Later', 'Later'],
  [['TimeAfterExpirationUnits'], 1, 'weeks (value 1, not confirmed)'],
  [['TimeAfterExpirationUnits'], 7, '7'],
  [['KeyUsage'], 160, 'Digital signature, Key encipherment'],
  [['CertificateAuthorities'], [3, 9], 'Sub-CA, id 9'],
  [['Policies', 'DefaultCertificateOwnerRoleId'], 2, 'InstanceOwner'],
  [['Policies', 'DefaultCertificateOwnerRoleId'], 5, '5'],
  [['MetadataFields', '\uE00012', 'Enrollment'], 2, 'hidden'],
  [['EnrollmentFields', '\uE000X', 'DataType'], 2, 'multiple choice'],
  [['TemplatePolicy', 'ECCValidCurves'], ['1.3.132.0.34', '1.2.3'], 'P-384, 1.2.3'],
  [['Defaults', '\uE000O'], { SubjectPart: 'O', Value: 'Ex' }, 'Ex'],
  [
    ['MetadataFields', '\uE00012'],
    { Id: 0, MetadataId: 12, Enrollment: 1, DefaultValue: 'x', Validation: null, Message: '' },
    'Required or hidden: required; Default value: x',
  ],
  [['Policies', 'KeyInfo', 'ECDSA'], { bit_lengths: [256], curves: ['1.2.840.10045.3.1.7'] }, 'ECDSA P-256'],
  [
    ['TemplatePolicy'],
    { TemplateId: 4, AllowWildcards: true, PrimaryKeyAlgorithms: [{ name: 'RSA', bit_lengths: [2048], curves: [] }] },
    'Allow wildcards: on; Key algorithms: RSA 2048',
  ],
])('%j with %j is told as %s', (path, value, words) => {
  expect(memberText(path, value, names)).toBe(words);
});

test('a metadata row is called by the name of its field', () => {
  expect(whatOf(['MetadataFields', '\uE00012', 'Message'], names)).toBe('Metadata field Owner, validation message');
});

test('of 71 curves it is told how many there are and which two went', () => {
  const curves = Array.from({ length: 71 }, (_, at) => `1.3.132.0.${at}`);
  const policy = (list: string[]): WireDocument => ({
    PrimaryKeyAlgorithms: [{ name: 'ECDSA', bit_lengths: list.map(() => 256), curves: list }],
  });
  expect(inWords(changedPlaces(policy(curves), policy(curves.filter((oid) => !/\.3[45]$/.test(oid)))))).toEqual([
    { what: 'Key algorithm ECDSA, curves', before: '71 curves', after: '69 curves; removed: P-384, P-521' },
  ]);
});

test('a moved row is told by the order of the rows', () => {
  const fields = (...list: string[]): WireDocument => ({ EnrollmentFields: list.map((Name) => ({ Name })) });
  expect(inWords(changedPlaces(fields('A', 'B', 'C'), fields('C', 'A')))).toEqual([
    { what: 'Enrollment field B', before: 'nothing set' },
    { what: 'Enrollment fields, order', before: 'A, C', after: 'C, A' },
  ]);
});

test('making a pattern the default names the one that stops being it', () => {
  const change = [{ path: ['TemplateDefault'], before: false, after: true }];
  expect(inWords(change, names)[0]?.after).toBe('on; “Web servers – Ops” stops being the default');
  expect(inWords(change, { ...names, defaultPattern: null })[0]?.after).toBe('on');
});
