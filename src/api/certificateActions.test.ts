import { createServer, type Server } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import {
  changeOwner,
  historyQuery,
  noKeyKept,
  readRecovered,
  readRevoked,
  recoverCertificate,
  revokeCertificate,
  saveCertificateMetadata,
} from './certificateActions.ts';
import { certificateChecksQuery } from './certificateChecks.ts';
import { configureClient } from './client.ts';
import { ApiError } from './errors.ts';

const id = asCertificateId(4711);
const scope = { collectionId: 3, containerId: null };
let asked: { line: string; body: unknown; format: string | undefined }[] = [];
/** The server's answers by method and path, status 0 for a connection that drops; anything else gets 204. */
let answers: Record<string, { status: number; body: unknown }> = {};
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      const format = request.headers['x-certificateformat'];
      asked.push({
        line: `${request.method} ${request.url}`,
        body: text === '' ? null : JSON.parse(text),
        format: typeof format === 'string' ? format : undefined,
      });
      const path = new URL(request.url ?? '', 'http://server').pathname;
      const answer = answers[`${request.method} ${path}`];
      if (answer?.status === 0) {
        request.socket.destroy();
        return;
      }
      response.statusCode = answer?.status ?? 204;
      if (answer) response.setHeader('Content-Type', 'application/json');
      response.end(answer ? JSON.stringify(answer.body) : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api`,
    // A read is tried again after a while, which is not waited for here.
    sleep: () => Promise.resolve(),
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answers = { 'GET /api/Certificates/4711': { status: 200, body: { Id: 4711, CertState: 2, RevocationReason: 6 } } };
});

const run = <A, P>(options: ConstructorParameters<typeof MutationObserver<A, Error, P>>[1], post: P): Promise<A> =>
  new MutationObserver<A, Error, P>(new QueryClient(), options).mutate(post);

describe('a revocation', () => {
  const post = { certificateId: id, scope, reason: 5, comment: 'gone', effectiveAt: '2026-03-19T21:28:22Z' };

  test('carries the scope in its body, and is followed by another read', async () => {
    answers['POST /api/Certificates/Revoke'] = { status: 200, body: { RevokedIds: [4711], SuspendedCerts: [] } };
    expect(await run(revokeCertificate(), post)).toMatchObject({ outcome: 'done', after: { stateNumber: 2 } });
    expect(asked[0]).toMatchObject({
      line: 'POST /api/Certificates/Revoke',
      body: {
        CertificateIds: [4711],
        Reason: 5,
        Comment: 'gone',
        EffectiveDate: '2026-03-19T21:28:22Z',
        CollectionId: 3,
      },
    });
    expect(asked[1]?.line).toMatch(/^GET \/api\/Certificates\/4711\?.*collectionId=3/);
  });

  test('makes stale whatever tells of the certificate, also how it can be renewed', async () => {
    answers['POST /api/Certificates/Revoke'] = { status: 200, body: { RevokedIds: [4711] } };
    const client = new QueryClient();
    const keys = [
      ['certificate', id, scope],
      ['certificates', 'list', {}, scope],
      ['certificate history', id, scope],
      ['available renewal', id, scope],
    ];
    for (const key of keys) client.setQueryData(key, {});
    await new MutationObserver(client, revokeCertificate()).mutate(post);
    expect(keys.filter((key) => client.getQueryState(key)?.isInvalidated !== true)).toEqual([]);
  });

  test('that waits for an approval is told from one that is done, and from one that nothing is said of', () => {
    const waits = { RevokedIds: [], SuspendedCerts: [{ CertId: 4711, WorkflowId: 'w', Message: 'Approval' }] };
    expect(readRevoked(waits, id)).toEqual({ outcome: 'suspended', message: 'Approval', workflowId: 'w' });
    expect(readRevoked({ RevokedIds: [4711] }, id).outcome).toBe('done');
    expect(readRevoked({ RevokedIds: [1], SuspendedCerts: [] }, id).outcome).toBe('not told');
    expect(readRevoked({}, id).outcome).toBe('not told');
  });

  test('with an answer that cannot be read may have happened', () => {
    expect(() => readRevoked({ RevokedIds: 'x' }, id)).toThrow(
      expect.objectContaining({ kind: 'unreadable', outcomeUnknown: true }) as Error,
    );
  });

  test('stays an answer where the certificate cannot be read afterwards', async () => {
    answers = { 'POST /api/Certificates/Revoke': { status: 200, body: { RevokedIds: [4711] } } };
    answers['GET /api/Certificates/4711'] = { status: 403, body: {} };
    expect(await run(revokeCertificate(), post)).toMatchObject({ outcome: 'done', after: null });
  });
});

describe('what was written and cannot be read again', () => {
  const target = { certificateId: id, scope };
  const revocation = { ...target, reason: 5, comment: 'gone', effectiveAt: null };
  const faults = [
    ...[0, 400, 403, 404, 409, 500, 503].map((status) => ({ status, body: {} })),
    { status: 200, body: '{"Id":' },
    { status: 200, body: { Id: 'x' } },
  ];
  const writes = () => asked.map(({ line }) => line).filter((line) => !line.startsWith('GET'));

  test.each(faults)('is an answer all the same, and is sent once (then $status $body)', async (second) => {
    answers = {
      'POST /api/Certificates/Revoke': { status: 200, body: { RevokedIds: [4711] } },
      'GET /api/Certificates/4711': second,
    };
    expect(await run(revokeCertificate(), revocation)).toMatchObject({ outcome: 'done', after: null });
    expect(await run(saveCertificateMetadata(), { ...target, metadata: { Owner: 'ops' } })).toBeNull();
    expect(await run(changeOwner(), { ...target, owner: 'Web Team' })).toBeNull();
    expect(writes()).toEqual([
      'POST /api/Certificates/Revoke',
      'PUT /api/Certificates/Metadata?collectionId=3',
      'PUT /api/Certificates/4711/Owner?collectionId=3',
    ]);
  });

  test('keeps what the first answer told: that it waits, or that it told nothing', async () => {
    answers = { 'GET /api/Certificates/4711': { status: 500, body: {} } };
    const suspended = [{ CertId: 4711, WorkflowId: 'w', Message: 'Approval' }];
    answers['POST /api/Certificates/Revoke'] = { status: 200, body: { SuspendedCerts: suspended } };
    expect(await run(revokeCertificate(), revocation)).toMatchObject({ outcome: 'suspended', after: null });
    answers['POST /api/Certificates/Revoke'] = { status: 200, body: {} };
    expect(await run(revokeCertificate(), revocation)).toMatchObject({ outcome: 'not told', after: null });
  });
});

describe('a recovery', () => {
  const post = {
    certificateId: id,
    scope,
    format: 'PEM' as const,
    password: 'correct horse battery',
    includeChain: true,
    chainOrder: 'RootFirst' as const,
    friendlyName: '',
    newer: true,
  };

  test('names the certificate as CertId, and reads the member PFX whatever the format', async () => {
    answers['POST /api/Certificates/Recover'] = { status: 200, body: { PFX: 'AQID', FileName: 'a.pem' } };
    expect(await run(recoverCertificate(), post)).toEqual(new Uint8Array([1, 2, 3]));
    expect(asked[0]).toEqual({
      line: 'POST /api/Certificates/Recover?collectionId=3',
      body: { CertId: 4711, Password: 'correct horse battery', IncludeChain: true, ChainOrder: 'RootFirst' },
      format: 'PEM',
    });
    expect(() => readRecovered({ Content: 'AQID' })).toThrow('unreadable');
  });

  test('an older server is sent no member that it does not know', async () => {
    answers['POST /api/Certificates/Recover'] = { status: 200, body: { PFX: 'AQID' } };
    await run(recoverCertificate(), { ...post, newer: false, friendlyName: 'x' });
    expect(Object.keys(asked[0]?.body as object)).toEqual(['CertId', 'Password', 'IncludeChain']);
  });

  test('a friendly name goes out for a PFX only', async () => {
    answers['POST /api/Certificates/Recover'] = { status: 200, body: { PFX: 'AQID' } };
    await run(recoverCertificate(), { ...post, format: 'PFX', friendlyName: 'shop' });
    await run(recoverCertificate(), { ...post, format: 'ZIP', friendlyName: 'shop' });
    expect(asked[0]?.body).toMatchObject({ FriendlyName: 'shop' });
    expect(asked[1]?.body).not.toHaveProperty('FriendlyName');
  });

  test('neither bytes nor password stay in the cache once nobody looks', async () => {
    answers['POST /api/Certificates/Recover'] = { status: 200, body: { PFX: 'AQID' } };
    const client = new QueryClient();
    const observer = new MutationObserver(client, recoverCertificate());
    const leave = observer.subscribe(() => undefined);
    await observer.mutate(post);
    leave();
    await expect.poll(() => client.getMutationCache().getAll()).toEqual([]);
  });

  test('a failure leaves nothing in doubt, and the refusal for want of a key is known by code or by 404', async () => {
    answers['POST /api/Certificates/Recover'] = { status: 500, body: {} };
    await expect(run(recoverCertificate(), post)).rejects.toMatchObject({ outcomeUnknown: false });
    expect(noKeyKept(new ApiError({ kind: 'http', status: 400, code: '0xA0110002' }))).toBe(true);
    expect(noKeyKept(new ApiError({ kind: 'http', status: 404 }))).toBe(true);
    expect(noKeyKept(new ApiError({ kind: 'http', status: 400, code: '0xA0110008' }))).toBe(false);
  });
});

describe('metadata, owner and history', () => {
  test('metadata is sent as the changed fields only, and what the server then holds is the answer', async () => {
    answers['GET /api/Certificates/4711'] = {
      status: 200,
      body: { Id: 4711, Metadata: { Owner: 'ops', Empty: null } },
    };
    const after = await run(saveCertificateMetadata(), { certificateId: id, scope, metadata: { Owner: 'ops' } });
    expect(asked[0]).toMatchObject({
      line: 'PUT /api/Certificates/Metadata?collectionId=3',
      body: { Id: 4711, Metadata: { Owner: 'ops' } },
    });
    expect(after?.metadata).toEqual({ Owner: 'ops' });
  });

  test('the owner is named as a role', async () => {
    await run(changeOwner(), { certificateId: id, scope: noScope, owner: 'Web Team' });
    expect(asked[0]).toMatchObject({ line: 'PUT /api/Certificates/4711/Owner', body: { NewRoleName: 'Web Team' } });
  });

  test('the server’s own checks are asked for in the scope', async () => {
    answers['GET /api/Certificates/4711/Validate'] = { status: 200, body: { ChainBuilt: true } };
    const found = await new QueryClient().fetchQuery(certificateChecksQuery(id, scope));
    expect([found.chainBuilt, asked[0]?.line]).toEqual([true, 'GET /api/Certificates/4711/Validate?collectionId=3']);
  });

  test('history comes newest first, and is null where it may not be read', async () => {
    const rows = [
      { Id: 1, OperationStart: '2026-01-01T00:00:00Z', Action: 'Enrolled' },
      { Id: 2, OperationStart: '2026-02-01T00:00:00Z', Action: 'Revoked' },
    ];
    answers['GET /api/Certificates/4711/History'] = { status: 200, body: rows };
    const found = await new QueryClient().fetchQuery(historyQuery(id, scope));
    expect(found?.map(({ action }) => action)).toEqual(['Revoked', 'Enrolled']);
    expect(asked[0]?.line).toContain('collectionId=3');
    answers['GET /api/Certificates/4711/History'] = { status: 403, body: {} };
    expect(await new QueryClient().fetchQuery(historyQuery(id, scope))).toBeNull();
  });
});
