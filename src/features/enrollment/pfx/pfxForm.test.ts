import { describe, expect, test } from 'vitest';
import { abilitiesOf, type Abilities } from '../../../api/server.ts';
import { asPatternId, asTemplateId } from '../../../domain/ids.ts';
import { keyChoices } from '../../../domain/policy.ts';
import { keyId, pfxProblems, pfxToWire, pfxValues, type PfxValues } from './pfxForm.ts';
import { sanChips } from '../names/pfxNames.ts';
import type { Setup } from '../setup.ts';

const new25 = abilitiesOf(null, '25.4', true);
const old10: Abilities = {
  ...new25,
  enrollmentPatterns: false,
  pfxVersion2: false,
  keyChoice: false,
  ownerRole: false,
  subjectHeader: false,
};
const keys = keyChoices([null]);
const template = {
  templateId: asTemplateId(4),
  name: 'Web_short',
  displayName: 'Web',
  requiresApproval: false,
  rfcEnforcement: null,
};
const rest = {
  authorities: [],
  fields: [],
  metadata: [],
  subjectRules: [],
  algorithms: null,
  allowWildcards: null,
  ownerAsked: false,
};
const patternRest = {
  description: '',
  templateId: template.templateId,
  templateName: 'Web',
  isDefault: true,
  pfx: true,
  csr: true,
};
const setup: Setup = {
  choice: {
    key: 'pattern:1',
    label: 'Default',
    hint: '',
    template: { ...template, ...rest },
    pattern: {
      ...patternRest,
      patternId: asPatternId(1),
      name: 'Default',
      onlyAuthorities: null,
      roles: null,
      fields: [],
    },
    authorities: [{ name: 'host\\CA1', displayName: 'CA1', subscriberTerms: false }],
  },
  rules: {
    subject: [{ part: 'CN', regex: '^[a-z0-9.*-]+$', message: 'Lower case only.', caseSensitive: true }],
    keys,
    allowWildcards: false,
    rfcEnforcement: false,
  },
  rulesReadable: true,
  defaults: [
    { part: 'O', value: 'Example, Inc.' },
    { part: 'OU', value: 'Web' },
    { part: 'OU', value: 'Ops' },
  ],
  keys,
  metadata: [],
  fields: [],
  authorityRequired: false,
  requiresApproval: false,
  ownerAsked: false,
  defaultOwner: '',
  settings: { passwordLength: 12, friendlyNameRequired: false, source: 'server' },
};
const onTemplate: Setup = { ...setup, choice: { ...setup.choice, key: 'template:4', pattern: null } };
const blank = pfxValues(setup, new25);
const filled: PfxValues = {
  ...blank,
  subject: { ...blank.subject, CN: 'app01.example.com', C: 'SE' },
  sans: ['dns:app01.example.com', 'ip:2001:db8::17'],
  password: 'Vq7-hdk2-MMz9-plm4',
};
const now = new Date('2026-04-21T19:57:49.123Z');
const texts = (values: PfxValues, of: Setup | null = setup) =>
  pfxProblems(values, of).map((p) => `${p.path.join('.')}: ${p.text}`);

describe('values', () => {
  test('defaults fill the parts, and what does not fit goes to the further parts', () => {
    expect(blank.subject).toMatchObject({ CN: '', O: 'Example, Inc.', OU: 'Web' });
    expect(blank.moreParts).toEqual([{ type: 'OU', value: 'Ops' }]);
    expect(blank.key).toBe('RSA:2048:');
    expect(pfxValues(setup, old10).key).toBe('');
  });

  test('another choice brings its defaults but takes nothing that was typed', () => {
    const values = { ...filled, subject: { ...filled.subject, OU: 'Mine' } };
    const next = pfxValues(
      {
        ...onTemplate,
        defaults: [
          { part: 'O', value: 'Other' },
          { part: 'OU', value: 'X' },
        ],
      },
      new25,
      {
        values,
        setup,
      },
    );
    expect(next.subject).toMatchObject({ CN: 'app01.example.com', C: 'SE', O: 'Other', OU: 'Mine' });
    expect(next).toMatchObject({ source: 'template:4', moreParts: [], sans: filled.sans, password: filled.password });
  });

  test('a key the new choice does not allow gives way to one it does', () => {
    const values = { ...filled, key: 'RSA:4096:' };
    const small = keyChoices([[{ name: 'RSA', bitLengths: [3072], curves: [] }]]);
    expect(pfxValues({ ...onTemplate, keys: small }, new25, { values, setup }).key).toBe('RSA:3072:');
    expect(pfxValues(onTemplate, new25, { values, setup }).key).toBe('RSA:4096:');
  });
});

test('what cannot be read stays as a chip, and is refused', () => {
  const values = { ...filled, sans: sanChips('a..example.com') };
  expect(values.sans).toEqual(['a..example.com']);
  expect(texts(values)[0]).toMatch(/^sans: a\.\.example\.com: /);
});

describe('what keeps a request from being sent', () => {
  test('nothing, when it is complete', () => {
    expect(texts(filled)).toEqual([]);
  });

  test('no choice, or a choice whose rules are not there', () => {
    expect(texts({ ...filled, source: '' })).toEqual(['source: Choose what to enroll with.']);
    expect(texts({ ...filled, source: 'pattern:2' })[0]).toMatch(/^source: /);
    expect(texts(filled, null)[0]).toMatch(/^source: /);
  });

  test('a regex that certainly does not match, at the field it is about', () => {
    const found = texts({ ...filled, subject: { ...filled.subject, CN: 'APP01' } });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^subject\.CN: .*Lower case only\./);
  });

  test('a regex that cannot be judged here blocks nothing', () => {
    const subject = [{ part: 'CN', regex: String.raw`^\p{IsGreek}+$`, message: '', caseSensitive: true }];
    expect(texts(filled, { ...setup, rules: { ...setup.rules, subject } })).toEqual([]);
  });

  test('a wildcard where none is allowed, and a key outside the policy', () => {
    expect(texts({ ...filled, sans: ['dns:*.example.com'] })[0]).toMatch(/^sans: /);
    const rules = { ...setup.rules, keys: keys.filter((key) => key.keyType === 'ECC') };
    expect(texts(filled, { ...setup, rules })[0]).toMatch(/^key: /);
  });

  test('a short password, a missing friendly name, neither file nor store, an empty name', () => {
    expect(texts({ ...filled, password: 'short' })[0]).toMatch(/^password: /);
    const strict = { ...setup, settings: { ...setup.settings, passwordLength: 30, friendlyNameRequired: true } };
    expect(texts(filled, strict).map((text) => text.split(':')[0])).toEqual(['password', 'friendlyName']);
    expect(texts({ ...filled, download: false })[0]).toMatch(/^download: /);
    const free = { ...setup, rules: { ...setup.rules, subject: [] } };
    const none = {
      ...filled,
      subject: { CN: '', O: '', OU: '', L: '', ST: '', C: '', E: '' },
      moreParts: [],
      sans: [],
    };
    expect(texts(none, free)[0]).toMatch(/^subject\.CN: /);
  });
});

test('subscriber terms are accepted for one choice only', () => {
  const authorities = setup.choice.authorities.map((each) => ({ ...each, subscriberTerms: true }));
  const withTerms = { ...setup, choice: { ...setup.choice, authorities } };
  expect(texts(filled, withTerms)[0]).toMatch(/^acceptTerms: /);
  const accepted = { ...filled, acceptTerms: true };
  expect(texts(accepted, withTerms)).toEqual([]);
  expect(pfxValues(onTemplate, new25, { values: accepted, setup }).acceptTerms).toBe(false);
});

describe('the request that is sent', () => {
  test('version 2 names the pattern only, the key, and every switch that would act by default', () => {
    expect(pfxToWire({ ...filled, authority: 'host\\CA1' }, setup, new25, now)).toEqual({
      version: 2,
      certificateFormat: 'PFX',
      body: {
        EnrollmentPatternId: 1,
        CertificateAuthority: 'host\\CA1',
        Subject: 'CN=app01.example.com,OU=Web,OU=Ops,O="Example, Inc.",C=SE',
        SANs: { dns: ['app01.example.com'], ip6: ['2001:db8::17'] },
        KeyType: 'RSA',
        KeyLength: 2048,
        Password: 'Vq7-hdk2-MMz9-plm4',
        CustomFriendlyName: 'app01.example.com',
        IncludeChain: true,
        IncludeSubjectHeader: false,
        UseLegacyEncryption: false,
        Metadata: {},
        AdditionalEnrollmentFields: {},
        InstallIntoExistingCertificateStores: false,
        Timestamp: '2026-04-21T19:57:49Z',
      },
    });
  });

  test('version 1 names the template and has no member that old servers do not know', () => {
    const post = pfxToWire({ ...filled, source: 'template:4' }, onTemplate, old10, now);
    expect(post.version).toBe(1);
    expect(Object.keys(post.body).toSorted()).toEqual([
      'AdditionalEnrollmentFields',
      'CustomFriendlyName',
      'IncludeChain',
      'Metadata',
      'Password',
      'PopulateMissingValuesFromAD',
      'SANs',
      'Subject',
      'Template',
      'Timestamp',
    ]);
    expect(post.body).toMatchObject({ Template: 'Web_short', PopulateMissingValuesFromAD: false });
  });

  test('a curve goes as its OID, and no key choice sends no key', () => {
    const p384 = keys.find((key) => key.bits === 384);
    const chosen = pfxToWire({ ...filled, key: p384 ? keyId(p384) : 'x' }, setup, new25, now).body;
    expect(chosen).toMatchObject({ KeyType: 'ECC', KeyLength: 384, Curve: '1.3.132.0.34' });
    const left = pfxToWire({ ...filled, key: '' }, setup, new25, now).body;
    expect(['KeyType', 'KeyLength', 'Curve'].some((name) => name in left)).toBe(false);
  });

  test('stores make the format STORE; only version 2 carries them', () => {
    const type = { name: 'PEM', shortName: 'PEM', canAdd: true, alias: 'optional', privateKey: 'optional' } as const;
    const rules = { ...type, entryPassword: false, entryParameters: [] };
    const where = { storeId: 's1', displayName: 'm - p', machine: 'm', path: 'p', storeTypeId: 2, agentId: null };
    const stores = [{ ...where, inventoryScheduled: true, rules, alias: 'web', overwrite: false, properties: [] }];
    const second = pfxToWire({ ...filled, stores }, setup, new25, now);
    expect(second.certificateFormat).toBe('STORE');
    expect(second.body['Stores']).toEqual([{ StoreId: 's1', Alias: 'web', Overwrite: false, Properties: {} }]);
    const first = pfxToWire({ ...filled, stores }, onTemplate, old10, now);
    expect(first.certificateFormat).toBe('STORE');
    expect('Stores' in first.body).toBe(false);
  });

  test('metadata and fields go by name, an empty one stays out, an owner only where the server knows owners', () => {
    const details = {
      ...filled,
      metadata: [
        { name: 'AppOwner', value: 'a@example.com' },
        { name: 'Note', value: '' },
      ],
      fields: [{ name: 'CostCentre', value: '1200' }],
      owner: 'Web owners',
    };
    expect(pfxToWire(details, setup, new25, now).body).toMatchObject({
      Metadata: { AppOwner: 'a@example.com' },
      AdditionalEnrollmentFields: { CostCentre: '1200' },
      OwnerRoleName: 'Web owners',
    });
    expect('OwnerRoleName' in pfxToWire(details, setup, old10, now).body).toBe(false);
  });
});
