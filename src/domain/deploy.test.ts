import { describe, expect, test } from 'vitest';
import {
  aliasProblem,
  type DeployEvidence,
  deploySteps,
  isFinal,
  type JobRow,
  type StoreTypeRules,
  whyNotTarget,
} from './deploy.ts';

const type: StoreTypeRules = {
  name: 'F5 REST',
  shortName: 'F5',
  canAdd: true,
  alias: 'optional',
  privateKey: 'optional',
  entryPassword: false,
  entryParameters: [],
};
const target = { type, approved: true, agentApproved: true, hasPrivateKey: true };

describe('a store that cannot take the certificate says why', () => {
  test.each([
    [{ type: undefined }, 'type'],
    [{ approved: false }, 'not approved'],
    [{ type: { ...type, canAdd: false } }, 'do not take'],
    [{ agentApproved: false }, 'orchestrator'],
    [{ type: { ...type, privateKey: 'required' as const }, hasPrivateKey: false }, 'need the private key'],
    [{ type: { ...type, privateKey: 'forbidden' as const } }, 'without a private key'],
  ])('%j', (change, words) => expect(whyNotTarget({ ...target, ...change })).toContain(words));

  test('every other store is a target, also when nothing is known about its orchestrator', () => {
    expect(whyNotTarget(target)).toBeUndefined();
    expect(whyNotTarget({ ...target, agentApproved: null, hasPrivateKey: false })).toBeUndefined();
    const trust = { ...type, privateKey: 'forbidden' as const };
    expect(whyNotTarget({ ...target, type: trust, hasPrivateKey: false })).toBeUndefined();
  });
});

test('an alias is needed, free or left out as the store type says', () => {
  expect(aliasProblem('required', ' ')).toContain('needs an alias');
  expect(aliasProblem('forbidden', 'x')).toContain('leave the alias out');
  expect([aliasProblem('required', 'x'), aliasProblem('optional', ''), aliasProblem('forbidden', '')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

const row = (historyId: number, status: number, result: number, message = ''): JobRow => ({
  historyId,
  status,
  result,
  message,
  start: `s${historyId}`,
  end: `e${historyId}`,
});
const evidence: DeployEvidence = {
  askedAt: '2026-04-22T02:00:00Z',
  accepted: true,
  scheduled: false,
  rows: [],
  rowsReadable: true,
  inventoryAlias: null,
  inventoryReadable: true,
  hasInventorySchedule: true,
};
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
    ['jobs not visible', { rowsReadable: false }, 'done done unknown unknown waiting'],
    ['jobs not visible, but seen', { rowsReadable: false, inventoryAlias: 'shop' }, 'done done unknown unknown done'],
    ['no inventory schedule', { rows: [row(1, 3, 2)], hasInventorySchedule: false }, 'done done done done unknown'],
    ['inventory not visible', { rows: [row(1, 3, 2)], inventoryReadable: false }, 'done done done done unknown'],
  ])('%s', (_, change, expected) => expect(states(change).join(' ')).toBe(expected));
});

test('the details say what is waited for, and carry the words of the orchestrator', () => {
  expect(step('picked up', {})?.detail).toContain('No orchestrator has picked');
  expect(step('picked up', { scheduled: true })?.detail).toContain('scheduled time');
  expect(step('finished', { rowsReadable: false })?.detail).toContain('not visible to you');
  expect(step('finished', { rows: [row(1, 3, 4, 'disk <full>')] })).toEqual({
    step: 'finished',
    state: 'failed',
    detail: 'disk <full>',
    at: 'e1',
  });
  expect(step('picked up', { rows: [row(4, 2, 0), row(3, 5, 4)] })?.at).toBe('s3');
  expect(step('seen in inventory', { hasInventorySchedule: false })?.detail).toContain('only evidence');
});

test('nothing is said of an inventory before the job has ended', () => {
  const said = (change: Partial<DeployEvidence>) => step('seen in inventory', change)?.detail;
  for (const change of [{}, { rows: [row(1, 2, 0)] }, { rows: [row(1, 5, 4)] }]) {
    expect(said(change)).toBe('Looked at once the job has ended.');
  }
  expect(said({ rows: [row(1, 3, 2)] })).toContain('does not list it yet');
});

test('asking goes on exactly until nothing more can be learned', () => {
  for (const change of [
    {},
    { rows: [row(1, 5, 4)] },
    { rows: [row(1, 3, 2)] },
    { rows: [row(1, 5, 4)], inventoryAlias: 'x' },
    { rowsReadable: false },
  ]) {
    expect(final(change)).toBe(false);
  }
  const ended = [row(1, 3, 2)];
  for (const change of [
    { accepted: false },
    { rows: [row(1, 4, 4)] },
    { rows: ended, inventoryAlias: 'x' },
    { rows: ended, hasInventorySchedule: false },
    { rows: ended, inventoryReadable: false },
    { rowsReadable: false, inventoryAlias: 'x' },
    { rowsReadable: false, hasInventorySchedule: false },
  ]) {
    expect(final(change)).toBe(true);
  }
});
