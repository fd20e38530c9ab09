import { describe, expect, it } from 'vitest';
import { nameIn } from './hostTokens.ts';

const tokenOf = (claims: unknown) =>
  ['{}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('whom a token of the page around is for', () => {
  it('is read from a signed text, the name to sign in by first', () => {
    expect(nameIn(tokenOf({ sub: '17', preferred_username: 'zoë?>' }))).toBe('zoë?>');
    expect(nameIn(tokenOf({ sub: '17', email: '' }))).toBe('17');
  });

  it('is not known of any other token, and never an error', () => {
    for (const token of ['opaque', 'a.b.c', 'a..c', tokenOf(null), tokenOf([]), tokenOf({ sub: 17 })])
      expect(nameIn(token)).toBeNull();
  });
});
