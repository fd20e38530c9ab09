import { MutationObserver, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors.ts';
import { takes, whyNot } from '../api/rights.ts';
import { meQuery } from '../api/server.ts';
import { session, type Grant, type SignInKind } from '../api/session.ts';
import { listenToApp, type HostEvent } from '../host.ts';
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

it('the host is told of an act that failed, in our words only; not of what succeeds, is cancelled or needs a sign-in', async () => {
  const told: HostEvent[] = [];
  stop.push(listenToApp((event) => told.push(event)));
  const run = (mutationFn: () => Promise<void>) =>
    new MutationObserver(queryClient, { mutationFn }).mutate().catch(() => undefined);
  const fail = (error: Error) =>
    run(async () => {
      throw error;
    });
  await run(async () => undefined);
  await fail(new DOMException('', 'AbortError'));
  await fail(new Error('a fault of a screen, which may hold anything'));
  await fail(new ApiError({ kind: 'http', status: 401 }));
  expect(told).toEqual([]);
  await fail(new ApiError({ kind: 'http', status: 400, serverWords: 'CN=app01 is not allowed.' }));
  await fail(new ApiError({ kind: 'http', status: 401, signInRenewed: true }));
  await fail(new ApiError({ kind: 'timeout', outcomeUnknown: true }));
  expect(told).toEqual([
    { type: 'error', what: 'act', message: 'The server refused the request.' },
    { type: 'error', what: 'act', message: expect.stringContaining('repeat what you did') as string },
    { type: 'error', what: 'act', message: expect.stringContaining('not known: look before you try again') as string },
  ]);
});

it('a refusal of what a mutation does is known afterwards, until that succeeds', async () => {
  const { queryKey } = meQuery();
  queryClient.setQueryData(queryKey, { name: null, roles: null, permissions: null, source: '' });
  const run = (mutationFn: () => Promise<void>) =>
    new MutationObserver(queryClient, { meta: takes('patterns'), mutationFn }).mutate().catch(() => undefined);
  await run(async () => {
    throw new ApiError({ kind: 'http', status: 403, missingPermission: '/enrollment_pattern/modify/' });
  });
  expect(whyNot(queryClient.getQueryData(queryKey), 'patterns')?.words).toContain('/enrollment_pattern/modify/');
  await run(() => Promise.resolve());
  expect(whyNot(queryClient.getQueryData(queryKey), 'patterns')).toBeUndefined();
});

describe('a refusal of a read that takes a right', () => {
  const { queryKey } = meQuery();
  const me = { name: null, roles: null, permissions: null, source: '' };
  const readContext = (answer: () => Promise<unknown>) =>
    queryClient.fetchQuery({ queryKey: ['context'], meta: takes('enrollPfx'), queryFn: answer }).catch(() => undefined);
  const refuseRead = () =>
    readContext(() => Promise.reject(new ApiError({ kind: 'http', status: 403, missingPermission: '/enroll/' })));
  const why = () => whyNot(queryClient.getQueryData(queryKey), 'enrollPfx');

  it('is known afterwards, until that succeeds', async () => {
    queryClient.setQueryData(queryKey, me);
    await refuseRead();
    expect(why()?.words).toBe('You lack the permission /enroll/');
    await readContext(() => Promise.resolve('allowed'));
    expect(why()).toBeUndefined();
  });

  it('counts as well when it came before the rights were told, and not once they were told again', async () => {
    const tell = () => queryClient.fetchQuery({ queryKey, queryFn: () => Promise.resolve(me), staleTime: 0 });
    await refuseRead();
    await tell();
    expect(why()?.words).toBe('You lack the permission /enroll/');
    await tell();
    expect(why()).toBeUndefined();
  });
});

it('a refusal of what is done in a collection is known of that collection', async () => {
  const { queryKey } = meQuery();
  queryClient.setQueryData(queryKey, { name: null, roles: null, permissions: null, source: '' });
  const [one, other] = [3, 4].map((collectionId) => ({ collectionId, containerId: null }));
  const options = {
    meta: takes('revoke'),
    mutationFn: async (_sent: { scope: typeof one }) => {
      throw new ApiError({ kind: 'http', status: 403 });
    },
  };
  await new MutationObserver(queryClient, options).mutate({ scope: one }).catch(() => undefined);
  expect(whyNot(queryClient.getQueryData(queryKey), 'revoke', one)?.words).toBe('The server refused this');
  expect(whyNot(queryClient.getQueryData(queryKey), 'revoke', other)).toBeUndefined();
});

describe('what was read', () => {
  it('is not read twice when the first answer comes, nor is what failed where nobody was asked to sign in', async () => {
    begin('integrated');
    await have('templates');
    await have('rules', true, true);
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

  it('goes when the server names somebody else after a sign-in elsewhere', async () => {
    begin('integrated');
    const { queryKey } = meQuery();
    const name = (who: string) =>
      queryClient.setQueryData(queryKey, { name: who, roles: null, permissions: null, source: '' });
    accept();
    name('KEYEXAMPLE\\anna');
    await have('templates');
    await have('certificates', false);
    refuse();
    session.tryAgain();
    accept();
    name('keyexample\\Anna');
    await settle();
    expect(queryClient.getQueryData(['certificates'])).toBe('certificates');
    read = [];
    name('KEYEXAMPLE\\bert');
    await settle();
    expect(queryClient.getQueryData(['certificates'])).toBeUndefined();
    expect(read).toEqual(['templates']);
  });

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

it('what changes something is sent once, and nothing of it is kept', async () => {
  let sent = 0;
  const mutationFn = async (): Promise<void> => {
    sent += 1;
    throw new ApiError({ kind: 'network', outcomeUnknown: true });
  };
  await new MutationObserver(queryClient, { mutationFn }).mutate().catch(() => undefined);
  expect(sent).toBe(1);
  expect(queryClient.getDefaultOptions().mutations).toMatchObject({ gcTime: 0 });
});
