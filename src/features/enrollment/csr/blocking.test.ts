import { expect, test } from 'vitest';
import type { Csr } from '../../../domain/csr.ts';
import { blockingOf } from './blocking.ts';
import { signatureFindings } from './csrForm.ts';

const steps = [
  { label: 'Request', fields: ['csr'] },
  { label: 'Details', fields: ['metadata', 'key'] },
];

test('what keeps a request from being sent is named with its step', () => {
  expect(blockingOf([{ path: ['metadata', 0, 'value'], text: 'Owner is required.' }], [], steps)).toEqual([
    { step: 'Details', text: 'Owner is required.' },
  ]);
});

test('what is among the findings is not said a second time', () => {
  const finding = { grade: 'refused', where: 'key', text: 'RSA 1024 is too short.' } as const;
  const problems = [
    { path: ['csr'], text: 'RSA 1024 is too short.' },
    { path: ['key'], text: 'Download the key first.' },
  ];
  expect(blockingOf(problems, [finding], steps)).toEqual([{ step: 'Details', text: 'Download the key first.' }]);
});

test('a signature that does not fit the key of a request is a finding, as it blocks', () => {
  const csr: Csr = {
    der: Uint8Array.of(48),
    pem: '',
    subject: [],
    subjectText: '',
    sans: [],
    otherNames: [],
    key: { kind: 'RSA', bits: 2048, label: 'RSA 2048' },
    spki: Uint8Array.of(1),
    signatureAlgorithm: 'SHA-256 with RSA',
    extensions: [],
    keyUsage: [],
    extendedKeyUsage: [],
  };
  const read = { text: 't', ok: true, csr, fingerprint: '', keyFingerprint: '' } as const;
  expect(signatureFindings({ ...read, signature: 'invalid' })).toEqual([
    { grade: 'refused', where: 'signature', text: expect.stringContaining('does not fit the key') },
  ]);
  for (const signature of ['valid', 'cannot tell'] as const) {
    expect(signatureFindings({ ...read, signature })).toEqual([]);
  }
  expect(signatureFindings(null)).toEqual([]);
});
