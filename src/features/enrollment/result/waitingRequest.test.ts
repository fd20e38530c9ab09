import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { RequestState } from '../../../api/requestState.ts';
import { asCertificateId, asRequestId } from '../../../domain/ids.ts';
import { noScope } from '../../../domain/scope.ts';
import { configureClient, serverAddress } from '../../../api/client.ts';
import { askRequest } from '../../../api/requestState.ts';
import { serverQuery } from '../../../api/server.ts';
import { keepRequest, keptRequests } from '../../../kept.ts';
import { keptDeployments } from '../../deploy/keptDeployments.ts';
import { keptStores } from '../../deploy/deployments.ts';
import { asked } from '../../deploy/askedStores.ts';
import { followed as followedStore } from '../../deploy/deployForm.ts';
import { plannedStore } from '../pfx/pfxForTests.ts';
import { deployableLater, followedRequestQuery, isUnasked, lacksDeployment } from './waitingRequest.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);
vi.mock(import('../../../api/requestState.ts'), async (load) => ({
  ...(await load()),
  askRequest: vi.fn<typeof askRequest>(),
}));

const post = (body: Record<string, unknown>) => ({ method: 'POST', path: '', headers: {}, body }) as const;
const sent = { post: post({}), stores: 2, password: 'p', values: { replaces: null } };
const answer = { disposition: 'pending', requestId: asRequestId(318), workflowInstanceId: 'w' } as const;

test('a page can deploy later only what waits, has a number, stores that did not go along, and their password', () => {
  expect(deployableLater(answer, sent, noScope)).toEqual({ requestId: 318, workflowInstanceId: 'w', scope: noScope });
  expect(deployableLater({ ...answer, disposition: 'external validation' }, sent, noScope)).not.toBeNull();
  expect(deployableLater({ ...answer, disposition: 'issued' }, sent, noScope)).toBeNull();
  expect(deployableLater({ ...answer, disposition: 'denied' }, sent, noScope)).toBeNull();
  expect(deployableLater({ ...answer, requestId: null }, sent, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, stores: 0 }, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, password: null }, noScope)).toBeNull();
  expect(deployableLater(answer, { ...sent, post: post({ Stores: [{}] }) }, noScope)).toBeNull();
  const replacing = { ...sent, stores: 0, values: { replaces: 4711 } };
  expect(deployableLater(answer, replacing, noScope)).not.toBeNull();
  expect(deployableLater(answer, { ...replacing, password: null }, noScope)).toBeNull();
  expect(deployableLater(null, sent, noScope)).toBeNull();
});

const ids = { requestId: asRequestId(318), workflowInstanceId: null };
const waiting: RequestState = { kind: 'waiting', words: 'It waits.', slow: false };
const issued: RequestState = { kind: 'issued', certificateId: asCertificateId(7) };
const denied: RequestState = { kind: 'denied', words: 'No.' };

/** What is done about a request that was last seen like this, after so many answers: when it is asked after again, and how long what was seen holds, ms. */
function followed(state: RequestState | null, answers: number, failures = 0) {
  const client = new QueryClient();
  const { queryKey, refetchInterval, staleTime } = followedRequestQuery(ids);
  const query = client.getQueryCache().build<{ state: RequestState; atMs: number } | null>(client, { queryKey });
  const data = state && { state, atMs: 0 };
  query.setState({ ...query.state, data, dataUpdateCount: answers, errorUpdateCount: failures });
  const of = (each: unknown): unknown => (typeof each === 'function' ? (each(query) as unknown) : each);
  return { again: of(refetchInterval), holds: of(staleTime) };
}

test('a waiting request is asked after by itself, ever more rarely, until it is issued or denied', () => {
  expect([0, 1, 2, 9].map((answers) => followed(waiting, answers).again)).toEqual([5_000, 10_000, 20_000, 60_000]);
  for (const end of [issued, denied]) expect(followed(end, 1)).toEqual({ again: false, holds: Infinity });
  expect(followed(waiting, 1).holds).toBe(5_000);
});

test('the page that sees an approval keeps the stores that went with the request, for that of the certificate', async () => {
  configureClient({ apiBase: 'http://localhost/KeyfactorAPI' });
  const sentAt = '2026-04-22T02:00:00.000Z';
  keepRequest({
    kind: 'pfx',
    server: serverAddress(),
    user: null,
    sentAt,
    commonName: '',
    subject: '',
    source: '',
    authority: null,
    disposition: 'pending',
    requestId: 318,
    certificateId: null,
    workflowInstanceId: null,
    workflowReference: null,
    stores: 1,
    storesCarried: true,
    sans: [],
    reason: '',
    carried: keptStores(asked([followedStore(plannedStore)], sentAt, null)),
  });
  const client = new QueryClient();
  client.setQueryData(serverQuery().queryKey, { abilities: { workflows: false } } as never);
  const found = { kind: 'found', value: asCertificateId(7) } as const;
  const none = { certificate: null, workflow: null, authority: null };
  vi.mocked(askRequest)
    .mockResolvedValueOnce(none)
    .mockResolvedValueOnce({ ...none, certificate: found });
  const look = () => client.fetchQuery({ ...followedRequestQuery({ ...ids, scope: noScope }), staleTime: 0 });
  await look();
  expect(keptDeployments.read().deployments).toEqual([]);
  await look();
  expect(keptRequests.read().requests).toMatchObject([{ disposition: 'issued', certificateId: 7 }]);
  expect(keptDeployments.read().deployments).toMatchObject([
    { askedAt: sentAt, certificateId: 7, stores: [{ storeId: 's1', accepted: null }] },
  ]);
});

test('failures count like answers and end nothing; days of validation are asked after every five minutes', () => {
  expect(followed(null, 0, 2).again).toBe(20_000);
  expect(followed(waiting, 1, 1).again).toBe(20_000);
  expect(followed({ ...waiting, slow: true }, 1).again).toBe(300_000);
});

const sending = (what: 'deploy' | 'replace' | 'add', over: object = {}) =>
  ({ what, state: 'answered', stores: [{}], accepted: ['a'], ...over }) as const;

test('stores wait until each part of what was asked for has a store that took it', () => {
  const both = { ...sent, values: { replaces: 4711 } };
  expect(lacksDeployment(sent, [])).toBe(true);
  expect(lacksDeployment(sent, [sending('deploy')])).toBe(false);
  expect(lacksDeployment(sent, [sending('add')])).toBe(false);
  expect(lacksDeployment(sent, [sending('deploy', { accepted: [] })])).toBe(true);
  expect(lacksDeployment(sent, [sending('deploy', { accepted: null, state: 'lost' })])).toBe(true);
  expect(lacksDeployment(both, [sending('deploy')])).toBe(true);
  expect(lacksDeployment(both, [sending('replace')])).toBe(true);
  expect(lacksDeployment(both, [sending('replace'), sending('deploy')])).toBe(false);
  expect(lacksDeployment({ ...both, post: post({ Stores: [{}] }) }, [sending('replace')])).toBe(false);
});

test('an answer that tells nothing, or that there was no store, leaves none waiting', () => {
  expect(lacksDeployment(sent, [sending('deploy', { accepted: null })])).toBe(false);
  const replacing = { ...sent, stores: 0, values: { replaces: 4711 } };
  expect(lacksDeployment(replacing, [sending('replace', { accepted: [], stores: [] })])).toBe(false);
});

test('nothing has a certificate for sure only while every request for it was refused, and no store went with it', () => {
  const alone = { carried: [] };
  expect(isUnasked(alone, [])).toBe(true);
  expect(isUnasked({}, [{ state: 'refused' }])).toBe(true);
  for (const state of ['under way', 'lost', 'answered'] as const) {
    expect(isUnasked(alone, [{ state: 'refused' }, { state }])).toBe(false);
  }
  expect(isUnasked({ carried: [{}] }, [])).toBe(false);
});
