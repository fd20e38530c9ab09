import { expect, test } from 'vitest';
import { readPatternRow } from './patterns.ts';
import { readSubjectParts } from './subjectParts.ts';
import { readKeyRetention, readTemplateRow } from './templates.ts';
import { asWireDocument, memberName } from './wireDocument.ts';

test('key retention is read from a name or a number, an unknown one stays as it came', () => {
  expect(readKeyRetention('AfterExpiration', 30)).toEqual({ policy: 'AfterExpiration', days: 30 });
  expect(readKeyRetention(3, 0)).toEqual({ policy: 'FromIssuance', days: 0 });
  expect(readKeyRetention('Escrowed', null)).toEqual({ policy: 'Escrowed', days: null });
  expect(readKeyRetention(undefined, undefined)).toEqual({ policy: '', days: null });
});

test('a row shows the display name, and of older servers the one key type and size they tell', () => {
  const row = {
    Id: 4,
    CommonName: 'Web_tls',
    TemplateName: 'Web (tls)',
    DisplayName: '',
    KeyType: 'RSA',
    KeySize: '2048',
    ForestRoot: 'ejbca',
  };
  expect(readTemplateRow(row)).toMatchObject({
    id: 4,
    name: 'Web (tls)',
    keyTypes: 'RSA 2048',
    tenant: 'ejbca',
    enrollmentTypes: 0,
  });
  expect(readTemplateRow({ ...row, DisplayName: 'Web', KeyTypes: 'RSA 2048, Ed25519' })).toMatchObject({
    name: 'Web',
    keyTypes: 'RSA 2048, Ed25519',
  });
});

test('a pattern says who may enroll: roles, or Active Directory', () => {
  const row = {
    Id: 1,
    Name: 'P',
    AssociatedRoles: [{ Id: 2, Name: 'Ops' }],
    CertificateAuthorities: [],
    Template: { Id: 4, TemplateName: 'T', FriendlyName: null },
  };
  expect(readPatternRow(row)).toMatchObject({ roles: ['Ops'], templateId: 4, templateName: 'T', isDefault: false });
  expect(readPatternRow({ ...row, UseADPermissions: true })).toMatchObject({ roles: null });
});

test('a pattern names its CAs only where it is restricted to them', () => {
  const row = { Id: 1, AssociatedRoles: [], CertificateAuthorities: [{ Id: 3, LogicalName: 'CA1' }] };
  expect(readPatternRow({ ...row, RestrictCAs: true })).toMatchObject({ authorities: ['CA1'] });
  expect(readPatternRow({ ...row, RestrictCAs: false })).toMatchObject({ authorities: null });
});

test('a subject part without a name is called by its code', () => {
  expect(
    readSubjectParts([
      { SubjectPart: 'CN', SubjectPartName: 'Common Name' },
      { SubjectPart: 'X', SubjectPartName: null },
    ]),
  ).toEqual([
    { code: 'CN', label: 'Common Name' },
    { code: 'X', label: 'X' },
  ]);
});

test('a document comes through untouched, and one whose lists are no lists is not accepted', () => {
  const body = { Later: { a: [null] }, TemplateRegexes: null };
  expect(asWireDocument(body, 'template', ['TemplateRegexes'])).toBe(body);
  expect(() => asWireDocument({ TemplateRegexes: ['x'] }, 'template', ['TemplateRegexes'])).toThrow('unreadable');
  expect(() => asWireDocument([], 'template', [])).toThrow('unreadable');
});

test('a member is found in the server’s spelling, the exact one first', () => {
  expect(memberName({ RegEx: 'a' }, 'Regex')).toBe('RegEx');
  expect(memberName({ RegEx: 'a', Regex: 'b' }, 'Regex')).toBe('Regex');
  expect(memberName({}, 'toString')).toBeUndefined();
});
