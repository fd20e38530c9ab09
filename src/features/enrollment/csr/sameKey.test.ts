import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { configureClient } from '../../../api/client.ts';
import { parseCsr } from '../../../domain/csr.ts';
import { keyText } from '../../../domain/keyText.ts';
import { noScope } from '../../../domain/scope.ts';
import { sameKeyQuery, sameKeyWords, without } from './sameKey.ts';

const corpus = join(import.meta.dirname, '../../../../e2e/corpus');
const corpusText = (path: string) => readFileSync(join(corpus, path), 'utf8');
const bytes = (name: string) => corpusText(`certificates/${name}.pem`).replaceAll(/-----.*-----|\s/g, '');
const plain = parseCsr(corpusText('csr/case-plain.pem'));
if (!plain.ok) throw new Error(plain.reason);
const { spki } = plain.value;

let status: number | 'no answer' = 200;
let rows: { Id: number; CertState: number; IssuedDN: string; ContentBytes: string | null }[] = [];
let asked: URL[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://server'));
    if (status === 'no answer') return;
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(status === 200 ? rows : { Message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  configureClient({ apiBase: `http://127.0.0.1:${port}/api`, sleep: () => Promise.resolve() });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  status = 200;
  rows = [];
  asked = [];
});

const row = (Id: number, ContentBytes: string | null, CertState = 1) => ({
  Id,
  CertState,
  IssuedDN: 'CN=elsewhere.example.com',
  ContentBytes,
});
const check = (key = spki, reuse: boolean | null = null, scope = noScope) =>
  new QueryClient().fetchQuery(sameKeyQuery(key, reuse, scope));

describe('the search for the key of a request', () => {
  test('names a live certificate that really has it, whatever its names; the policy grades it', async () => {
    rows = [row(9, bytes('case-plain'))];
    for (const [reuse, grade] of [
      [false, 'likely refused'],
      [true, 'worth a look'],
    ] as const) {
      const { findings } = await check(spki, reuse);
      expect(findings).toEqual([expect.objectContaining({ grade, where: 'key' })]);
      expect(findings[0]?.text).toMatch(/^Certificate 9 has the same key/);
    }
    expect(asked[0]?.searchParams.get('QueryString')).toBe(`PublicKey -contains "${keyText(spki)}"`);
    expect(asked[0]?.searchParams.get('includeRevoked')).toBe('false');
  });

  test('takes nothing for a hit whose bytes hold another key, are missing, or which is no longer in use', async () => {
    rows = [row(9, bytes('other-key')), row(8, null), row(7, bytes('case-plain'), 2)];
    expect(await check()).toEqual({ findings: [], seen: 'searched' });
  });

  test('is kept within the part of the certificates that the caller looks at', async () => {
    await check(spki, null, { collectionId: 3, containerId: null });
    expect(asked[0]?.searchParams.get('collectionId')).toBe('3');
  });

  test('is none where the server refuses it or gives no answer, the caller may not search, or the key cannot be put into words', async () => {
    for (const refusal of [400, 404, 500]) {
      status = refusal;
      expect(await check()).toEqual({ findings: [], seen: 'no search' });
    }
    status = 403;
    expect(await check()).toMatchObject({ findings: [], seen: 'not readable', refused: { permission: null } });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    [status, asked] = ['no answer', []];
    const slow = check();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(await slow).toEqual({ findings: [], seen: 'no search' });
    asked = [];
    expect(await check(Uint8Array.of(1))).toEqual({ findings: [], seen: 'no search' });
    expect(asked).toEqual([]);
  });
});

test('what the search by name has said already is not said again', () => {
  const finding = (text: string) => ({ grade: 'worth a look', where: 'key', text }) as const;
  expect(without([finding('a'), finding('b')], [finding('b')])).toEqual([finding('a')]);
});

test('nothing found is never told as proof that nothing has the key', () => {
  const words = (['searched', 'no search', 'not readable'] as const).map((seen) =>
    sameKeyWords({ findings: [], seen }),
  );
  expect(words[0]).toContain('no proof');
  const refused = { permission: '/certificates/collections/read/', scope: noScope };
  const unread = sameKeyWords({ findings: [], seen: 'not readable', refused });
  expect(unread).toContain('search certificates (that takes /certificates/collections/read/), so a key');
  expect(words[1]).toContain('did not answer a search by key');
  expect(words[2]).toContain('you may not search');
});
