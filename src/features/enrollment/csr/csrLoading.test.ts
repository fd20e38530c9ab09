import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isPrivateKey, readRequest, requestFileText, whyNotTaken, withoutKeys } from './csrLoading.ts';

const broken = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const file = (bytes: Iterable<number>) => ({ arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer) });
const fileOf = (text: string) => file(new TextEncoder().encode(text));

const keyBody = 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF';
const key = `-----BEGIN PRIVATE KEY-----\r\n${keyBody}\r\n-----END PRIVATE KEY-----`;
const request = '-----BEGIN CERTIFICATE REQUEST-----\nMA==\n-----END CERTIFICATE REQUEST-----';

test('a reader that cannot be loaded is a reason, not a reading that never ends', async () => {
  expect(await readRequest('pasted', broken)).toEqual({
    text: 'pasted',
    ok: false,
    reason: 'This part of the page could not be loaded. Reload the page.',
  });
  expect(await requestFileText(file([65]), broken)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('could not be loaded'),
  });
});

test('a file that cannot be read is a reason', async () => {
  const gone = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
  expect(await requestFileText(gone)).toMatchObject({ ok: false, reason: expect.stringContaining('Choose it again') });
});

test('an empty text is no request yet; another is read', async () => {
  expect(await readRequest(' \n', broken)).toBeNull();
  expect(await readRequest('nothing of the kind')).toMatchObject({ ok: false, text: 'nothing of the kind' });
});

test('a file of text is taken as it is, one of bytes that are no request says what it is', async () => {
  expect(await requestFileText(fileOf(request))).toEqual({ ok: true, text: request });
  const pfx = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x03);
  expect(await requestFileText(file(pfx))).toMatchObject({ ok: false, reason: expect.stringContaining('PKCS #12') });
});

test('a file without a request does not take the place of one: a key, a certificate, or what cannot be read', async () => {
  expect(await whyNotTaken({ ok: true, text: key })).toBe('This is a private key, not a request.');
  expect(await whyNotTaken({ ok: true, text: request.replaceAll(' REQUEST', '') })).toContain('This is a certificate');
  expect(await whyNotTaken({ ok: false, reason: 'gone' })).toBe('gone');
  const good = readFileSync(new URL('../../../../e2e/corpus/csr/case-plain.pem', import.meta.url), 'utf8');
  expect(await whyNotTaken({ ok: true, text: good })).toBeUndefined();
  expect(await whyNotTaken({ ok: true, text: `${key}\n${good}` })).toBeUndefined();
});

describe('a private key in the text', () => {
  test('is taken out, and the request beside it stays', () => {
    expect(withoutKeys(`${key}\r\n${request}\n`)).toEqual({ text: request, found: true });
    expect(withoutKeys(`Hello,\n${request}\n${key}`)).toEqual({ text: `Hello,\n${request}`, found: true });
    expect(withoutKeys(request)).toEqual({ text: request, found: false });
  });

  test('leaves nothing of itself when its end is cut off, whatever kind of key it is', () => {
    for (const kind of ['RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED ', '']) {
      const cut = `-----BEGIN ${kind}PRIVATE KEY-----\n${keyBody}`;
      expect(withoutKeys(cut)).toEqual({ text: '', found: true });
    }
    expect(withoutKeys(`PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n${keyBody}`).text).toBe('');
  });

  test('is recognised without its header lines and as the bytes of a file', async () => {
    expect(isPrivateKey(await readRequest(keyBody))).toBe(true);
    const bytes = Uint8Array.from(atob(keyBody), (sign) => sign.charCodeAt(0));
    expect(isPrivateKey(await requestFileText(file(bytes)))).toBe(true);
    expect(isPrivateKey(await readRequest('MA=='))).toBe(false);
    expect(isPrivateKey(null)).toBe(false);
  });
});
