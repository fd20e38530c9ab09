import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../domain/csr.ts';
import { testSetup } from '../setupForTests.ts';
import { csrValues } from './csrForm.ts';
import { askedOf } from './dryRun.ts';

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
describe('what the server is asked about', () => {
  const reading = { text: 't', ok: true, csr, signature: 'valid', fingerprint: '', keyFingerprint: '' } as const;
  const values = { ...csrValues(null), csr: 't', sans: ['dns:b.example.com'] };

  test('is the request with the names beside it, by the policy on keys of what is chosen', () => {
    const asked = { csr, sans: [{ kind: 'dns', value: 'b.example.com' }], fromCommand: false, renews: null };
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
