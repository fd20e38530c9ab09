import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { QueryClient } from '@tanstack/react-query';
import { asCertificateId } from '../domain/ids.ts';
import { configureClient } from './client.ts';
import {
  availableRenewalQuery,
  readAvailable,
  readLocations,
  renewCertificate,
  renewPost,
  storesOfCertificateQuery,
} from './renewals.ts';
import { certificateFilter, certificatesToRenewQuery } from './renewalSearch.ts';

interface Sent {
  method: string;
  url: URL;
  body: string;
}

let close: () => void = () => {};
afterEach(() => close());

/** A server that answers in turn, the last answer again and again; returns what was sent to it. */
async function serve(...answers: { status?: number; body: unknown }[]): Promise<Sent[]> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      sent.push({ method: request.method ?? '', url: new URL(request.url ?? '', 'http://host'), body });
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      response.writeHead(answer?.status ?? 200, { 'Content-Type': 'application/json', Connection: 'close' });
      response.end(JSON.stringify(answer?.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => void server.close();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
  return sent;
}

const id = asCertificateId(4711);
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

describe('how a certificate can be renewed', () => {
  test.each([
    [0, { oneClick: false, seeded: false }],
    [1, { oneClick: false, seeded: true }],
    [2, { oneClick: true, seeded: true }],
    [3, { oneClick: true, seeded: true }],
    [4, { oneClick: false, seeded: false }],
    [6, { oneClick: true, seeded: true }],
    ['2', { oneClick: true, seeded: true }],
    [null, { oneClick: false, seeded: false }],
  ])('flags %s', (AvailableRenewalType, expected) => {
    expect(readAvailable({ AvailableRenewalType, Message: null })).toEqual({ ...expected, message: '' });
  });

  test('what may not be read is null or the missing right, and any other failure is one', async () => {
    await serve({ status: 403, body: {} });
    expect(await client().fetchQuery(availableRenewalQuery(id))).toBeNull();
    expect(await client().fetchQuery(storesOfCertificateQuery(id))).toEqual({ permission: null });
    close();
    await serve({ status: 500, body: {} });
    await expect(client().fetchQuery(availableRenewalQuery(id))).rejects.toThrow('http 500');
    await expect(client().fetchQuery(storesOfCertificateQuery(id))).rejects.toThrow('http 500');
  });
});

test('stores of a certificate come with machine, path and alias; places without a store are left out', () => {
  const Locations = [
    { StoreId: '7F3C1B52-9F60-4A0E-8E1B-2D6D1C9A0B11', ClientMachine: 'web01', StorePath: 'My', Alias: '0C52' },
    { StoreId: null, IPAddress: '10.0.0.1', Port: 443 },
  ];
  expect(
    readLocations({
      Details: [
        { StoreType: 'IIS', Locations },
        { StoreType: 'SSL', Locations: null },
      ],
    }),
  ).toEqual([
    { storeId: '7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11', machine: 'web01', path: 'My', alias: '0C52', typeName: 'IIS' },
  ]);
  expect(readLocations({ Details: null })).toEqual([]);
});

describe('searching for the certificate', () => {
  const thumbprint = '0C52E1A7B9D04F6E83A1C7756E9F20B8D4135A6C';
  test.each([
    ['shop', 'IssuedCN -contains "shop"', null],
    [' shop front ', 'IssuedCN -contains "shop front"', null],
    ['47', 'CertId -eq 47', null],
    ['#4711', 'IssuedCN -contains "#4711" OR CertId -eq 4711', null],
    [
      thumbprint,
      `IssuedCN -contains "${thumbprint}" OR Thumbprint -eq "${thumbprint}" OR SerialNumber -eq "${thumbprint}"`,
      `IssuedCN -contains "${thumbprint}" OR Thumbprint -eq "${thumbprint}"`,
    ],
    [
      '6b:00:00:03:1d:77',
      'IssuedCN -contains "6b:00:00:03:1d:77" OR SerialNumber -eq "6B0000031D77"',
      'IssuedCN -contains "6b:00:00:03:1d:77"',
    ],
  ])('%s asks for %s', (typed, queryString, withoutSerial) => {
    expect(certificateFilter(typed)).toEqual({ queryString, withoutSerial });
  });

  test.each(['', 'ab', 'a"bcd'])('%j asks for nothing', async (typed) => {
    const sent = await serve({ body: [] });
    expect(certificateFilter(typed)).toBeNull();
    expect(await client().fetchQuery(certificatesToRenewQuery(typed))).toBeNull();
    expect(sent).toEqual([]);
  });

  test('expired ones are found too, newest first, and no more than twenty are asked for', async () => {
    const sent = await serve({ body: [{ Id: 7, IssuedCN: 'shop' }] });
    const found = await client().fetchQuery(certificatesToRenewQuery('shop'));
    expect(found).toMatchObject({ rows: [{ certificateId: 7, commonName: 'shop' }], total: 1, serialLeftOut: false });
    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toMatchObject({
      includeExpired: 'true',
      SortField: 'CertId',
      SortAscending: '1',
      ReturnLimit: '20',
    });
  });

  test('where the server’s search takes no serial numbers, the rest is asked for without them', async () => {
    const sent = await serve({ status: 400, body: {} }, { body: [] });
    const found = await client().fetchQuery(certificatesToRenewQuery('6B0000031D77'));
    expect(found).toEqual({ rows: [], total: 0, serialLeftOut: true });
    expect(sent.map(({ url }) => url.searchParams.get('QueryString'))).toEqual([
      'IssuedCN -contains "6B0000031D77" OR SerialNumber -eq "6B0000031D77"',
      'IssuedCN -contains "6B0000031D77"',
    ]);
    close();
    await serve({ status: 400, body: {} });
    await expect(client().fetchQuery(certificatesToRenewQuery('shop'))).rejects.toThrow('http 400');
  });
});

describe('a one-click renewal', () => {
  test('sends the id and the time only, once, and reads the flat answer', async () => {
    const sent = await serve({
      body: {
        KeyfactorId: 4790,
        KeyfactorRequestId: 0,
        Thumbprint: 'E1D2',
        SerialNumber: '4A',
        IssuerDN: 'CN=Sub-CA',
        RequestDisposition: 'ISSUED',
        DispositionMessage: '',
        Password: 'uT4!xk09Pw2z',
      },
    });
    const post = renewPost(id, new Date('2026-06-02T08:11:30.123Z'));
    const answer = await client().getMutationCache().build(client(), renewCertificate()).execute(post);
    expect(answer).toMatchObject({
      disposition: 'issued',
      certificateId: 4790,
      requestId: null,
      password: 'uT4!xk09Pw2z',
      pfx: null,
      thumbprint: 'E1D2',
    });
    expect(sent.map(({ method, url, body }) => [method, url.pathname, body])).toEqual([
      ['POST', '/api/Enrollment/Renew', '{"CertificateId":4711,"Timestamp":"2026-06-02T08:11:30Z"}'],
    ]);
  });

  test('a lost answer is unknown and never asked for again', async () => {
    const sent = await serve({ status: 504, body: 'Gateway Time-out' });
    const failed = client()
      .getMutationCache()
      .build(client(), renewCertificate())
      .execute(renewPost(id, new Date(0)));
    await expect(failed).rejects.toMatchObject({ outcomeUnknown: true });
    expect(sent).toHaveLength(1);
    expect(renewCertificate()).toMatchObject({ retry: false, gcTime: 0 });
  });
});
