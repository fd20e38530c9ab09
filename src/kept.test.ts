import { afterEach, describe, expect, it, test, vi } from 'vitest';

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
  let text = JSON.stringify({ version: 1, value: { requests } });
  vi.stubGlobal('localStorage', { getItem: () => text, setItem: (_: string, next: string) => (text = next) });
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

test('what another tab wrote is there also where nobody listened, and is not written over', async () => {
  const { keepRequest, keptRequests } = await loadedWith([]);
  expect(keptRequests.read()).toBe(keptRequests.read());
  const theirs = { ...older, sentAt: sentAt(1) };
  let text = JSON.stringify({ version: 1, value: { requests: [theirs] } });
  vi.stubGlobal('localStorage', { getItem: () => text, setItem: (_: string, next: string) => (text = next) });
  expect(keptRequests.read().requests).toEqual([theirs]);
  keepRequest({ ...older, sentAt: sentAt(2) });
  expect(keptRequests.read().requests).toHaveLength(2);
  expect(text).toContain(sentAt(1));
  expect(keptRequests.read()).toBe(keptRequests.read());
});

describe('a page that is left for a sign-in', () => {
  const key = 'keyfactor-command-ui.left-page';
  const left = {
    path: '/pki/enroll/pfx',
    at: '2026-11-22T06:00:00.000Z',
    person: 'admin',
    drafts: [{ changed: { name: { from: '', to: 'app01' }, stores: { to: [{ alias: null }] } } }],
  };

  /** The storage of a tab, and what is in it. */
  async function tab(held: Record<string, string> = {}) {
    vi.resetModules();
    const entries = new Map(Object.entries(held));
    vi.stubGlobal('sessionStorage', {
      getItem: (name: string) => entries.get(name) ?? null,
      setItem: (name: string, text: string) => void entries.set(name, text),
      removeItem: (name: string) => void entries.delete(name),
    });
    return { entries, ...(await import('./kept.ts')) };
  }

  afterEach(() => vi.unstubAllGlobals());

  it('comes back as it was put, once', async () => {
    const { entries, putLeftPage, takeLeftPage } = await tab();
    expect(putLeftPage(left)).toBe(true);
    expect([...entries.keys()]).toEqual([key]);
    expect(takeLeftPage()).toEqual(left);
    expect(entries.size).toBe(0);
    expect(takeLeftPage()).toBeNull();
  });

  it('of a person whom nobody names comes back as well', async () => {
    const { putLeftPage, takeLeftPage } = await tab();
    putLeftPage({ ...left, person: null });
    expect(takeLeftPage()).toEqual({ ...left, person: null });
  });

  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ version: 2, value: left })],
    ['a page without a time', JSON.stringify({ version: 1, value: { ...left, at: undefined } })],
    ['a draft of another shape', JSON.stringify({ version: 1, value: { ...left, drafts: [{ name: 'app01' }] } })],
  ])('is nothing where the tab holds %s, which does not stay there', async (_what, text) => {
    const { entries, takeLeftPage } = await tab({ [key]: text, other: 'stays' });
    expect(takeLeftPage()).toBeNull();
    expect([...entries.keys()]).toEqual(['other']);
  });

  it('is not kept where the browser forbids it, which whoever leaves is told', async () => {
    const { putLeftPage, takeLeftPage } = await tab();
    vi.stubGlobal('sessionStorage', undefined);
    expect(putLeftPage(left)).toBe(false);
    expect(takeLeftPage()).toBeNull();
  });
});
