import { describe, expect, test } from 'vitest';
import type { HeldAt } from '../../api/renewals.ts';
import type { EntryParameter, StoreTypeRules } from '../../domain/deploy.ts';
import { asAgentId, asStoreId, asStoreTypeId } from '../../domain/ids.ts';
import {
  addLaterSchema,
  followedRemovals,
  removalOf,
  removalSchema,
  removalSecrets,
  removalsToWire,
} from './entriesForm.ts';

const now = () => new Date('2026-04-22T02:00:00Z');
const place = (storeId: string, alias: string): HeldAt => ({
  storeId: asStoreId(storeId),
  machine: 'web01',
  path: 'My',
  alias,
  typeName: 'IISU',
});
const parameter = (name: string, requiredOnRemove: boolean): EntryParameter => ({
  name,
  label: `${name} in words`,
  kind: 'string',
  options: [],
  defaultValue: 'of the type',
  requiredOnAdd: true,
  requiredWithKey: false,
  requiredOnRemove,
});
const rules: StoreTypeRules = {
  name: 'IIS Bound Certificate',
  shortName: 'IISU',
  canAdd: true,
  alias: 'forbidden',
  privateKey: 'required',
  entryPassword: false,
  entryParameters: [parameter('SiteName', true), parameter('IPAddress', true), parameter('Port', false)],
};
const store = {
  storeId: asStoreId('s1'),
  displayName: 'web01 in words',
  machine: 'web01',
  path: 'My',
  typeId: asStoreTypeId(6),
  container: null,
  containerId: null,
  approved: true,
  agentId: asAgentId('agent'),
  inventoryScheduled: false,
};
const inventory = [{ alias: 'd25f', parameters: { SiteName: 'Shop', PrivateKeyEntry: 'Yes' }, certificates: [] }];

describe('an entry to be taken out', () => {
  const entry = removalOf(place('s1', 'D25F'), { store, rules, inventory });

  test('asks for what its type requires, and starts with what the inventory reports, else with the type’s default', () => {
    expect(entry.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['SiteName', 'Shop'],
      ['IPAddress', 'of the type'],
    ]);
  });

  test('asks for nothing where its store may not be read: the server says what is missing', () => {
    expect(removalOf(place('s1', 'D25F'), { store: undefined, rules: undefined, inventory: null }).parameters).toEqual(
      [],
    );
  });

  test('is sent under its alias as the inventory spells it', () => {
    expect(removalsToWire([entry])).toEqual([
      { storeId: 's1', alias: 'D25F', parameters: { SiteName: 'Shop', IPAddress: 'of the type' } },
    ]);
  });

  test('has for secrets what its type calls secret', () => {
    const [first, ...others] = entry.parameters;
    const secret = first ? [{ ...first, kind: 'secret' as const }] : [];
    expect(removalSecrets([{ ...entry, parameters: [...secret, ...others] }])).toEqual(['Shop']);
    expect(removalSecrets([entry])).toEqual([]);
  });

  test('is followed as its store is, and two entries of one store are one', () => {
    const other = removalOf(place('s1', 'EE01'), { store, rules, inventory });
    expect(followedRemovals([entry, other])).toEqual([
      expect.objectContaining({
        storeId: 's1',
        displayName: 'web01 in words',
        agentId: 'agent',
        inventoryScheduled: false,
        alias: 'D25F, EE01',
      }),
    ]);
  });

  test('is not sent while a required value is empty', () => {
    const [first, ...others] = entry.parameters;
    const empty = { ...entry, parameters: first ? [{ ...first, value: ' ' }, ...others] : [] };
    const result = removalSchema(now).safeParse({ when: 'soon', jobTime: '', entries: [empty] });
    expect(result.error?.issues).toMatchObject([
      {
        path: ['entries', 0, 'parameters', 0, 'value'],
        message: 'SiteName in words is required by this store type to take an entry out.',
      },
    ]);
    expect(removalSchema(now).safeParse({ when: 'soon', jobTime: '', entries: [entry] }).success).toBe(true);
  });
});

test.each([
  ['a removal', removalSchema(now), { entries: [] }],
  ['a plan for later', addLaterSchema(now), { stores: [] }],
])(
  '%s takes no time that is past by the server’s clock, and is not sent before a start is chosen',
  (_name, schema, rest) => {
    const jobTime = '2020-01-01T00:00';
    expect(schema.safeParse({ when: 'soon', jobTime, ...rest }).success).toBe(true);
    const refused = schema.safeParse({ when: 'later', jobTime, ...rest });
    expect(refused.error?.issues).toMatchObject([{ path: ['jobTime'], message: expect.stringMatching(/past/) }]);
    const undecided = schema.safeParse({ when: '', jobTime: '', ...rest });
    expect(undecided.error?.issues).toMatchObject([{ path: ['when'], message: 'Choose when the jobs start.' }]);
  },
);
