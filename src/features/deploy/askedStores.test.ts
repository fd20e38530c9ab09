import { describe, expect, it } from 'vitest';
import { asked, isUnknown, overlay } from './askedStores.ts';
import type { PlannedStore } from './deployForm.ts';

const store = (storeId: string): PlannedStore => ({
  storeId,
  displayName: storeId,
  machine: 'm',
  path: 'p',
  storeTypeId: 1,
  agentId: null,
  inventoryScheduled: true,
  rules: {
    name: 'T',
    shortName: 'T',
    canAdd: true,
    alias: 'optional',
    privateKey: 'optional',
    entryPassword: false,
    entryParameters: [],
  },
  alias: '',
  overwrite: false,
  properties: [],
});
const at = '2026-04-22T02:00:00Z';

describe('a store that was asked for', () => {
  it('has a job when the server names it, whatever the case of its id', () => {
    expect(asked([store('AA'), store('b')], at, ['aa']).map((one) => one.accepted)).toEqual([true, false]);
  });

  it('without an answer is neither taken nor refused', () => {
    expect(asked([store('a')], at, null)[0]).toMatchObject({ accepted: null, askedAt: at });
  });

  it('is unknown only after it was sent and before an answer came', () => {
    const fates = [asked([store('a')], at, null), asked([store('a')], null, null), asked([store('a')], at, [])];
    expect(fates.map(([one]) => one && isUnknown(one))).toEqual([true, false, false]);
  });

  it('is known by its last deployment, and stays at its place', () => {
    const first = asked([store('a'), store('b')], at, ['b']);
    const later = asked([{ ...store('a'), alias: 'new' }, store('c')], '2026-04-22T02:01:00Z', ['a']);
    const all = overlay(first, later);
    expect(all.map((one) => [one.store.storeId, one.store.alias, one.accepted])).toEqual([
      ['a', 'new', true],
      ['b', '', true],
      ['c', '', false],
    ]);
  });
});
