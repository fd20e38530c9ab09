import { createServer, type Server } from 'node:http';
import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { configureClient } from './client.ts';
import { downloadCertificate, readDownload } from './downloads.ts';

const requests: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${String(request.headers['x-certificateformat'])} ${body}`);
      response.writeHead(503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  configureClient({ apiBase: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api` });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('the content is base64, whatever the casing of its name', () => {
  expect(readDownload({ Content: 'AQID' })).toEqual(Uint8Array.of(1, 2, 3));
  expect(readDownload({ content: 'AQID' })).toEqual(Uint8Array.of(1, 2, 3));
});

test.each([null, {}, { Content: '' }, { Content: '§' }])('an answer of %j is unreadable, not an empty file', (body) =>
  expect(() => readDownload(body)).toThrow('unreadable'),
);

test('a download is asked for once, and its failure leaves nothing in doubt, as it changes nothing', async () => {
  const asked = { certificateId: asCertificateId(7), format: 'P7B', includeChain: true } as const;
  const observer = new MutationObserver(new QueryClient(), downloadCertificate());
  const failure: unknown = await observer.mutate(asked).catch((error: unknown) => error);
  expect(failure).toMatchObject({ status: 503, outcomeUnknown: false });
  expect(requests).toEqual([
    'POST /api/Certificates/Download P7B {"CertID":7,"IncludeChain":true,"ChainOrder":"EndEntityFirst"}',
  ]);
});
