import { expect, test } from 'vitest';
import type { KeptRequest } from '../../kept.ts';
import { canFollow } from './follow.ts';

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
