import { describe, expect, test } from 'vitest';
import { shippedSettings } from '../../api/appSettings.ts';
import type { ContextTemplate, PatternChoice } from '../../api/enrollmentContext.ts';
import { readMetadataField, readMetadataOverride } from '../../api/metadata.ts';
import { readRuleSet } from '../../api/ruleSet.ts';
import { asPatternId, asTemplateId } from '../../domain/ids.ts';
import { noPrefill, prefillOf } from './prefill.ts';
import { prefilledChoice } from './prefilledChoice.ts';
import { enrollChoices, setupFrom, type EnrollChoice, type SetupSources } from './setup.ts';

const ca = (name: string) => ({
  name: `host\\${name}`,
  displayName: name,
  subscriberTerms: false,
  rfcEnforcement: null,
});
const web: ContextTemplate = {
  templateId: asTemplateId(17),
  name: 'WebServer2Y',
  displayName: 'Web server',
  requiresApproval: false,
  rfcEnforcement: true,
  authorities: [ca('CA1'), ca('CA2')],
  fields: [{ name: 'CostCentre', options: [] }],
  metadata: [],
  subjectRules: [{ part: 'CN', regex: '.+', message: '', caseSensitive: false }],
  algorithms: [{ name: 'RSA', bitLengths: [2048], curves: [] }],
  allowWildcards: true,
  ownerAsked: false,
};
const pattern = (id: number, more: Partial<PatternChoice> = {}): PatternChoice => ({
  patternId: asPatternId(id),
  name: `Pattern ${id}`,
  description: '',
  templateId: web.templateId,
  templateName: 'Web server',
  isDefault: id === 1,
  pfx: true,
  csr: true,
  onlyAuthorities: null,
  roles: ['Ops'],
  fields: [],
  ...more,
});
const context = { templates: [web], standalone: [ca('Lone')] };
const keys = (choices: readonly { key: string }[]) => choices.map((choice) => choice.key);

describe('what one can enroll with', () => {
  test('patterns stand for their template; those of other kinds and of templates not offered are left out', () => {
    const patterns = [pattern(1), pattern(2, { pfx: false }), pattern(3, { templateId: asTemplateId(99) })];
    expect(keys(enrollChoices('pfx', context, patterns, null))).toEqual(['pattern:1', 'authority:host\\Lone']);
    expect(keys(enrollChoices('csr', { ...context, standalone: [] }, patterns, null))).toEqual([
      'pattern:1',
      'pattern:2',
    ]);
  });

  test('without a list of patterns the templates are offered', () => {
    expect(keys(enrollChoices('pfx', context, null, null))).toEqual(['template:17', 'authority:host\\Lone']);
  });

  test('a pattern that restricts CAs offers only those, compared by logical name', () => {
    const [choice] = enrollChoices('pfx', context, [pattern(1, { onlyAuthorities: ['CA2'] })], null);
    expect(choice?.authorities).toEqual([ca('CA2')]);
  });

  test('a pattern for roles the caller does not hold says so', () => {
    expect(enrollChoices('pfx', context, [pattern(1)], ['Readers'])[0]?.hint).toContain('roles you do not hold');
    expect(enrollChoices('pfx', context, [pattern(1)], ['Ops'])[0]?.hint).not.toContain('roles');
  });
});

test('a link prefills a pattern, or the default pattern of a template; a lone choice needs no link', () => {
  const choices = enrollChoices('pfx', context, [pattern(2), pattern(1)], null);
  const by = (query: string) => prefilledChoice(choices, prefillOf(new URLSearchParams(query)))?.key;
  expect(by('pattern=2')).toBe('pattern:2');
  expect(by('template=17')).toBe('pattern:1');
  expect(by('pattern=77')).toBeUndefined();
  expect(by('')).toBeUndefined();
  expect(prefilledChoice(choices.slice(0, 1), noPrefill)?.key).toBe('pattern:1');
  expect(by('ca=Lone')).toBe('authority:host\\Lone');
  expect(by('ca=CA1')).toBeUndefined();
});

test('without a choice in the link the only one that fits its certificate is taken; of several none', () => {
  const choices = enrollChoices('pfx', context, [pattern(2), pattern(1)], null);
  const by = (query: string, fitting: readonly EnrollChoice[]) =>
    prefilledChoice(choices, prefillOf(new URLSearchParams(query)), { fitting })?.key;
  const second = choices.filter(({ key }) => key === 'pattern:2');
  expect(by('renew=7', second)).toBe('pattern:2');
  expect(by('renew=7', choices)).toBeUndefined();
  expect(by('renew=7&pattern=1', second)).toBe('pattern:1');
  expect(by('renew=7&pattern=77', second)).toBeUndefined();
  expect(by('renew=7&ca=CA1', second)).toBe('pattern:2');
});

describe('what is in force', () => {
  const choice = enrollChoices('pfx', context, [pattern(1)], null)[0];
  if (!choice) throw new Error('no choice');
  const sources: SetupSources = {
    ruleSet: null,
    patternMetadata: null,
    definitions: null,
    lacked: { keys: '', metadata: '' },
    missing: null,
    settings: shippedSettings,
    system: null,
    template: null,
    myRoles: null,
    listedRoles: null,
  };

  test('the settings of a pattern speak before the context', () => {
    const ruleSet = readRuleSet({
      Regexes: [{ SubjectPart: 'O', Regex: '^Example$' }],
      Policies: {
        AllowWildcards: false,
        PrimaryKeyAlgorithms: [{ name: 'RSA', bit_lengths: [2048, 4096], curves: [] }],
      },
    });
    const setup = setupFrom(choice, { ...sources, ruleSet });
    expect(setup.rules.subject.map((rule) => rule.part)).toEqual(['O']);
    expect(setup.rules.allowWildcards).toBe(false);
    expect(setup.rules.rfcEnforcement).toBe(true);
    expect(setup.keys.map((key) => key.label)).toEqual(['RSA 2048', 'RSA 4096']);
    expect(setup.fields).toEqual([]);
  });

  test('the context speaks for the default pattern of a template and for no other', () => {
    const strict = {
      ...web,
      ownerAsked: true,
      metadata: [readMetadataOverride({ MetadataId: 1, DefaultValue: 'of the default pattern' })],
    };
    const definitions = [readMetadataField({ Id: 1, Name: 'Owner', DataType: 1 })];
    const of = (which: PatternChoice | null) =>
      setupFrom({ ...choice, template: strict, pattern: which }, { ...sources, definitions });
    const other = of(pattern(2));
    expect(other.rules).toEqual({ subject: [], keys: null, allowWildcards: null, rfcEnforcement: null });
    expect(other).toMatchObject({ rulesReadable: false, ownerAsked: false, metadata: [{ defaultValue: '' }] });
    for (const setup of [of(null), of(pattern(1))]) {
      expect(setup.rules).toMatchObject({ subject: web.subjectRules, allowWildcards: true, rfcEnforcement: true });
      expect(setup.rules.keys?.map((key) => key.label)).toEqual(['RSA 2048']);
      expect(setup).toMatchObject({ ownerAsked: true, metadata: [{ defaultValue: 'of the default pattern' }] });
    }
  });

  test('another pattern may allow a key that the default pattern does not', () => {
    const ruleSet = readRuleSet({ Policies: { PrimaryKeyAlgorithms: [{ name: 'RSA', bit_lengths: [4096] }] } });
    const setup = setupFrom({ ...choice, pattern: pattern(2) }, { ...sources, ruleSet });
    expect(setup.keys.map((key) => key.label)).toEqual(['RSA 4096']);
  });

  test('settings the caller may not read leave the rules of the context', () => {
    const setup = setupFrom(choice, sources);
    expect(setup.rules.subject).toEqual(web.subjectRules);
    expect(setup.rulesReadable).toBe(true);
  });

  test('metadata whose names cannot be read is null, not empty', () => {
    expect(setupFrom(choice, sources).metadata).toBeNull();
    const definitions = [readMetadataField({ Id: 1, Name: 'Owner', DataType: 1, Enrollment: 0 })];
    const over = {
      metadataId: 1,
      defaultValue: 'x',
      regex: null,
      message: null,
      caseSensitive: null,
      use: null,
      options: null,
    };
    expect(setupFrom(choice, { ...sources, definitions, patternMetadata: [over] }).metadata?.[0]?.defaultValue).toBe(
      'x',
    );
  });

  test('no restriction anywhere means the key is not judged', () => {
    const free = { ...choice, template: { ...web, algorithms: null } };
    expect(setupFrom(free, sources).rules.keys).toBeNull();
  });

  test('a stand-alone CA must be named', () => {
    const lone = enrollChoices('pfx', context, [], null)[0];
    expect(lone && setupFrom(lone, sources).authorityRequired).toBe(true);
  });

  const rsa = (...bit_lengths: number[]) => [{ name: 'RSA', bit_lengths, curves: [] }];
  const own = readRuleSet({ Policies: { PrimaryKeyAlgorithms: rsa(2048, 3072, 4096) } });
  const system = readRuleSet({ Policies: { PrimaryKeyAlgorithms: rsa(3072, 4096, 8192) } });
  const template = { Id: 17, KeyRetention: 'Indefinite', KeyAlgorithms: { PrimaryKeyAlgorithms: rsa(2048, 4096) } };

  test('a key must fit system-wide rules, pattern and CA together', () => {
    const setup = setupFrom(choice, { ...sources, ruleSet: own, system, template });
    expect(setup.keys.map((key) => key.label)).toEqual(['RSA 4096']);
    expect(setup.rules.keys).toEqual(setup.keys);
    expect(setup.keyLayers.map((layer) => layer.origin)).toEqual(['system-wide', 'pattern', 'CA']);
  });

  test('a list that is inherited is the system-wide one, not a second one', () => {
    const setup = setupFrom(choice, { ...sources, ruleSet: system, system });
    expect(setup.keyLayers.filter((layer) => layer.algorithms !== null).map((layer) => layer.origin)).toEqual([
      'system-wide',
    ]);
  });

  test('a layer that may not be read is not known', () => {
    const setup = setupFrom(choice, { ...sources, ruleSet: own });
    expect(setup.keyLayers.map((layer) => layer.origin)).toEqual(['not known', 'pattern', 'not known']);
    expect(setup).toMatchObject({ retention: null, alternative: null });
  });

  test('second keys are those of the pattern that the system-wide rules and the CA take too', () => {
    const second = (...names: string[]) => names.map((name) => ({ name, bit_lengths: [], curves: [] }));
    const ruleSet = readRuleSet({ Policies: { AlternativeKeyAlgorithms: second('ML-DSA-44', 'ML-DSA-65') } });
    const names = (more: Partial<SetupSources>) =>
      setupFrom(choice, { ...sources, ruleSet, ...more }).alternative?.map(({ name }) => name);
    expect(names({})).toEqual(['ML-DSA-44', 'ML-DSA-65']);
    const wide = readRuleSet({ Policies: { AlternativeKeyAlgorithms: second('MLDSA65') } });
    expect(names({ system: wide })).toEqual(['ML-DSA-65']);
    const ofCa = { Id: 17, KeyAlgorithms: { AlternativeKeyAlgorithms: second('ML-DSA-87') } };
    expect(names({ template: ofCa })).toBeUndefined();
    expect(names({ ruleSet: own, system: wide })).toBeUndefined();
  });

  test('what the template does with keys is told where it can be read', () => {
    expect(setupFrom(choice, { ...sources, template }).retention).toBe('Indefinite');
    expect(setupFrom(choice, { ...sources, template: { Id: 17, KeyRetention: 0 } }).retention).toBe('None');
  });

  test('whether a key may be used again is told where the rules can be read', () => {
    const ruleSet = readRuleSet({ Policies: { AllowKeyReuse: false } });
    expect(setupFrom(choice, { ...sources, ruleSet }).allowKeyReuse).toBe(false);
    expect(setupFrom(choice, sources).allowKeyReuse).toBeNull();
  });

  test('owners are the caller’s roles with their ids; the default owner stands beside the roles only where those are not known', () => {
    const listed = [
      { id: 1, name: 'Mine', description: '' },
      { id: 2, name: 'Theirs', description: '' },
    ];
    const roles = (more: Partial<SetupSources>) => setupFrom(choice, { ...sources, ...more }).roles;
    expect(roles({})).toBeNull();
    expect(roles({ myRoles: ['Mine', 'New'], listedRoles: listed })).toEqual([
      { id: 1, name: 'Mine' },
      { id: null, name: 'New' },
    ]);
    expect(roles({ listedRoles: listed })).toHaveLength(2);
    const policy = { DefaultCertificateOwnerRoleId: 9, DefaultCertificateOwnerRoleName: 'Default' };
    const ruleSet = readRuleSet({ Policies: policy });
    expect(roles({ myRoles: ['Mine'], ruleSet })).toEqual([{ id: null, name: 'Mine' }]);
    expect(roles({ listedRoles: listed, ruleSet })?.map(({ name }) => name)).toEqual(['Default', 'Mine', 'Theirs']);
  });
});
