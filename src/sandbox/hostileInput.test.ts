import { expect, test } from 'vitest';
import { freshWorld, text, type Api, type Seen } from './apiForTests.ts';
import { enroll } from './enrollForTests.ts';
import { pem } from './pki/bundles.ts';
import { generateKey, publicKeyInfo, signBytes } from './pki/crypto.ts';
import * as der from './pki/der.ts';
import { encodeName } from './pki/names.ts';

/** A correctly signed request whose subject has so many parts of 100 letters. */
async function requestWith(parts: number): Promise<string> {
  const key = await generateKey({ kind: 'Ed25519', bits: 255 });
  const subject = Array.from({ length: parts }, () => [{ oid: '2.5.4.11', value: 'u'.repeat(100) }]);
  const contents = der.sequence(der.integer(0), encodeName(subject), publicKeyInfo(key), der.context(0));
  const signature = der.bitString(signBytes(key, contents, null));
  return pem('CERTIFICATE REQUEST', der.sequence(contents, der.sequence(der.oid('1.3.101.112')), signature));
}

async function sign(api: Api, CSR: string): Promise<Seen> {
  return api('POST', '/Enrollment/CSR', {
    headers: { 'x-certificateformat': 'PEM' },
    body: { CSR, EnrollmentPatternId: 3, SANs: {}, Timestamp: '2026-03-20T16:45:21Z' },
  });
}

test('a CSR of more than 256 KiB is refused unread', async () => {
  const api = await freshWorld();
  const csr = await requestWith(3);
  const padded = await sign(api, csr + '\n'.repeat(256 * 1024));
  expect([padded.status, text(padded.body, 'Message')]).toEqual([
    400,
    'The CSR could not be parsed. The certificate request is longer than 256 KiB.',
  ]);
  expect(text((await sign(api, csr)).body, 'Message')).not.toContain('longer');
});

test('a CSR whose subject is longer than 16 KiB is refused', async () => {
  const api = await freshWorld();
  const answer = await sign(api, await requestWith(200));
  expect([answer.status, text(answer.body, 'Message')]).toEqual([400, 'The subject is longer than 16 KiB.']);
});

test('a PFX subject longer than 16 KiB, as sent or as it is written out, is refused', async () => {
  const api = await freshWorld();
  for (const Subject of [`CN=a,O=${'x'.repeat(3_000_000)}`, `CN=a${',S=b'.repeat(4_000)}`]) {
    const answer = await enroll(api, { Subject });
    expect([answer.status, text(answer.body, 'Message')]).toEqual([
      400,
      expect.stringContaining('The subject is longer than 16 KiB.'),
    ]);
  }
});
