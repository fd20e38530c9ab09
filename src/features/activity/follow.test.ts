import { expect, test } from 'vitest';
import type { KeptRequest } from '../../kept.ts';
import { canFollow, pollMs } from './follow.ts';

const request: KeptRequest = {
  kind: 'pfx',
  server: '',
  user: null,
  sentAt: '2026-04-21T19:57:49Z',
  commonName: 'app.example.com',
  subject: '',
  source: '',
  authority: null,
  disposition: 'pending',
  requestId: 318,
  certificateId: null,
  workflowInstanceId: null,
  workflowReference: null,
  stores: 0,
  sans: [],
  reason: '',
};

test('only what waits and has an id is asked for', () => {
  expect(canFollow(request)).toBe(true);
  expect(canFollow({ ...request, requestId: null, workflowInstanceId: 'x' })).toBe(true);
  expect(canFollow({ ...request, requestId: null })).toBe(false);
  expect(canFollow({ ...request, disposition: 'issued' })).toBe(false);
  expect(canFollow({ ...request, disposition: 'denied' })).toBe(false);
  expect(canFollow({ ...request, disposition: 'unknown' })).toBe(true);
  expect(canFollow({ ...request, disposition: 'unknown', requestId: null })).toBe(false);
});

test('asking slows down to once a minute, and to once in five while a CA validates', () => {
  expect([0, 1, 2, 3, 4, 50].map((answers) => pollMs(answers, false))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ]);
  expect(pollMs(0, true)).toBe(300_000);
});
