import { describe, expect, it } from 'vitest';
import type { KeyCarrying, StoreTypeRules } from '../../domain/deploy.ts';
import { publishedTypeOnWire, publishedTypes } from '../../api/publishedTypesForTests.ts';
import { readStoreType, wireStoreType } from '../../api/storeTypes.ts';
import { read } from '../../api/wire.ts';
import { asAgentId, asCertificateId, asRequestId, asStoreId, asStoreTypeId } from '../../domain/ids.ts';
import {
  addToWire,
  deployBody,
  emptyPlan,
  lacksEntryPassword,
  planned,
  plannedStoreSchema,
  planProblems,
  planToWire,
} from './deployForm.ts';

const parameter = {
  name: 'SiteName',
  label: 'IIS Site Name',
  kind: 'string',
  options: [],
  defaultValue: 'Default Web Site',
  requiredOnAdd: true,
  requiredWithKey: false,
  requiredOnRemove: false,
} as const;
const rules = (over: Partial<StoreTypeRules> = {}): StoreTypeRules => ({
  name: 'Java keystore',
  shortName: 'RFJKS',
  canAdd: true,
  alias: 'required',
  privateKey: 'optional',
  entryPassword: false,
  entryParameters: [],
  ...over,
});
const store = {
  storeId: asStoreId('7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11'),
  displayName: 'app01 - /opt/app.jks',
  machine: 'app01',
  path: '/opt/app.jks',
  typeId: asStoreTypeId(110),
  container: null,
  containerId: null,
  approved: true,
  agentId: asAgentId('a'),
  inventoryScheduled: true,
};
const messages = (over: Partial<StoreTypeRules>, change: object = {}) =>
  planProblems({ ...planned(store, rules(over)), ...change }).map((problem) => problem.message);

describe('a planned store', () => {
  it('starts without alias and overwrite, with the defaults of its type', () => {
    const plan = planned(store, rules({ entryParameters: [parameter] }));
    expect(plan).toMatchObject({
      alias: '',
      overwrite: false,
      properties: [{ name: 'SiteName', value: 'Default Web Site' }],
    });
    expect(emptyPlan()).toEqual([]);
  });

  it('never starts with the value of a secret parameter', () => {
    const secret = { ...parameter, name: 'Pin', kind: 'secret', defaultValue: 'a default of the type' } as const;
    expect(planned(store, rules({ entryParameters: [secret] })).properties).toEqual([{ name: 'Pin', value: '' }]);
  });

  it('needs an alias where its type requires one, and takes none where it forbids one', () => {
    expect(messages({ alias: 'required' })).toHaveLength(1);
    expect(messages({ alias: 'required' }, { alias: 'web' })).toEqual([]);
    expect(messages({ alias: 'optional' })).toEqual([]);
    expect(messages({ alias: 'forbidden' })).toEqual([]);
  });

  it('overwrites only under a named alias', () => {
    expect(messages({ alias: 'optional' }, { overwrite: true })).toEqual([
      'Overwriting needs the alias of the entry that is replaced.',
    ]);
  });

  it('may name the entry to replace where its type forbids an alias of one’s own', () => {
    expect(messages({ alias: 'forbidden' }, { alias: 'D25F', overwrite: true })).toEqual([]);
    expect(messages({ alias: 'forbidden' }, { alias: 'D25F' })).toHaveLength(1);
  });

  it('needs the entry parameters that its type requires when adding', () => {
    const properties = [{ name: 'SiteName', value: ' ' }];
    expect(messages({ alias: 'forbidden', entryParameters: [parameter] }, { properties })).toEqual([
      'IIS Site Name is required by this store type.',
    ]);
  });

  it('may be sent without a password for its entry, and lacks one only where it can be set', () => {
    const one = planned(store, rules({ alias: 'optional', entryPassword: true }));
    expect(planProblems(one)).toEqual([]);
    for (const keys of ['choice', 'never'] as const) {
      expect(lacksEntryPassword(one, keys)).toBe(true);
      expect(lacksEntryPassword({ ...one, entryPassword: 'entry word' }, keys)).toBe(false);
      expect(lacksEntryPassword(planned(store, rules({ alias: 'optional' })), keys)).toBe(false);
    }
    expect(lacksEntryPassword(one, 'always')).toBe(false);
  });

  it('is not asked for a parameter whose switch is off', () => {
    const bind = { ...parameter, name: 'Bind', kind: 'bool', defaultValue: 'False', requiredOnAdd: false } as const;
    const entryParameters = [{ ...parameter, dependsOn: 'Bind' }, bind];
    const off = [
      { name: 'SiteName', value: '' },
      { name: 'Bind', value: 'false' },
    ];
    const on = [
      { name: 'SiteName', value: '' },
      { name: 'Bind', value: 'True' },
    ];
    expect(messages({ alias: 'forbidden', entryParameters }, { properties: off })).toEqual([]);
    expect(messages({ alias: 'forbidden', entryParameters }, { properties: on })).toHaveLength(1);
  });

  it('tells its problems to the form at their places', () => {
    const result = plannedStoreSchema.safeParse(planned(store, rules()));
    expect(result.error?.issues.map((issue) => issue.path)).toEqual([['alias']]);
  });
});

describe('a plan for a store of a published type', () => {
  const targets = publishedTypes
    .filter(({ operations }) => operations.includes('A'))
    .map((type, at) => ({
      ...type,
      rules: readStoreType(read(wireStoreType, publishedTypeOnWire(type, 102 + at), 'a store type')).rules,
    }));

  it('is made for each of the 50 that take certificates', () => expect(targets).toHaveLength(50));

  it.each(targets)('$short: is lawful with all that the type asks, and lacks each of it that is left out', (type) => {
    const { short, alias, key } = type;
    const keys = key === 'Forbidden' ? 'never' : 'choice';
    const start = planned(store, type.rules, keys);
    const region = { name: 'AWS Region', value: 'eu-north-1' };
    const lawful = {
      ...start,
      alias: alias === 'Required' ? 'shop' : '',
      properties: start.properties.map((each) => (each.name === region.name ? region : each)),
    };
    const lacks = (over: object) => planProblems({ ...lawful, ...over }).map(({ path }) => path.join('.'));
    expect(lacks({})).toEqual([]);
    expect(lacks({ alias: '' })).toEqual(alias === 'Required' ? ['alias'] : []);
    expect(lacks({ alias: 'own' })).toEqual(alias === 'Forbidden' ? ['alias'] : []);
    expect(lacks({ alias: '', overwrite: true })).toEqual(alias === 'Forbidden' ? [] : ['alias']);
    const needed: Record<string, string[]> = { IISU: ['IPAddress', 'SiteName', 'Protocol'], 'AWS-ACM': [region.name] };
    const empty = lawful.properties.map(({ name }) => ({ name, value: '' }));
    expect(lacks({ properties: empty })).toEqual(
      (needed[short] ?? []).map((name) => `properties.${empty.findIndex((each) => each.name === name)}.value`),
    );
  });
});

describe('the private key of a planned store', () => {
  const keyOf = (privateKey: StoreTypeRules['privateKey'], keys: KeyCarrying) =>
    planned(store, rules({ privateKey }), keys).privateKey;

  it('goes along wherever the way of deploying carries it and the type takes it', () => {
    expect([keyOf('optional', 'always'), keyOf('required', 'choice'), keyOf('optional', 'choice')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([keyOf('forbidden', 'choice'), keyOf('optional', 'never')]).toEqual([false, false]);
  });

  it('makes the parameters needed that its type asks for with a key', () => {
    const entryParameters = [{ ...parameter, requiredOnAdd: false, requiredWithKey: true, defaultValue: '' }];
    expect(messages({ alias: 'optional', entryParameters })).toHaveLength(1);
    expect(messages({ alias: 'optional', entryParameters }, { privateKey: false })).toEqual([]);
  });
});

describe('a plan for adding a certificate', () => {
  const one = { ...planned(store, rules({ alias: 'optional', entryPassword: true }), 'choice'), alias: ' web ' };

  it('names the store, the key and the parameters as that call spells them', () => {
    expect(addToWire([{ ...one, properties: [{ name: 'a b', value: '1' }] }])).toEqual([
      {
        CertificateStoreId: '7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11',
        Alias: 'web',
        Overwrite: false,
        IncludePrivateKey: true,
        JobFields: { 'a b': '1' },
        EntryPassword: null,
      },
    ]);
    expect(addToWire([{ ...one, privateKey: false }])[0]?.IncludePrivateKey).toBe(false);
  });

  it('carries an entry password as an object, and only where the type has one', () => {
    const secret = { SecretValue: 'entry word', Parameters: {}, Provider: 0 };
    expect(addToWire([{ ...one, entryPassword: 'entry word' }])[0]?.EntryPassword).toEqual(secret);
    const none = { ...one, rules: rules({ entryPassword: false }), entryPassword: 'entry word' };
    expect(addToWire([none])[0]?.EntryPassword).toBeNull();
  });

  it('leaves the entry password out of every other way', () => {
    expect(JSON.stringify(planToWire([{ ...one, entryPassword: 'entry word' }]))).not.toContain('entry word');
  });
});

describe('the wire form of a plan', () => {
  it('spells StoreId, trims the alias, sends parameters as text by name and leaves empty ones out', () => {
    const plan = {
      ...planned(store, rules({ alias: 'optional' })),
      alias: ' web ',
      properties: [
        { name: 'a b', value: '1' },
        { name: 'c', value: '' },
      ],
    };
    expect(planToWire([plan])).toEqual([
      { StoreId: '7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11', Alias: 'web', Overwrite: false, Properties: { 'a b': '1' } },
    ]);
  });

  it('never names an alias where the type forbids one', () => {
    expect(
      planToWire([{ ...planned(store, rules({ alias: 'forbidden' })), alias: 'typed before' }])[0]?.Alias,
    ).toBeNull();
  });

  it('overwrites where the type forbids an alias only the entry that was chosen, as the inventory spells it', () => {
    const forbidding = { ...planned(store, rules({ alias: 'forbidden' })), overwrite: true };
    expect(planToWire([{ ...forbidding, alias: ' D25F' }])[0]).toMatchObject({ Alias: ' D25F', Overwrite: true });
    expect(planToWire([forbidding])[0]).toMatchObject({ Alias: null, Overwrite: false });
  });

  it('deploys by certificate id with the password, and without a request id', () => {
    const plan = [planned(store, rules({ alias: 'optional' }))];
    const body = deployBody(plan, { certificateId: asCertificateId(4712) }, 'secret word here');
    expect(body).toMatchObject({ CertificateId: 4712, Password: 'secret word here', JobTime: null });
    expect(body).not.toHaveProperty('RequestId');
  });

  it('deploys what was pending by its request id, and without the id of its certificate', () => {
    const plan = [planned(store, rules({ alias: 'optional' }))];
    const staged = { certificateId: asCertificateId(4712), requestId: asRequestId(318) };
    const body = deployBody(plan, staged, 'secret word here');
    expect(body).toMatchObject({ Stores: [{}], RequestId: 318, Password: 'secret word here', JobTime: null });
    expect(body).not.toHaveProperty('CertificateId');
  });
});
