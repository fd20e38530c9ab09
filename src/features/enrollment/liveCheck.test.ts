import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configureClient } from '../../api/client.ts';
import { parseCsr } from '../../domain/csr.ts';
import type { Finding } from '../../domain/policy.ts';
import { liveCheckQuery, liveWords, shortened, type ComparedRequest } from './liveCheck.ts';

const asking: ComparedRequest = {
  subject: [[{ type: 'CN', value: 'app01.example.com' }]],
  sans: [],
  spki: Uint8Array.of(1),
  allowKeyReuse: null,
  follows: [],
};
/** A request, and base64 DER of a certificate that has its key and its names. */
const corpus = join(import.meta.dirname, '../../../e2e/corpus');
const corpusText = (path: string) => readFileSync(join(corpus, path), 'utf8');
const plain = parseCsr(corpusText('csr/case-plain.pem'));
if (!plain.ok) throw new Error(plain.reason);
const itself: ComparedRequest = { ...asking, ...plain.value };
const itsCertificate = corpusText('certificates/case-plain.pem').replaceAll(/-----.*-----|\s/g, '');

const lacking = 'User does not have the required permissions: /certificates/collections/read/.';
let status = 200;
let content = '';
let total = 1;
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
    response.setHeader('X-Total-Count', String(total));
    const facts = { IssuedDN: 'CN=app01.example.com', IssuedCN: 'app01.example.com', CertState: 1 };
    // A page holds 50.
    const rows = Array.from({ length: Math.min(total, 50) }, () => ({ Id: 7, ...facts, ContentBytes: content }));
    response.end(JSON.stringify(status === 200 ? rows : { Message: lacking }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  status = 200;
  content = '';
  total = 1;
  asked = 0;
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
});

const check = (of: ComparedRequest = asking) => client.fetchQuery(liveCheckQuery(of));

describe('what live certificates say about a request', () => {
  test('is which of them have its names', async () => {
    const { findings, seen } = await check();
    expect(seen).toBe('all');
    expect(findings).toEqual([expect.objectContaining({ grade: 'worth a look', where: 'subject' })]);
    expect(findings[0]?.text).toContain('7');
  });

  test('does not name the one that is renewed or replaced, which has its names on purpose', async () => {
    expect(await check({ ...asking, follows: [7] })).toEqual({ findings: [], seen: 'all' });
    expect((await check({ ...asking, follows: [8] })).findings).toHaveLength(1);
  });

  test('names one with its key even if it is the one that is renewed; how bad that is depends on the policy', async () => {
    content = itsCertificate;
    for (const [allowKeyReuse, grade] of [
      [false, 'likely refused'],
      [null, 'worth a look'],
    ] as const) {
      const { findings } = await check({ ...itself, allowKeyReuse, follows: [7] });
      expect(findings).toEqual([expect.objectContaining({ grade, where: 'key' })]);
    }
    expect((await check(itself)).findings.map(({ where }) => where)).toEqual(['key', 'subject']);
    expect((await check({ ...itself, spki: null })).findings.map(({ where }) => where)).toEqual(['subject']);
  });

  test('is kept for one request only: another key, policy or certificate that is renewed makes it another', () => {
    const keyOf = (of: ComparedRequest) => JSON.stringify(liveCheckQuery(of).queryKey);
    const others = [{ spki: Uint8Array.of(2) }, { allowKeyReuse: false }, { follows: [7] }];
    expect(new Set([asking, ...others.map((other) => ({ ...asking, ...other }))].map(keyOf)).size).toBe(4);
  });

  test('is asked anew each time, as an enrollment a moment ago counts', async () => {
    await check();
    await check();
    expect(asked).toBe(2);
  });

  test('says where only the newest of many were looked at, and goes by the subject where bytes cannot be read', async () => {
    total = 5000;
    content = 'no base64!';
    expect(await check()).toMatchObject({ seen: 'part', findings: [{ where: 'subject' }] });
  });

  test('is asked within the part of the certificates that the caller looks at', async () => {
    await client.fetchQuery(liveCheckQuery(asking, { collectionId: 3, containerId: null }));
    expect(address).toContain('collectionId=3');
  });

  test('is found by an alternative name where there is no common name', async () => {
    const sans = [{ kind: 'dns', value: 'app01.example.com' }] as const;
    expect(await check({ ...asking, subject: [], sans: [...sans] })).toMatchObject({ seen: 'all' });
    expect(address).toContain('SAN -contains "app01.example.com"');
    status = 400;
    const other = await check({
      ...asking,
      subject: [],
      sans: [{ kind: 'dns', value: 'b.example' }],
    });
    expect(other).toEqual({ findings: [], seen: 'no search' });
  });

  test('is nothing where they cannot be searched: by right, or for want of any name', async () => {
    status = 403;
    const refused = await check();
    expect(refused).toMatchObject({ findings: [], seen: 'not readable' });
    expect(liveWords(refused, false)).toBe(
      'you may not search certificates (that takes /certificates/collections/read/), so duplicates cannot be found here. If your rights end at a collection or a container, enroll from its certificates',
    );
    const inPart = await client.fetchQuery(liveCheckQuery(asking, { collectionId: 3, containerId: null }));
    expect(liveWords(inPart, false)).toMatch(/duplicates cannot be found here$/);
    asked = 0;
    expect(await check({ ...asking, subject: [] })).toEqual({ findings: [], seen: 'no name' });
    expect(await check({ ...asking, subject: [[{ type: 'CN', value: 'a"b' }]] })).toMatchObject({
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
  expect(shortened(many)[0]).toMatchObject({ where: 'key' });
  expect(shortened(many).at(-1)).toMatchObject({ grade: 'worth a look', where: 'key' });
  expect(shortened(many.slice(0, 6))).toEqual(many.slice(0, 6));
});

test('where no live certificate has the name, that is said, and nothing of what they have', async () => {
  total = 0;
  expect(await check()).toEqual({ findings: [], seen: 'none' });
  expect(liveWords({ findings: [], seen: 'none' }, true, [7])).toBe('there are none');
});

test('the certificate that a request follows is said to be left out', () => {
  for (const findings of [[], [{ grade: 'worth a look', where: 'subject', text: '' } as const]])
    expect(liveWords({ findings, seen: 'all' }, false, [7])).toMatch(
      /; certificate 7, which it follows, is not counted$/,
    );
});

test('a request without a key of its own is not said to be compared by key', () => {
  for (const seen of ['all', 'part'] as const) {
    expect(liveWords({ findings: [], seen }, false)).not.toContain('key');
    expect(liveWords({ findings: [], seen }, true)).toContain('its key');
    const some = { seen, findings: [{ grade: 'worth a look', where: 'subject', text: '' } as const] };
    expect(liveWords(some, true)).toMatch(/^some have its key or its names/);
    expect(liveWords(some, false)).toMatch(/^some have its names/);
  }
});
