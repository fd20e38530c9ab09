import { describe, expect, test } from 'vitest';
import { readContext, readPatternChoice } from './enrollmentContext.ts';

const authority = { Name: 'corpca01.keyexample.com\\CorpIssuingCA1', RFCEnforcement: false, SubscriberTerms: true };
const template = {
  Id: 17,
  Name: 'WebServer2Y',
  DisplayName: 'Web server (2 years)',
  Forest: 'keyexample.com',
  RequiresApproval: false,
  RFCEnforcement: true,
  CAs: [authority],
  EnrollmentFields: [{ Id: 3, Name: 'CostCentre', Options: ['1200', '1300'], DataType: 2 }],
  MetadataFields: [{ Id: 9, MetadataId: 4, DefaultValue: '', Validation: null, Message: null, Enrollment: 1 }],
  Regexes: [{ SubjectPart: 'CN', Regex: '.+', Error: 'is required' }],
  KeySize: '2048',
  KeyType: 'RSA',
  Curve: null,
};

describe('the enrollment context', () => {
  test('version 10 has no CA display names and no policy', () => {
    const context = readContext({ Templates: [template], StandaloneCAs: [] });
    expect(context.templates[0]).toMatchObject({
      templateId: 17,
      name: 'WebServer2Y',
      rfcEnforcement: true,
      algorithms: null,
      allowWildcards: null,
      authorities: [
        { name: authority.Name, displayName: 'CorpIssuingCA1', subscriberTerms: true, rfcEnforcement: false },
      ],
      fields: [{ name: 'CostCentre', options: ['1200', '1300'] }],
    });
  });

  test('version 25 has both, and its policy speaks first', () => {
    const policy = {
      PrimaryKeyAlgorithms: [{ name: 'RSA', bit_lengths: [2048], curves: [] }],
      AllowWildcards: true,
      RFCEnforcement: false,
      CertificateOwnerRole: 1,
    };
    const cas = [{ ...authority, Id: 3, DisplayName: 'CorpIssuingCA1' }];
    const context = readContext({ Templates: [{ ...template, CAs: cas, EnrollmentTemplatePolicy: policy }] });
    expect(context.templates[0]).toMatchObject({
      rfcEnforcement: false,
      allowWildcards: true,
      ownerAsked: true,
      authorities: [{ displayName: 'CorpIssuingCA1' }],
    });
    expect(context.standalone).toEqual([]);
  });

  test('before 25 a CA goes by its logical name, as later versions show it, but two of one name by their whole names', () => {
    const named = (...names: string[]) =>
      readContext({ StandaloneCAs: names.map((Name) => ({ Name })) }).standalone.map(({ displayName }) => displayName);
    expect(named('ca01.corp.example\\CorpCA1', 'https://ca02.example/ejbca\\CorpCA2')).toEqual(['CorpCA1', 'CorpCA2']);
    expect(named('a\\CorpCA1', 'b\\CorpCA1')).toEqual(['a\\CorpCA1', 'b\\CorpCA1']);
    expect(named('Lone')).toEqual(['Lone']);
  });

  test('a CA that does not say whether it enforces RFC 2818 leaves it open', () => {
    const [ca] = readContext({ StandaloneCAs: [{ Name: 'Lone' }] }).standalone;
    expect(ca?.rfcEnforcement).toBeNull();
  });

  test('null lists are empty', () => {
    expect(readContext({ Templates: null, StandaloneCAs: null })).toEqual({ templates: [], standalone: [] });
  });
});

describe('an enrollment pattern', () => {
  const pattern = {
    Id: 1,
    Name: 'Default Pattern',
    Template: { Id: 4, TemplateName: 'Server (tlsServerAuth-1y)', CommonName: 'Server_tlsServerAuth-1y' },
    TemplateDefault: true,
    UseADPermissions: false,
    AssociatedRoles: [{ Id: 2, Name: 'InstanceOwner' }],
    CertificateAuthorities: [{ Id: 1, LogicalName: 'Sub-CA' }],
    RestrictCAs: false,
    AllowedEnrollmentTypes: 7,
    EnrollmentFields: [],
  };

  test.each([
    [0, false, false],
    [1, true, false],
    [2, false, true],
    [4, false, false],
    [7, true, true],
  ])('types %i allow PFX: %s, CSR: %s', (types, pfx, csr) => {
    expect(readPatternChoice({ ...pattern, AllowedEnrollmentTypes: types })).toMatchObject({ pfx, csr });
  });

  test('its CAs count only where it restricts them, its roles only without Active Directory', () => {
    expect(readPatternChoice(pattern)).toMatchObject({ onlyAuthorities: null, roles: ['InstanceOwner'] });
    const other = readPatternChoice({ ...pattern, RestrictCAs: true, UseADPermissions: true });
    expect(other).toMatchObject({ onlyAuthorities: ['Sub-CA'], roles: null });
  });
});
