import { describe, expect, test } from 'vitest';
import { readAgent } from '../../api/agents.ts';
import { readStore, type Store } from '../../api/stores.ts';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import { noneReason, sortedWords, sortStores, type TargetRules, whyNotStore } from './storeTargets.ts';

const type = (over: Partial<StoreTypeRules>): StoreTypeRules => ({
  name: 'Java Keystore',
  shortName: 'RFJKS',
  canAdd: true,
  alias: 'required',
  privateKey: 'optional',
  entryPassword: false,
  entryParameters: [],
  ...over,
});

const rules = (over: Partial<TargetRules> = {}): TargetRules => ({
  types: new Map([
    [1, type({})],
    [2, type({ name: 'Trust list', privateKey: 'forbidden' })],
  ]),
  agents: new Map([
    ['old', readAgent({ AgentId: 'old', Status: 2, LastSeen: '2020-01-01T00:00:00Z' })],
    ['new', readAgent({ AgentId: 'new', Status: 1 })],
  ]),
  permissions: null,
  keys: 'always',
  ...over,
});

let next = 0;
const store = (over: Partial<Store> = {}): Store => {
  next += 1;
  return {
    ...readStore({ Id: `s${next}`, CertStoreType: 1, Approved: true, ContainerId: 3, ContainerName: 'Web' }),
    ...over,
  };
};

describe('a store', () => {
  test('whose orchestrator was not seen for years can be chosen; one whose orchestrator is not approved cannot', () => {
    const agents = [...rules().agents.values()];
    expect(agents.map(({ agentId }) => whyNotStore(store({ agentId }), rules()))).toEqual([
      undefined,
      'The orchestrator of this store is not approved.',
    ]);
    expect(whyNotStore(store({ agentId: agents[1]?.agentId ?? null }), rules({ agents: new Map() }))).toBeUndefined();
  });

  test('cannot be chosen without the right to schedule jobs in its container, and can where rights are not known', () => {
    const held = rules({ permissions: ['/certificate_stores/schedule/4/'] });
    expect(whyNotStore(store(), held)).toBe('You may not schedule jobs for the stores of Web.');
    expect(whyNotStore(store({ containerId: null, container: null }), held)).toBe(
      'You may not schedule jobs for this store.',
    );
    expect(whyNotStore(store({ containerId: 4 }), held)).toBeUndefined();
    expect(whyNotStore(store(), rules())).toBeUndefined();
  });

  test('waits for the store types before anybody can choose it', () => {
    expect(whyNotStore(store(), rules({ types: undefined }))).toBe('The store types are still being read.');
  });
});

describe('many stores at once', () => {
  const trust = readStore({ Id: '', CertStoreType: 2 }).typeId;

  test('are sorted: those that can take it, those there already, and why not the others', () => {
    const [a, b, c] = [store(), store(), store({ approved: false })];
    const sorted = sortStores(
      [a, b, c, store({ typeId: trust }), store({ typeId: trust })],
      new Set([b.storeId]),
      rules(),
    );
    expect(sorted.fit.map((each) => each.storeId)).toEqual([a.storeId]);
    expect(sorted).toMatchObject({
      there: 1,
      refused: [
        { reason: 'Trust list stores take certificates without a private key only.', count: 2 },
        { reason: 'The store is not approved yet.', count: 1 },
      ],
    });
    expect(sortedWords(sorted, 2)).toEqual({
      summary:
        '1 store added to the plan. 1 was there already. 2 are gone, or not shown to you. 3 cannot take the certificate:',
      reasons: [
        '2 stores: Trust list stores take certificates without a private key only.',
        '1 store: The store is not approved yet.',
      ],
    });
  });

  test('take the certificate without its key where the way leaves that open', () => {
    const { fit } = sortStores([store({ typeId: trust })], new Set(), rules({ keys: 'choice' }));
    expect(fit.map((each) => each.privateKey)).toEqual([false]);
  });

  test('of which none fits leave the plan as it is, and say so', () => {
    expect(sortedWords(sortStores([], new Set(), rules())).summary).toBe('No store was added to the plan.');
  });
});

test('why none of the stores that match can be added is said; where one can, or nobody knows, nothing is', () => {
  expect(noneReason({ total: 3, unfit: 1, left: 1 })).toBeUndefined();
  expect(noneReason({ total: 3, unfit: null, left: null })).toBeUndefined();
  expect(noneReason({ total: 0, unfit: 0, left: 0 })).toBe('No store matches.');
  expect(noneReason({ total: 3, unfit: 3, left: 0 })).toBe('None of the stores that match can take the certificate.');
  expect(noneReason({ total: 1, unfit: 0, left: 0 })).toBe('It is in the plan or on its way already.');
  expect(noneReason({ total: 3, unfit: 1, left: 0 })).toMatch(/^Each that matches and can take the certificate is in/);
});
