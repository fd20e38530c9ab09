import { beforeEach, expect, test, vi } from 'vitest';
import { forgetRequest, keepRequest, keptRequests, type KeptRequest, type KeptStore } from '../../kept.ts';
import { noteIssued, noteIssuedByNumber, storesWords } from './issuedLater.ts';
import { keptDeployments } from './keptDeployments.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);
beforeEach(() => {
  keptRequests.write({ requests: [] });
  keptDeployments.write({ deployments: [] });
});

const store: KeptStore = {
  storeId: 's1',
  displayName: 'm - p',
  machine: 'm',
  path: 'p',
  agentId: null,
  inventoryScheduled: true,
  alias: 'app',
  replaces: false,
  action: 'add',
  accepted: null,
  jobId: null,
  startsAt: null,
};
const request: KeptRequest = {
  kind: 'pfx',
  server: 'https://server.test/KeyfactorAPI',
  user: 'KEYEXAMPLE\\admin',
  sentAt: '2026-04-21T19:57:49.000Z',
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
  storesCarried: true,
  carried: [store],
  sans: [],
  reason: '',
  scope: { collectionId: 3, containerId: null },
};
const deployments = () => keptDeployments.read().deployments;

test('stores that went with a request are followed from its sending on once it is issued', () => {
  keepRequest(request);
  noteIssued(request, 4712, 'They went with it.');
  expect(keptRequests.read().requests).toMatchObject([
    { disposition: 'issued', certificateId: 4712, reason: 'They went with it.', carried: undefined },
  ]);
  expect(deployments()).toEqual([
    {
      server: request.server,
      user: request.user,
      askedAt: request.sentAt,
      certificateId: 4712,
      commonName: 'app.example.com',
      collectionId: 3,
      containerId: null,
      stores: [store],
    },
  ]);
});

test('they are kept once, so that what was learned or removed since stays as it is', () => {
  keepRequest(request);
  noteIssued(request, 4712, '');
  keptDeployments.write({ deployments: [] });
  noteIssued(request, 4712, '');
  expect(deployments()).toEqual([]);
});

test('a request that was removed meanwhile brings none, nor one whose stores are not kept', () => {
  keepRequest(request);
  forgetRequest(request);
  noteIssued(request, 4712, '');
  expect(keptRequests.read().requests).toEqual([]);
  const { carried, ...older } = request;
  expect(carried).toHaveLength(1);
  keepRequest(older);
  noteIssued(older, 4712, '');
  expect(keptRequests.read().requests).toMatchObject([{ disposition: 'issued' }]);
  expect(deployments()).toEqual([]);
});

test('planned stores of a request that was approved later are spoken of: carried ones get it, others wait for a person', () => {
  expect(storesWords({ stores: 2, storesCarried: true })).toContain('what becomes of them');
  expect(storesWords({ stores: 1, storesCarried: false })).toMatch(
    /nothing was put into it\. If the template keeps keys/,
  );
  expect(storesWords({ stores: 0 })).toBe('');
  // Kept by an older page, which did not note it.
  expect(storesWords({ stores: 2 })).toBe('');
});

test('a page that follows a request by its number keeps the stores that went with it, of this server only, and once', () => {
  keepRequest(request);
  keepRequest({ ...request, server: 'https://other.test/KeyfactorAPI' });
  keepRequest({ ...request, requestId: 319, commonName: 'other.example.com' });
  noteIssuedByNumber({ server: request.server, requestId: 318, certificateId: 4712 }, true);
  expect(keptRequests.read().requests.map(({ disposition }) => disposition)).toEqual(['pending', 'pending', 'issued']);
  expect(deployments()).toMatchObject([{ server: request.server, certificateId: 4712, stores: [store] }]);
  keptDeployments.write({ deployments: [] });
  noteIssuedByNumber({ server: request.server, requestId: 318, certificateId: 4712 }, true);
  expect(deployments()).toEqual([]);
});

test('what was said before of a request that has ended stays', () => {
  keepRequest(request);
  noteIssued(request, 4712, 'Found by searching.');
  noteIssuedByNumber({ server: request.server, requestId: 318, certificateId: 4712 }, true);
  expect(keptRequests.read().requests).toMatchObject([{ disposition: 'issued', reason: 'Found by searching.' }]);
});

test('of stores that did not go with a request, that page says nothing: it may deploy to them yet', () => {
  keepRequest({ ...request, storesCarried: false, carried: undefined });
  noteIssuedByNumber({ server: request.server, requestId: 318, certificateId: 4712 }, true);
  expect(keptRequests.read().requests).toMatchObject([{ disposition: 'issued', reason: '' }]);
  expect(deployments()).toEqual([]);
  keepRequest(request);
  noteIssuedByNumber({ server: request.server, requestId: 318, certificateId: 4712 }, true);
  expect(keptRequests.read().requests[0]?.reason).toContain('what becomes of it');
});
