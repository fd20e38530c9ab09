import { expect, test } from 'vitest';
import type { KeptRequest } from '../../kept.ts';
import { requestFromId } from './followForm.ts';
import { askedOfKept } from './lostRequest.ts';

const lost: KeptRequest = {
  ...requestFromId('1', { server: 's', user: null, now: new Date(0) }),
  kind: 'csr',
  subject: 'CN=a.example.com,O=Example\\, Inc.',
  authority: 'host\\CA 1',
  disposition: 'unknown',
};

test('a lost request is compared with all that was asked for, the key of its CSR too', () => {
  const compare = {
    sans: [{ kind: 'dns', value: 'a.example.com' }],
    templateId: 4,
    key: { kind: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7' },
    spki: 'AQID',
  };
  expect(askedOfKept({ ...lost, compare })).toEqual({
    subject: [[{ type: 'CN', value: 'a.example.com' }], [{ type: 'O', value: 'Example, Inc.' }]],
    authority: 'host\\CA 1',
    sans: compare.sans,
    templateId: 4,
    key: compare.key,
    spki: Uint8Array.from([1, 2, 3]),
  });
});

test('what the list does not hold of a lost request is not compared', () => {
  expect(askedOfKept(lost).forgotten).toEqual(['template', 'alternative names', 'key']);
});
