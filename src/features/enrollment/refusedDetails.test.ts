import { expect, test } from 'vitest';
import { refusedDetails } from './refusedDetails.ts';
import { refusedTodo } from './refusedTodo.ts';

const values = {
  metadata: ['Count', 'Server_Count', 'No', 'a+b?'].map((name) => ({ name, value: 'x' })),
  fields: [{ name: 'Centre', value: '1' }],
};

test('a refusal stands at the fields that it names, in the server’s words', () => {
  expect(refusedDetails({ serverWords: "Metadata field 'Server_Count': must be an integer." }, values)).toEqual([
    { path: 'metadata.1.value', text: "The server says: Metadata field 'Server_Count': must be an integer." },
  ]);
  expect(refusedDetails({ serverWords: 'Two are wrong.', reasons: ['a+b? is long', 'centre is old'] }, values)).toEqual(
    [
      { path: 'metadata.3.value', text: 'The server says: a+b? is long' },
      { path: 'fields.0.value', text: 'The server says: centre is old' },
    ],
  );
});

test('a refusal that names no field, or a word like a short one, stands at none', () => {
  expect(refusedDetails({ serverWords: 'No certificate. Recounted: a discount.' }, values)).toEqual([]);
  expect(refusedDetails({}, values)).toEqual([]);
});

test('a step is to be looked at while such words stand in it, not for errors of its own', () => {
  const error = (type: string) => ({ value: { type, message: 'x' } });
  expect(refusedTodo({ metadata: [undefined, error('server')] })).toBe('The server names a value here');
  expect(refusedTodo({ fields: [error('server')] })).toBeDefined();
  expect(refusedTodo({ metadata: [error('custom')] })).toBeUndefined();
  expect(refusedTodo({})).toBeUndefined();
});
