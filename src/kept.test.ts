import { expect, test, vi } from 'vitest';

const store = { storeId: 's1', displayName: '', machine: 'm', path: 'p', agentId: null, inventoryScheduled: true };
const carriedStore = { ...store, alias: '', replaces: false, accepted: null, jobId: null, startsAt: null };
const older = {
  kind: 'pfx',
  server: 'https://server.test/KeyfactorAPI',
  user: null,
  commonName: 'app.example.com',
  subject: 'CN=app.example.com',
  source: 'Web servers',
  authority: null,
  disposition: 'pending',
  requestId: 318,
  certificateId: null,
  workflowInstanceId: null,
  workflowReference: null,
  stores: 1,
  sans: [],
  reason: '',
} as const;
const sentAt = (second: number) => new Date(second * 1_000).toISOString();

/** What the list of requests is after a page was loaded with that in its storage. */
async function loadedWith(requests: readonly object[]) {
  vi.resetModules();
  const stored = JSON.stringify({ version: 1, value: { requests } });
  vi.stubGlobal('localStorage', { getItem: () => stored, setItem: () => undefined });
  return import('./kept.ts');
}

test('requests that were kept before their stores were stay in the list', async () => {
  const { keptRequests } = await loadedWith([{ ...older, sentAt: sentAt(0) }]);
  expect(keptRequests.read().requests).toEqual([{ ...older, sentAt: sentAt(0) }]);
});

test('the stores of the newest requests are kept, of the older ones no more than a thousand', async () => {
  const { keepRequest, keptRequests } = await loadedWith([]);
  for (const second of [0, 1, 2]) {
    const carried = Array.from({ length: 500 }, () => ({ ...carriedStore, action: 'add' as const }));
    keepRequest({ ...older, sentAt: sentAt(second), carried });
  }
  expect(keptRequests.read().requests.map(({ carried }) => carried?.length)).toEqual([500, 500, undefined]);
});
