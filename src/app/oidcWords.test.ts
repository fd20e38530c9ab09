import { describe, expect, it } from 'vitest';
import { idTokenProblem, wordsOfProvider } from './oidcWords.ts';

const now = Date.UTC(2026, 0, 15, 12);
const seconds = now / 1000;
const expected = { authority: 'https://login.example', issuer: 'https://login.example', clientId: 'ui' };
const good = { iss: 'https://login.example', aud: 'ui', iat: seconds - 2, exp: seconds + 300 };

describe('an ID token', () => {
  it('is believed when it is for this app, from this provider, and of now', () => {
    expect(idTokenProblem(good, expected, now)).toBeNull();
    expect(idTokenProblem({ ...good, aud: ['ui', 'api'], azp: 'ui' }, expected, now)).toBeNull();
    expect(idTokenProblem(good, { ...expected, authority: 'https://login.example/' }, now)).toBeNull();
  });

  it('of another provider is not believed, nor is a provider that has another name than the configuration', () => {
    expect(idTokenProblem({ ...good, iss: 'https://evil.example' }, expected, now)).toContain('another name');
    const other = { ...expected, issuer: 'https://evil.example' };
    expect(idTokenProblem({ ...good, iss: 'https://evil.example' }, other, now)).toContain('another name');
  });

  it('for another app is not believed', () => {
    expect(idTokenProblem({ ...good, aud: 'other' }, expected, now)).toContain('another app');
    expect(idTokenProblem({ ...good, aud: ['ui', 'api'] }, expected, now)).toContain('another app');
    expect(idTokenProblem({ ...good, aud: ['ui', 'api'], azp: 'api' }, expected, now)).toContain('another app');
  });

  it('tells a clock that is more than five minutes off, in either direction, with how much', () => {
    const later = (ms: number) => idTokenProblem(good, expected, now + ms);
    expect(later(9 * 60_000)).toBeNull();
    expect(later(40 * 60_000)).toContain('about 40 minutes');
    expect(later(-4 * 60_000)).toBeNull();
    expect(later(-3 * 3_600_000)).toContain('about 3 hours');
  });

  it('that was believed before may have ended, but is of the same provider and for this app', () => {
    expect(idTokenProblem({ ...good, iat: seconds - 7200, exp: seconds - 3600 }, expected, null)).toBeNull();
    expect(idTokenProblem({ ...good, iss: 'https://evil.example' }, expected, null)).toContain('another name');
    expect(idTokenProblem({ ...good, aud: 'other' }, expected, null)).toContain('another app');
  });

  it('without an end is not read', () => {
    const { exp: _, ...endless } = good;
    expect(idTokenProblem(endless, expected, now)).toContain('cannot be read');
  });
});

describe('a refusal of the provider', () => {
  it('says what the person can do', () => {
    expect(wordsOfProvider('access_denied')).toContain('did not agree');
  });

  it('of another kind is a matter of registration, and shows a code only', () => {
    expect(wordsOfProvider('invalid_target')).toContain('(invalid_target)');
    expect(wordsOfProvider('call this number now')).not.toContain('number');
  });
});
