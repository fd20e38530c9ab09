import { describe, expect, test } from 'vitest';
import { shippedSettings } from '../../../api/appSettings.ts';
import type { Abilities } from '../../../api/server.ts';
import { subjectFromText } from '../names/subjectForm.ts';
import type { Setup } from '../setup.ts';
import { keyId, type PfxValues } from './pfxForm.ts';
import { command10, command24, command25, filledFor, onPattern, onTemplate, plannedStore } from './pfxForTests.ts';
import { friendlyName } from './friendlyName.ts';
import { fileFormat, pfxToWire } from './pfxToWire.ts';

const now = new Date('2026-04-21T19:57:49.123Z');
const filled = filledFor(onPattern, { authority: 'host\\CA1' });
const sent = (more: Partial<PfxValues> = {}, setup: Setup = onPattern, abilities: Abilities = command25) =>
  pfxToWire({ ...filled, ...more }, setup, abilities, now);
const members = (post: { body: object }) => Object.keys(post.body).toSorted();

describe('each generation gets what it knows, and no more', () => {
  test('25.4: version 2, the pattern only, and every switch in words', () => {
    expect(sent()).toEqual({
      version: 2,
      secrets: [],
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
        ChainOrder: 'EndEntityFirst',
        IncludeSubjectHeader: false,
        UseLegacyEncryption: false,
        Metadata: {},
        AdditionalEnrollmentFields: {},
        InstallIntoExistingCertificateStores: false,
        Timestamp: '2026-04-21T19:57:49Z',
      },
    });
  });

  test('24.4: the template in place of the pattern, and no extension of the file', () => {
    const post = sent({ fileExtension: 'p12', provider: 'A provider' }, onTemplate, command24);
    expect(post.version).toBe(2);
    expect(members(post)).toEqual(
      [
        'AdditionalEnrollmentFields',
        'CertificateAuthority',
        'ChainOrder',
        'CustomFriendlyName',
        'IncludeChain',
        'IncludeSubjectHeader',
        'InstallIntoExistingCertificateStores',
        'KeyLength',
        'KeyType',
        'Metadata',
        'MicrosoftTargetCSP',
        'Password',
        'SANs',
        'Subject',
        'Template',
        'Timestamp',
        'UseLegacyEncryption',
      ].toSorted(),
    );
  });

  test('10.5: no key, order, header, encryption, provider or owner, which it would ignore', () => {
    const all = {
      owner: 'Web owners',
      provider: 'A provider',
      fileExtension: 'p12',
      alternativeKey: 'ML-DSA-44',
      legacyEncryption: true,
      subjectHeader: true,
    };
    const alternative = [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }];
    const known = [
      'AdditionalEnrollmentFields',
      'CertificateAuthority',
      'CustomFriendlyName',
      'IncludeChain',
      'Metadata',
      'Password',
      'SANs',
      'Subject',
      'Template',
      'Timestamp',
    ];
    const second = sent(all, { ...onTemplate, alternative }, command10);
    expect(second.version).toBe(2);
    expect(members(second)).toEqual([...known, 'InstallIntoExistingCertificateStores'].toSorted());
    const first = sent(all, { ...onTemplate, alternative }, { ...command10, pfxVersion2: false });
    expect(first.version).toBe(1);
    expect(members(first)).toEqual([...known, 'PopulateMissingValuesFromAD'].toSorted());
  });
});

test('each key that the form offers is asked for by its type and size, a curve by its OID as well', () => {
  const asked = Object.fromEntries(
    onPattern.keys.map((key) => {
      const { KeyType, KeyLength, Curve } = sent({ key: keyId(key) }).body;
      return [key.label, [KeyType, KeyLength, Curve]];
    }),
  );
  expect(asked).toMatchObject({
    'RSA 2048': ['RSA', 2048, undefined],
    'RSA 3072': ['RSA', 3072, undefined],
    'RSA 4096': ['RSA', 4096, undefined],
    'RSA 8192': ['RSA', 8192, undefined],
    'ECC P-256': ['ECC', 256, '1.2.840.10045.3.1.7'],
    'ECC P-384': ['ECC', 384, '1.3.132.0.34'],
    'ECC P-521': ['ECC', 521, '1.3.132.0.35'],
  });
});

test('filling in from Active Directory makes it version 1, without anything of version 2', () => {
  const stores = [plannedStore];
  const alternative = [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }];
  const renewal = { certificateId: 7, label: '', install: true };
  const more = { populateFromAd: true, stores, alternativeKey: 'ML-DSA-44', renewal };
  const { version, certificateFormat, body } = sent(more, { ...onPattern, alternative });
  expect([version, certificateFormat]).toEqual([1, 'STORE']);
  expect(body).toMatchObject({ PopulateMissingValuesFromAD: true, RenewalCertificateId: 7 });
  const second = ['InstallIntoExistingCertificateStores', 'Stores', 'JobTime', 'AlternativeKeyType'];
  expect(second.filter((name) => name in body)).toEqual([]);
});

describe('the key', () => {
  test('a curve goes as its OID, and no key choice sends no key', () => {
    const p384 = onPattern.keys.find((key) => key.bits === 384);
    expect(sent({ key: p384 ? keyId(p384) : 'x' }).body).toMatchObject({
      KeyType: 'ECC',
      KeyLength: 384,
      Curve: '1.3.132.0.34',
    });
    const left = sent({ key: '' }).body;
    expect(['KeyType', 'KeyLength', 'Curve'].some((name) => name in left)).toBe(false);
  });

  test('a curve whose size is not known goes by its OID alone', () => {
    const brainpool = { keyType: 'ECC', bits: 0, curve: '1.3.36.3.3.2.8.1.1.99', label: 'ECC x' } as const;
    const { body } = sent({ key: keyId(brainpool) }, { ...onPattern, keys: [brainpool] });
    expect(body).toMatchObject({ KeyType: 'ECC', Curve: brainpool.curve });
    expect('KeyLength' in body).toBe(false);
  });

  test('a second, post-quantum key goes by its name, with a size only where the server lists sizes', () => {
    const alternative = [
      { name: 'ML-DSA-65', bitLengths: [], curves: [] },
      { name: 'ML-DSA-87', bitLengths: [4627], curves: [] },
    ];
    const hybrid = sent({ alternativeKey: 'ML-DSA-65' }, { ...onPattern, alternative }).body;
    expect(hybrid).toMatchObject({ KeyType: 'RSA', KeyLength: 2048, AlternativeKeyType: 'ML-DSA-65' });
    expect('AlternativeKeyLength' in hybrid).toBe(false);
    expect(sent({ alternativeKey: 'ML-DSA-87 4627' }, { ...onPattern, alternative }).body).toMatchObject({
      AlternativeKeyType: 'ML-DSA-87',
      AlternativeKeyLength: 4627,
    });
    expect('AlternativeKeyType' in sent({ alternativeKey: 'ML-DSA-65' }).body).toBe(false);
  });
});

describe('the file', () => {
  test('a password that the server makes is left out', () => {
    expect('Password' in sent({ passwordFrom: 'server' }).body).toBe(false);
  });

  test('switches that are off are said, and a chain that is left out has no order', () => {
    const off = sent({ includeChain: false, subjectHeader: true, legacyEncryption: true }).body;
    expect(off).toMatchObject({ IncludeChain: false, IncludeSubjectHeader: false, UseLegacyEncryption: true });
    expect('ChainOrder' in off).toBe(false);
  });

  test('subject lines are for PEM only', () => {
    expect(sent({ format: 'PEM', subjectHeader: true }).body).toMatchObject({ IncludeSubjectHeader: true });
    expect(sent({ format: 'PEM' }).body).toMatchObject({ IncludeSubjectHeader: false });
  });

  test('only taking the places of another certificate makes it REPLACE, and STORE on servers without that', () => {
    const replacing = { ...filled, replaces: 4711 };
    expect(fileFormat(replacing, command25)).toBe('REPLACE');
    expect(fileFormat(replacing, command10)).toBe('STORE');
    expect(fileFormat({ ...replacing, stores: [plannedStore] }, command25)).toBe('STORE');
  });

  test('any store makes the format STORE; PEM and JKS only where the server makes them', () => {
    expect(fileFormat({ ...filled, format: 'JKS' }, command25)).toBe('JKS');
    expect(fileFormat({ ...filled, format: 'JKS' }, command10)).toBe('PFX');
    expect(fileFormat({ ...filled, format: 'ZIP' }, command10)).toBe('ZIP');
    expect(fileFormat({ ...filled, format: 'ZIP', stores: [plannedStore] }, command25)).toBe('STORE');
    const install = { certificateId: 7, label: '', install: true };
    expect(fileFormat({ ...filled, renewal: install }, command25)).toBe('STORE');
    expect(fileFormat({ ...filled, renewal: { ...install, certificateId: null } }, command25)).toBe('PFX');
    expect(fileFormat({ ...filled, renewal: install, populateFromAd: true }, command25)).toBe('PFX');
  });

  test('a provider goes unless the server allows none', () => {
    expect(sent({ provider: ' A provider ' }).body).toMatchObject({ MicrosoftTargetCSP: 'A provider' });
    const settings = { ...shippedSettings, providersAllowed: false };
    expect('MicrosoftTargetCSP' in sent({ provider: 'A provider' }, { ...onPattern, settings }).body).toBe(false);
    expect('MicrosoftTargetCSP' in sent({ provider: ' ' }).body).toBe(false);
  });

  test('the friendly name is one’s own, else the common name, else none', () => {
    expect(friendlyName({ ...filled, friendlyName: ' Mine ' })).toBe('Mine');
    expect(friendlyName(filled)).toBe('app01.example.com');
    expect('CustomFriendlyName' in sent({ subject: subjectFromText('O=x') }).body).toBe(false);
  });
});

describe('stores and renewal', () => {
  test('version 2 carries the stores, for now', () => {
    expect(sent({ stores: [plannedStore] }).body).toMatchObject({
      Stores: [{ StoreId: 's1', Alias: 'web', Overwrite: false, Properties: {} }],
      JobTime: null,
    });
    expect('Stores' in sent().body).toBe(false);
  });

  test('what is secret of a store is named as such, whatever its member is called', () => {
    const store = {
      ...plannedStore,
      properties: [{ name: 'Pin', value: 'geheim-1234' }],
      entryPassword: 'of-the-entry',
    };
    expect(sent({ stores: [store] }).secrets).toEqual(['of-the-entry', 'geheim-1234']);
  });

  test('a time of delivery goes as UTC, and only with stores, those of the renewed certificate among them', () => {
    const at = new Date(2026, 3, 22, 4, 30);
    const timed = { when: 'later', jobTime: '2026-04-22T04:30' } as const;
    expect(sent({ stores: [plannedStore], ...timed }).body).toMatchObject({
      JobTime: at.toISOString().replace('.000Z', 'Z'),
    });
    expect(sent({ stores: [plannedStore], ...timed, when: 'soon' }).body).toMatchObject({ JobTime: null });
    expect('JobTime' in sent(timed).body).toBe(false);
    const renewal = { certificateId: 4711, label: '', install: true };
    const installed = sent({ renewal, ...timed }).body;
    expect(installed).toMatchObject({ JobTime: at.toISOString().replace('.000Z', 'Z') });
    expect('Stores' in installed).toBe(false);
    expect(sent({ renewal }).body).toMatchObject({ JobTime: null });
    expect('JobTime' in sent({ renewal: { ...renewal, install: false }, ...timed }).body).toBe(false);
  });

  test('RenewalCertificateId is there only with a renewal, and installing is always said', () => {
    expect('RenewalCertificateId' in sent().body).toBe(false);
    const renewal = { certificateId: 4711, label: '', install: false };
    expect(sent({ renewal }).body).toMatchObject({
      RenewalCertificateId: 4711,
      InstallIntoExistingCertificateStores: false,
    });
    expect(sent({ renewal: { ...renewal, install: true } }).body).toMatchObject({
      InstallIntoExistingCertificateStores: true,
    });
    for (const certificateId of [null, 0]) {
      const { body } = sent({ renewal: { ...renewal, certificateId, install: true } });
      expect(body).toMatchObject({ InstallIntoExistingCertificateStores: false });
      expect('RenewalCertificateId' in body).toBe(false);
    }
  });
});

test('metadata and fields go by name, an empty one stays out', () => {
  const details = {
    metadata: [
      { name: 'AppOwner', value: 'a@example.com' },
      { name: 'Note', value: '' },
    ],
    fields: [{ name: 'CostCentre', value: '1200' }],
    owner: 'Web owners',
  };
  expect(sent(details).body).toMatchObject({
    Metadata: { AppOwner: 'a@example.com' },
    AdditionalEnrollmentFields: { CostCentre: '1200' },
    OwnerRoleName: 'Web owners',
  });
});
