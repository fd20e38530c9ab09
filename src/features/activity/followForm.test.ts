import { expect, test } from 'vitest';
import { followedAlready, followSchema, requestFromId } from './followForm.ts';

const around = { server: 'https://command', user: 'KEYEXAMPLE\\admin', now: new Date('2026-04-21T19:57:49Z') };
const instance = '1F8B2F64-1C55-4A5B-8D5E-3B9D7F1F9A10';

test('a number is a request, a GUID a workflow instance', () => {
  expect(requestFromId(' 318 ', around)).toMatchObject({ requestId: 318, workflowInstanceId: null });
  expect(requestFromId(instance, around)).toMatchObject({
    requestId: null,
    workflowInstanceId: instance.toLowerCase(),
    disposition: 'pending',
    sentAt: '2026-04-21T19:57:49.000Z',
  });
});

test.each(['', '0', '-3', '12a', '318 319', 'app.example.com', '99999999999'])('%j is neither', (id) => {
  expect(followSchema.safeParse({ id }).success).toBe(false);
});

test.each(['318', ' 42 ', instance])('%j can be followed', (id) => {
  expect(followSchema.safeParse({ id }).success).toBe(true);
});

test('what is in the list is found by either of its ids', () => {
  const listed = [
    { requestId: 318, workflowInstanceId: null },
    { requestId: null, workflowInstanceId: instance },
  ];
  expect(followedAlready(' 318 ', listed)).toBe(listed[0]);
  expect(followedAlready(instance.toLowerCase(), listed)).toBe(listed[1]);
  expect(followedAlready('319', listed)).toBeUndefined();
  expect(followedAlready(instance.replace('1F', '2F'), listed)).toBeUndefined();
});
