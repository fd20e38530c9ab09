import { describe, expect, it } from 'vitest';
import { readAgent } from './agents.ts';
import { readDeployAnswer } from './deploy.ts';
import { entryOf, readInventoryItem } from './inventory.ts';
import { readStore } from './stores.ts';
import { readStoreType, wireStoreType } from './storeTypes.ts';
import { read } from './wire.ts';

describe('a store', () => {
  const row = { Id: 'f0cc1ede-0000', ClientMachine: 'm1', CertStoreType: 154 };

  it('is read from the path spelling of answers and of requests', () => {
    expect(readStore({ ...row, Storepath: 'default/s1' }).path).toBe('default/s1');
    expect(readStore({ ...row, StorePath: 'default/s1' }).path).toBe('default/s1');
  });

  it.each([[null], [{}], [undefined]])('has no inventory schedule when it says %j', (schedule) => {
    expect(readStore({ ...row, InventorySchedule: schedule }).inventoryScheduled).toBe(false);
  });

  it('has one when a schedule or a schedule job is there', () => {
    expect(readStore({ ...row, InventorySchedule: { Interval: { Minutes: 60 } } }).inventoryScheduled).toBe(true);
    expect(readStore({ ...row, CertStoreInventoryJobId: 'c6268faf-0000' }).inventoryScheduled).toBe(true);
  });

  it('without container reads the same from "" and from null', () => {
    expect(readStore({ ...row, ContainerName: '' }).container).toBeNull();
    expect(readStore({ ...row, ContainerName: null }).container).toBeNull();
  });
});

describe('a store type', () => {
  const type = (over: object) => readStoreType(read(wireStoreType, { StoreType: 131, ...over }, 'a type')).rules;

  it('reads its rules from text and from numbers', () => {
    expect(type({ CustomAliasAllowed: 'Forbidden', PrivateKeyAllowed: 'Required' })).toMatchObject({
      alias: 'forbidden',
      privateKey: 'required',
    });
    expect(type({ CustomAliasAllowed: 0, PrivateKeyAllowed: 2 })).toMatchObject({
      alias: 'forbidden',
      privateKey: 'required',
    });
  });

  it('cannot take certificates when nothing says that it can', () => {
    expect(type({}).canAdd).toBe(false);
    expect(type({ SupportedOperations: { Add: true } }).canAdd).toBe(true);
  });

  it('reads the requirement of an entry parameter in both spellings, and RequiredWhen first', () => {
    const required = (over: object) =>
      type({ EntryParameters: [{ Name: 'SiteName', ...over }] }).entryParameters[0]?.requiredOnAdd;
    expect(required({ RequiredWhen: { OnAdd: true } })).toBe(true);
    expect(required({ ValidationOptions: { OnAdd: 1 } })).toBe(true);
    expect(required({ RequiredWhen: { OnAdd: false }, ValidationOptions: { OnAdd: 1 } })).toBe(false);
    expect(required({})).toBe(false);
  });

  it('reads options, defaults and the switch a parameter depends on', () => {
    const [first, second] = type({
      EntryParameters: [
        {
          Name: 'Protocol',
          DisplayName: 'Protocol',
          Type: 'MultipleChoice',
          DefaultValue: 'https',
          Options: 'https,http',
          DependsOn: '',
        },
        { Name: 'Site', Type: 0, DependsOn: 'Bind' },
      ],
    }).entryParameters;
    expect(first).toEqual({
      name: 'Protocol',
      label: 'Protocol',
      kind: 'choice',
      options: ['https', 'http'],
      defaultValue: 'https',
      requiredOnAdd: false,
      requiredWithKey: false,
      requiredOnRemove: false,
    });
    expect(second).toMatchObject({ label: 'Site', kind: 'string', dependsOn: 'Bind' });
  });
});

describe('an inventory', () => {
  const entry = readInventoryItem({
    Name: 'D25F4237',
    Certificates: [
      { Id: 2429, IssuedDN: 'CN=a' },
      { Id: 1, IssuedDN: 'CN=Sub-CA' },
    ],
  });

  it('finds an alias whatever its case', () => {
    expect(entryOf([entry], ' d25f4237 ')).toBe(entry);
    expect(entryOf([entry], 'd25f')).toBeUndefined();
  });
});

describe('the answer to a deployment', () => {
  it('is two lists, split at commas, compared in lower case', () => {
    expect(readDeployAnswer({ SuccessfulStores: ['AA,bb'], FailedStores: null })).toEqual({
      accepted: ['aa', 'bb'],
      refused: [],
    });
  });

  it('that cannot be read leaves the outcome unknown', () => {
    expect(() => readDeployAnswer('<html>')).toThrow(
      expect.objectContaining({ kind: 'unreadable', outcomeUnknown: true }),
    );
  });
});

describe('an agent', () => {
  it('is approved with status 2 only', () => {
    expect(readAgent({ AgentId: 'a', Status: 2 }).approved).toBe(true);
    expect(readAgent({ AgentId: 'a', Status: 3 }).approved).toBe(false);
  });
});
