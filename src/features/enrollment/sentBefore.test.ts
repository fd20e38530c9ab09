import { describe, expect, test } from 'vitest';
import type { KeptRequest } from '../../kept.ts';
import { prefillOf } from './prefill.ts';
import { linkedRequest, sentBefore, type LinkedRequest } from './sentBefore.ts';
import { testChoice } from './setupForTests.ts';

const kept: KeptRequest = {
  kind: 'pfx',
  server: 'https://a/KeyfactorAPI',
  user: 'CORP\\anna',
  sentAt: '2026-04-21T19:57:49.000Z',
  commonName: 'app01.example.com',
  subject: 'CN=app01.example.com',
  source: 'Default',
  authority: null,
  disposition: 'issued',
  requestId: null,
  certificateId: 7,
  workflowInstanceId: null,
  workflowReference: null,
  stores: 0,
  sans: [],
  reason: '',
};
const me = { server: kept.server, user: 'corp\\ANNA' };
const asked = (query: string): LinkedRequest | null =>
  linkedRequest('pfx', prefillOf(new URLSearchParams(query)), testChoice);
const never: LinkedRequest = { kind: 'pfx', commonName: 'never.example', sans: [], source: null };
const found = (query: string, requests: readonly KeptRequest[] = [kept], who = me): KeptRequest | undefined => {
  const request = asked(query);
  return request === null ? undefined : sentBefore(requests, request, who);
};

describe('what a link asks for', () => {
  test('is told apart by its names and by what it enrolls with', () => {
    expect(asked('cn=app01.example.com&pattern=1')).toMatchObject({
      commonName: 'app01.example.com',
      source: 'Default',
    });
    expect(asked('subject=O%3DA,CN%3Dapp01.example.com')).toMatchObject({
      commonName: 'app01.example.com',
      source: null,
    });
  });

  test('is enrolled with what the link names in any way, and with anything where it names nothing', () => {
    for (const named of ['pattern=1', 'template=5', 'ca=CorpIssuingCA1'])
      expect(asked(`cn=app01.example.com&${named}`)?.source).toBe('Default');
    expect(asked('cn=app01.example.com')?.source).toBeNull();
  });

  test('is not known where it names nobody', () => {
    for (const query of ['', 'pattern=1', 'renew=7', 'metadata.Owner=a']) expect(asked(query)).toBeNull();
  });
});

describe('a link was sent before', () => {
  test('when the same person asked the same server for the same name with the same choice; the newest counts', () => {
    const older = { ...kept, sentAt: '2026-04-20T00:00:00.000Z' };
    expect(found('cn=APP01.example.com&pattern=1', [kept, older])).toBe(kept);
    expect(found('cn=app01.example.com')).toBe(kept);
    expect(found('cn=app01.example.com', [{ ...kept, user: null }])?.certificateId).toBe(7);
    expect(sentBefore([kept], asked('cn=app01.example.com') ?? never, { ...me, user: null })).toBe(kept);
  });

  test('and not when anything of that differs', () => {
    expect(found('cn=app02.example.com&pattern=1')).toBeUndefined();
    expect(found('cn=app01.example.com&pattern=1', [{ ...kept, source: 'Other' }])).toBeUndefined();
    expect(found('cn=app01.example.com', [{ ...kept, kind: 'csr' }])).toBeUndefined();
    expect(found('cn=app01.example.com', [kept], { ...me, user: 'CORP\\berta' })).toBeUndefined();
    expect(found('cn=app01.example.com', [kept], { ...me, server: 'https://b' })).toBeUndefined();
  });

  test('without a common name by the alternative names', () => {
    const unnamed = { ...kept, commonName: '', sans: [{ kind: 'dns', value: 'app01.example.com' }] };
    expect(found('san=App01.example.com', [unnamed])).toBe(unnamed);
    expect(found('san=app02.example.com', [unnamed])).toBeUndefined();
    expect(found('san=app01.example.com', [{ ...unnamed, commonName: 'other.example.com' }])).toBeUndefined();
    expect(found('san=app01.example.com', [{ ...unnamed, sans: [] }])).toBeUndefined();
  });
});
