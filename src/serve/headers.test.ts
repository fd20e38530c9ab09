import { expect, it } from 'vitest';
import { challengesFor } from './headers.ts';

it('where the page itself asks for the password, the browser is offered no way to sign in', () => {
  for (const signIn of ['basic', 'oidc', 'host', 'portal'])
    expect(challengesFor(signIn, ['Negotiate', 'Basic realm="Command"'])).toBeUndefined();
});

it.each([
  [['Negotiate', 'NTLM', 'Basic realm="Command"'], 'Negotiate'],
  [['Basic realm="Command"', 'Negotiate b2ZmZXJlZA=='], 'Negotiate b2ZmZXJlZA=='],
  [['NTLM, negotiate, Basic realm="Command"'], 'negotiate'],
  [['NTLM', 'Basic realm="Command, Negotiate"'], undefined],
  [[], undefined],
])('where the browser signs in, of %j it is offered %s', (offered, shown) => {
  expect(challengesFor('integrated', offered)).toBe(shown);
});
