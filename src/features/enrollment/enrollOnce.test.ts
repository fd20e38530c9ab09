import { expect, test } from 'vitest';
import { readCsrAnswer } from '../../api/enrollment.ts';
import { ApiError } from '../../api/errors.ts';
import { answerOf, errorOf, outcomeOf } from './enrollOnce.ts';

const answer = (RequestDisposition: string) =>
  readCsrAnswer({ body: { CertificateInformation: { RequestDisposition } }, header: () => null, receivedAt: 0 });
const lost = new ApiError({ kind: 'timeout', outcomeUnknown: true });
const kind = (...input: Parameters<typeof outcomeOf>) => outcomeOf(...input).kind;

test('nothing was sent, it is under way, or nobody judged it: the steps are shown', () => {
  expect(kind(null, undefined, null)).toBe('steps');
  expect(kind('sent', undefined, null)).toBe('steps');
  for (const status of [401, 429]) {
    expect(kind('sent', undefined, new ApiError({ kind: 'http', status }))).toBe('steps');
  }
  expect(kind('sent', undefined, new ApiError({ kind: 'network' }))).toBe('steps');
});

test('a refusal is an end of its own, with what was sent and the words of the server', () => {
  const words = new ApiError({
    kind: 'http',
    status: 400,
    serverWords: 'No.',
    code: '0xA0110002',
    correlationId: 'c-1',
  });
  const end = outcomeOf('sent', undefined, words);
  const error = { serverWords: 'No.', code: '0xA0110002', correlationId: 'c-1' };
  expect(end).toMatchObject({ kind: 'refused', sent: 'sent', error });
  expect(end.kind === 'steps' ? null : errorOf(end)).toMatchObject(error);
  expect(end.kind === 'steps' ? null : answerOf(end)).toBeNull();
  for (const status of [403, 404, 409]) {
    expect(kind('sent', undefined, new ApiError({ kind: 'http', status }))).toBe('refused');
  }
});

test('a lost answer, or one that says nothing known, never leads back to the steps', () => {
  expect(outcomeOf('sent', undefined, lost)).toMatchObject({ kind: 'unknown', sent: 'sent', about: { error: {} } });
  expect(outcomeOf('sent', answer('MAYBE'), null)).toMatchObject({
    kind: 'unknown',
    about: { answer: { dispositionWord: 'MAYBE' } },
  });
});

test('a known answer is shown with what was sent, denied ones too', () => {
  expect(kind('sent', answer('PENDING'), null)).toBe('answered');
  expect(outcomeOf('sent', answer('DENIED'), null)).toMatchObject({ kind: 'answered', sent: 'sent' });
});

test('a certificate that the person took for the lost one stands for the answer', () => {
  expect(outcomeOf('sent', undefined, lost, answer('ISSUED'))).toMatchObject({ kind: 'answered', adopted: true });
  expect(outcomeOf('sent', answer('PENDING'), null)).toMatchObject({ kind: 'answered', adopted: false });
});
