import { createServer, type Server } from 'node:http';
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configureClient } from '../../../api/client.ts';
import { testSetup } from '../setupForTests.ts';
import { csrValues } from './csrForm.ts';
import type { Csr } from '../../../domain/csr.ts';
import type { Finding } from '../../../domain/policy.ts';
import { askedOf, duplicatesQuery, shortened } from './dryRun.ts';

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
let status = 200;
let asked = 0;
let address = '';
let server: Server;
let client = new QueryClient();

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    address = decodeURIComponent(request.url ?? '').replaceAll('+', ' ');
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('X-Total-Count', '1');
    const rows = [{ Id: 7, IssuedDN: 'CN=app01.example.com', IssuedCN: 'app01.example.com', CertState: 1 }];
    response.end(JSON.stringify(status === 200 ? rows : { Message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  status = 200;
  asked = 0;
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
});

const check = (of: Csr = csr) => client.fetchQuery(duplicatesQuery(of, of.sans, null));

describe('what live certificates say about a request', () => {
  test('is which of them have its names', async () => {
    const { findings, seen } = await check();
    expect(seen).toBe('all');
    expect(findings).toEqual([expect.objectContaining({ grade: 'worth a look', where: 'subject' })]);
    expect(findings[0]?.text).toContain('7');
  });

  test('is found by an alternative name where there is no common name', async () => {
    const sans = [{ kind: 'dns', value: 'app01.example.com' }] as const;
    expect(await check({ ...csr, pem: 'names only', subject: [], sans: [...sans] })).toMatchObject({ seen: 'all' });
    expect(address).toContain('SAN -contains "app01.example.com"');
    status = 400;
    const other = await check({
      ...csr,
      pem: 'not searched',
      subject: [],
      sans: [{ kind: 'dns', value: 'b.example' }],
    });
    expect(other).toEqual({ findings: [], seen: 'no search' });
  });

  test('is nothing where they cannot be searched: by right, or for want of any name', async () => {
    status = 403;
    expect(await check()).toEqual({ findings: [], seen: 'not readable' });
    asked = 0;
    expect(await check({ ...csr, pem: 'other', subject: [] })).toEqual({ findings: [], seen: 'no name' });
    expect(await check({ ...csr, pem: 'quote', subject: [[{ type: 'CN', value: 'a"b' }]] })).toMatchObject({
      seen: 'no name',
    });
    expect(asked).toBe(0);
  });

  test('is an error where the server fails, so that nobody takes it for none', async () => {
    status = 500;
    await expect(check()).rejects.toMatchObject({ status: 500 });
  });
});

test('many findings of a kind become a few lines and a number', () => {
  const finding = (number: number): Finding => ({ grade: 'worth a look', where: 'key', text: `Certificate ${number}` });
  const many = Array.from({ length: 40 }, (_, at) => finding(at));
  expect(shortened(many)).toHaveLength(6);
  expect(shortened(many).at(-1)?.text).toContain('35');
  expect(shortened(many.slice(0, 6))).toEqual(many.slice(0, 6));
});

describe('what the server is asked about', () => {
  const reading = { text: 't', ok: true, csr, signature: 'valid', fingerprint: '', keyFingerprint: '' } as const;
  const values = { ...csrValues(null), csr: 't', sans: ['dns:b.example.com'] };

  test('is the request with the names beside it, by the policy on keys of what is chosen', () => {
    const asked = { csr, sans: [{ kind: 'dns', value: 'b.example.com' }], fromCommand: false };
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
