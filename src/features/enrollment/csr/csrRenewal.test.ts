import { describe, expect, test } from 'vitest';
import { abilitiesOf } from '../../../api/server.ts';
import { parseCsr } from '../../../domain/csr.ts';
import { makeCsr } from '../../../domain/csrMaker.ts';
import { generateKeyPair } from '../../../domain/browserKeys.ts';
import { prefillOf } from '../prefill.ts';
import { testSetup } from '../setupForTests.ts';
import { csrProblems, csrToWire, csrValues, firstValues, type CsrValues } from './csrForm.ts';

const setup = testSetup();
const late = abilitiesOf([], '25.4', true);
const now = new Date('2026-04-21T19:57:49Z');
const none = { pkcs8: null, madeByCommand: false };

const key = await generateKeyPair({ keyType: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7', label: 'ECC P-256' });
const made = await makeCsr({ subject: [[{ type: 'CN', value: 'app01.example.com' }]], sans: [], key });
const parsed = parseCsr(made.ok ? made.value : '');
if (!parsed.ok) throw new Error(parsed.reason);
const csr = parsed.value;

const renewing = (certificateId: number | null, more: Partial<CsrValues> = {}): CsrValues => ({
  ...csrValues(setup),
  renewal: { certificateId, label: 'app01' },
  ...more,
});
const bodyOf = (values: CsrValues, abilities = late) => csrToWire(values, csr, setup, abilities, now, none).body;

describe('the certificate that a request renews', () => {
  test('is named, and left out for a new certificate and while none is chosen: 0 is an error', () => {
    expect(bodyOf(renewing(4711))).toMatchObject({ RenewalCertificateId: 4711 });
    for (const id of [null, 0]) expect(bodyOf(renewing(id))).not.toHaveProperty('RenewalCertificateId');
  });

  test('has to be chosen before the request is sent', () => {
    const paths = (values: CsrValues) =>
      csrProblems(values, setup, { reading: null, key: null, keyOnlyHere: false }).map(({ path }) => path.join('.'));
    expect(paths(renewing(0))).toContain('renewal.certificateId');
    for (const id of [null, 4711]) expect(paths(renewing(id))).not.toContain('renewal.certificateId');
  });

  test('comes from a link, and stays when something else is chosen to enroll with', () => {
    const link = prefillOf(new URLSearchParams({ renew: '4711' }));
    const linked = firstValues(setup, link, late);
    expect(linked.renewal).toEqual({ certificateId: 4711, label: 'Certificate 4711' });
    expect(csrValues(setup, linked).renewal).toEqual(linked.renewal);
    expect(firstValues(setup, prefillOf(new URLSearchParams()), late).renewal.certificateId).toBeNull();
  });

  test('is not sent to a server that does not know the word, whatever a link says', () => {
    const link = prefillOf(new URLSearchParams({ renew: '4711' }));
    for (const version of ['10.5', '24.4', '25.1.1']) {
      const older = abilitiesOf([], version, version.startsWith('25'));
      expect(firstValues(setup, link, older).renewal.certificateId).toBeNull();
      const body = bodyOf(renewing(4711, { fileExtension: 'cer' }), older);
      expect(body).not.toHaveProperty('RenewalCertificateId');
      expect(body).not.toHaveProperty('FileExtension');
    }
  });
});

test('the extension of the file is sent as typed, and left out while it is empty', () => {
  expect(bodyOf(renewing(null, { fileExtension: ' cer ' }))).toMatchObject({ FileExtension: 'cer' });
  expect(bodyOf(renewing(null, { fileExtension: ' ' }))).not.toHaveProperty('FileExtension');
});
