import { expect, test } from 'vitest';
import { asRequestId } from '../../../domain/ids.ts';
import { noScope } from '../../../domain/scope.ts';
import { deployableLater } from './waitingRequest.ts';

const post = (body: Record<string, unknown>) => ({ method: 'POST', path: '', headers: {}, body }) as const;
const sent = { post: post({}), stores: 2, password: 'p' };
const answer = { disposition: 'pending', requestId: asRequestId(318), workflowInstanceId: 'w' } as const;

test('a page can deploy later only what waits, has a number, stores that did not go along, and their password', () => {
  expect(deployableLater(answer, sent, noScope)).toEqual({ requestId: 318, workflowInstanceId: 'w', scope: noScope });
  expect(deployableLater({ ...answer, disposition: 'external validation' }, sent, noScope)).not.toBeNull();
  expect(deployableLater({ ...answer, disposition: 'issued' }, sent, noScope)).toBeNull();
  expect(deployableLater({ ...answer, disposition: 'denied' }, sent, noScope)).toBeNull();
  expect(deployableLater({ ...answer, requestId: null }, sent, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, stores: 0 }, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, password: null }, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, post: post({ Stores: [{}] }) }, noScope)).toBeNull();
  expect(deployableLater(null, sent, noScope)).toBeNull();
});
