import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../domain/csr.ts';
import { testSetup } from '../setupForTests.ts';
import { csrValues } from './csrForm.ts';
import type { LiveCheck } from '../liveCheck.ts';
import { askedOf, dryRunOf, type DryRun } from './dryRun.ts';
import type { SameKey } from './sameKey.ts';

const csr: Csr = {
  der: Uint8Array.of(48),
  pem: 'pem',
  subject: [[{ type: 'CN', value: 'app01.example.com' }]],
  subjectText: 'CN=app01.example.com',
  sans: [],
  otherNames: [],
  key: { kind: 'RSA', bits: 2048, label: 'RSA 2048' },
  spki: Uint8Array.of(1),
  signatureAlgorithm: 'SHA-256 with RSA',
  extensions: [],
  keyUsage: [],
  extendedKeyUsage: [],
};
describe('what the server is asked about', () => {
  const reading = { text: 't', ok: true, csr, signature: 'valid', fingerprint: '', keyFingerprint: '' } as const;
  const values = { ...csrValues(null), csr: 't', sans: ['dns:b.example.com'] };

  test('is the request with the names beside it, by the policy on keys of what is chosen', () => {
    const asked = { csr, sans: [{ kind: 'dns', value: 'b.example.com' }], fromCommand: false, renews: null };
    const held = { reading, fromCommand: '' };
    expect(askedOf(held, values, null)).toEqual({ ...asked, allowKeyReuse: null });
    for (const allowKeyReuse of [true, false, null]) {
      expect(askedOf(held, values, testSetup({ allowKeyReuse }))).toEqual({ ...asked, allowKeyReuse });
    }
    expect(askedOf({ reading, fromCommand: 't' }, values, null).fromCommand).toBe(true);
  });

  test('is nothing while there is no request', () => {
    const failed = { text: 't', ok: false, reason: 'This is a certificate.' } as const;
    for (const none of [null, failed]) {
      expect(askedOf({ reading: none, fromCommand: '' }, values, null)).toMatchObject({ csr: null, sans: [] });
    }
  });
});

describe('what the server answered', () => {
  const found = (text: string): LiveCheck => ({
    findings: [{ grade: 'worth a look', where: 'key', text }],
    seen: 'all',
  });
  const searched = (text: string): SameKey => ({ ...found(text), seen: 'searched' });
  const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
  /** A question about a request, as the wizard asks it: another request is another question. */
  const question = <T>(at: QueryClient, name: string, queryFn: () => Promise<T>) =>
    new QueryObserver<T>(at, { queryKey: [name], queryFn });
  const came = { isLoading: false, isFetched: true };
  type Results = Pick<DryRun, 'live' | 'sameKey' | 'command'>;
  const results = (live: unknown, sameKey: unknown, command: unknown) => ({ live, sameKey, command }) as Results;
  const of = (one: Results) => dryRunOf({ csr, fromCommand: false }, one);
  const answered = (live: LiveCheck, sameKey: SameKey, made: boolean | null) =>
    of(results({ data: live, ...came }, { data: sameKey, ...came }, { data: made, ...came }));

  test('is listed once, however many questions found it, with what Command made', () => {
    const { findings, madeByCommand, asking } = answered(found('same'), searched('same'), true);
    expect(findings.map(({ text }) => text)).toEqual(['same', 'Command made this request: its key lies in Command.']);
    expect({ madeByCommand, asking }).toEqual({ madeByCommand: true, asking: false });
    expect(answered(found('one'), searched('two'), null)).toMatchObject({ madeByCommand: null });
    expect(answered(found('one'), searched('two'), null).findings).toHaveLength(2);
  });

  test('about one request is not said of another, which waits for its own', async () => {
    const at = client();
    const live = question(at, 'first', () => Promise.resolve(found('of the first')));
    const stop = live.subscribe(() => {});
    await live.fetchOptimistic(live.options);
    const idle = { data: undefined, ...came };
    expect(of(results(live.getCurrentResult(), idle, idle)).findings).toHaveLength(1);
    live.setOptions({ queryKey: ['second'], queryFn: () => new Promise<LiveCheck>(() => {}) });
    expect(of(results(live.getCurrentResult(), idle, idle))).toMatchObject({ findings: [], asking: true });
    stop();
    at.clear();
  });

  test('keeps nothing back once it has come or failed, also while it is asked for again', async () => {
    const at = client();
    let answer: () => Promise<LiveCheck> = () => Promise.reject(new Error('gone'));
    const live = question(at, 'asked', () => answer());
    const stop = live.subscribe(() => {});
    const others = { data: undefined, ...came };
    const asking = () => of(results(live.getCurrentResult(), others, others)).asking;
    expect(asking()).toBe(true);
    await live.refetch({ cancelRefetch: false });
    expect(asking()).toBe(false);
    answer = () => new Promise(() => {});
    void live.refetch();
    expect(live.getCurrentResult().isLoading).toBe(true);
    expect(asking()).toBe(false);
    stop();
    at.clear();
  });

  test('is asked for by nobody without a request', () => {
    const open = { data: undefined, isLoading: true, isFetched: false };
    expect(dryRunOf({ csr: null, fromCommand: true }, results(open, open, open))).toMatchObject({
      asking: false,
      madeByCommand: null,
      findings: [],
    });
  });
});
