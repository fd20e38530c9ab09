import { describe, expect, test } from 'vitest';
import { readAgent } from '../../api/agents.ts';
import { readStore, type Store } from '../../api/stores.ts';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import { asStoreId } from '../../domain/ids.ts';
import { reasonWords } from '../../ui/reasonWays.tsx';
import { idSet } from './askedStores.ts';
import {
  agentOf,
  agentsById,
  noneReason,
  sortedWords,
  sortStores,
  type TargetRules,
  whyNotStore,
} from './storeTargets.ts';

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
  me: undefined,
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

test('a store that has a job is there already, and its orchestrator is known, in whichever case their ids are spelled', () => {
  const given = { ...store(), ...readStore({ Id: 'AB12', AgentId: 'CD34', CertStoreType: 1, Approved: true }) };
  const agent = readAgent({ AgentId: 'Cd34', Status: 2 });
  expect(sortStores([given], idSet(['Ab12']), rules())).toMatchObject({ fit: [], there: 1 });
  const agents = agentsById([agent]);
  expect(agentOf(given, { agents })).toBe(agent);
});

describe('a store', () => {
  test('whose orchestrator was not seen for years can be chosen; one whose orchestrator is not approved cannot', () => {
    const agents = [...rules().agents.values()];
    expect(agents.map(({ agentId }) => whyNotStore(store({ agentId }), rules()))).toEqual([
      undefined,
      'The orchestrator of this store is not approved.',
    ]);
    expect(whyNotStore(store({ agentId: agents[1]?.agentId ?? null }), rules({ agents: new Map() }))).toBeUndefined();
  });

  test('that gets the certificate in another way cannot be chosen, and says so first', () => {
    const words = 'Gets it in place of certificate 9.';
    const closed = rules({ closed: new Map([['s-9', words]]) });
    expect(whyNotStore(store({ storeId: asStoreId('S-9'), approved: false }), closed)).toBe(words);
    expect(whyNotStore(store(), closed)).toBeUndefined();
    const { fit, refused } = sortStores([store({ storeId: asStoreId('S-9') }), store()], new Set(), closed);
    expect([fit.length, refused.map(({ reason }) => reason)]).toEqual([1, [words]]);
  });

  test('cannot be chosen without the right to schedule jobs in its container, and can where rights are not known', () => {
    const permissions = ['/certificate_stores/schedule/4/'];
    const held = rules({ me: { name: null, roles: null, permissions, source: '' } });
    const words = (one: Store) => reasonWords(whyNotStore(one, held));
    const takes = ' (that takes /certificate_stores/schedule/).';
    expect(words(store())).toBe(`You may not schedule jobs for the stores of Web${takes}`);
    expect(words(store({ containerId: null, container: null }))).toBe(
      `You may not schedule jobs for this store${takes}`,
    );
    expect(whyNotStore(store({ containerId: 4 }), held)).toBeUndefined();
    expect(whyNotStore(store(), rules())).toBeUndefined();
  });

  test('whose container was refused without a permission being named is said to be so without one', () => {
    const refused = { 'deploy  3': { words: null, permission: null } };
    const me = { name: null, roles: null, permissions: null, source: '', refused };
    expect(reasonWords(whyNotStore(store(), rules({ me })))).toBe('You may not schedule jobs for the stores of Web.');
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
