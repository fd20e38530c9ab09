import { describe, expect, test } from 'vitest';
import { aliasForm } from './aliasForms.ts';
import {
  aliasProblem,
  type EntryParameter,
  isNeeded,
  parameterIsAsked,
  saysEntryIsThere,
  startValue,
  type StoreTypeRules,
  whyNotTarget,
} from './deploy.ts';

const type: StoreTypeRules = {
  name: 'F5 REST',
  shortName: 'F5',
  canAdd: true,
  alias: 'optional',
  privateKey: 'optional',
  entryPassword: false,
  entryParameters: [],
};
const target = { type, approved: true, agentApproved: true, keys: 'always' as const };

describe('a store that cannot take the certificate says why', () => {
  test.each([
    [{ type: undefined }, 'type'],
    [{ approved: false }, 'not approved'],
    [{ type: { ...type, canAdd: false } }, 'do not take'],
    [{ agentApproved: false }, 'orchestrator'],
    [{ type: { ...type, privateKey: 'required' as const }, keys: 'never' as const }, 'need the private key'],
    [{ type: { ...type, privateKey: 'forbidden' as const } }, 'without a private key'],
  ])('%j', (change, words) => expect(whyNotTarget({ ...target, ...change })).toContain(words));

  test('every other store is a target, also when nothing is known about its orchestrator', () => {
    expect(whyNotTarget(target)).toBeUndefined();
    expect(whyNotTarget({ ...target, agentApproved: null, keys: 'never' })).toBeUndefined();
    const trust = { ...type, privateKey: 'forbidden' as const };
    expect(whyNotTarget({ ...target, type: trust, keys: 'never' })).toBeUndefined();
    expect(whyNotTarget({ ...target, type: trust, keys: 'choice' })).toBeUndefined();
    const bound = { ...type, privateKey: 'required' as const };
    expect(whyNotTarget({ ...target, type: bound, keys: 'choice' })).toBeUndefined();
  });
});

test('an alias is needed, free or left out as the store type says', () => {
  expect(aliasProblem('required', ' ')).toContain('needs an alias');
  expect(aliasProblem('forbidden', 'x')).toContain('leave the alias out');
  expect([aliasProblem('required', 'x'), aliasProblem('optional', ''), aliasProblem('forbidden', '')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

const parameter = (over: Partial<EntryParameter>): EntryParameter => ({
  name: 'Site',
  label: 'Site',
  kind: 'string',
  options: [],
  defaultValue: '',
  requiredOnAdd: false,
  requiredWithKey: false,
  requiredOnRemove: false,
  ...over,
});

describe('a parameter that depends on another', () => {
  const bind = parameter({ name: 'Bind', kind: 'bool' });
  const site = parameter({ dependsOn: 'bind' });
  const values = (bound: string, secure = 'true') => [
    { name: 'Bind', value: bound },
    { name: 'Secure', value: secure },
  ];

  test('is asked for only while that one is true, however it spells that and its name', () => {
    expect(['true', 'True', 'false', ''].map((on) => parameterIsAsked([bind, site], values(on), site))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('is not asked for when what that one depends on is off', () => {
    const secure = parameter({ name: 'Secure', kind: 'bool' });
    const chained = { ...bind, dependsOn: 'Secure' };
    const asked = (on: string) => parameterIsAsked([secure, chained, site], values('true', on), site);
    expect([asked('true'), asked('false')]).toEqual([true, false]);
  });

  test('is asked for without being sure where that one is a property of the store', () => {
    expect(parameterIsAsked([site], [], site)).toBe('unknown');
  });

  test('ends where two depend on each other', () => {
    const loop = { ...bind, dependsOn: 'Site' };
    const on = [...values('true'), { name: 'Site', value: 'true' }];
    expect(parameterIsAsked([loop, site], on, site)).toBe(true);
  });
});

test('a parameter is needed on adding, or with the key, as its type says', () => {
  const withKey = parameter({ requiredWithKey: true });
  expect([isNeeded(withKey, true), isNeeded(withKey, false)]).toEqual([true, false]);
  expect(isNeeded(parameter({ requiredOnAdd: true }), false)).toBe(true);
  expect(isNeeded(parameter({ requiredOnRemove: true }), true)).toBe(false);
});

test('a value starts with the default in one spelling, and a secret with none', () => {
  const start = (kind: EntryParameter['kind'], defaultValue: string) =>
    startValue(parameter({ kind, defaultValue, options: ['', 'https', 'http'] }));
  expect([start('bool', 'True'), start('bool', 'False'), start('bool', 'TRUE '), start('bool', '')]).toEqual([
    'true',
    'false',
    'true',
    '',
  ]);
  expect([start('choice', 'https'), start('choice', 'ftp'), start('choice', '')]).toEqual(['https', '', '']);
  expect([start('secret', 'seen by all'), start('string', '*')]).toEqual(['', '*']);
});

test.each([
  ['K8SCluster', 'shop/secrets/tls/web', 'web'],
  ['K8SNS', 'secrets/opaque/web', 'shop/secrets/tls/web'],
  ['K8SJKS', 'mystore.jks/web', 'web'],
])('an alias of %s has the form that its type documents', (type, right, wrong) => {
  expect(aliasForm(type)?.fits?.test(right)).toBe(true);
  expect(aliasForm(type)?.fits?.test(wrong)).toBe(false);
});

test.each([
  ['/etc/nginx/shop.pem already holds a certificate. Overwrite must be true to replace it.', true],
  ["Alias 'shop' already exists in /opt/app.jks.", true],
  ['Secret tls/shop: overwriting is not enabled.', true],
  ['Binding could not be created: "port 443" is in use. <0x800700B7>', false],
  ['', false],
])('a failure that names an entry in the way is told from others: %s', (message, there) => {
  expect(saysEntryIsThere(message)).toBe(there);
});
