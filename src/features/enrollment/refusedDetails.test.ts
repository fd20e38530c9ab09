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
  expect(
    refusedDetails({ serverWords: 'Two are wrong.', reasons: ['a+b? is long', 'centre: too old'] }, values),
  ).toEqual([
    { path: 'metadata.3.value', text: 'The server says: a+b? is long' },
    { path: 'fields.0.value', text: 'The server says: centre: too old' },
  ]);
});

test('a refusal that names no field, or a word like a short one, stands at none', () => {
  expect(refusedDetails({ serverWords: 'No certificate. Recounted: a discount.' }, values)).toEqual([]);
  expect(refusedDetails({}, values)).toEqual([]);
});

const marked = (name: string, serverWords: string) =>
  refusedDetails({ serverWords }, { metadata: [{ name, value: 'x' }], fields: [] }).length > 0;

test('a name that is an ordinary word has to be marked as a name: in a sentence it stands by chance', () => {
  for (const words of [
    "The value of 'Name' is too long.",
    'The value of “name” is too long.',
    'Metadata field Name is required.',
    'Metadata Name: too long.',
    'Name: too long.',
  ])
    expect([words, marked('Name', words)]).toEqual([words, true]);
  for (const words of [
    'The subject’s common name is not allowed.',
    'Name must end in .keyexample.com',
    "The field 'Rename' is unknown.",
    'The host name is taken: ask.',
  ])
    expect([words, marked('Name', words)]).toEqual([words, false]);
});

test('a name that no sentence holds by chance is found anywhere, but never as a part of another', () => {
  for (const name of ['AppOwner', 'Cost Centre', 'Server_Count', 'Größe2', 'Größe-Max'])
    expect([name, marked(name, `The server takes no ${name} like this.`)]).toEqual([name, true]);
  expect(marked('AppOwner', 'AppOwnerMail is wrong.')).toBe(false);
  expect(marked('Ort2', 'Das Feld Wohnört2 fehlt; Ort2é auch.')).toBe(false);
  expect(marked('Größe', 'Feld „Größe“ fehlt.')).toBe(true);
  expect(marked('Größe', 'Die Größe des Schlüssels ist falsch.')).toBe(false);
});

test('a step is to be looked at while such words stand in it, not for errors of its own', () => {
  const error = (type: string) => ({ value: { type, message: 'x' } });
  expect(refusedTodo({ metadata: [undefined, error('server')] })).toBe('The server names a value here');
  expect(refusedTodo({ fields: [error('server')] })).toBeDefined();
  expect(refusedTodo({ metadata: [error('custom')] })).toBeUndefined();
  expect(refusedTodo({})).toBeUndefined();
});
