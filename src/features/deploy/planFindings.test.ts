import { describe, expect, it } from 'vitest';
import { readInventoryItem } from '../../api/inventory.ts';
import type { KeyCarrying, StoreTypeRules } from '../../domain/deploy.ts';
import type { PlannedStore } from './deployForm.ts';
import { besideFindings, entryLine, findingGroups, type KnownInventory, planFindings } from './planFindings.ts';
import { planRowWords } from './planWords.ts';

const rules: StoreTypeRules = {
  name: 'Java keystore',
  shortName: 'RFJKS',
  canAdd: true,
  alias: 'required',
  privateKey: 'optional',
  entryPassword: false,
  entryParameters: [],
};
const store = (over: Partial<PlannedStore> = {}): PlannedStore => ({
  storeId: 's1',
  displayName: 'app01 - /opt/app.jks',
  machine: 'app01',
  path: '/opt/app.jks',
  storeTypeId: 110,
  agentId: null,
  inventoryScheduled: true,
  rules,
  alias: 'shop',
  overwrite: false,
  properties: [],
  entryPassword: '',
  privateKey: true,
  ...over,
});
const entry = (alias: string) =>
  readInventoryItem({
    Name: alias,
    Certificates: [{ Id: 7, IssuedDN: 'CN=old', Thumbprint: 'AB', NotAfter: '2027-04-21T19:47:48Z' }],
  });
const now = new Date('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number) => now.getTime() - hours * 60 * 60_000;
const known = (over: Partial<KnownInventory> = {}): KnownInventory => ({
  entries: [entry('SHOP')],
  failed: false,
  takenAt: hoursAgo(2),
  ...over,
});
const found = (planned: PlannedStore, inventory: KnownInventory | undefined = known(), keys: KeyCarrying = 'always') =>
  planFindings([planned], { [planned.storeId]: inventory }, now, keys).map(({ kind, what }) => `${kind}: ${what}`);

describe('a planned store', () => {
  it('is told that its alias is taken, whatever its case, with what holds it and until when', () => {
    expect(found(store())).toEqual(['warning: The alias is taken']);
    const [finding] = planFindings([store()], { s1: known() }, now, 'always');
    expect(finding?.detail).toMatch(/^SHOP holds CN=old, valid until .*2027/);
  });

  it('is warned that the server no longer has it, and not that its inventory may not be read', () => {
    const gone = known({ entries: null, gone: true });
    expect(found(store(), gone)).toEqual(['warning: The store is no longer on the server']);
    expect(found(store(), known({ entries: null }))).toEqual(['info: You may not read the inventory']);
  });

  it('is told what an overwrite replaces', () => {
    expect(found(store({ overwrite: true }))).toEqual(['info: An entry will be replaced']);
  });

  it('is told the thumbprint of the certificate that is in the way or would be replaced, where the server told it', () => {
    const thumbprints = (planned: PlannedStore, entries = [entry('SHOP')]) =>
      planFindings([planned], { s1: known({ entries }) }, now, 'always').map(({ thumbprint }) => thumbprint);
    const full = store({ alias: '', rules: { ...rules, shortName: 'RFPEM', alias: 'forbidden' } });
    for (const planned of [store(), store({ overwrite: true }), full]) expect(thumbprints(planned)).toEqual(['AB']);
    const untold = [{ ...entry('SHOP'), certificates: [] }];
    expect(thumbprints(store(), untold)).toEqual([undefined]);
  });

  it('is warned that it lacks a password for its entry, but where the password of the PFX is that of the entry', () => {
    const one = store({ alias: 'web', rules: { ...rules, entryPassword: true } });
    for (const keys of ['choice', 'never'] as const) {
      expect(found(one, known(), keys)).toEqual(['warning: No entry password']);
      expect(found({ ...one, entryPassword: 'entry word' }, known(), keys)).toEqual([]);
      expect(found(store({ alias: 'web' }), known(), keys)).toEqual([]);
    }
    expect(found(one)).toEqual([]);
  });

  it('is warned of an overwrite under an alias that its last inventory does not have', () => {
    expect(found(store({ alias: 'web', overwrite: true }))).toEqual(['warning: Nothing to overwrite']);
  });

  it('hears nothing of an alias that is free', () => {
    expect(found(store({ alias: 'web' }))).toEqual([]);
  });

  it('is warned where its type usually holds one certificate and it holds one, until it is told what to replace', () => {
    const secret = store({ alias: '', rules: { ...rules, shortName: 'K8STLSSecr', alias: 'forbidden' } });
    const refused = ['warning: A new entry will likely be refused'];
    expect(found(secret)).toEqual(refused);
    expect(found(secret, known({ entries: [entry('A'), entry('B')] }))).toEqual(refused);
    expect(found(secret, known({ entries: [] }))).toEqual([]);
    expect(found({ ...secret, alias: 'SHOP', overwrite: true })).toEqual(['info: An entry will be replaced']);
    const [finding] = planFindings([secret], { s1: known() }, now, 'always');
    expect(finding?.detail).toMatch(/^It holds CN=old, valid until .*2027, and such .*: choose what to replace\.$/);
  });

  it('is warned where it names entries itself and holds one, except in Windows stores, which hold many', () => {
    const naming = (shortName: string) => store({ alias: '', rules: { ...rules, shortName, alias: 'forbidden' } });
    expect(found(naming('RFPEM'))).toEqual(['warning: A new entry will likely be refused']);
    expect(found(naming('Own'))).toEqual(['warning: A new entry will likely be refused']);
    expect(found(naming('RFPEM'), known({ entries: [entry('A'), entry('B')] }))).toEqual([]);
    expect(found(naming('IISU'))).toEqual([]);
    expect(found(store({ alias: 'web' }))).toEqual([]);
  });

  it('is warned of an orchestrator that has not come for more than a day, or never did, where that is known', () => {
    const seen = (agentSeen: string | null | undefined) => found(store({ alias: 'web' }), known({ agentSeen }));
    expect(seen('2026-11-18T12:00:00Z')).toEqual(['warning: The orchestrator is silent']);
    expect(seen(null)).toEqual(['warning: The orchestrator is silent']);
    expect([seen('2026-11-21T11:00:00Z'), seen(undefined)]).toEqual([[], []]);
    const [finding] = planFindings(
      [store({ alias: 'web' })],
      { s1: known({ agentSeen: '2026-11-18T12:00:00Z' }) },
      now,
      'always',
    );
    expect(finding?.detail).toBe('It was last seen 3 days ago: the job waits until it comes.');
  });

  it('is told of an inventory older than a day, and not of one whose age is not known', () => {
    expect(found(store({ alias: 'web' }), known({ takenAt: hoursAgo(25) }))).toEqual([
      'info: The last inventory is more than a day old',
    ]);
    expect(found(store({ alias: 'web' }), known({ takenAt: null }))).toEqual([]);
  });

  it('is told apart: an inventory that may not be read, one that failed, one on its way', () => {
    expect(found(store(), known({ entries: null }))).toEqual(['info: You may not read the inventory']);
    expect(found(store(), known({ entries: undefined, failed: true }))).toEqual([
      'info: The inventory could not be read',
    ]);
    expect(found(store(), known({ entries: undefined }))).toEqual([]);
  });

  it('is told where its alias has not the form that its type documents', () => {
    const cluster = store({ alias: 'web', rules: { ...rules, shortName: 'K8SCluster' } });
    expect(found(cluster)).toEqual(['info: The alias has an unusual form']);
  });
});

it('the review says beside how many entries a new one is added, none among them, unless something else is said of the entries', () => {
  const beside = (planned: PlannedStore, entries: KnownInventory['entries']) =>
    besideFindings([planned], { s1: known({ entries }) }, now).map(({ kind, detail }) => `${kind} ${detail}`);
  const web = store({ alias: 'web' });
  expect(beside(web, [entry('A')])).toEqual(['info adds beside 1 entry.']);
  expect(beside(web, [entry('A'), entry('B')])).toEqual(['info adds beside 2 entries.']);
  expect(beside(web, [])).toEqual(['info empty: a new entry.']);
  expect([beside(web, null), beside(web, undefined)]).toEqual([[], []]);
  expect(beside(store({ alias: 'web', overwrite: true }), [])).toEqual([]);
  expect(beside(store(), [entry('SHOP')])).toEqual([]);
  expect(beside(store({ alias: 'A', overwrite: true }), [entry('A'), entry('B')])).toEqual([]);
});

it('a store of which no inventory is known is not called empty', () => {
  const never = known({ entries: [], takenAt: null });
  const unscheduled = store({ alias: 'web', inventoryScheduled: false });
  expect(found(unscheduled, never)).toEqual(['info: No inventory of it is known']);
  expect(besideFindings([unscheduled], { s1: never }, now)).toEqual([]);
  const single = { ...unscheduled, alias: '', rules: { ...rules, shortName: 'RFPEM', alias: 'forbidden' as const } };
  expect(found(single, never)).toEqual(['warning: It may hold a certificate already']);
  for (const [planned, inventory] of [
    [store({ alias: 'web' }), never],
    [unscheduled, known({ entries: [] })],
    [unscheduled, known({ takenAt: null })],
    [unscheduled, known({ entries: [], takenAt: undefined })],
  ] as const) {
    expect(found(planned, inventory)).toEqual([]);
    expect(besideFindings([planned], { s1: inventory }, now)).toHaveLength(1);
  }
});

it('entries of one subject are told apart in one line by the beginning of their thumbprints', () => {
  const of = (Thumbprint: string) =>
    entryLine(readInventoryItem({ Name: 'a', Certificates: [{ IssuedDN: 'CN=old', Thumbprint, NotAfter: '' }] }), now);
  expect([of('D25F42370011AA'), of('')]).toEqual(['CN=old, D25F4237…', 'CN=old']);
});

it('an entry whose certificate has run out is called expired', () => {
  const ends = (NotAfter: string) =>
    entryLine(readInventoryItem({ Name: 'a', Certificates: [{ IssuedDN: 'CN=old', NotAfter }] }), now);
  expect(ends('2026-10-17T12:00:00Z')).toMatch(/^CN=old, expired /);
  expect(ends('2026-12-17T12:00:00Z')).toMatch(/^CN=old, valid until /);
});

it('findings of many stores are gathered by what they are about, warnings first', () => {
  const plan = [store({ alias: 'web' }), store({ storeId: 's2' }), store({ storeId: 's3' })];
  const old = known({ takenAt: hoursAgo(30) });
  const groups = findingGroups(planFindings(plan, { s1: old, s2: known(), s3: old }, now, 'always'));
  expect(groups.map(({ what, stores }) => `${what} ${stores.map(({ storeId }) => storeId).join()}`)).toEqual([
    'The alias is taken s2,s3',
    'The last inventory is more than a day old s1,s3',
  ]);
});

describe('a planned store as a row of text', () => {
  const pin = {
    name: 'Pin',
    label: 'Pin',
    kind: 'secret',
    options: [],
    defaultValue: '',
    requiredOnAdd: true,
    requiredWithKey: false,
    requiredOnRemove: false,
  } as const;

  it('says alias, overwrite and parameters, and never a secret', () => {
    const filled = store({
      overwrite: true,
      rules: { ...rules, entryParameters: [pin, { ...pin, name: 'Site', label: 'Site name', kind: 'string' }] },
      properties: [
        { name: 'Pin', value: 'hidden-word' },
        { name: 'Site', value: 'Shop' },
      ],
      entryPassword: 'hidden-word',
    });
    expect(planRowWords(filled, 'choice', [])).toEqual({
      alias: 'shop',
      unnamed: 'no alias',
      more: 'overwrites, with its key, entry password set, Pin: set, Site name: Shop',
      missing: '',
      warning: '',
    });
  });

  it('names three parameters and counts the others, those first that are not as its type has them', () => {
    const named = (name: string, defaultValue: string) =>
      ({ ...pin, name, label: name, kind: 'string', defaultValue }) as const;
    const entryParameters = [
      named('Port', '443'),
      { ...named('Pin', ''), kind: 'secret' } as const,
      named('Host', ''),
      named('Site', 'Default Web Site'),
      named('Binding', 'x'),
    ];
    const more = (...values: string[]) => {
      const properties = entryParameters.map(({ name, defaultValue }, at) => ({
        name,
        value: values[at] ?? defaultValue,
      }));
      return planRowWords(store({ rules: { ...rules, entryParameters }, properties }), 'always', []).more;
    };
    expect(more()).toBe('Port: 443, Site: Default Web Site, Binding: x');
    expect(more('443', '', 'www')).toBe('Host: www, Port: 443, Site: Default Web Site, and 1 more');
    expect(more('', 'hidden-secret')).toBe('Port: none, Pin: set, Site: Default Web Site, and 1 more');
  });

  it('says everything that is missing', () => {
    const bare = store({
      alias: '',
      rules: { ...rules, entryParameters: [pin] },
      properties: [{ name: 'Pin', value: '' }],
    });
    expect(planRowWords(bare, 'always', []).missing).toBe(
      'This store type needs an alias. Pin is required by this store type.',
    );
  });

  it('says the gravest warning with what it is based on', () => {
    const findings = planFindings([store()], { s1: known() }, now, 'always');
    expect(planRowWords(store(), 'always', findings).warning).toMatch(/^The alias is taken\. SHOP holds CN=old/);
  });
});
