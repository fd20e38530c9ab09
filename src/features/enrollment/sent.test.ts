import { createServer } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { readCertificate } from '../../api/certificates.ts';
import { configureClient } from '../../api/client.ts';
import { enrollPfx } from '../../api/enrollment.ts';
import { session } from '../../api/session.ts';
import { keptRequests, type KeptStore } from '../../kept.ts';
import { adoptedCsr, adoptedPfx, forget, maskedBody, remember, shownPost, type SentRequest } from './sent.ts';

const plannedStore: KeptStore = {
  storeId: 's1',
  displayName: '',
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

test('passwords and keys are masked at any depth, whatever their case, and nothing else is', () => {
  const body = {
    Subject: 'CN=a',
    password: 'Vq7-hdk2',
    PrivateKey: 'MIIE',
    Stores: [{ StoreId: 'x', EntryPassword: { SecretValue: 's' }, Properties: { Port: '443', ServerPassword: 'p' } }],
  };
  expect(maskedBody(body)).toEqual({
    Subject: 'CN=a',
    password: '(not shown)',
    PrivateKey: '(not shown)',
    Stores: [
      {
        StoreId: 'x',
        EntryPassword: '(not shown)',
        Properties: { Port: '443', ServerPassword: '(not shown)' },
      },
    ],
  });
});

test('entry parameters that their store type calls secret are masked by name', () => {
  const body = { Stores: [{ Properties: { Vault: 'v', Port: '1' } }] };
  expect(maskedBody(body, ['vault'])).toEqual({ Stores: [{ Properties: { Vault: '(not shown)', Port: '1' } }] });
});

test('a call is shown with the headers that really go out, without the sign-in, and with its secrets masked', async () => {
  const received: { method: string | undefined; url: string | undefined; headers: string[] }[] = [];
  const server = createServer((request, response) => {
    received.push({ method: request.method, url: request.url, headers: request.rawHeaders });
    request.resume();
    response.setHeader('Connection', 'close');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  configureClient({ apiBase: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` });
  session.configure('basic');
  session.signIn('anna', 'Vq7-hdk2');
  const call = { version: 2, certificateFormat: 'PFX', body: { Password: 'Vq7-hdk2', Pin: '1' } } as const;
  try {
    await new MutationObserver(new QueryClient(), enrollPfx()).mutate(call);
  } finally {
    server.closeAllConnections();
    server.close();
    session.configure('integrated');
  }
  const shown = shownPost('/Enrollment/PFX', call, ['Pin']);
  expect(shown.body).toEqual({ Password: '(not shown)', Pin: '(not shown)' });
  expect(received).toMatchObject([{ method: shown.method, url: shown.path }]);
  const sentHeaders = received[0]?.headers ?? [];
  const pairs = sentHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), sentHeaders[at + 1]]] : []));
  const own = pairs.filter(([name = '']) => /^(accept|content-type|x-.*)$/.test(name));
  expect(Object.entries(shown.headers).map(([name, value]) => [name.toLowerCase(), value])).toEqual(own);
  expect(JSON.stringify(shown)).not.toMatch(/authorization|Vq7/i);
});

test('a password that was left to the server is seen to be empty', () => {
  expect(maskedBody({ Password: null, PrivateKey: '' })).toEqual({ Password: null, PrivateKey: '' });
});

test('a certificate taken for the answer is issued, has its number, and neither file nor request id', () => {
  const record = readCertificate({
    Id: 7,
    SerialNumber: '0A',
    ImportDate: '2026-03-19T21:26:35Z',
    HasPrivateKey: true,
    ContentBytes: 'MIID',
  });
  expect(adoptedPfx(record)).toMatchObject({
    disposition: 'issued',
    certificateId: 7,
    requestId: null,
    pfx: null,
    password: null,
    key: 'saved',
    answeredAtMs: Date.parse('2026-03-19T21:26:35Z'),
  });
  const undated = adoptedPfx({ ...record, importedAt: '' });
  expect(() => new Date(undated.answeredAtMs).toISOString()).not.toThrow();
  expect(adoptedPfx({ ...record, hasPrivateKey: false }).key).toBe('not said');
  expect(adoptedCsr(record).certificates).toEqual(['MIID']);
  expect(adoptedCsr({ ...record, content: '' }).certificates).toEqual([]);
});

test('a request is in the list of this browser before its answer, which takes its place; a refused one leaves it', () => {
  configureClient({ apiBase: 'https://server.test/KeyfactorAPI' });
  const sent: SentRequest = {
    kind: 'csr',
    subject: [[{ type: 'CN', value: 'a.example.com' }]],
    sans: [],
    key: null,
    spki: null,
    authority: 'Sub-CA',
    templateId: null,
    source: 'Web servers',
    startedAt: new Date('2026-03-19T21:26:35Z'),
    usages: null,
    post: { method: 'POST', path: '/Enrollment/CSR', headers: {}, body: {} },
    stores: 0,
  };
  remember(sent, null, null);
  expect(keptRequests.read().requests).toMatchObject([{ commonName: 'a.example.com', disposition: 'unknown' }]);
  // Until an answer is there, what a certificate that is found later is compared with.
  remember({ ...sent, spki: Uint8Array.of(1, 2, 3), key: { kind: 'RSA', bits: 2048, label: 'RSA 2048' } }, null, null);
  expect(keptRequests.read().requests[0]?.compare).toEqual({
    sans: [],
    templateId: null,
    key: { kind: 'RSA', bits: 2048, curve: undefined },
    spki: 'AQID',
  });
  const answer = adoptedCsr(readCertificate({ Id: 7 }));
  remember(sent, answer, 'KEYEXAMPLE\\admin');
  expect(keptRequests.read().requests).toMatchObject([
    { disposition: 'issued', certificateId: 7, user: 'KEYEXAMPLE\\admin', server: 'https://server.test/KeyfactorAPI' },
  ]);
  for (const name of ['scope', 'compare', 'storesCarried']) {
    expect(keptRequests.read().requests[0]).not.toHaveProperty(name);
  }
  for (const [body, carried] of [
    [{ Stores: [{}] }, true],
    [{}, false],
  ] as const) {
    remember({ ...sent, stores: 1, post: { ...sent.post, body } }, answer, null);
    expect(keptRequests.read().requests[0]?.storesCarried).toBe(carried);
  }
  const carried = [plannedStore];
  remember({ ...sent, carried }, { ...answer, disposition: 'pending' }, null);
  expect(keptRequests.read().requests[0]?.carried).toEqual(carried);
  for (const disposition of ['issued', 'denied'] as const) {
    remember({ ...sent, carried }, { ...answer, disposition }, null);
    expect(keptRequests.read().requests[0]).not.toHaveProperty('carried');
  }
  const scope = { collectionId: 3, containerId: null };
  remember(sent, answer, 'KEYEXAMPLE\\admin', scope);
  expect(keptRequests.read().requests).toMatchObject([{ scope }]);
  forget(sent);
  expect(keptRequests.read().requests).toEqual([]);
});
