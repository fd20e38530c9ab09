import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { session, type Grant, type SignInKind } from '../api/session.ts';
import { queryClient, refetchAfterSignIn } from './queryClient.ts';

const grant = (userName: string | null): Grant => ({ token: `of-${userName}`, userName, lifetimeMs: null });
const accept = () => session.accepted(session.attempt());
const refuse = () => session.needed(session.attempt());

let stop: (() => void)[] = [];
let read: string[] = [];

/** Something on the screen; `isShown` false: something read before and left. */
async function have(name: string, isShown = true, fails = false): Promise<void> {
  const options = {
    queryKey: [name],
    queryFn: async () => {
      read.push(name);
      if (fails) throw new Error('refused');
      return name;
    },
  };
  await queryClient.fetchQuery(options).catch(() => undefined);
  if (isShown)
    stop.push(
      new QueryObserver(queryClient, { ...options, refetchOnMount: false, retryOnMount: false }).subscribe(() => {}),
    );
  read = [];
}

function begin(kind: SignInKind, userName: string | null = null): void {
  session.configure(kind, null, kind === 'oidc' || kind === 'host' ? grant(userName) : null);
  stop.push(refetchAfterSignIn());
}

const settle = () => Promise.resolve();

beforeEach(() => {
  read = [];
});

afterEach(() => {
  for (const each of stop) each();
  stop = [];
  queryClient.clear();
  session.configure('integrated');
});

describe('what was read', () => {
  it('is not read twice when the first sign-in is accepted', async () => {
    begin('integrated');
    await have('templates');
    accept();
    await settle();
    expect(read).toEqual([]);
  });

  it('stays for the same person, and only what failed is read again', async () => {
    begin('basic');
    session.signIn('KEYEXAMPLE\\anna', 'x');
    accept();
    await have('templates');
    await have('rules', true, true);
    refuse();
    session.signIn('keyexample\\Anna', 'x');
    accept();
    await settle();
    expect(read).toEqual(['rules']);
  });

  it('goes for somebody else, and what is on the screen is read again', async () => {
    begin('basic');
    session.signIn('anna', 'x');
    accept();
    await have('templates');
    await have('certificates', false);
    refuse();
    session.signIn('bert', 'x');
    accept();
    await settle();
    expect(read).toEqual(['templates']);
    expect(queryClient.getQueryData(['certificates'])).toBeUndefined();
    expect(queryClient.getQueryData(['templates'])).toBe('templates');
  });

  it.each(['integrated', 'portal'] as const)(
    'counts as out of date after a sign-in elsewhere (%s), since nobody tells that it is the same person',
    async (kind) => {
      begin(kind);
      accept();
      await have('templates');
      await have('certificates', false);
      refuse();
      session.tryAgain();
      accept();
      await settle();
      expect(read).toEqual(['templates']);
      expect(queryClient.getQueryState(['certificates'])?.isInvalidated).toBe(true);
      expect(queryClient.getQueryData(['certificates'])).toBe('certificates');
    },
  );

  it('goes when the page around gives a token for somebody else unasked, and stays for one of the same person', async () => {
    begin('host', 'anna');
    accept();
    await have('certificates', false);
    session.give(grant('anna'));
    accept();
    expect(queryClient.getQueryData(['certificates'])).toBe('certificates');
    session.give(grant('bert'));
    accept();
    expect(queryClient.getQueryData(['certificates'])).toBeUndefined();
  });
});
