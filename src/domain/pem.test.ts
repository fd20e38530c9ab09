import { expect, test } from 'vitest';
import { unwrap } from './pem.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a text or file without anything of a request says so, even where its letters pass for base64', () => {
  for (const text of ['hello', 'hello world this is not a csr', 'Please send me the certificate. Anna', 'SGVsbG8=']) {
    expect(unwrap(text, 'request')).toEqual({
      ok: false,
      reason: 'There is no certificate signing request in this text.',
    });
    expect(unwrap(bytes(text), 'request')).toEqual({
      ok: false,
      reason: 'There is no certificate signing request in this file.',
    });
  }
});

test('base64 of DER is looked into without its header lines, and a request whose lines are cut is not called none', () => {
  expect(unwrap('MA==', 'request')).toEqual({ ok: true, value: Uint8Array.of(0x30) });
  const half = '-----BEGIN CERTIFICATE REQUEST-----\n%%%';
  expect(unwrap(half, 'request')).toMatchObject({ reason: expect.stringContaining('neither PEM nor base64') });
});
