import { describe, expect, test } from 'vitest';
import { shippedSettings } from '../../../api/appSettings.ts';
import { readMetadataField } from '../../../api/metadata.ts';
import { formatDn } from '../../../domain/dn.ts';
import { asCertificateId, asStoreId } from '../../../domain/ids.ts';
import { keyChoices } from '../../../domain/policy.ts';
import { requestedSubject, subjectFromText, subjectValue } from '../names/subjectForm.ts';
import type { Setup } from '../setup.ts';
import { testSetup } from '../setupForTests.ts';
import { command10, command25, filledFor, onPattern, onTemplate, plannedStore } from './pfxForTests.ts';
import { alternativeChoices, pfxFindings, pfxProblems, pfxValues, versionOf, type PfxValues } from './pfxForm.ts';

const ruled: Setup = {
  ...onPattern,
  rules: {
    subject: [{ part: 'CN', regex: '^[a-z0-9.*-]+$', message: 'Lower case only.', caseSensitive: true }],
    keys: onPattern.keys,
    allowWildcards: false,
    rfcEnforcement: false,
  },
};
const filled = filledFor(ruled);
const now = new Date(2026, 3, 21, 20);
const texts = (values: PfxValues, of: Setup | null = ruled) =>
  pfxProblems(values, of, now).map((problem) => `${problem.path.join('.')}: ${problem.text}`);
const told: Setup = { ...ruled, settings: { ...ruled.settings, source: 'server' } };
const subjectText = (values: PfxValues) => formatDn(requestedSubject(values.subject));

describe('values', () => {
  test('defaults fill the subject, and RSA 2048 is the key where the server lets one choose', () => {
    expect(subjectText(pfxValues(onPattern, command25))).toBe('OU=Web,OU=Ops,O="Example, Inc."');
    expect(pfxValues(onPattern, command25).key).toBe('RSA:2048:');
    expect(pfxValues(onPattern, command10).key).toBe('');
  });

  test('another choice brings its defaults but takes nothing that was typed', () => {
    const other = {
      ...onTemplate,
      defaults: [
        { part: 'O', value: 'Other' },
        { part: 'OU', value: 'X' },
      ],
    };
    const values = { ...pfxValues(onPattern, command25), sans: ['dns:a.example.com'], password: 'typed' };
    values.subject = subjectValue([...onPattern.defaults, { part: 'CN', value: 'app01.example.com' }]);
    const next = pfxValues(other, command25, { values, before: onPattern });
    expect(subjectText(next)).toBe('CN=app01.example.com,OU=X,O=Other');
    expect(next).toMatchObject({
      source: 'template:4',
      filledFrom: 'template:4',
      sans: values.sans,
      password: 'typed',
    });
  });

  test('a key the new choice does not allow gives way to one it does, a second key to none', () => {
    const values = { ...filled, key: 'RSA:4096:', alternativeKey: 'ML-DSA-44' };
    const small = keyChoices([[{ name: 'RSA', bitLengths: [3072], curves: [] }]]);
    const next = pfxValues({ ...onTemplate, keys: small }, command25, { values, before: ruled });
    expect(next).toMatchObject({ key: 'RSA:3072:', alternativeKey: '' });
    const alternative = [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }];
    const stays = pfxValues({ ...onTemplate, alternative }, command25, { values, before: ruled });
    expect(stays).toMatchObject({ key: 'RSA:4096:', alternativeKey: 'ML-DSA-44' });
  });

  test('where the server takes no password of one’s own, it is asked to make one', () => {
    const settings = { ...shippedSettings, customPassword: false };
    expect(pfxValues(testSetup({ settings }), command25).passwordFrom).toBe('server');
    expect(pfxValues(testSetup(), command25).passwordFrom).toBe('here');
  });
});

test('a second key without sizes is chosen by name, one with sizes by each of them', () => {
  const alternative = [
    { name: 'ML-DSA-44', bitLengths: [], curves: [] },
    { name: 'Other', bitLengths: [1, 2], curves: [] },
  ];
  expect(alternativeChoices(testSetup({ alternative })).map(({ id }) => id)).toEqual([
    'ML-DSA-44',
    'Other 1',
    'Other 2',
  ]);
  expect(alternativeChoices(testSetup())).toEqual([]);
});

test('only filling in from Active Directory, or an old server, needs version 1', () => {
  expect(versionOf({ populateFromAd: false }, command25)).toBe(2);
  expect(versionOf({ populateFromAd: true }, command25)).toBe(1);
  expect(versionOf({ populateFromAd: false }, { ...command25, pfxVersion2: false })).toBe(1);
});

describe('what keeps a request from being sent', () => {
  test('nothing, when it is complete', () => {
    expect(texts(filled)).toEqual([]);
  });

  test('no choice, or a choice whose rules are not in the form', () => {
    expect(texts({ ...filled, source: '' })).toEqual(['source: Choose what to enroll with.']);
    expect(texts({ ...filled, source: 'pattern:2' })[0]).toMatch(/^source: /);
    expect(texts({ ...filled, filledFrom: 'pattern:2' })[0]).toMatch(/^source: /);
    expect(texts(filled, null)[0]).toMatch(/^source: /);
  });

  test('a regex that certainly does not match, at the field it is about', () => {
    const found = texts({ ...filled, subject: subjectFromText('O=x,CN=APP01') });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^subject\.rows\.\d\.value: .*Lower case only\./);
    const asText = { ...filled, subject: { ...filled.subject, text: 'CN=APP01' } };
    expect(texts(asText)[0]).toMatch(/^subject\.text: /);
  });

  test('a regex that cannot be judged here blocks nothing', () => {
    const subject = [{ part: 'CN', regex: String.raw`^\p{IsGreek}+$`, message: '', caseSensitive: true }];
    expect(texts(filled, { ...ruled, rules: { ...ruled.rules, subject } })).toEqual([]);
  });

  test('a wildcard where none is allowed, a name of no kind, and a key outside the policy', () => {
    expect(texts({ ...filled, sans: ['dns:*.example.com'] })[0]).toMatch(/^sans: /);
    expect(texts({ ...filled, sans: ['192.0.2.0/24'] })[0]).toMatch(/^sans/);
    expect(texts({ ...filled, sans: ['dns:a..example.com'] })).toEqual([]);
    const rules = { ...ruled.rules, keys: ruled.keys.filter((key) => key.keyType === 'ECC') };
    expect(texts(filled, { ...ruled, rules })[0]).toMatch(/^key: /);
  });

  test('Java is named for the files that it reads, also where stores turn the file into a PFX', () => {
    const said = (more: Partial<PfxValues>) => pfxFindings({ ...filled, password: 'Größe-und-mehr', ...more }, told);
    expect(said({ format: 'PFX' }).map(({ text }) => text)).toEqual([expect.stringMatching(/^Java cannot open a PFX/)]);
    expect(said({ format: 'JKS' }).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Java may not open a Java key/),
    ]);
    expect(said({ format: 'PEM' })).toEqual([]);
    expect(said({ format: 'PEM', stores: [plannedStore] })).toHaveLength(1);
    expect(said({ format: 'PEM', renewal: { ...filled.renewal, install: true } })).toHaveLength(1);
    expect(said({ format: 'PFX', passwordFrom: 'server' })).toEqual([]);
  });

  test('a short password unless the server makes it, a missing friendly name, neither file nor store', () => {
    expect(texts({ ...filled, password: 'short' }, told)[0]).toMatch(/^password: /);
    expect(texts({ ...filled, password: '' })[0]).toMatch(/^password: /);
    expect(texts({ ...filled, password: '', passwordFrom: 'server' })).toEqual([]);
    const strict = { ...told, settings: { ...told.settings, passwordLength: 30, friendlyNameRequired: true } };
    // The common name is sent where no name is typed.
    expect(texts(filled, strict).map((text) => text.split(':')[0])).toEqual(['password']);
    const unnamed = { ...filled, subject: { rows: [], text: null } };
    expect(texts(unnamed, strict)).toContainEqual(expect.stringMatching(/^friendlyName: /));
    expect(texts({ ...unnamed, friendlyName: 'Mine' }, strict)).not.toContainEqual(
      expect.stringMatching(/^friendlyName: /),
    );
    expect(texts({ ...filled, download: false })[0]).toMatch(/^download: /);
    expect(texts({ ...filled, download: false, stores: [plannedStore] })).toEqual([]);
    expect(texts({ ...filled, download: false, replaces: 4711 })).toEqual([]);
  });

  test('a store of the plan that gets the certificate in the place of an older one as well: it would get two jobs', () => {
    const place = { storeId: asStoreId('s1'), machine: 'm', path: 'p', alias: 'old', typeName: 'PEM' };
    const replaced = [{ certificateId: asCertificateId(9), byRequest: false, state: 'read' as const, places: [place] }];
    const said = (values: PfxValues) => pfxProblems(values, ruled, now, replaced);
    expect(said({ ...filled, replaces: 9, stores: [plannedStore] })).toEqual([
      { path: ['replaces'], text: '1 store of the plan gets the certificate in the place of certificate 9 as well' },
    ]);
    expect(said({ ...filled, replaces: 9, stores: [{ ...plannedStore, storeId: 's2' }] })).toEqual([]);
  });

  test('with a plan nothing goes on while the stores of a replaced certificate are not read yet or could not be; where they may not be, it does', () => {
    const said = (state: 'read' | 'pending' | 'failed', more: Partial<PfxValues>) => {
      const replaced = [{ certificateId: asCertificateId(9), byRequest: false, state, places: null }];
      return pfxProblems({ ...filled, replaces: 9, ...more }, ruled, now, replaced);
    };
    const stores = [plannedStore];
    expect(said('pending', { stores })).toEqual([
      { path: ['replaces'], text: 'The stores of certificate 9 are still being read' },
    ]);
    expect(said('failed', { stores })).toEqual([
      { path: ['replaces'], text: 'The stores of certificate 9 could not be read' },
    ]);
    expect(said('read', { stores })).toEqual([]);
    for (const state of ['pending', 'failed', 'read'] as const) expect(said(state, { stores: [] })).toEqual([]);
  });

  test('a time of delivery that is missing or past by the server’s clock, while something goes to stores', () => {
    const timed: PfxValues = { ...filled, stores: [plannedStore], when: 'later', jobTime: '2026-04-21T19:59' };
    expect(texts(timed)).toHaveLength(1);
    expect(texts(timed)[0]).toMatch(/^jobTime: .*past/);
    expect(texts({ ...timed, jobTime: '' })[0]).toMatch(/^jobTime: /);
    expect(texts({ ...timed, populateFromAd: true })).toHaveLength(1);
    expect(texts({ ...timed, stores: [], replaces: 4711 })).toHaveLength(1);
    const fine: PfxValues[] = [
      { ...timed, jobTime: '2026-04-21T20:01' },
      { ...timed, when: 'soon' },
      { ...timed, stores: [] },
    ];
    for (const values of fine) expect(texts(values)).toEqual([]);
  });

  test('no name at all, unless Active Directory is to fill it in', () => {
    const none = { ...filled, subject: subjectFromText(''), sans: [] };
    expect(texts(none, { ...ruled, rules: { ...ruled.rules, subject: [] } })[0]).toMatch(/^subject\.rows\.0\.value: /);
    expect(texts({ ...none, populateFromAd: true })).toEqual([]);
  });

  test('a renewal whose certificate is still to be chosen', () => {
    const renewal = { certificateId: 0, label: '', install: false };
    expect(texts({ ...filled, renewal })[0]).toMatch(/^renewal\.certificateId: /);
    expect(texts({ ...filled, renewal: { ...renewal, certificateId: 7 } })).toEqual([]);
  });
});

test('a password shorter than the documented default is likely refused where the setting is not read', () => {
  const short = { ...filled, password: 'short' };
  expect(texts(short)).toEqual([]);
  expect(pfxFindings(short, ruled)).toMatchObject([{ grade: 'likely refused', where: 'password' }]);
  for (const [values, setup] of [
    [short, told],
    [filled, ruled],
    [{ ...short, password: '' }, ruled],
    [{ ...short, password: 'exactly-12!!' }, ruled],
    [{ ...short, passwordFrom: 'server' }, ruled],
  ] as const) {
    expect(pfxFindings(values, setup)).toEqual([]);
  }
});

test('a password that ends with a space is worth a look, but not where the server makes it', () => {
  const spaced = { ...filled, password: 'Correct-horse-9 ' };
  expect(pfxFindings(spaced, ruled)).toMatchObject([{ grade: 'worth a look', where: 'password' }]);
  expect(pfxFindings({ ...spaced, passwordFrom: 'server' }, ruled)).toEqual([]);
});

test('a metadata value of a doubtful form and a malformed name are findings, each once', () => {
  const metadata = [readMetadataField({ Id: 1, Name: 'Count', DataType: 2 })];
  const values = { ...filled, sans: ['dns:a..example', 'other:x'], metadata: [{ name: 'Count', value: '+3' }] };
  const found = pfxFindings(values, { ...ruled, metadata });
  expect(found.map(({ grade, where }) => `${grade} ${where}`)).toEqual([
    'likely refused sans',
    'likely refused sans',
    'likely refused metadata.Count',
  ]);
});

test('the CA that is chosen may ask for a DNS name', () => {
  const authorities = ruled.choice.authorities.map((each) => ({ ...each, rfcEnforcement: true }));
  const setup = { ...ruled, choice: { ...ruled.choice, authorities } };
  const found = pfxFindings({ ...filled, sans: [] }, setup);
  expect(found.map(({ text }) => text).join()).toContain('RFC 2818');
});

test('a part that Active Directory may fill is not judged while it is empty, one that is typed is', () => {
  const empty = { ...filled, populateFromAd: true, subject: subjectFromText('O=x') };
  expect(pfxFindings(empty, ruled)).toEqual([]);
  expect(pfxFindings({ ...empty, populateFromAd: false }, ruled)).toHaveLength(1);
  expect(pfxFindings({ ...empty, subject: subjectFromText('CN=APP01') }, ruled)).toHaveLength(1);
});

test('a subject text that cannot be read is wrong as a text only: its parts are not judged', () => {
  const unread = { ...filled, subject: { ...filled.subject, text: 'CN=app01,=' } };
  expect(pfxFindings(unread, ruled).filter(({ where }) => where.startsWith('subject'))).toEqual([]);
  expect(texts(unread)).toHaveLength(1);
});

test('defaults of details follow the choice, what was typed stays', () => {
  const metadata = (Site: string) => [readMetadataField({ Id: 1, Name: 'Site', DataType: 1, DefaultValue: Site })];
  const [a, b] = [testSetup({ metadata: metadata('Oslo') }), testSetup({ metadata: metadata('Turku') })];
  const values = pfxValues(a, command25);
  expect(pfxValues(b, command25, { values, before: a }).metadata).toEqual([{ name: 'Site', value: 'Turku' }]);
});

test('subscriber terms are accepted for one choice only', () => {
  const authorities = ruled.choice.authorities.map((each) => ({ ...each, subscriberTerms: true }));
  const withTerms = { ...ruled, choice: { ...ruled.choice, authorities } };
  expect(texts(filled, withTerms)[0]).toMatch(/^acceptTerms: /);
  const accepted = { ...filled, acceptTerms: true };
  expect(texts(accepted, withTerms)).toEqual([]);
  expect(pfxValues(onTemplate, command25, { values: accepted, before: ruled }).acceptTerms).toBe(false);
});
