import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asRequestId } from '../domain/ids.ts';
import { configureClient } from './client.ts';
import {
  certificateOfRequest,
  readAtAuthority,
  readWorkflow,
  requestAtAuthority,
  workflowOfRequest,
} from './requests.ts';

describe('a workflow instance', () => {
  test('has the status that its word says, whatever its spelling', () => {
    const status = (Status: string | number | null) => readWorkflow({ Status }).status;
    expect(status('Suspended')).toBe('suspended');
    expect(status('CanceledForRestart')).toBe('canceled for restart');
    expect(status('Rejected')).toBe('rejected');
    expect(status('Halted')).toBe('unknown');
    expect(status(null)).toBe('unknown');
  });

  test('with a number for its status is not guessed at', () => {
    expect(readWorkflow({ Status: 2 })).toMatchObject({ status: 'unknown', word: 'status 2' });
  });
});

describe('a request at a CA', () => {
  test('is read by its name, else by its number', () => {
    expect(readAtAuthority({ State: 1, StateString: 'Denied', DenialComment: 'no' })).toMatchObject({
      state: 'denied',
      comment: 'no',
    });
    expect(readAtAuthority({ State: 5 }).state).toBe('pending');
    expect(readAtAuthority({ State: 5, Requester: 'KEYEXAMPLE\\b' }).requester).toBe('KEYEXAMPLE\\b');
    expect(readAtAuthority({ StateString: 'External Validation (8)' })).toMatchObject({
      state: 'external validation',
      word: 'External Validation',
    });
    expect(readAtAuthority({ State: 77, StateString: 'Odd' })).toMatchObject({ state: 'other', word: 'Odd' });
  });
});

describe('the evidence', () => {
  let server: Server;
  let answer: { status: number; body: unknown };
  let asked = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked = decodeURIComponent(request.url ?? '');
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    configureClient({ apiBase: `http://127.0.0.1:${port}/KeyfactorAPI` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { signal } = new AbortController();

  test('names the permission that is missing', async () => {
    const Message = 'The user does not have the required permissions: /workflows/instances/read/.';
    answer = { status: 403, body: { ErrorCode: '0xA0140002', Message } };
    expect(await workflowOfRequest('8c0f6f9e-53a3-4f0e-9a55-6f3c9c3e1f20', signal)).toEqual({
      kind: 'not permitted',
      permission: '/workflows/instances/read/',
    });
  });

  test('is absent where the server does not have it, and an error where the server fails', async () => {
    answer = { status: 404, body: {} };
    expect(await requestAtAuthority(asRequestId(318), signal)).toEqual({ kind: 'absent' });
    answer = { status: 500, body: {} };
    await expect(requestAtAuthority(asRequestId(318), signal)).rejects.toMatchObject({ status: 500 });
  });

  test('of a certificate is searched by the number of the request, revoked ones too', async () => {
    answer = { status: 200, body: [{ Id: 4711 }] };
    expect(await certificateOfRequest(asRequestId(318), signal)).toEqual({ kind: 'found', value: 4711 });
    expect(asked).toContain('QueryString=CertRequestId -eq 318');
    expect(asked).toContain('includeRevoked=true');
    answer = { status: 200, body: [] };
    expect(await certificateOfRequest(asRequestId(318), signal)).toEqual({ kind: 'absent' });
  });

  test('of a certificate is searched in the part of the certificates that the caller may read', async () => {
    answer = { status: 200, body: [] };
    await certificateOfRequest(asRequestId(318), signal, { collectionId: 3, containerId: null });
    expect(asked).toContain('collectionId=3');
    expect(asked).not.toContain('containerId');
  });
});
