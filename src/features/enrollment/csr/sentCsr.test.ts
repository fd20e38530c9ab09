import { describe, expect, test } from 'vitest';
import { abilitiesOf } from '../../../api/server.ts';
import type { Csr } from '../../../domain/csr.ts';
import { testSetup } from '../setupForTests.ts';
import { csrToWire, csrValues, type CsrReading } from './csrForm.ts';
import type { MadeRequest } from './makeForm.ts';
import { sentCsr, shownCsrPost } from './sentCsr.ts';

const csr: Csr = {
  der: Uint8Array.of(48),
  pem: 'pem',
  subject: [[{ type: 'CN', value: 'app01.example.com' }]],
  subjectText: 'CN=app01.example.com',
  sans: [{ kind: 'dns', value: 'app01.example.com' }],
  otherNames: [],
  key: { kind: 'RSA', bits: 2048, label: 'RSA 2048' },
  spki: Uint8Array.of(7),
  signatureAlgorithm: 'SHA-256 with RSA',
  extensions: [],
  keyUsage: ['Digital signature'],
  extendedKeyUsage: [],
};
const reading: Extract<CsrReading, { ok: true }> = {
  text: 'pem',
  ok: true,
  csr,
  signature: 'valid',
  fingerprint: '',
  keyFingerprint: '',
};
const setup = testSetup();
const startedAt = new Date('2026-04-21T19:57:49Z');
const values = {
  ...csrValues(setup),
  csr: 'pem',
  sans: ['dns:b.example.com'],
  key: 'given',
  keyText: 'TheKeyText',
  keyPassword: 'ThePassword',
} as const;
const typed = { ...values, sans: [...values.sans] };
const pkcs8 = new TextEncoder().encode('TheKeyBytes');
const savedAt = new Date('2026-04-21T19:56:00Z');
const madeKey: MadeRequest = {
  csr: 'pem',
  pkcs8,
  keyLabel: 'RSA 2048',
  fileName: 'app01.key',
  madeAt: new Date('2026-04-21T19:55:00Z'),
  saved: { how: 'encrypted', at: savedAt },
};
const post = csrToWire(typed, csr, setup, abilitiesOf([], '25.4', true), startedAt, { pkcs8, madeByCommand: true });

describe('what is kept of a CSR that was sent', () => {
  test('names what was asked for, with the names outside the request', () => {
    const sent = sentCsr({ values: typed, reading, setup, post, startedAt, madeKey });
    expect(sent).toMatchObject({
      kind: 'csr',
      spki: csr.spki,
      authority: null,
      templateId: 4,
      source: 'Default',
      usages: { keyUsage: ['Digital signature'], extendedKeyUsage: [] },
      stores: 0,
    });
    expect(sent.sans).toEqual([...csr.sans, { kind: 'dns', value: 'b.example.com' }]);
  });

  test('holds neither the private key nor its password, in any form', () => {
    const kept = JSON.stringify(sentCsr({ values: typed, reading, setup, post, startedAt, madeKey }));
    expect(JSON.stringify(post)).toContain(btoa('TheKeyBytes'));
    for (const secret of [String(pkcs8), 'TheKeyText', 'ThePassword', 'TheKeyBytes', btoa('TheKeyBytes')]) {
      expect(kept).not.toContain(secret);
    }
  });

  test('says when a key was made on this page and how it was saved, and of any other key nothing', () => {
    const sent = sentCsr({ values: typed, reading, setup, post, startedAt, madeKey });
    expect(sent.madeKey).toEqual({ madeAt: madeKey.madeAt, saved: { how: 'encrypted', at: savedAt } });
    expect(sentCsr({ values: typed, reading, setup, post, startedAt, madeKey: null }).madeKey).toBeNull();
  });

  test('asks for no usages where the request does not', () => {
    const plain = { ...reading, csr: { ...csr, keyUsage: [] } };
    expect(sentCsr({ values: typed, reading: plain, setup, post, startedAt, madeKey: null }).usages).toBeNull();
  });
});

test('the call is shown with its address, format and a masked key', () => {
  expect(shownCsrPost(post)).toMatchObject({
    path: '/Enrollment/CSR?forceEnroll=true',
    headers: { 'x-keyfactor-api-version': '1', 'x-certificateformat': 'PEM' },
    body: { CSR: 'pem', PrivateKey: '(not shown)' },
  });
});
