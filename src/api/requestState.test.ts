import { expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import type { AtAuthority, Evidence, WorkflowSeen } from './requests.ts';
import { requestPollMs, requestState } from './requestState.ts';

const found = <T>(value: T): Evidence<T> => ({ kind: 'found', value });
const absent = { kind: 'absent' } as const;
const forbidden = { kind: 'not permitted', permission: '/workflows/instances/read/' } as const;
const workflow = (status: WorkflowSeen['status'], message = '') =>
  found<WorkflowSeen>({ status, word: status, message, step: 'Require Approval', title: '', changedAt: '' });
const atCa = (state: AtAuthority['state'], comment = '') =>
  found<AtAuthority>({ state, word: state, commonName: '', requester: '', comment });
const nothing = { certificate: absent, workflow: absent, authority: absent };

test('a certificate of the request proves that it was issued, whatever else is said', () => {
  const state = requestState({ ...nothing, certificate: found(asCertificateId(7)), workflow: workflow('suspended') });
  expect(state).toEqual({ kind: 'issued', certificateId: 7 });
});

test('a rejected workflow and a denial at the CA end the request, in the server’s words', () => {
  expect(requestState({ ...nothing, workflow: workflow('rejected', 'No.') })).toEqual({
    kind: 'denied',
    words: 'The workflow rejected the request at “Require Approval”. The server says: No.',
  });
  expect(requestState({ ...nothing, workflow: workflow('rejected'), authority: atCa('pending') }).kind).toBe('denied');
  expect(requestState({ ...nothing, workflow: workflow('complete'), authority: atCa('denied', 'Wrong name') })).toEqual(
    {
      kind: 'denied',
      words: 'The CA denied the request. The server says: Wrong name',
    },
  );
});

test('a failed workflow proves nothing: the CA may have decided before', () => {
  expect(requestState({ ...nothing, workflow: workflow('failed', 'Oops') })).toEqual({
    kind: 'not known',
    words: 'The workflow failed at “Require Approval”. A certificate may exist all the same. The server says: Oops',
  });
  expect(requestState({ ...nothing, workflow: workflow('failed'), authority: atCa('pending') }).kind).toBe('waiting');
  expect(requestState({ ...nothing, workflow: workflow('failed'), authority: atCa('denied') }).kind).toBe('denied');
});

test('what waits says where; only validation by the CA is slow', () => {
  expect(requestState({ ...nothing, workflow: workflow('suspended') })).toMatchObject({
    kind: 'waiting',
    words: 'The workflow waits for somebody at “Require Approval”.',
    slow: false,
  });
  expect(
    requestState({ ...nothing, workflow: workflow('complete'), authority: atCa('external validation') }),
  ).toMatchObject({
    kind: 'waiting',
    slow: true,
  });
  expect(requestState({ ...nothing, workflow: workflow('running'), authority: atCa('pending') })).toMatchObject({
    words: 'The request waits for a decision at the CA.',
  });
  expect(requestState({ ...nothing, workflow: workflow('unknown') }).kind).toBe('waiting');
});

test('a complete workflow without a certificate is never taken for issued', () => {
  expect(requestState({ ...nothing, workflow: workflow('complete') })).toEqual({
    kind: 'not known',
    words: 'The workflow is complete. No certificate of this request is to be seen yet.',
  });
  expect(requestState({ ...nothing, workflow: workflow('complete'), certificate: forbidden }).kind).toBe('not known');
});

test('without rights nothing is claimed', () => {
  const evidence = {
    certificate: { kind: 'not permitted', permission: null } as const,
    workflow: forbidden,
    authority: null,
  };
  expect(requestState(evidence)).toEqual({
    kind: 'not known',
    words: 'What you may read says nothing about this request.',
  });
  expect(requestState(nothing)).toEqual({
    kind: 'not known',
    words: 'The server has neither a certificate of this request nor the request itself.',
  });
});

test('asking slows down to once a minute, and to once in five while a CA validates', () => {
  expect([0, 1, 2, 3, 4, 50].map((answers) => requestPollMs(answers, false))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ]);
  expect(requestPollMs(0, true)).toBe(300_000);
});
