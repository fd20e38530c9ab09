import { createServer } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configureClient } from './client.ts';
import { type CsrPost, enrollCsr, enrollPfx, type PfxPost, readCsrAnswer, readPfxAnswer } from './enrollment.ts';
import { certificatesToRenewQuery } from './renewalSearch.ts';
import { renewCertificate } from './renewals.ts';
import { session } from './session.ts';
import { secretsHider } from './secrets.ts';

/** The members a 25.4 server sent for a PFX issued at once; the blob is shortened to three bytes. */
const issued = {
  SerialNumber: '4ECFB0E9',
  IssuerDN: 'CN=Sub-CA',
  Thumbprint: '55901FEB',
  KeyfactorId: 1883,
  Pkcs12Blob: 'AQID',
  Password: null,
  WorkflowInstanceId: '9c996cd3-503d-4457-9d23-b9de1c4e1a91',
  WorkflowReferenceId: 191,
  StoreIdsInvalidForRenewal: [],
  ChainFailedToBuild: false,
  KeyfactorRequestId: 0,
  RequestDisposition: 'ISSUED',
  DispositionMessage: 'The private key was successfully retained.',
  EnrollmentContext: null,
};
const pending = { ...issued, KeyfactorId: 0, KeyfactorRequestId: 318, Pkcs12Blob: null, RequestDisposition: 'PENDING' };

function pfx(info: object, rest: object = {}, headers: Record<string, string> = {}) {
  const body = { SuccessfulStores: null, CertificateInformation: info, Metadata: {}, ...rest };
  return readPfxAnswer({ body, header: (name) => headers[name] ?? null, receivedAt: 1000 });
}

describe('the answer of a PFX enrollment', () => {
  test('an issued certificate has an id, a file, and no request id', () => {
    const answer = pfx(issued, {}, { 'X-PrivateKeyStatus': 'Saved' });
    expect(answer).toMatchObject({ disposition: 'issued', certificateId: 1883, requestId: null, key: 'saved' });
    expect(answer.pfx).toEqual(Uint8Array.of(1, 2, 3));
    expect(answer.successfulStores).toBeNull();
  });

  test.each([
    ['KeyfactorID', 'PKCS12Blob'],
    ['KeyfactorId', 'Pkcs12Blob'],
    ['keyfactorId', 'pkcs12Blob'],
  ])('%s and %s are read whatever their casing', (id, blob) => {
    const { KeyfactorId, Pkcs12Blob, ...rest } = issued;
    const answer = pfx({ ...rest, [id]: KeyfactorId, [blob]: Pkcs12Blob });
    expect(answer.certificateId).toBe(1883);
    expect(answer.pfx).toHaveLength(3);
  });

  test('a pending request has a request id and neither certificate nor file', () => {
    expect(pfx(pending)).toMatchObject({ disposition: 'pending', certificateId: null, requestId: 318, pfx: null });
  });

  test.each([
    ['External_Validation', 'external validation'],
    ['denied', 'denied'],
    ['FAILED', 'denied'],
    ['SOMETHING_NEW', 'unclear'],
    ['', 'unclear'],
  ])('the word %j means %s', (word, disposition) => {
    expect(pfx({ ...pending, RequestDisposition: word }).disposition).toBe(disposition);
  });

  test('the word ISSUED without a certificate id is not taken for issued', () => {
    expect(pfx({ ...issued, KeyfactorId: 0 }).disposition).toBe('unclear');
  });

  test.each(['PENDING', 'EXTERNAL_VALIDATION', 'DENIED', 'FAILED', 'SOMETHING_NEW'])(
    'the word %s beside a certificate id is unclear: the certificate may exist, so nothing is given free to be sent again',
    (word) => {
      const answer = pfx({ ...issued, RequestDisposition: word });
      expect(answer).toMatchObject({ disposition: 'unclear', certificateId: 1883, dispositionWord: word });
    },
  );

  test('the server’s words are handed on without what was sent in secret, in the message as well as in the context', () => {
    const secret = 'Vq7-hdk2-MMz9';
    const info = {
      ...pending,
      DispositionMessage: `The password ${secret}\nis too weak.`,
      EnrollmentContext: { Ticket: 'T-1', Seen: `Password=${secret}` },
    };
    const body = { CertificateInformation: info };
    const hide = secretsHider({ Password: secret }, null);
    const answer = readPfxAnswer({ body, header: () => null, receivedAt: 1000, hide });
    expect(answer.message).toBe('The password (not shown) is too weak.');
    expect(answer.context).toEqual({ Ticket: 'T-1', Seen: 'Password=(not shown)' });
  });

  test.each([null, [], 'OK', {}])('a body of %j is unclear, not an exception', (body) => {
    const answer = readPfxAnswer({ body, header: () => null, receivedAt: 1000 });
    expect(answer).toMatchObject({ disposition: 'unclear', certificateId: null, pfx: null });
  });

  test('NoRetention makes the file the only copy of the key; without the header nothing is said', () => {
    expect(pfx(issued, {}, { 'X-PrivateKeyStatus': 'NoRetention' }).key).toBe('only copy');
    expect(pfx(issued).key).toBe('not said');
  });

  test('store ids joined with commas are several, and read in lower case', () => {
    const { successfulStores } = pfx(issued, { SuccessfulStores: ['0A-1, 0b-2', 'C-3'] });
    expect(successfulStores).toEqual(['0a-1', '0b-2', 'c-3']);
  });

  test('stores, a missing chain and a password made by the server are handed on', () => {
    const answer = pfx(
      { ...issued, ChainFailedToBuild: true, Password: 'made-there' },
      { SuccessfulStores: ['a', 'b'] },
    );
    expect(answer).toMatchObject({ chainMissing: true, password: 'made-there', successfulStores: ['a', 'b'] });
  });
});

describe('the answer of a CSR enrollment', () => {
  const csr = (info: object) =>
    readCsrAnswer({ body: { CertificateInformation: info, Metadata: {} }, header: () => null, receivedAt: 1000 });

  test('certificates come as they are, under an id with a capital D', () => {
    const certificates = ['#CN=a\n-----BEGIN CERTIFICATE-----\n…', '#CN=Sub-CA\n…'];
    const answer = csr({ KeyfactorID: 2552, Certificates: certificates, RequestDisposition: 'ISSUED' });
    expect(answer).toMatchObject({ disposition: 'issued', certificateId: 2552, certificates });
  });

  test('a validation by the CA has no certificates and keeps its message', () => {
    const answer = csr({
      KeyfactorID: 0,
      KeyfactorRequestId: 318,
      Certificates: null,
      RequestDisposition: 'EXTERNAL_VALIDATION',
      DispositionMessage: 'The request is being processed by the CA.',
    });
    expect(answer).toMatchObject({ disposition: 'external validation', requestId: 318, certificates: [] });
    expect(answer.message).toBe('The request is being processed by the CA.');
  });
});

describe('a server that repeats what it was sent', () => {
  const [secret, pin] = ['Vq7"hdk2 MMz9', 'pin-4711'];
  let status = 200;
  const server = createServer((request, response) => {
    request.resume();
    response.statusCode = status;
    response.setHeader('Connection', 'close');
    const repeated = `Bad: ${JSON.stringify(secret)}, ${encodeURIComponent(secret)}, ${pin}`;
    response.end(
      JSON.stringify({
        Message: repeated,
        FailedOperations: [{ Reason: repeated }],
        Metadata: { Note: repeated },
        CertificateInformation: { ...pending, DispositionMessage: repeated, EnrollmentContext: { Unheard: repeated } },
      }),
    );
  });
  const posted = (): readonly [PfxPost, CsrPost] => [
    { version: 2, certificateFormat: 'PFX', body: { Password: secret, Stores: [{ Pin: pin }] }, secrets: [pin] },
    { certificateFormat: 'PEM', forceEnroll: false, body: { PrivateKey: secret, Password: pin } },
  ];
  const whole = 'Bad: "(not shown)", (not shown), (not shown)';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    configureClient({ apiBase: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api` });
    session.configure('integrated');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('gets no secret into an answer, under whatever member', async () => {
    status = 200;
    const client = new QueryClient();
    const [pfxPost, csrPost] = posted();
    const answers = [
      await new MutationObserver(client, enrollPfx()).mutate(pfxPost),
      await new MutationObserver(client, enrollCsr()).mutate(csrPost),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ message: whole, metadata: { Note: whole }, context: { Unheard: whole } });
  });

  test.each([200, 504])(
    'an enrollment has the lists of certificates read again, also one without an answer: %i',
    async (to) => {
      status = to;
      const [pfxPost, csrPost] = posted();
      const stale = async (send: (client: QueryClient) => Promise<unknown>) => {
        const client = new QueryClient();
        const { queryKey } = certificatesToRenewQuery('shop');
        const keys = [['certificates', 'list', {}], queryKey];
        for (const key of keys) client.setQueryData(key, {});
        await send(client).catch(() => null);
        return keys.map((key) => client.getQueryState(key)?.isInvalidated);
      };
      expect(await stale((client) => new MutationObserver(client, enrollPfx()).mutate(pfxPost))).toEqual([true, true]);
      expect(await stale((client) => new MutationObserver(client, enrollCsr()).mutate(csrPost))).toEqual([true, true]);
      const renewal = { body: {} };
      const renewed = await stale((client) => new MutationObserver(client, renewCertificate()).mutate(renewal));
      expect(renewed).toEqual([true, true]);
    },
  );

  test('gets none into an error', async () => {
    status = 400;
    const client = new QueryClient();
    const [pfxPost, csrPost] = posted();
    const refused = { serverWords: whole, reasons: [whole] };
    await expect(new MutationObserver(client, enrollPfx()).mutate(pfxPost)).rejects.toMatchObject(refused);
    await expect(new MutationObserver(client, enrollCsr()).mutate(csrPost)).rejects.toMatchObject(refused);
  });
});

test('a password that the server made is not shown in its message', () => {
  const answer = pfx({ ...issued, Password: 'made-there', DispositionMessage: 'Use made-there to open it.' });
  expect(answer).toMatchObject({ password: 'made-there', message: 'Use (not shown) to open it.' });
});

test.each([enrollPfx(), enrollCsr()])(
  'an enrollment is never sent again and nothing of it is kept: $mutationKey',
  (o) => {
    expect(o).toMatchObject({ retry: false, gcTime: 0 });
    expect(o.mutationKey?.every((part) => typeof part === 'string')).toBe(true);
    expect(o.mutationKey).toHaveLength(1);
  },
);
