import { beforeEach, describe, expect, it } from 'vitest';
import { session } from './session.ts';

beforeEach(() => session.configure('basic'));

describe('signing in with a password', () => {
  it('is asked for at the start, because without it no call can succeed', () => {
    expect(session.snapshot()).toEqual({ kind: 'basic', state: 'needed', userName: null, problem: null });
  });

  it('stays open until the server accepted a call', () => {
    session.signIn('KEYEXAMPLE\\anna', 'pass');
    expect(session.snapshot().state).toBe('needed');
    session.accepted(session.attempt());
    expect(session.snapshot()).toEqual({
      kind: 'basic',
      state: 'signed in',
      userName: 'KEYEXAMPLE\\anna',
      problem: null,
    });
  });

  it('sends UTF-8, and only the header holds the password', () => {
    session.signIn('KEYEXAMPLE\\zoë', 'pä:ß😀');
    const encoded = session.authorization()?.replace('Basic ', '') ?? '';
    expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe('KEYEXAMPLE\\zoë:pä:ß😀');
    expect(JSON.stringify(session.snapshot())).not.toContain('pä');
    expect(JSON.stringify(session)).not.toContain('pä');
  });

  it('that fails says so, keeps the user and forgets the password', () => {
    session.signIn('anna', 'wrong');
    session.needed(session.attempt());
    expect(session.snapshot()).toMatchObject({ state: 'needed', userName: 'anna' });
    expect(session.snapshot().problem).toContain('did not accept');
    expect(session.authorization()).toBeNull();
  });

  it('is not undone by the answer to a call from before', () => {
    const earlier = session.attempt();
    session.signIn('anna', 'right');
    session.needed(earlier);
    expect(session.authorization()).not.toBeNull();
    session.accepted(session.attempt());
    session.needed(earlier);
    expect(session.snapshot().state).toBe('signed in');
  });

  it('is not proven by an answer that comes after the refusal', () => {
    session.signIn('anna', 'expired');
    const both = session.attempt();
    session.needed(both);
    session.accepted(both);
    expect(session.snapshot().state).toBe('needed');
  });

  it('that ends later is no failed attempt', () => {
    session.signIn('anna', 'right');
    session.accepted(session.attempt());
    session.needed(session.attempt());
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: null });
  });

  it('is over after signing out', () => {
    session.signIn('anna', 'right');
    session.accepted(session.attempt());
    void session.signOut();
    expect(session.authorization()).toBeNull();
    expect(session.snapshot()).toMatchObject({ state: 'needed', userName: null });
  });
});

describe('signing in by the browser', () => {
  it('is not asked for before the server refused', () => {
    session.configure('integrated');
    expect(session.snapshot().state).toBe('unknown');
  });

  it('shows a problem only after the person tried again', () => {
    session.configure('integrated');
    session.needed(session.attempt());
    session.needed(session.attempt());
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: null });
    session.tryAgain();
    session.needed(session.attempt());
    expect(session.snapshot().problem).toContain('still');
  });
});

describe('the store', () => {
  it('tells listeners of changes only, with a snapshot that stays the same between them', () => {
    let told = 0;
    const stop = session.subscribe(() => {
      told += 1;
    });
    session.signIn('anna', 'right');
    session.accepted(session.attempt());
    const first = session.snapshot();
    session.accepted(session.attempt());
    expect(session.snapshot()).toBe(first);
    expect(told).toBe(2);
    stop();
    void session.signOut();
    expect(told).toBe(2);
  });
});
