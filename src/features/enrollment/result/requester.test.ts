import { describe, expect, test } from 'vitest';
import { requesterOf, requesterWords } from './requester.ts';

const silent: Parameters<typeof requesterOf>[0] = {
  user: null,
  roles: null,
  certificate: '',
  authority: '',
  workflow: '',
};
const words = (said: Partial<typeof silent>) => requesterWords(requesterOf({ ...silent, ...said }));

describe('who made a request', () => {
  test('is the caller whom the server names', () => {
    const all = { certificate: 'b', authority: 'c', workflow: 'd' };
    expect(requesterOf({ roles: ['A'], user: 'KEYEXAMPLE\\a', ...all })).toEqual({ name: 'KEYEXAMPLE\\a', told: '' });
    expect(words({ user: 'KEYEXAMPLE\\a' })).toBe('KEYEXAMPLE\\a');
  });

  test('is else whom the certificate or the request at the CA names, and it is said which', () => {
    expect(words({ certificate: 'KEYEXAMPLE\\b' })).toBe('KEYEXAMPLE\\b (as the certificate says)');
    expect(words({ authority: 'KEYEXAMPLE\\c' })).toBe('KEYEXAMPLE\\c (as the request at the CA says)');
  });

  test('is nobody’s name out of the title of a workflow: its words are quoted', () => {
    const title = 'KEYEXAMPLE\\d is enrolling for a certificate with CN=a.';
    expect(requesterOf({ ...silent, workflow: title }).name).toBeNull();
    expect(words({ workflow: title })).toBe(`not told by the server; its workflow says “${title}”`);
  });

  test('is somebody with the roles of the sign-in where nothing names a person', () => {
    expect(words({ roles: ['Administrator'] })).toBe('not told by the server; signed in with the role Administrator');
    expect(words({ roles: ['A', 'B'] })).toBe('not told by the server; signed in with the roles A, B');
    expect(words({ roles: ['A'], user: 'u' })).toBe('u');
    expect(words({ roles: [] })).toBe('not told by the server');
  });

  test('is said to be not told where the server says nothing', () => {
    expect(words({})).toBe('not told by the server');
  });
});
