import { expect, test } from 'vitest';
import type { RevocationsHeld } from '../../api/certificateRevocations.ts';
import type { KeptRevocation } from './keptRevocations.ts';
import { isDone, stillOpen } from './openRevocations.ts';

const asked = (change: Partial<KeptRevocation> = {}): KeptRevocation => ({
  server: 's',
  user: null,
  askedAt: '2026-04-01T00:00:00Z',
  certificateId: 7,
  reason: 1,
  workflowId: 'ABC',
  ...change,
});
const nothing: RevocationsHeld = { waiting: [], ended: [], partly: false, missing: null };
const instance = {
  instanceId: 'abc',
  reference: null,
  title: '',
  status: 'Suspended',
  message: '',
  step: '',
  stepKey: '',
  workflowType: 'Revocation',
  startedAt: '',
};

test('a revocation is done once the certificate is revoked, a hold once it is on hold, its end once it is not', () => {
  expect([isDone('revoked', 1), isDone('active', 1), isDone('on hold', 1)]).toEqual([true, false, false]);
  expect([isDone('on hold', 6), isDone('active', 6)]).toEqual([true, false]);
  expect([isDone('on hold', -1), isDone('active', -1)]).toEqual([false, true]);
  expect([isDone('active', null), isDone('revoked', null)]).toEqual([false, true]);
});

test('what was asked for here is open until the server tells of it or it is done', () => {
  expect(stillOpen([asked()], nothing, 'active')).toHaveLength(1);
  expect(stillOpen([asked({ workflowId: null })], nothing, 'active')).toHaveLength(1);
  expect(stillOpen([asked()], { ...nothing, ended: ['abc'] }, 'active')).toEqual([]);
  expect(stillOpen([asked()], { ...nothing, waiting: [{ instance, reason: 1 }] }, 'active')).toEqual([]);
  expect(stillOpen([asked()], nothing, 'revoked')).toEqual([]);
});
