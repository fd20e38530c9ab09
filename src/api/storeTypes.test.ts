import { describe, expect, it, test } from 'vitest';
import { type KeyCarrying, startsWithKey, startValue, whyNotTarget } from '../domain/deploy.ts';
import { publishedTypeOnWire, publishedTypes } from './publishedTypesForTests.ts';
import { readStoreType, wireStoreType } from './storeTypes.ts';
import { read } from './wire.ts';

const typeOf = (wire: object) => readStoreType(read(wireStoreType, wire, 'a store type')).rules;
const types = publishedTypes.map((type, at) => ({ ...type, rules: typeOf(publishedTypeOnWire(type, 102 + at)) }));
const shorts = (of: (type: (typeof types)[number]) => boolean) => types.filter(of).map(({ short }) => short);
const targets = (keys: KeyCarrying) =>
  shorts(({ rules }) => !whyNotTarget({ type: rules, approved: true, agentApproved: true, keys }));

describe('the published store types', () => {
  it('are counted as the vendor counts them', () => {
    const count = (member: 'alias' | 'privateKey', rule: string) =>
      types.filter(({ rules }) => rules[member] === rule).length;
    expect(types).toHaveLength(56);
    expect(['required', 'forbidden', 'optional'].map((rule) => count('alias', rule))).toEqual([35, 14, 7]);
    expect(['optional', 'required', 'forbidden'].map((rule) => count('privateKey', rule))).toEqual([30, 18, 8]);
  });

  test.each(types)('$short is read with its rules and gives a plan that starts lawfully', (type) => {
    const { alias, key, operations, rules } = type;
    const lower = (word: string) => word.toLowerCase();
    expect(rules).toMatchObject({ alias: lower(alias), privateKey: lower(key), canAdd: operations.includes('A') });
    expect(rules.entryPassword).toBe(type.short === 'HPiLO');
    for (const keys of ['always', 'choice', 'never'] as const) {
      const target = targets(keys).includes(type.short);
      const wrongKey =
        (key === 'Required' && !startsWithKey(rules.privateKey, keys)) ||
        (key === 'Forbidden' && startsWithKey(rules.privateKey, keys));
      expect(target).toBe(operations.includes('A') && !wrongKey);
    }
    // What a plan starts with is among what the field offers.
    const odd = rules.entryParameters.filter((parameter) => {
      const offered = { choice: ['', ...parameter.options], bool: ['true', 'false'], string: null, secret: [''] };
      return offered[parameter.kind]?.includes(startValue(parameter)) === false;
    });
    expect(odd).toEqual([]);
  });

  it('are no targets where they cannot add, whatever they are called', () => {
    const never = ['Akamai', 'BIPCamera', 'HCVPKI', 'K8SCert', 'Nmap', 'Signum'];
    for (const keys of ['always', 'choice', 'never'] as const) {
      expect(targets(keys).filter((short) => never.includes(short))).toEqual([]);
    }
    expect(targets('choice')).toHaveLength(50);
  });

  it('ask for their parameters only where they are needed on adding', () => {
    const needed = types.flatMap(({ short, rules }) =>
      rules.entryParameters.filter((one) => one.requiredOnAdd).map(({ name }) => `${short} ${name}`),
    );
    expect(needed).toEqual(['AWS-ACM AWS Region', 'IISU IPAddress', 'IISU SiteName', 'IISU Protocol']);
    const onRemove = types.flatMap(({ rules }) => rules.entryParameters.filter((one) => one.requiredOnRemove));
    expect(onRemove.map(({ name }) => name)).toEqual(['IPAddress', 'SiteName', 'Protocol']);
  });
});

describe('an entry parameter', () => {
  const read1 = (wire: object) =>
    typeOf({ StoreType: 1, EntryParameters: [{ Name: 'p', ...wire }] }).entryParameters[0];

  it('is read in every recorded spelling of its kind', () => {
    expect(
      ['String', 'string', 0, 'Bool', 1, 'MultipleChoice', 2, 'Secret', 3].map((Type) => read1({ Type })?.kind),
    ).toEqual(['string', 'string', 'string', 'bool', 'bool', 'choice', 'choice', 'secret', 'secret']);
  });

  it('offers an empty option where its list starts with a comma', () => {
    const usage = read1({ Type: 'MultipleChoice', Options: ',HTTPS, EAP-TLS-client' });
    expect(usage).toMatchObject({ options: ['', 'HTTPS', 'EAP-TLS-client'], defaultValue: '' });
  });

  it('may list its options in its default, whose first is the default', () => {
    expect(read1({ Type: 2, DefaultValue: 'https,http,ssh' })).toMatchObject({
      options: ['https', 'http', 'ssh'],
      defaultValue: 'https',
    });
    expect(read1({ Type: 2, Options: '', DefaultValue: ',SCP,SFTP' })).toMatchObject({
      options: ['', 'SCP', 'SFTP'],
      defaultValue: '',
    });
  });

  it('keeps a default with commas that is no list of options', () => {
    expect(read1({ Type: 'String', DefaultValue: 'a,b' })).toMatchObject({ options: [], defaultValue: 'a,b' });
  });

  it('depends on nothing where the member is empty, null or not there', () => {
    const depends = [{ DependsOn: '' }, { DependsOn: null }, {}].map((wire) => read1(wire)?.dependsOn);
    expect(depends).toEqual([undefined, undefined, undefined]);
    expect(read1({ DependsOn: 'Bind' })?.dependsOn).toBe('Bind');
  });

  it('is needed as RequiredWhen says, and as ValidationOptions says where that is missing', () => {
    const both = { RequiredWhen: { OnAdd: false }, ValidationOptions: { OnAdd: 1, HasPrivateKey: 1 } };
    expect(read1(both)).toMatchObject({ requiredOnAdd: false, requiredWithKey: false });
    const later = { ValidationOptions: { OnAdd: 1, HasPrivateKey: 0, OnRemove: 1, OnODKG: 1 } };
    expect(read1(later)).toMatchObject({ requiredOnAdd: true, requiredWithKey: false, requiredOnRemove: true });
    // The meaning of 2 is UNCONFIRMED: nothing is demanded for it.
    expect(read1({ ValidationOptions: { OnAdd: 2 } })?.requiredOnAdd).toBe(false);
    expect(read1({ RequiredWhen: { HasPrivateKey: true } })?.requiredWithKey).toBe(true);
  });
});
