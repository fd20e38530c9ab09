import { describe, expect, test } from 'vitest';
import type { DeployStep } from '../../domain/deploySteps.ts';
import { asAgentId, asCertificateId, asStoreId } from '../../domain/ids.ts';
import type { Asked } from './askedStores.ts';
import { askKey, judge, seenAt } from './followEvidence.ts';
import { askedFor, jobRow, jobsFound, nothingLearned, seen } from './followForTests.ts';

const one = askedFor('s1');
const held = (storeId: string, alias: string) => ({
  storeId: asStoreId(storeId),
  machine: '',
  path: '',
  alias,
  typeName: '',
});
const entry = (alias: string, certificateId: number) => ({
  alias,
  certificates: [{ certificateId: asCertificateId(certificateId), subject: '', thumbprint: '', notAfter: '' }],
});

/** A read that was refused, without a word which right it takes. */
const unread = { permission: null };

const states = (steps: readonly DeployStep[]) => steps.map(({ state }) => state).join(' ');
const detail = (steps: readonly DeployStep[], step: DeployStep['step']) => steps.find((s) => s.step === step)?.detail;

const done = { rows: [jobRow(7, 3, 2)], candidates: 1, jobId: 'j' };
const failed = { rows: [jobRow(6, 5, 4), jobRow(7, 3, 4)], candidates: 1, jobId: 'j' };

test('before anybody looked nothing is claimed, and the job is waited for', () => {
  const { steps, waitsFor, waitingJob } = judge(one, nothingLearned);
  expect(detail(steps, 'picked up')).toBe('Not looked at yet.');
  expect([waitsFor, waitingJob]).toEqual(['job', null]);
});

test('the job is waited for, then the inventory, then nothing', () => {
  expect(seen(one, {}).waitsFor).toBe('job');
  expect(seen(one, done).waitsFor).toBe('inventory');
  expect(seen(one, done, { places: [held('S1', 'SHOP')] })).toMatchObject({ waitsFor: null, fate: 'reached' });
  expect(seen(askedFor('s1', { accepted: false }), {}).waitsFor).toBeNull();
  expect(seen(askedFor('s1', { askedAt: null, accepted: null }), {}).waitsFor).toBeNull();
});

test('a store that was seen at its end stays there when the inventory lists another certificate, before and after a look', () => {
  const before = { seen: new Map([[askKey(one), '2026-04-22T02:03:00.000Z']]) };
  const end = { waitsFor: null, fate: 'reached', seenBefore: true };
  expect(judge(one, { ...nothingLearned, ...before })).toMatchObject({ ...end, inInventory: false });
  expect(seen(one, done, { ...before, places: [] })).toMatchObject({ ...end, inInventory: false });
  expect(seen(one, done, { ...before, places: [held('s1', 'shop')] })).toMatchObject({ ...end, inInventory: true });
  const sentAgain = { ...one, askedAt: '2026-04-22T03:00:00.000Z' };
  expect(seen(sentAgain, done, { ...before, places: [] })).toMatchObject({ waitsFor: 'inventory', fate: 'waiting' });
});

test('an end is proved by an inventory and a job of its own that ended well, and by nothing that may be older', () => {
  const listed = { places: [held('s1', 'shop')] };
  expect(seen(one, done, listed).proved).toBe(true);
  expect(seen(one, { ...done, rows: [jobRow(7, 3, 3)] }, listed)).toMatchObject({ fate: 'warning', proved: true });
  expect(seen(one, done).proved).toBe(false);
  const again = { ...one, store: { ...one.store, heldAs: ['shop'] } };
  const jobs = jobsFound({}, { historyMissing: unread });
  for (const unsure of [
    seen(again, done, listed),
    seen(one, { candidates: 2 }, listed),
    judge(one, { ...nothingLearned, ...listed, jobs }),
  ]) {
    expect(unsure).toMatchObject({ fate: 'reached', inInventory: true, proved: false });
  }
});

test('a refused store that the server no longer has is called so, whatever the case of its id; a taken one never is', () => {
  const refused = seen(askedFor('s1', { accepted: false }), {}, { gone: ['S1'] });
  expect(refused).toMatchObject({ gone: true, fate: 'refused', waitsFor: null });
  expect(detail(refused.steps, 'asked')).toBe('This store is no longer on the server, or no longer visible to you.');
  const other = seen(askedFor('s2', { accepted: false }), {}, { gone: ['s1'] });
  expect(other.gone).toBe(false);
  expect(detail(other.steps, 'asked')).toBe('The server did not take this store.');
  expect(seen(one, {}, { gone: ['s1'] }).gone).toBe(false);
  const all = seen(askedFor('s2', { accepted: false, refusal: 'No staged PFX was found.' }), {});
  expect(detail(all.steps, 'asked')).toBe('The whole request was refused: No staged PFX was found.');
});

test('a store without an inventory schedule ends with its job', () => {
  const store = { ...one.store, inventoryScheduled: false };
  expect(seen({ ...one, store }, done)).toMatchObject({ waitsFor: null, fate: 'finished' });
});

describe('the evidence of the inventory', () => {
  test('is the place of the certificate in that very store', () => {
    expect(seen(one, done, { places: [held('s2', 'shop')] }).waitsFor).toBe('inventory');
    expect(detail(seen(one, done, { places: [held('s1', 'x'), held('s1', 'Shop')] }).steps, 'seen in inventory')).toBe(
      'Listed as Shop.',
    );
  });

  test('is the inventory of the store where the places may not be read', () => {
    const alone = { places: unread, inventories: { s1: [entry('d25f', 4711)] } };
    expect(seen(one, done, alone).fate).toBe('reached');
    expect(seen(one, done, { ...alone, inventories: { s1: [entry('shop', 1)] } }).waitsFor).toBe('inventory');
    expect(seen(one, done, { ...alone, inventories: { s1: unread } })).toMatchObject({
      waitsFor: null,
      fate: 'finished',
    });
  });

  test('of a removal is that the entry is gone, whatever other entries hold the certificate', () => {
    const removal = askedFor('s1', { action: 'remove' });
    expect(seen(removal, done, { places: [held('s1', 'SHOP')] }).waitsFor).toBe('inventory');
    expect(seen(removal, done, { places: [held('s1', 'other')] }).fate).toBe('reached');
    const alone = { places: unread, inventories: { s1: [entry('shop', 4711)] } };
    expect(seen(removal, done, alone).waitsFor).toBe('inventory');
    expect(seen(removal, done, { ...alone, inventories: { s1: [entry('other', 4711)] } }).fate).toBe('reached');
  });
});

describe('where the store held the certificate before under another alias', () => {
  const again = { ...one, store: { ...one.store, heldAs: ['Old'] } };
  const last = (asked: Asked, aliases: string[]) => {
    const { steps, fate } = seen(asked, done, { places: aliases.map((alias) => held('s1', alias)) });
    return [fate, detail(steps, 'seen in inventory')];
  };

  test('that entry is no evidence of the new one', () => {
    expect(last(again, ['old'])).toEqual(['waiting', 'The last inventory does not list it yet.']);
    expect(last(again, ['old', 'shop'])).toEqual(['reached', 'Listed as shop.']);
    expect(last(again, ['old', 'named by the store'])).toEqual(['reached', 'Listed as named by the store.']);
    const alone = { places: unread, inventories: { s1: [entry('OLD', 4711)] } };
    expect(seen(again, done, alone).fate).toBe('waiting');
  });

  test('one of the same alias, or of a store that names its entries, says that it was like that', () => {
    const same = { ...again, store: { ...again.store, heldAs: ['SHOP'] } };
    expect(last(same, ['shop'])).toEqual(['reached', 'Listed as shop. It may have been like that before.']);
    const unnamed = { ...again, store: { ...again.store, alias: '' } };
    expect(last(unnamed, ['old'])).toEqual(['reached', 'Listed as old. It may have been like that before.']);
    expect(last(unnamed, ['old', 'd25f'])).toEqual(['reached', 'Listed as d25f.']);
  });
});

test('of two entries that leave one store both must be gone', () => {
  const both = askedFor('s1', { action: 'remove' });
  const removal = { ...both, store: { ...both.store, alias: 'shop, Till' } };
  const twoJobs = { candidates: 2 };
  expect(seen(removal, twoJobs, { places: [held('s1', 'shop'), held('s1', 'till')] }).fate).toBe('waiting');
  expect(seen(removal, twoJobs, { places: [held('s1', 'TILL'), held('s2', 'shop')] }).fate).toBe('waiting');
  expect(seen(removal, twoJobs, { places: [held('s1', 'other')] }).fate).toBe('reached');
  const alone = { places: unread, inventories: { s1: [entry('till', 4711)] } };
  expect(seen(removal, twoJobs, alone).fate).toBe('waiting');
});

test('a store whose place nobody may see is not waited for', () => {
  const hidden = { ...one, store: { ...one.store, machine: '', path: '' } };
  const { steps, waitsFor } = judge(hidden, { ...nothingLearned, jobs: jobsFound({}), places: [held('s1', 'shop')] });
  expect(detail(steps, 'finished')).toContain('You may not read this store');
  expect(waitsFor).toBeNull();
});

describe('what can be done about a job', () => {
  const queued = { jobId: 'j', requestedAt: null };

  test('one that waits can be cancelled, where its id is known', () => {
    expect(seen(one, { candidates: 1, jobId: 'j', queued }).waitingJob).toBe('j');
    expect(seen(one, {}).waitingJob).toBeNull();
    expect(seen(one, { candidates: 2 }).waitingJob).toBeNull();
    expect(seen(one, { rows: [jobRow(7, 2, 0)], candidates: 1, jobId: 'j' }).waitingJob).toBeNull();
  });

  test('one that was cancelled from here is at its end', () => {
    const stopped = askedFor('s1', { cancelledAt: '2026-04-22T02:01:00.000Z' });
    const { steps, ...rest } = seen(stopped, {});
    expect(rest).toMatchObject({ fate: 'cancelled', waitsFor: null, waitingJob: null });
    expect(steps.find(({ step }) => step === 'picked up')?.at).toBe(stopped.cancelledAt);
    // The orchestrator was quicker.
    expect(seen(stopped, done).waitsFor).toBe('inventory');
  });

  test('a known job that is nowhere may have been cancelled elsewhere', () => {
    const known = askedFor('s1', { jobId: 'j' });
    const nowhere = seen(known, { jobId: 'j' });
    expect(detail(nowhere.steps, 'picked up')).toContain('may have been cancelled');
    expect(nowhere.waitingJob).toBeNull();
  });

  test('one that was seen at its end is taken out of the queue only where it waits there', () => {
    const before = { seen: new Map([[askKey(one), '2026-04-22T02:03:00.000Z']]) };
    expect(seen(one, { candidates: 1, jobId: 'j' }, before).waitingJob).toBeNull();
    expect(seen(one, { candidates: 1, jobId: 'j', queued }, before)).toMatchObject({
      waitingJob: 'j',
      waitsFor: 'job',
    });
  });
});

test('without the right to read jobs only the inventory is asked, and the steps name the right', () => {
  const jobs = jobsFound({}, { historyMissing: { permission: '/agents/management/read/' } });
  const { steps, waitsFor } = judge(one, { ...nothingLearned, jobs });
  expect(states(steps)).toBe('done done unknown unknown waiting');
  expect(detail(steps, 'finished')).toContain('/agents/management/read/');
  expect(waitsFor).toBe('inventory');
});

test('how long its orchestrator is silent stands beside a job that nobody took', () => {
  const agents = [{ agentId: asAgentId('a1'), machine: '', approved: true, lastSeen: '2026-04-20T02:00:00Z' }];
  expect(detail(seen(one, {}, { agents }).steps, 'picked up')).toContain('last seen 2 days ago');
  expect(detail(seen(one, {}, { agents: undefined }).steps, 'picked up')).toBe(
    'No orchestrator has picked the job up yet.',
  );
  expect(detail(seen(one, {}, { agents: unread }).steps, 'picked up')).toContain('You may not read orchestrators, so');
});

test('an orchestrator that the server no longer lists is told, and of a store that has none nothing is', () => {
  const told = (asked: Asked) => detail(seen(asked, {}, { agents: [] }).steps, 'picked up');
  expect(told(one)).toContain('The server does not list its orchestrator.');
  const nobody = askedFor('s1', { store: { ...one.store, agentId: null } });
  expect(told(nobody)).toBe('No orchestrator has picked the job up yet.');
});

test('what may not be read is told with the permissions that the server named when it refused', () => {
  const lacks = (permission: string) => ({ permission });
  const more = {
    agents: lacks('/agents/management/read/'),
    places: lacks('/certificates/collections/read/'),
    inventories: { s1: lacks('/certificate_stores/read/') },
  };
  expect(detail(seen(one, {}, more).steps, 'picked up')).toContain(
    'orchestrators (that takes /agents/management/read/), so',
  );
  expect(detail(seen(one, done, more).steps, 'seen in inventory')).toContain(
    '(that takes /certificates/collections/read/, /certificate_stores/read/)',
  );
  // Of another store another right may be missing.
  const other = { ...more, places: unread, inventories: { s1: unread, s2: lacks('/certificate_stores/read/') } };
  expect(detail(seen(one, done, other).steps, 'seen in inventory')).not.toContain('(');
});

test('a failure that names an entry in the way asks for another plan; a removal, or another failure, does not', () => {
  const there = { ...failed, rows: [{ ...jobRow(7, 3, 4), message: 'x.pem already holds a certificate.' }] };
  expect(seen(one, there).entryThere).toBe(true);
  expect(seen(one, failed).entryThere).toBe(false);
  expect(seen(askedFor('s1', { action: 'remove' }), there).entryThere).toBe(false);
  expect(seen(one, { ...there, rows: [{ ...jobRow(7, 5, 4), message: 'already exists' }] }).entryThere).toBe(false);
});

describe('when an inventory shows it', () => {
  const steps = [{ step: 'finished', state: 'done', detail: '', at: '2026-04-22T02:10:00Z' }] as const;
  const end = Date.parse('2026-04-22T02:10:00Z');
  const seen = { inInventory: true, steps };

  test('is when that inventory was taken', () => {
    expect(seenAt(seen, end + 9_000, end + 60_000)).toEqual({ by: 'inventory', atMs: end + 9_000 });
  });

  test('is when it was looked at, where the server tells no time or only one before the end of the job', () => {
    const looked = { by: 'look', atMs: end + 60_000 };
    expect(seenAt(seen, null, end + 60_000)).toEqual(looked);
    expect(seenAt(seen, end - 1, end + 60_000)).toEqual(looked);
  });

  test('is not said while the times are asked for, or where no inventory shows it', () => {
    expect(seenAt(seen, undefined, end)).toBeNull();
    expect(seenAt({ inInventory: false, steps }, end + 9_000, end)).toBeNull();
  });
});
