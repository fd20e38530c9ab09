import { expect, test } from 'vitest';
import { readPfxAnswer } from '../../../api/enrollment.ts';
import { maskedBody } from '../sent.ts';
import { answerFacts, contextFacts, metadataFacts } from './answerFacts.ts';

const headers: Record<string, string> = {
  'X-Keyfactor-Correlation-Id': 'c-1',
  'X-CertificateFile': '*.example.com.p12',
};
const answer = (info: object, Metadata: object = {}) =>
  readPfxAnswer({
    body: { CertificateInformation: info, Metadata },
    header: (name) => headers[name] ?? null,
    receivedAt: 0,
  });

test('a waiting request shows every number by which it can be found, and the server’s words as they are', () => {
  const facts = answerFacts(
    answer({
      KeyfactorRequestId: 318,
      WorkflowReferenceId: 903,
      WorkflowInstanceId: '1f8b',
      RequestDisposition: 'PENDING',
      DispositionMessage: 'Waits for <b>Ops</b>.',
    }),
  );
  expect(facts.map(({ label, value }) => [label, value])).toEqual([
    ['Request id', '318'],
    ['Workflow reference', '903'],
    ['Workflow instance id', '1f8b'],
    ['The server says', 'Waits for <b>Ops</b>.'],
    ['File name from the server', '*.example.com.p12'],
    ['Correlation id', 'c-1'],
  ]);
});

test('metadata is shown as the server took it, and what it changed is marked', () => {
  const facts = metadataFacts(answer({}, { Owner: 'a', Cost: '1200', Empty: '' }), { Owner: 'A. Person', Cost: 1200 });
  expect(facts).toEqual([
    { label: 'Owner', value: 'a', help: 'Asked for: A. Person' },
    { label: 'Cost', value: '1200' },
  ]);
});

test('metadata that was sent and is not in the answer is shown as empty, unless the answer has none at all', () => {
  expect(metadataFacts(answer({}, { Cost: '1' }), { Cost: '1', Owner: 'x' })).toContainEqual({
    label: 'Owner',
    value: '',
    help: 'Asked for: x',
  });
  expect(metadataFacts(answer({}), { Owner: 'x' })).toEqual([]);
});

test('a value that is kept masked is not compared, but it is seen that nothing came of it', () => {
  const sent = maskedBody({ Metadata: { SecretOwner: 'a', Cost: '1', Password: 'x' } })['Metadata'];
  const facts = metadataFacts(answer({}, { SecretOwner: 'a', Cost: '1' }), sent);
  expect(facts).toEqual([
    { label: 'SecretOwner', value: 'a' },
    { label: 'Cost', value: '1' },
    { label: 'Password', value: '', help: 'Asked for: (not shown)' },
  ]);
});

test('a refused request is named in the server’s own word', () => {
  const labels = (word: string) => answerFacts(answer({ RequestDisposition: word, KeyfactorRequestId: 1 }));
  expect(labels('FAILED')).toContainEqual({ label: 'Disposition', value: 'FAILED' });
  expect(labels('PENDING').map(({ label }) => label)).not.toContain('Disposition');
});

test('what workflow or CA tell is shown by name', () => {
  expect(contextFacts(answer({ EnrollmentContext: { Ticket: 'T-1' } }))).toEqual([{ label: 'Ticket', value: 'T-1' }]);
  expect(contextFacts(answer({ EnrollmentContext: null }))).toEqual([]);
});
