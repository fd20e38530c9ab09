import { describe, expect, test } from 'vitest';
import {
  type DeployEvidence,
  deploySteps,
  hasEnded,
  isFinal,
  type JobRow,
  runningAgain,
  spanText,
} from './deploySteps.ts';
import { type Fate, fateOf } from './fate.ts';

const row = (historyId: number, status: number, result: number, message = ''): JobRow => ({
  historyId,
  status,
  result,
  message,
  start: `s${historyId}`,
  end: `e${historyId}`,
});
const nowMs = Date.parse('2026-04-22T02:05:00Z');
const evidence: DeployEvidence = {
  action: 'add',
  askedAt: '2026-04-22T02:00:00Z',
  accepted: true,
  storeGone: false,
  refusal: '',
  nowMs,
  startsAt: null,
  cancelledAt: null,
  rows: [],
  candidates: 0,
  cutOff: false,
  queued: null,
  createdAt: null,
  lost: false,
  jobsRead: true,
  placeMissing: false,
  jobsMissing: null,
  agentLastSeen: '2026-04-22T02:04:30Z',
  agentGone: false,
  agentsMissing: null,
  inventoryRead: true,
  inventoryAlias: null,
  inventoryBefore: false,
  inventoryMissing: null,
  hasInventorySchedule: true,
  seenAt: null,
};
const noInventory = { inventoryRead: false, inventoryMissing: { permission: '/certificate_stores/read/' } };
const noJobs = { jobsMissing: { permission: '/agents/management/read/' } };
const states = (change: Partial<DeployEvidence>) => deploySteps({ ...evidence, ...change }).map((step) => step.state);
const step = (name: string, change: Partial<DeployEvidence>) =>
  deploySteps({ ...evidence, ...change }).find((s) => s.step === name);
const final = (change: Partial<DeployEvidence>) => isFinal(deploySteps({ ...evidence, ...change }));

describe('no step is done before its evidence', () => {
  test.each<[string, Partial<DeployEvidence>, string]>([
    ['not sent', { accepted: null, askedAt: '' }, 'waiting waiting waiting waiting waiting'],
    ['no answer known', { accepted: null }, 'unknown unknown waiting waiting waiting'],
    ['no answer known, but a job is there', { accepted: null, rows: [row(1, 2, 0)] }, 'done done done waiting waiting'],
    ['refused', { accepted: false }, 'failed failed waiting waiting waiting'],
    ['taken', {}, 'done done waiting waiting waiting'],
    ['waiting in the queue', { rows: [row(1, 1, 0)] }, 'done done waiting waiting waiting'],
    ['status not told', { rows: [row(1, 0, 0)] }, 'done done waiting waiting waiting'],
    ['running', { rows: [row(1, 2, 0)] }, 'done done done waiting waiting'],
    ['a failure before the final row is none', { rows: [row(1, 2, 4)] }, 'done done done waiting waiting'],
    ['failed attempt that runs again', { rows: [row(1, 5, 4)] }, 'done done done retrying waiting'],
    ['failed', { rows: [row(1, 3, 4)] }, 'done done done failed waiting'],
    ['failed, acknowledged', { rows: [row(1, 4, 4)] }, 'done done done failed waiting'],
    ['success is not yet in the inventory', { rows: [row(1, 3, 2)] }, 'done done done done waiting'],
    ['warning', { rows: [row(1, 3, 3)] }, 'done done done warning waiting'],
    [
      'final without a result is neither failure nor success',
      { rows: [row(1, 3, 0)] },
      'done done done unknown waiting',
    ],
    [
      'the highest history id counts',
      { rows: [row(9, 3, 2), row(2, 5, 4), row(1, 5, 4)] },
      'done done done done waiting',
    ],
    ['seen', { rows: [row(1, 3, 2)], inventoryAlias: 'shop' }, 'done done done done done'],
    ['waiting, and seen in the queue', { accepted: null, queued: {} }, 'done done waiting waiting waiting'],
    ['two jobs that cannot be told apart', { candidates: 2 }, 'done done unknown unknown waiting'],
    ['no answer known, and two jobs', { accepted: null, candidates: 2 }, 'unknown unknown unknown unknown waiting'],
    ['two jobs, but seen', { candidates: 2, inventoryAlias: 'shop' }, 'done done unknown unknown done'],
    ['more jobs than are read', { cutOff: true }, 'done done unknown unknown waiting'],
    ['cancelled', { cancelledAt: 'c1' }, 'done done cancelled waiting waiting'],
    [
      'seen before the job has ended',
      { rows: [row(1, 2, 0)], inventoryAlias: 'shop' },
      'done done done waiting waiting',
    ],
    ['inventory not read yet', { rows: [row(1, 3, 2)], inventoryRead: false }, 'done done done done waiting'],
    ['jobs not visible', { ...noJobs }, 'done done unknown unknown waiting'],
    ['jobs not visible, but seen', { ...noJobs, inventoryAlias: 'shop' }, 'done done unknown unknown done'],
    ['no inventory schedule', { rows: [row(1, 3, 2)], hasInventorySchedule: false }, 'done done done done unknown'],
    ['inventory not visible', { rows: [row(1, 3, 2)], ...noInventory }, 'done done done done unknown'],
  ])('%s', (_, change, expected) => expect(states(change).join(' ')).toBe(expected));
});

test('the details say what is waited for, and carry the words of the orchestrator', () => {
  expect(step('picked up', {})?.detail).toContain('last seen less than a minute ago');
  expect(step('picked up', { agentLastSeen: '2026-04-19T01:00:00Z' })?.detail).toContain('last seen 3 days ago');
  expect(step('picked up', { agentLastSeen: null })?.detail).toContain('has never been seen');
  expect(step('picked up', { agentsMissing: { permission: '/agents/management/read/' } })?.detail).toContain(
    'You may not read orchestrators (that takes /agents/management/read/), so',
  );
  expect(step('picked up', { agentsMissing: { permission: null } })?.detail).toContain('read orchestrators, so');
  expect(step('picked up', { agentLastSeen: undefined, agentGone: true })?.detail).toBe(
    'No orchestrator has picked the job up yet. The server does not list its orchestrator.',
  );
  expect(step('seen in inventory', { rows: [row(1, 3, 2)], ...noInventory })?.detail).toBe(
    'You may read neither this certificate’s locations nor the inventory of this store (that takes /certificate_stores/read/).',
  );
  expect(step('picked up', { agentLastSeen: undefined })?.detail).toBe('No orchestrator has picked the job up yet.');
  expect(step('picked up', { jobsRead: false })?.detail).toBe('Not looked at yet.');
  expect(step('picked up', { cancelledAt: 'c1' })).toMatchObject({ state: 'cancelled', at: 'c1' });
  expect(step('picked up', { lost: true })?.detail).toContain('may have been cancelled');
  expect(step('picked up', { candidates: 2 })?.detail).toBe(
    '2 jobs went to this store since. They cannot be told apart.',
  );
  expect(step('finished', noJobs)?.detail).toContain('(that takes /agents/management/read/)');
  expect(step('finished', { jobsMissing: { permission: null } })?.detail).not.toContain('(');
  expect(step('finished', { rows: [row(1, 3, 4, 'disk <full>')] })).toEqual({
    step: 'finished',
    state: 'failed',
    detail: 'disk <full>',
    at: 'e1',
  });
  expect(step('picked up', { rows: [row(4, 2, 0), row(3, 5, 4)] })?.at).toBe('s4');
  expect(step('job created', { queued: {}, createdAt: 'q' })?.at).toBe('q');
  expect(step('job created', { rows: [row(1, 3, 2)], createdAt: 'q' })?.at).toBe('q');
  expect(step('seen in inventory', { rows: [row(1, 3, 2)], hasInventorySchedule: false })?.detail).toContain(
    'only evidence',
  );
});

test('a later start is told with its time until it has come', () => {
  const startsAt = '2026-04-22T04:00:00Z';
  expect(step('picked up', { startsAt })).toMatchObject({ state: 'waiting', at: startsAt });
  expect(step('picked up', { startsAt, nowMs: Date.parse(startsAt) + 1 })?.detail).toContain('No orchestrator');
});

test('what the inventory shows without a job of its own may be older, and says so', () => {
  const listed = { inventoryAlias: 'shop' };
  const said = (change: Partial<DeployEvidence>) => step('seen in inventory', { ...listed, ...change });
  expect(said(noJobs)?.detail).toBe('Listed as shop. It may have been like that before.');
  expect(said({ rows: [row(1, 3, 2)] })?.detail).toBe('Listed as shop.');
  expect(said({ ...noJobs, startsAt: '2026-04-22T04:00:00Z' })).toMatchObject({ state: 'waiting' });
});

test('a removal is true once the inventory no longer lists the certificate', () => {
  const ended = { action: 'remove', rows: [row(1, 3, 2)] } as const;
  expect(step('seen in inventory', { ...ended, inventoryAlias: 'shop' })).toMatchObject({ state: 'waiting' });
  expect(step('seen in inventory', ended)).toMatchObject({ state: 'done' });
  expect(step('seen in inventory', { ...ended, inventoryRead: false })).toMatchObject({ state: 'waiting' });
  expect(step('seen in inventory', { ...ended, rows: [row(1, 3, 4)] })).toMatchObject({ state: 'waiting' });
});

test('a job has ended only with a final status of its latest attempt', () => {
  expect([[], [row(1, 2, 0)], [row(1, 3, 2), row(2, 5, 4)]].map(hasEnded)).toEqual([false, false, false]);
  expect([[row(1, 5, 4), row(2, 3, 2)], [row(1, 4, 4)]].map(hasEnded)).toEqual([true, true]);
});

test('a span is told in its largest whole unit', () => {
  expect([-5, 59_999, 60_000, 7_199_999, 86_400_000 * 40].map(spanText)).toEqual([
    'less than a minute',
    'less than a minute',
    '1 minute',
    '1 hour',
    '40 days',
  ]);
});

test.each<[Fate, Partial<DeployEvidence>]>([
  ['not sent', { accepted: null, askedAt: '' }],
  ['refused', { accepted: false }],
  ['not known', { accepted: null }],
  ['waiting', {}],
  ['waiting', { rows: [row(1, 3, 2)] }],
  ['waiting', { rows: [row(1, 3, 3)] }],
  ['waiting', { candidates: 2 }],
  ['retrying', { rows: [row(1, 5, 4)] }],
  ['failed', { rows: [row(1, 3, 4)] }],
  ['cancelled', { cancelledAt: 'c1' }],
  ['warning', { rows: [row(1, 3, 3)], inventoryAlias: 'x' }],
  ['reached', { rows: [row(1, 3, 2)], inventoryAlias: 'x' }],
  ['reached', { candidates: 2, inventoryAlias: 'x' }],
  ['finished', { rows: [row(1, 3, 2)], hasInventorySchedule: false }],
  ['not known', { ...noJobs, hasInventorySchedule: false }],
])('one word for all steps: %s', (fate, change) => {
  expect(fateOf(deploySteps({ ...evidence, ...change }))).toBe(fate);
});

test('nothing is said of an inventory before the job has ended', () => {
  const said = (change: Partial<DeployEvidence>) => step('seen in inventory', change)?.detail;
  for (const change of [{}, { rows: [row(1, 2, 0)] }, { rows: [row(1, 5, 4)] }]) {
    expect(said(change)).toBe('Looked at once the job has ended.');
  }
  expect(said({ rows: [row(1, 3, 2)] })).toContain('does not list it yet');
});

test('beside an inventory that does not come it is said when its orchestrator was last seen', () => {
  const said = (change: Partial<DeployEvidence>) =>
    step('seen in inventory', { rows: [row(1, 3, 2)], ...change })?.detail;
  expect(said({ agentLastSeen: '2026-04-19T01:00:00Z' })).toBe(
    'The last inventory does not list it yet. Its orchestrator was last seen 3 days ago.',
  );
  expect(said({ agentLastSeen: undefined, agentGone: true })).toBe(
    'The last inventory does not list it yet. The server does not list its orchestrator.',
  );
  expect(said({ agentLastSeen: undefined, agentsMissing: { permission: null } })).toBe(
    'The last inventory does not list it yet.',
  );
});

test('asking goes on exactly until nothing more can be learned', () => {
  for (const change of [
    {},
    { rows: [row(1, 5, 4)] },
    { rows: [row(1, 3, 2)] },
    { rows: [row(1, 5, 4)], inventoryAlias: 'x' },
    { ...noJobs },
  ]) {
    expect(final(change)).toBe(false);
  }
  const ended = [row(1, 3, 2)];
  for (const change of [
    { accepted: false },
    { cancelledAt: 'c1' },
    { rows: [row(1, 4, 4)] },
    { rows: ended, inventoryAlias: 'x' },
    { rows: ended, hasInventorySchedule: false },
    { rows: ended, ...noInventory },
    { ...noJobs, inventoryAlias: 'x' },
    { ...noJobs, hasInventorySchedule: false },
  ]) {
    expect(final(change)).toBe(true);
  }
});

describe('what was once seen at its end', () => {
  const once = { seenAt: '2026-04-22T02:03:00Z' };

  test('stays so where another certificate took the place since, and where the history of jobs is gone', () => {
    const replaced = step('seen in inventory', { ...once, rows: [row(1, 3, 2)] });
    expect(replaced).toMatchObject({ state: 'done', at: once.seenAt });
    expect(replaced?.detail).toBe('It was listed, and replaced or taken out since. Seen');
    expect(final({ ...once, rows: [row(1, 3, 2)] })).toBe(true);
    const unread = { ...once, inventoryRead: false, jobsRead: false };
    expect(fateOf(deploySteps({ ...evidence, ...unread }))).toBe('reached');
    expect(step('seen in inventory', unread)?.detail).toBe('It was listed. Seen');
    const taken = { ...once, action: 'remove', inventoryAlias: 'shop' } as const;
    expect(step('seen in inventory', taken)?.detail).toBe('It was gone, and put there again since. Seen');
  });

  test('says of a job that is neither queued nor in the history now that nothing is known of it', () => {
    const unknown = 'What the history of jobs says of it is not known now.';
    for (const change of [{}, { lost: true }, { jobsRead: false }]) {
      expect(step('picked up', { ...once, ...change })).toMatchObject({ state: 'unknown', detail: unknown });
      expect(step('finished', { ...once, ...change })).toMatchObject({ state: 'unknown', detail: unknown });
    }
    expect(step('picked up', { ...once, rows: [row(1, 3, 2)] })).toMatchObject({ state: 'done' });
  });

  test('is asked about again while a job of it waits', () => {
    const waits = { ...once, queued: {}, candidates: 1, inventoryAlias: 'shop', inventoryBefore: true };
    expect(states(waits).join(' ')).toBe('done done waiting waiting waiting');
    expect(step('finished', waits)?.detail).toBe('None yet.');
    expect(final(waits)).toBe(false);
    expect(fateOf(deploySteps({ ...evidence, ...waits }))).toBe('waiting');
  });

  test('is told by the inventory as long as that shows it', () => {
    const listed = { ...once, rows: [row(1, 3, 2)], inventoryAlias: 'shop' };
    expect(step('seen in inventory', listed)).toEqual({
      step: 'seen in inventory',
      state: 'done',
      detail: 'Listed as shop.',
    });
  });
});

test('a job that was told to run again says so, and which attempt was taken last', () => {
  const first = row(1, 3, 4, 'port 443');
  const waits = { rows: runningAgain([first]) };
  expect(step('finished', waits)).toMatchObject({
    state: 'retrying',
    detail: 'Told to run again; no orchestrator has taken it yet. Attempt 1 ended: port 443',
  });
  expect(step('picked up', waits)).toMatchObject({ detail: 'The orchestrator took the job.', at: 's1' });
  const taken = step('picked up', { rows: [row(2, 3, 2), first] });
  expect(taken).toMatchObject({ detail: 'The orchestrator took the job, attempt 2.', at: 's2' });
});
