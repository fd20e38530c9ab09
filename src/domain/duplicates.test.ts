import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCsr } from './csr.ts';
import { parseDn, type Rdn } from './dn.ts';
import { duplicatesOf, type LiveCertificate } from './duplicates.ts';
import { asCertificateId } from './ids.ts';
import type { San } from './sans.ts';

// case-plain is a request; its certificate has its key and its names, other-key has its names only.
const corpus = join(import.meta.dirname, '../../e2e/corpus');
const text = (path: string) => readFileSync(join(corpus, path), 'utf8');
const parsed = parseCsr(text('csr/case-plain.pem'));
if (!parsed.ok) throw new Error(parsed.reason);
const { spki, subject, sans } = parsed.value;
const asked = { spki, subject, sans };

function live(name: string, id = 7): LiveCertificate {
  const der = new Uint8Array(Buffer.from(text(`certificates/${name}.pem`).replace(/-----.*-----|\s/g, ''), 'base64'));
  return { certificateId: asCertificateId(id), der, subject: parsed.ok ? parsed.value.subjectText : '' };
}
function named(dn: string): Rdn[] {
  const name = parseDn(dn);
  if (!name.ok) throw new Error(name.reason);
  return name.value;
}
const found = (...input: Parameters<typeof duplicatesOf>) =>
  duplicatesOf(...input).map(({ grade, shared, certificateId }) => `${grade}: ${shared} as ${certificateId}`);
const dns = (value: string): San => ({ kind: 'dns', value });

describe('the same key', () => {
  test('is likely refused where policy forbids reuse, and worth a look where it does not or is not known', () => {
    const names = 'worth a look: same names as 7';
    expect(found(asked, [live('case-plain')], false)).toEqual(['likely refused: same key as 7', names]);
    for (const allowed of [true, null])
      expect(found(asked, [live('case-plain')], allowed)).toEqual(['worth a look: same key as 7', names]);
  });
  test('is told of every certificate that has it, whatever its names', () => {
    const other = { ...asked, subject: named('CN=next.keyexample.com'), sans: [dns('next.keyexample.com')] };
    const both = [live('case-plain', 1), live('case-plain', 2)];
    expect(found(other, both, false)).toEqual(['likely refused: same key as 1', 'likely refused: same key as 2']);
  });
  test('is not told before there is a key, or where the certificate’s bytes are not known', () => {
    const noKey = { ...asked, spki: null };
    const noBytes = { ...live('case-plain'), der: null };
    for (const [request, candidate] of [
      [noKey, live('case-plain')],
      [asked, noBytes],
    ] as const)
      expect(found(request, [candidate], false)).toEqual(['worth a look: same names as 7']);
  });
});

describe('the same names', () => {
  const same = ['worth a look: same names as 7'];
  test('are told whatever the order, the letter case and the spaces', () => {
    const turned = { ...asked, subject: [...subject].reverse(), sans: [dns('SHOP.keyexample.com')] };
    expect(found(turned, [live('other-key')], true)).toEqual(same);
  });
  test('do not depend on the common name among the DNS names, which the server may add', () => {
    expect(found({ ...asked, sans: [] }, [live('other-key')], true)).toEqual(same);
    expect(found({ ...asked, sans: [dns('www.keyexample.com')] }, [live('other-key')], true)).toEqual([]);
  });
  test('are another matter when a part of the subject differs', () => {
    expect(found({ ...asked, subject: named('CN=shop.keyexample.com,O=x') }, [live('other-key')], true)).toEqual([]);
  });
  test('are the subject alone where the bytes are not known, and the words say so', () => {
    const [finding] = duplicatesOf(asked, [{ ...live('other-key'), der: null }], true);
    expect(finding?.text).toBe('Certificate 7 has the same subject and is still in force.');
  });
  test('of two requests without any name are no duplicate', () => {
    const nameless = { ...live('other-key'), der: null, subject: '' };
    expect(found({ spki: null, subject: [], sans: [] }, [nameless], true)).toEqual([]);
  });
  test('a certificate that cannot be read is left out', () => {
    const broken = { certificateId: asCertificateId(1), der: Uint8Array.of(1, 2, 3), subject: 'no name' };
    expect(found(asked, [broken], false)).toEqual([]);
  });
});
